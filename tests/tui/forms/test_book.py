"""An address book to choose from: what is ticked, what each key does, what is answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from data.desk import Desk
from data.model.address_book import BookLook
from data.model.client import Client, Person
from tests.desk.test_address_book import ANN, TOM, ZED
from tests.tui.forms.conftest import Show, Stage
from tui.screens.book import ChooseCards
from tui.widgets.rows import Rows
from tui.widgets.stack import Stack


@pytest.fixture
def look(desk: Desk, tmp_path: Path) -> BookLook:
    """Three cards, of which one completes somebody who is known."""
    harbour = desk.clients.add(Client("Harbour Books"))
    desk.clients.add_person(Person(harbour.id, "Ann Bell"))
    file = tmp_path / "contacts.vcf"
    file.write_text(ANN + TOM + ZED + "BEGIN:VCARD\nVERSION:9\nFN:[/] Bad\nEND:VCARD\n")
    return desk.address_book.look(file)


def answered(pilot: Pilot[None]) -> Any:
    assert isinstance(pilot.app, Stage)
    given: Any = pilot.app.answers[0]
    return [entry.name for entry in given]


def shown(pilot: Pilot[None]) -> dict[str, str]:
    rows = pilot.app.screen.query_one(Rows).rows
    return {
        f"{row.cells[0].text} {row.cells[1].text}": "".join(text for text, _ in row.under[1].parts)
        for row in rows
    }


async def test_what_completes_somebody_is_ticked_and_said(show: Show, look: BookLook) -> None:
    async with show(ChooseCards(look)) as pilot:
        assert shown(pilot) == {
            "√ Ann Bell": "completes Ann Bell",
            "○ Tom Reed": "a person at Harbour Books",
            "○ Zed": "new client Zed",
        }
        await pilot.press("enter")
        assert answered(pilot) == ["Ann Bell"]


async def test_space_ticks_and_goes_on(show: Show, look: BookLook) -> None:
    async with show(ChooseCards(look), size=(80, 24)) as pilot:
        await pilot.press("space", "space", "space", "enter")
        assert answered(pilot) == ["Tom Reed", "Zed"]


async def test_a_whole_organisation_is_ticked_at_once(show: Show, look: BookLook) -> None:
    async with show(ChooseCards(look)) as pilot:
        await pilot.press("o")
        assert [row.cells[0].text for row in pilot.app.screen.query_one(Rows).rows] == ["√", "√", "○"]
        await pilot.press("o", "A", "enter")
        assert answered(pilot) == ["Ann Bell", "Tom Reed", "Zed"]


async def test_nobody_ticked_is_no_answer(show: Show, look: BookLook) -> None:
    async with show(ChooseCards(look)) as pilot:
        await pilot.press("space", "enter")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == []
        await pilot.press("escape")
        assert pilot.app.answers == [None]


async def test_an_empty_book_says_so(show: Show) -> None:
    async with show(ChooseCards(BookLook(()))) as pilot:
        await pilot.press("space", "o", "A", "enter", "escape")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [None]


async def test_cards_are_found_by_what_stands_on_them(show: Show, look: BookLook) -> None:
    async with show(ChooseCards(look)) as pilot:
        await pilot.press("slash", *"HARBOUR tom", "enter")
        await pilot.pause()
        assert [row.key for row in pilot.app.screen.query_one(Rows).rows] == ["tom"]
        assert "HARBOUR tom: 1 of 3" in str(pilot.app.screen.query_one("#box").border_title)
        await pilot.press("A", "slash", "ctrl+u", *"nobody", "enter")
        await pilot.pause()
        assert pilot.app.screen.query_one(Rows).rows == ()
        await pilot.press("slash", "ctrl+u", "enter")
        await pilot.pause()
        assert len(pilot.app.screen.query_one(Rows).rows) == 3
        await pilot.press("enter")
        assert answered(pilot) == ["Ann Bell", "Tom Reed"]


async def test_a_tick_measures_no_other_card_anew(
    show: Show, look: BookLook, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with show(ChooseCards(look)) as pilot:
        rows = pilot.app.screen.query_one(Rows)
        kept = {row.key: row for row in rows.rows}
        monkeypatch.setattr(Stack, "fit", lambda *_: pytest.fail("everything was measured anew"))
        await pilot.press("down", "space")
        assert [row.key for row in rows.rows if row is not kept[row.key]] == ["tom"]
        assert shown(pilot)["√ Tom Reed"] == "a person at Harbour Books"


async def test_no_key_is_cut_off_in_a_small_terminal(show: Show, look: BookLook) -> None:
    async with show(ChooseCards(look), size=(80, 24)) as pilot:
        await pilot.press("A")
        strips = pilot.app.screen._compositor.render_strips()
        assert any("esc back" in strip.text for strip in strips)

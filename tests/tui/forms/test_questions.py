"""The small questions: pick, confirm, say when, find, the trays, the days off."""

from __future__ import annotations

import mailbox
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from data.desk import Desk
from data.model.calendar import DayOff
from data.model.client import Client
from data.model.draft import ContactDraft
from data.model.found import Found
from data.model.touch import Channel, Direction
from tests.build import NOW, at
from tests.tui.forms.conftest import Hand, Show, Stage
from tui.screens.days_off import DaysOff
from tui.screens.dialogs import AskDay, AskText, AskWhen, Choice, Choose, Confirm
from tui.screens.find import FindScreen
from tui.screens.forms.ask import AskClient
from tui.screens.sources import Sources
from tui.screens.trays import ThreadChoice, ThreadTray
from tui.widgets.fields import ReadingField
from tui.widgets.rows import Rows

CHOICES = (Choice("c", "call", "By phone"), Choice("m", "mail", "By mail", "[/] the usual way"))


def answer(pilot: Pilot[None]) -> Any:
    assert isinstance(pilot.app, Stage)
    (given,) = pilot.app.answers
    return given


def keys_shown(pilot: Pilot[None]) -> list[str]:
    return [row.key for row in pilot.app.screen.query_one(Rows).rows]


async def test_a_letter_picks(show: Show) -> None:
    async with show(Choose("How?", CHOICES)) as pilot:
        await pilot.press("m")
        assert answer(pilot) == "mail"


async def test_arrows_and_enter_pick(show: Show) -> None:
    async with show(Choose("How?", CHOICES, hint="[red] pick")) as pilot:
        await pilot.press("down", "enter")
        assert answer(pilot) == "mail"


async def test_esc_picks_nothing(show: Show) -> None:
    async with show(Choose("How?", CHOICES)) as pilot:
        await pilot.press("escape")
        assert answer(pilot) is None


async def test_yes_and_no(show: Show) -> None:
    async with show(Confirm("Delete [/] it?", about="Its deliverables go with it.")) as pilot:
        await pilot.press("y")
        assert answer(pilot) is True
    async with show(Confirm("Delete it?")) as pilot:
        await pilot.press("n")
        assert answer(pilot) is None


async def test_a_text_that_must_not_be_empty(show: Show) -> None:
    async with show(AskText("New client", label="Name", may_be_empty=False)) as pilot:
        await pilot.press("enter")
        await pilot.press(*"Zed", "enter")
        assert answer(pilot) == "Zed"


async def test_enter_takes_the_first_time_on_offer(show: Show, desk: Desk) -> None:
    async with show(AskWhen(desk, "When?", suggestions=("in 2h", "tomorrow 9:00"))) as pilot:
        await pilot.press("enter")
        assert answer(pilot) == NOW + timedelta(hours=2)


async def test_arrows_mark_another_time_on_offer(show: Show, desk: Desk) -> None:
    async with show(AskWhen(desk, "When?", suggestions=("in 2h", "tomorrow 9:00"))) as pilot:
        await pilot.press("down", "enter")
        assert answer(pilot) == at("2026-11-24 09:00")


async def test_a_time_when_nobody_works_is_offered_only_where_there_is_no_other(
    show: Show, desk: Desk, clock: Hand
) -> None:
    clock.at = at("2026-11-27 15:30")  # a Friday on which the day ends at five
    async with show(AskWhen(desk, "When?", suggestions=("in 2h", "tomorrow 9:00", "mon 9:00"))) as pilot:
        assert keys_shown(pilot) == ["mon 9:00"]


@pytest.mark.parametrize("phrase", ["in 2h", "tomorrow 9:00"])
async def test_what_is_said_of_an_offer_is_said_whole(
    show: Show, desk: Desk, clock: Hand, phrase: str
) -> None:
    clock.at = at("2026-11-27 15:30")
    async with show(AskWhen(desk, "When?", suggestions=(phrase,)), size=(80, 24)) as pilot:
        lines = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
        (line,) = [line for line in lines if phrase in line and "·" in line]
        assert "working" in line
        assert "…" not in line


async def test_a_typed_time_counts_before_those_on_offer(show: Show, desk: Desk) -> None:
    async with show(AskWhen(desk, "When?", suggestions=("in 2h",))) as pilot:
        await pilot.press(*"wed 3pm", "enter")
        assert answer(pilot) == at("2026-11-25 15:00")


async def test_a_time_that_is_not_understood_is_asked_again(show: Show, desk: Desk) -> None:
    async with show(AskWhen(desk, "When?", suggestions=("in 2h",))) as pilot:
        await pilot.press(*"blorp", "enter")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == []


async def test_a_time_that_has_passed_is_asked_again_and_its_text_kept(show: Show, desk: Desk) -> None:
    async with show(AskWhen(desk, "When?", suggestions=("in 2h",))) as pilot:
        await pilot.press(*"yesterday", "enter")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == []
        assert pilot.app.screen.query_one("#when", ReadingField).value == "yesterday"


async def test_a_day(show: Show, desk: Desk) -> None:
    async with show(AskDay(desk, "Which day?")) as pilot:
        await pilot.press("enter")
        await pilot.press(*"2 dec", "enter")
        assert answer(pilot) == date(2026, 12, 2)


async def test_which_client(show: Show, desk: Desk, clients: dict[str, Client]) -> None:
    async with show(AskClient(desk, "Whose is it?")) as pilot:
        await pilot.press("o", "s", "enter")
        assert answer(pilot) == clients["Osei & Sons"]


async def test_find_shows_hits_at_every_key(show: Show, desk: Desk, clients: dict[str, Client]) -> None:
    async with show(FindScreen(desk)) as pilot:
        assert set(keys_shown(pilot)) == {f"client:{client.id}" for client in clients.values()}
        await pilot.press(*"lind")
        assert keys_shown(pilot) == [f"client:{clients['Lindqvist'].id}"]
        await pilot.press("enter")
        found = answer(pilot)
        assert isinstance(found, Found)
        assert found.client_id == clients["Lindqvist"].id


async def test_find_finds_what_was_said(show: Show, desk: Desk, clients: dict[str, Client]) -> None:
    note = "the [/] hosting price"
    touch = desk.contacts.log(ContactDraft(Channel.CALL, Direction.IN, clients["Cove"].id, NOW, note=note))
    async with show(FindScreen(desk), size=(80, 24)) as pilot:
        await pilot.press(*"hosting", "enter")
        assert answer(pilot).key == f"touch:{touch.id}"


async def test_find_says_when_there_is_nothing(show: Show, desk: Desk, clients: dict[str, Client]) -> None:
    async with show(FindScreen(desk)) as pilot:
        await pilot.press(*"zzz", "enter")
        assert keys_shown(pilot) == []
        await pilot.press("escape")
        assert answer(pilot) is None


async def test_what_sleeps_can_be_woken(show: Show, desk: Desk, clients: dict[str, Client]) -> None:
    cove = clients["Cove"].id
    desk.contacts.log(ContactDraft(Channel.CHAT, Direction.IN, cove, NOW, note="Dates?", wants_answer=True))
    (thread,) = desk.waiting.of_client(cove)
    desk.waiting.snooze(thread.id, at("2026-11-24 09:00"))
    async with show(ThreadTray(desk, "snoozed")) as pilot:
        await pilot.press("w")
        assert answer(pilot) == ThreadChoice(thread.id, cove, "wake")


MAIL = """
[[mail]]
kind = "maildir"
path = "{path}"
me = ["jo@studio.example"]
"""


@pytest.fixture
def written_to(open_desk: Callable[[str], Desk], tmp_path: Path) -> Desk:
    """A desk whose mailbox holds a mail of somebody unknown."""
    box = mailbox.Maildir(tmp_path / "Mail")
    box.add(
        b"From: Zed [/] <zed@new.example>\nTo: jo@studio.example\nSubject: [red] A site?\n"
        b"Message-ID: <1@new.example>\nDate: Mon, 23 Nov 2026 09:50:00 +0100\n\nHi"
    )
    desk = open_desk(MAIL.format(path=tmp_path / "Mail"))
    desk.clients.add(Client("Birch"))
    desk.sources.sync()
    return desk


async def test_a_mailbox_says_what_it_brought(show: Show, written_to: Desk) -> None:
    async with show(Sources(written_to)) as pilot:
        (row,) = pilot.app.screen.query_one(Rows).rows
        assert row.cells[0].tone == "kept"
        assert "1 known" in "".join(text for text, _ in row.under[1].parts)


async def test_an_empty_tray_answers_nothing(show: Show, desk: Desk) -> None:
    async with show(ThreadTray(desk, "from_before")) as pilot:
        await pilot.press("x", "enter", "escape")
        assert answer(pilot) is None


async def test_days_off_come_and_go(show: Show, desk: Desk) -> None:
    desk.days_off.add(DayOff(date(2026, 12, 31), "[/] New Year's Eve"))
    async with show(DaysOff(desk)) as pilot:
        await pilot.press("n")
        await pilot.press(*"24 dec", "enter", *"Christmas Eve", "enter")
        assert keys_shown(pilot) == ["2026-12-24", "2026-12-31"]
        await pilot.press("end", "d")
        assert [day.on for day in desk.days_off.all()] == [date(2026, 12, 24)]
        await pilot.press("escape")
        assert answer(pilot) is True


async def test_u_takes_back_among_the_days_off_what_was_done_there(show: Show, desk: Desk) -> None:
    desk.days_off.add(DayOff(date(2026, 12, 31), "New Year's Eve"))
    async with show(DaysOff(desk)) as pilot:
        await pilot.press("u")
        assert keys_shown(pilot) == ["2026-12-31"]
        await pilot.press("d")
        assert keys_shown(pilot) == []
        await pilot.press("u")
        assert keys_shown(pilot) == ["2026-12-31"]
        await pilot.press("u")
        assert [day.on for day in desk.days_off.all()] == [date(2026, 12, 31)]


async def test_looking_at_days_off_changes_nothing(show: Show, desk: Desk) -> None:
    async with show(DaysOff(desk)) as pilot:
        await pilot.press("d", "escape")
        assert answer(pilot) is None


async def test_sources_say_how_each_is_doing(show: Show, desk: Desk) -> None:
    async with show(Sources(desk)) as pilot:
        assert keys_shown(pilot) == []
        await pilot.press("escape")
        assert answer(pilot) is None

"""The fields forms are built from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widget import Widget

from data.model.client import Client
from tests.build import NOW, a_client, at, office_hours
from tests.tui.forms.conftest import Show
from tui.screens.forms import notations
from tui.screens.forms.base import Form
from tui.widgets.fields import (
    ChoiceField,
    ClientField,
    Field,
    PickField,
    ReadingField,
    TextField,
    Tick,
    TickField,
)

FieldT = TypeVar("FieldT", bound=Field)

CLIENTS = [a_client(name, id=number) for number, name in enumerate(("Acme", "Acorn", "Birch"), 1)]


def rank(text: str) -> list[Client]:
    return [client for client in CLIENTS if client.name.casefold().startswith(text.casefold())]


class Around(Form[None]):
    """A form around one field."""

    def __init__(self, ask: Callable[[], Field]) -> None:
        super().__init__()
        self.ask = ask

    def fields(self) -> Iterable[Widget]:
        yield self.ask()
        yield TextField("After", id="after")

    def answer(self) -> None:
        return None


def first(pilot: Pilot[None], kind: type[FieldT]) -> FieldT:
    return pilot.app.screen.query(kind).first()


def under(field: Field) -> str:
    return str(field.border_subtitle or "")


async def test_text_cannot_hide_or_move_other_text(show: Show) -> None:
    async with show(Around(lambda: TextField("Name", "a\x1b[31mb\u202e\x00c"))) as pilot:
        field = first(pilot, TextField)
        assert field.value == "a [31mb c"
        assert field.text == "a\x1b[31mb\u202e\x00c"  # untouched, it is given back as it came
        field.post_message(Paste("d\n\u200fe"))
        await pilot.pause()
        assert field.text == "a [31mb cd e"


async def test_without_colour_an_example_stands_in_brackets(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first_line(pilot: Pilot[None]) -> str:
        return first(pilot, TextField).render_line(0).text.strip()

    async with show(Around(lambda: TextField("Host", example="[/] imap.example"))) as pilot:
        assert first_line(pilot) == "[/] imap.example"
    monkeypatch.setenv("NO_COLOR", "1")
    async with show(Around(lambda: TextField("Host", example="[/] imap.example"))) as pilot:
        assert first_line(pilot) == "([/] imap.example)"
        await pilot.press(*"me")
        assert first_line(pilot) == "me"


async def test_a_label_with_markup_is_shown_as_it_is(show: Show) -> None:
    async with show(Around(lambda: TextField("[/] [red]Name"))) as pilot:
        field = first(pilot, TextField)
        assert field.label == "[/] [red]Name"
        assert field._border_title is not None
        assert field._border_title.plain == "[/] [red]Name"


async def test_a_date_says_how_it_is_read_at_every_key(show: Show) -> None:
    async with show(Around(lambda: ReadingField("Due", notations.due_at(NOW, office_hours())))) as pilot:
        field = first(pilot, ReadingField)
        await pilot.press(*"fr")
        assert "Not understood." in under(field)
        await pilot.press("i")
        assert under(field).replace("[/]", "").count("Fri 27 Nov 17:00") == 1
        assert field.reading == at("2026-11-27 17:00")


async def test_a_value_is_given_back_exactly_until_it_is_touched(show: Show) -> None:
    told = at("2026-11-27 15:00").replace(second=7)
    async with show(
        Around(lambda: ReadingField("Due", notations.due_at(NOW, office_hours()), told))
    ) as pilot:
        field = first(pilot, ReadingField)
        assert field.reading == told
        await pilot.press(*"mon")  # what is typed takes the place of what was there
        assert field.reading == at("2026-11-30 17:00")


async def test_emptying_a_field_takes_its_value_away(show: Show) -> None:
    async with show(
        Around(lambda: ReadingField("Due", notations.due_at(NOW, office_hours()), at("2026-11-27 15:00")))
    ) as pilot:
        field = first(pilot, ReadingField)
        await pilot.press("ctrl+u")
        assert field.reading is None
        assert field.touched


async def test_choices_go_round_and_letters_pick(show: Show) -> None:
    async with show(
        Around(lambda: ChoiceField("How", ((1, "mail"), (2, "meeting"), (3, "letter"))))
    ) as pilot:
        field = first(pilot, ChoiceField)
        await pilot.press("left")
        assert field.value == 3
        await pilot.press("m")
        assert field.value == 1
        await pilot.press("m")
        assert field.value == 2
        await pilot.press("x")
        assert (field.value, "first letter" in str(field.border_subtitle)) == (2, True)
        await pilot.click(field, offset=(5, 1))
        assert field.value == 1


async def test_two_letters_pick_a_client_and_its_name_is_written_out(show: Show) -> None:
    async with show(Around(lambda: ClientField("Client", lambda: CLIENTS, rank))) as pilot:
        field = first(pilot, ClientField)
        await pilot.press("a", "c")
        assert field.client == CLIENTS[0]
        await pilot.press("down")
        assert field.client == CLIENTS[1]
        await pilot.press("enter")
        assert field.value == "Acorn"
        assert field.client == CLIENTS[1]


async def test_a_name_nobody_has_makes_a_new_client_and_says_so(show: Show) -> None:
    async with show(Around(lambda: ClientField("Client", lambda: CLIENTS, rank))) as pilot:
        field = first(pilot, ClientField)
        await pilot.press(*"Zed", "enter")
        assert field.client is None
        assert field.new_name == "Zed"
        assert "new client" in under(field)


async def test_a_new_client_may_be_called_like_the_beginning_of_another(show: Show) -> None:
    async with show(Around(lambda: ClientField("Client", lambda: CLIENTS, rank))) as pilot:
        field = first(pilot, ClientField)
        await pilot.press(*"Bir", "up", "enter")
        assert field.client is None
        assert field.new_name == "Bir"


async def test_where_no_client_can_be_made_an_unknown_name_is_refused(show: Show) -> None:
    async with show(
        Around(lambda: ClientField("Client", lambda: CLIENTS, rank, may_be_new=False, needed="Who?"))
    ) as pilot:
        field = first(pilot, ClientField)
        assert field.problem == "Who?"
        await pilot.press(*"Zed")
        assert field.problem == "No client is called Zed."


async def test_names_on_offer_are_written_by_arrow(show: Show) -> None:
    async with show(Around(lambda: PickField("Project"))) as pilot:
        field = first(pilot, PickField)
        field.offer(["Checkout", "Logo"])
        await pilot.press("down")
        assert field.text == "Checkout"
        await pilot.press("down")
        assert field.text == "Logo"
        await pilot.press("x")
        assert "new" in under(field)


async def test_ticks(show: Show) -> None:
    async with show(Around(lambda: TickField("This answers"))) as pilot:
        field = first(pilot, TickField)
        assert not field.display
        field.offer([Tick(7, "[/] one"), Tick(8, "two")], ticked=[8])
        await pilot.pause()
        field.focus()
        await pilot.press("space", "down")
        both = field.ticked
        await pilot.press("space")
        assert (both, field.ticked) == ((7, 8), (7,))
        await pilot.press("down")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "after"


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000, "ワイド" * 2_000, "\u0301" * 500, "[/] [red]"],
    ids=["long", "wide", "marks", "markup"],
)
async def test_any_text_can_be_shown(show: Show, text: str) -> None:
    async with show(Around(lambda: TextField("Name", text)), size=(40, 12)) as pilot:
        field = first(pilot, TextField)
        await pilot.press("home", "end", "left", "x")
        assert field.size.width > 0

"""What all forms do: move, save, keep what was typed, leave."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.widget import Widget
from textual.widgets import Static

from data.errors import DiskFull
from tests.tui.forms.conftest import Show, Stage
from tui.screens.forms.base import Form, NotYetError
from tui.widgets.fields import ChoiceField, NameField, TextField


class Order(Form[tuple[str, str, int]]):
    """A form to try the base class with."""

    HEADING = "Order"

    def fields(self) -> Iterable[Widget]:
        yield NameField("Name", needed="A name is needed.", id="name")
        yield ChoiceField("How many", ((1, "one"), (2, "two")), id="many")
        yield TextField("Note", id="note")

    def answer(self) -> tuple[str, str, int]:
        if self.text("note") == "forbidden":
            raise NotYetError(self.query_one("#note", TextField), "Not that.")
        return self.text("name"), self.text("note"), self.choice("many")


def told(form: Form[tuple[str, str, int]]) -> str:
    return "".join(str(foot.content) for foot in form.query("#told").results(Static) if foot.display)


def answers(app: object) -> list[object]:
    assert isinstance(app, Stage)
    return app.answers


async def test_enter_goes_on_and_saves_on_the_last_field(show: Show) -> None:
    saved: list[object] = []
    async with show(Order(save=saved.append)) as pilot:
        await pilot.press("T", "e", "a", "enter", "t", "enter", "h", "o", "t", "enter")
        assert saved == [("Tea", "hot", 2)]
        assert answers(pilot.app) == saved


async def test_ctrl_s_saves_from_any_field(show: Show) -> None:
    async with show(Order()) as pilot:
        await pilot.press("T", "ctrl+s")
        assert answers(pilot.app) == [("T", "", 1)]


async def test_what_is_missing_is_said_at_its_field(show: Show) -> None:
    async with show(Order()) as pilot:
        await pilot.press("tab", "tab", "ctrl+s")
        name = pilot.app.screen.query_one("#name", TextField)
        assert answers(pilot.app) == []
        assert name.has_focus
        assert "A name is needed." in str(name.border_subtitle)
        await pilot.press("x")
        assert "needed" not in str(name.border_subtitle)


async def test_what_does_not_fit_together_is_said_at_the_field_to_blame(show: Show) -> None:
    async with show(Order()) as pilot:
        await pilot.press("T", "tab", "tab", *"forbidden", "ctrl+s")
        note = pilot.app.screen.query_one("#note", TextField)
        assert note.has_focus
        assert "Not that." in str(note.border_subtitle)


async def test_a_full_disk_leaves_everything_typed(show: Show) -> None:
    full = True

    def save(_answer: object) -> None:
        if full:
            raise DiskFull("The disk is full. Nothing was stored; make room and save again.")

    form = Order(save=save)
    async with show(form) as pilot:
        await pilot.press("T", "e", "a", "ctrl+s")
        assert answers(pilot.app) == []
        assert "The disk is full." in told(form)
        assert form.text("name") == "Tea"
        full = False
        await pilot.press("ctrl+s")
        assert answers(pilot.app) == [("Tea", "", 1)]


async def test_esc_leaves_an_untouched_form_at_once(show: Show) -> None:
    async with show(Order()) as pilot:
        await pilot.press("escape")
        assert answers(pilot.app) == [None]


@pytest.mark.parametrize("keys", [["x"], ["tab", "right"]])
async def test_esc_asks_once_when_something_was_changed(show: Show, keys: list[str]) -> None:
    form = Order()
    async with show(form) as pilot:
        await pilot.press(*keys, "escape")
        assert answers(pilot.app) == []
        assert "esc again throws it away" in told(form)
        await pilot.press("escape")
        assert answers(pilot.app) == [None]


async def test_saving_is_offered_only_where_it_would_work(show: Show) -> None:
    form = Order()
    async with show(form) as pilot:
        await pilot.press("tab", "right", "escape")
        assert "ctrl+s" not in told(form)  # the name is missing
        await pilot.press("shift+tab", "x", "escape")
        assert "ctrl+s saves it" in told(form)


async def test_typing_on_takes_the_question_back(show: Show) -> None:
    form = Order()
    async with show(form) as pilot:
        await pilot.press("x", "escape", "y")
        assert told(form) == ""
        await pilot.press("escape")
        assert answers(pilot.app) == []


async def test_text_taken_back_is_no_change(show: Show) -> None:
    async with show(Order()) as pilot:
        await pilot.press("x", "backspace", "escape")
        assert answers(pilot.app) == [None]


async def test_up_and_down_move_between_fields(show: Show) -> None:
    async with show(Order()) as pilot:
        await pilot.press("down")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "many"
        await pilot.press("up")
        assert pilot.app.focused.id == "name"

"""The form of one step of a project, and the question which way of working it begins with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from data.model.scope import Step
from tui.screens.dialogs import Choice, Choose
from tui.screens.forms import notations
from tui.screens.forms.base import Form, Save
from tui.widgets.fields import ChoiceField, NameField, ReadingField
from tui.widgets.fields.field import toned
from tui.widgets.rows import Rows
from tui.wording.plain import plain
from tui.wording.project import steps_in_a_row, way_about

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.settings import ProcessSettings

_LOOK = ((False, "no"), (True, "yes, a review point"))


class StepForm(Form[Step]):
    """Add a step, or change one."""

    DEFAULT_CSS = "StepForm #box { width: 72; }"

    def __init__(self, desk: Desk, step: Step, *, save: Save[Step] | None = None) -> None:
        """Ask about `step`; without an id it is a new one at its place."""
        super().__init__(save=save)
        self.desk = desk
        self.step = step

    def heading(self) -> str:
        """Say what it is about."""
        return "Edit step" if self.step.id else "New step"

    def fields(self) -> Iterable[Widget]:
        """Give the fields of a step."""
        step = self.step
        yield NameField("Step", step.text, needed="What is to be done?", example="first draft", id="text")
        yield ChoiceField("Do they look at it here?", _LOOK, step.review, id="review")
        if step.id:
            yield ReadingField(
                "Done on",
                notations.day_behind(self.desk),
                step.done_on,
                hint="empty while it is open",
                id="done-on",
            )

    def answer(self) -> Step:
        """Make the step of what was filled in."""
        done_on = self.reading("done-on") if self.step.id else None
        return replace(self.step, text=self.text("text"), review=self.choice("review"), done_on=done_on)


class ChooseWay(Choose):
    """Pick a way of working; under the list stand the steps of the marked one."""

    KEYS = (("number", "or enter picks"), ("esc", "back"))
    DEFAULT_CSS = """
    ChooseWay {
        & #box { width: 88; }
        & #has { height: auto; max-height: 8; padding: 1 1 0 1; color: $dim; }
    }
    """

    def __init__(self, ways: Sequence[ProcessSettings], *, hint: str = "") -> None:
        self._ways = {str(number): way for number, way in enumerate(ways, 1)}
        choices = [
            Choice(
                number if len(number) == 1 else "",
                number,
                plain(way.name, 24),
                way_about(len(way.steps), len(way.reviews), way.obligations),
            )
            for number, way in self._ways.items()
        ]
        super().__init__("Begin as …", choices, hint=hint)

    def body(self) -> Iterable[Widget]:
        """Give the list, and room for the steps under it."""
        yield from super().body()
        yield Static("", id="has", markup=False)

    def on_mount(self) -> None:
        """Fill the list and say what the first one has."""
        super().on_mount()
        self._say_steps()

    @on(Rows.Moved)
    def _say_steps(self) -> None:
        way = self._ways.get(self.query_one(Rows).cursor_key or "")
        if way is not None:
            self.query_one("#has", Static).update(toned((steps_in_a_row(way.steps), "dim")))

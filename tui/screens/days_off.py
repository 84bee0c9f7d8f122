"""Days without working hours: see them, enter them, take them back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from data.errors import FrontdeskError
from data.model.calendar import DayOff
from tui.screens.forms import notations
from tui.screens.forms.base import Form, Save
from tui.screens.modal import Modal
from tui.screens.trays import NOTHING_DONE
from tui.widgets.columns import Column
from tui.widgets.fields import ReadingField, TextField
from tui.widgets.rows import Rows
from tui.wording.said import taken_back, with_undo
from tui.wording.times import local
from tui.wording.trays import day_off_rows

if TYPE_CHECKING:
    from data.desk.desk import Desk


class DayOffForm(Form[DayOff]):
    """Enter a day off."""

    DEFAULT_CSS = "DayOffForm #box { width: 64; }"
    HEADING = "New day off"

    def __init__(self, desk: Desk, *, save: Save[DayOff] | None = None) -> None:
        super().__init__(save=save)
        self.desk = desk

    def fields(self) -> Iterable[Widget]:
        """Give the day and its name."""
        yield ReadingField(
            "Day",
            notations.any_day(self.desk),
            needed="Which day?",
            example="24 dec, fri, 2027-01-01",
            id="day",
        )
        yield TextField("What for", example="Christmas Eve", longest=200, id="what")

    def answer(self) -> DayOff:
        """Make the day off of what was filled in."""
        return DayOff(self.reading("day"), self.text("what"))


class DaysOff(Modal[bool]):
    """The days off entered here; those of the settings file count too, but are changed there."""

    AUTO_FOCUS = "Rows"

    DEFAULT_CSS = """
    DaysOff {
        & #box { width: 64; height: 22; }
        & Rows { height: 1fr; margin: 0 1; }
    }
    """
    HEADING = "Days off"
    KEYS = (("n", "new"), ("d", "delete"), ("u", "undo"), ("esc", "back"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", "New", id="days-off.new", tooltip="Enter a day off"),
        Binding(
            "d,delete", "remove", "Delete", id="days-off.delete", tooltip="Make it an ordinary day again"
        ),
        Binding("u", "undo", "Undo", id="days-off.undo", tooltip="Take back what was done here last"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._changed = False
        self._done = 0

    def body(self) -> Iterable[Widget]:
        """Give the list of days."""
        in_file = len(self.desk.settings.days_off)
        note = f"{in_file} more in the settings file." if in_file else ""
        yield Rows(
            columns=(Column(), Column(flex=True, gap=3)),
            empty="No day off yet. n enters one; promises then count around it.",
            note=note,
        )

    def on_mount(self) -> None:
        """Fill the list, and go to the first day ahead."""
        self._fill()

    def action_leave(self) -> None:
        """Leave, saying whether anything was changed."""
        self.dismiss(self._changed or None)

    @work
    async def action_add(self) -> None:
        """Ask for a day off and store it."""
        day = await self.app.push_screen_wait(DayOffForm(self.desk, save=self.desk.days_off.add))
        if day is not None:
            self._changed = True
            self._done += 1
            self._fill()
            self.query_one(Rows).move_to(day.on.isoformat())

    def action_remove(self) -> None:
        """Make the marked day an ordinary one again."""
        key = self.query_one(Rows).cursor_key
        if key is None:
            return
        try:
            said = self.desk.days_off.delete(date.fromisoformat(key))
        except FrontdeskError as problem:
            self.tell(str(problem))
        else:
            self._changed = True
            self._done += 1
            self._fill()
            self.tell(with_undo(said, "u"), serious=False)

    def action_undo(self) -> None:
        """Take back what was done here last; what was done before is left to the dashboard."""
        if not self._done:
            self.tell(NOTHING_DONE, serious=False)
            return
        try:
            said = taken_back(self.desk.undo())
        except FrontdeskError as problem:
            self.tell(str(problem))
        else:
            self._done -= 1
            self._fill()
            self.tell(said, serious=False)

    def _fill(self) -> None:
        days = self.desk.days_off.all()
        today = local(self.desk.now(), self.desk.settings.zone).date()
        rows = self.query_one(Rows)
        rows.show(day_off_rows(days, today), tint=False)
        ahead = next((day for day in days if day.on >= today), None)
        if ahead is not None:
            rows.move_to(ahead.on.isoformat())

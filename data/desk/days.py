"""Days off."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from data.model.calendar import DayOff
from data.store import days_off

if TYPE_CHECKING:
    from data.desk.core import Core


class DaysOff:
    """Dates without working hours, besides those of the settings file."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def all(self) -> tuple[DayOff, ...]:
        """Give every day off in order."""
        return tuple(days_off.all_(self._core.reader))

    def add(self, day: DayOff) -> None:
        """Store a day off; one that is there already gets the new name."""
        with self._core.act(f"add day off {day.on}") as db:
            days_off.put(db, day)

    def delete(self, on: date) -> str:
        """Make a day off an ordinary day again."""
        with self._core.act(f"delete day off {on}") as db:
            days_off.delete(db, on)
        return f"{on} is an ordinary day again."

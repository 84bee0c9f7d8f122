"""Instants of the demo, told as working time before or after now, so that it is lively at any hour."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from data.rules.working_time import WorkingTime
from data.values import frozen

if TYPE_CHECKING:
    from data.settings import Settings


@frozen
class Hours:
    """Now and the working time around it."""

    now: datetime
    working_time: WorkingTime
    zone: ZoneInfo

    @classmethod
    def of(cls, now: datetime, settings: Settings) -> Hours:
        """Give the demo's hours."""
        return cls(now, WorkingTime(settings.zone, settings.working_hours), ZoneInfo(settings.zone))

    def ago(self, minutes: float) -> datetime:
        """Give the latest instant since which `minutes` were worked."""
        return self._there(self.working_time.subtract(self.now, minutes * 60))

    def ahead(self, minutes: float) -> datetime:
        """Give the first instant by which `minutes` will have been worked."""
        return self._there(self.working_time.add(self.now, minutes * 60))

    def closing(self, working_days: int) -> datetime:
        """Give the closing of the working day `working_days` after today (0: today, if it is one)."""
        on = self.now.astimezone(self.zone).date()
        closing = self.working_time.day_closing(on)
        if closing is None or closing <= self.now:
            working_days += 1 if working_days == 0 else 0
        while working_days > 0:
            on += timedelta(days=1)
            working_days -= self.working_time.has_hours(on)
        return self._there(self.working_time.day_closing(on))

    def day(self, days: int, at: str) -> datetime:
        """Give a wall-clock time on the working day nearest to `days` days from today, never before it."""
        on = self.now.astimezone(self.zone).date() + timedelta(days=days)
        while not self.working_time.has_hours(on):
            on += timedelta(days=1 if days > 0 else -1)
        return datetime.combine(on, time.fromisoformat(at), self.zone)

    @staticmethod
    def _there(at: datetime | None) -> datetime:
        if at is None:
            raise AssertionError("the demo's week has working hours")
        return at

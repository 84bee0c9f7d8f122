"""The stretch of time that is made up: its working days, instants within them, and the ids they give."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

ZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
"""When everything is measured: Monday 23 November 2026, 10:15 in Berlin."""

_IDS_BEGIN = datetime(2020, 1, 1, tzinfo=UTC)


class Span:
    """The days from a start until NOW."""

    def __init__(self, days: int) -> None:
        self.end = NOW
        self.start = NOW - timedelta(days=days)
        zone = ZoneInfo(ZONE)
        first, last = self.start.date() + timedelta(days=1), NOW.date() - timedelta(days=1)
        every = (first + timedelta(days=n) for n in range((last - first).days + 1))
        self._midnights = [
            datetime.combine(day, time(), zone).astimezone(UTC) for day in every if day.weekday() < 5
        ]
        self._number = 0

    def __len__(self) -> int:
        return len(self._midnights)

    def moment(self, rng: Random, day: int, first: int = 9, last: int = 18) -> datetime:
        """Give an instant on a working day (0 is the first), between two hours of the local clock."""
        midnight = self._midnights[min(day, len(self._midnights) - 1)]
        return midnight + timedelta(minutes=rng.randrange(first * 60, last * 60))

    def closing(self, day: int) -> datetime:
        """Give 17:00 of a working day."""
        return self._midnights[min(day, len(self._midnights) - 1)] + timedelta(hours=17)

    def date(self, day: int) -> date:
        """Give the date of a working day."""
        return self._midnights[min(day, len(self._midnights) - 1)].astimezone(ZoneInfo(ZONE)).date()

    def id(self, at: datetime) -> int:
        """Give an id as the store makes them, from the instant, but the same every time."""
        self._number = (self._number + 1) & 0xFFFFF
        milliseconds = max(1, int((at - _IDS_BEGIN).total_seconds() * 1000))
        return milliseconds << 20 | self._number


def coming(days: int, clock: str) -> datetime:
    """Give the instant `days` after NOW's day at a time of the local clock, such as "17:00"."""
    zone = ZoneInfo(ZONE)
    on = NOW.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(on, time.fromisoformat(clock), zone).astimezone(UTC)

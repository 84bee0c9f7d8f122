"""One ISO week on the wall clock of a zone: Monday 00:00 to the next."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from data.rules.days import day_start, local_date, week_name
from data.values import frozen

_TEXT = re.compile(r"(\d{4})-W(\d{2})", re.ASCII | re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


@frozen
class Week:
    """A week from one local Monday midnight to the next; where the clock changes it is not 168 hours long."""

    starts_on: date
    """Its Monday."""
    zone: str
    """IANA name of the zone whose midnights bound it."""

    @classmethod
    def of(cls, text: str, zone: str) -> Week:
        """Read a week such as "2026-W47"; raises ValueError with one sentence when there is none."""
        found = _TEXT.fullmatch(text.strip())
        if not found:
            raise ValueError(f'"{text}" is no week: use the form "2026-W47".')
        year, number = int(found[1]), int(found[2])
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise ValueError(f'"{text}" is too far away: give a year from {_FIRST_YEAR} to {_LAST_YEAR}.')
        try:
            return cls(date.fromisocalendar(year, number, 1), zone)
        except ValueError:
            last = date(year, 12, 28).isocalendar().week
            raise ValueError(f"{year} has the weeks W01 to W{last}, and no W{number:02d}.") from None

    @classmethod
    def at(cls, now: datetime, zone: str) -> Week:
        """Give the week that runs in `zone` at an instant."""
        today = local_date(now, zone)
        return cls(today - timedelta(days=today.weekday()), zone)

    @property
    def text(self) -> str:
        """Its name, such as "2026-W47"; around New Year the year is the one most of its days lie in."""
        return week_name(self.starts_on)

    @property
    def start(self) -> datetime:
        """Its first instant, in UTC."""
        return day_start(self.starts_on, self.zone)

    @property
    def end(self) -> datetime:
        """The first instant of the next week, in UTC."""
        return day_start(self.starts_on + timedelta(days=7), self.zone)

    @property
    def days(self) -> tuple[date, ...]:
        """Its seven days."""
        return tuple(self.starts_on + timedelta(days=step) for step in range(7))

    def next(self) -> Week:
        """Give the week after."""
        return Week(self.starts_on + timedelta(days=7), self.zone)

    def previous(self) -> Week:
        """Give the week before."""
        return Week(self.starts_on - timedelta(days=7), self.zone)

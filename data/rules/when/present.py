"""What a typed date is read against: the instant, its calendar day, the hours, the order of day and month."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import Enum

from data.rules.days import local_date, week_start
from data.rules.working_time import WorkingTime
from data.values import frozen


@frozen
class Present:
    """The moment somebody types in."""

    now: datetime
    today: date
    working_time: WorkingTime
    day_first: bool

    @property
    def monday(self) -> date:
        """The Monday of the present week."""
        return week_start(self.today)

    def coming(self, weekday: int) -> date:
        """Give the next such weekday after today."""
        return self.today + timedelta(days=(weekday - self.today.weekday() - 1) % 7 + 1)

    def day_of(self, at: datetime) -> date:
        """Give the calendar day of an instant."""
        return local_date(at, self.working_time.zone)


class Kind(Enum):
    """How a day was named, which decides what time may stand beside it."""

    NAMED = "named"
    """ "fri", "2 dec": any time."""
    COUNTED = "counted"
    """ "in 3 days": any time but a bare hour, which would read as part of the count."""
    SPAN = "span"
    """ "next week": no time at all."""


@frozen
class Day:
    """A calendar day somebody named."""

    on: date
    kind: Kind = Kind.NAMED

"""What there is of a week by an instant: the cut that every figure is taken at."""

from __future__ import annotations

from datetime import date, datetime

from data.rules.days import local_date
from data.rules.review.week import Week
from data.values import frozen


@frozen
class Window:
    """A week as it is known at `now`: what came later has not happened, what is over is judged at its end."""

    week: Week
    start: datetime
    end: datetime
    now: datetime
    last_day: date
    """The day of the cut: the week's Sunday once it is over."""

    @classmethod
    def of(cls, week: Week, now: datetime) -> Window:
        """Look at a week at an instant; its bounds are worked out once."""
        end = week.end
        return cls(week, week.start, end, now, week.days[-1] if now >= end else local_date(now, week.zone))

    @property
    def cut(self) -> datetime:
        """The end of the week, or now while it runs."""
        return min(self.end, self.now)

    def happened(self, at: datetime | None) -> bool:
        """Whether something at that instant lies before the cut; nothing never has."""
        return at is not None and at < self.end and at <= self.now

    def holds(self, at: datetime | None) -> bool:
        """Whether something at that instant belongs to the week, and has happened."""
        return at is not None and self.start <= at < self.end and at <= self.now

    def holds_day(self, on: date | None) -> bool:
        """Whether a day belongs to the week and has come."""
        return on is not None and self.week.starts_on <= on <= self.last_day

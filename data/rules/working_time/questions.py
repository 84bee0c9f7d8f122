"""The questions one asks of working time; each is a bisect or two in the year's table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from data.rules.working_time import search
from data.rules.working_time.config import DAY_MINUTES, HoursByDate, HoursByDay, Spans, read_config
from data.rules.working_time.instant import SECOND, Instant, instant, microseconds, span_microseconds
from data.rules.working_time.years import joined, years_of

_EMPTY_WEEK_DAY = 8 * 60
_EMPTY_WEEK_CLOSING = 17 * 60


class WorkingTime:
    """Somebody's working hours: a pure value, equal and hashed by its configuration.

    `hours` maps "mon" … "sun" to spans on the wall clock of `zone`, such as [["09:00", "12:30"]]. A span
    belongs to the date it starts on; an end not after its start lies on the next day. `days_off` drop their
    date's spans whole, `extra` replaces a date's spans and beats a day off, `breaks` are cut out of whatever
    is open. Open means start ≤ t < end, and all lengths are elapsed seconds. Raises ValueError with one
    sentence for a configuration that cannot be meant, and for an instant without a zone.
    """

    __slots__ = ("_config", "_usual_closing", "_years", "zone")

    def __init__(
        self,
        zone: str,
        hours: HoursByDay,
        days_off: Iterable[date | str] = (),
        extra: HoursByDate | None = None,
        breaks: HoursByDate | None = None,
    ) -> None:
        self._config = read_config(zone, hours, days_off, extra, breaks)
        self._years = years_of(self._config)
        self._usual_closing = _usual_closing(self._config.week)
        self.zone = zone
        """IANA name of the zone whose wall clock the hours are on."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WorkingTime) and self._config == other._config

    def __hash__(self) -> int:
        return hash(self._config)

    def __repr__(self) -> str:
        return f"WorkingTime({self._config!r})"

    def between(self, start: Instant, end: Instant) -> float:
        """Give the seconds worked from `start` to `end`; negative when `end` is before `start`."""
        a, b = microseconds(start), microseconds(end)
        done = search.worked(self._years, a, b) if a <= b else -search.worked(self._years, b, a)
        return done / SECOND

    def add(self, at: Instant, seconds: float) -> datetime | None:
        """Give the first instant by which `seconds` are worked since `at`, None if never.

        It stays on a closing it lands on. Zero gives `at` itself; a negative length is subtracted.
        """
        return instant(search.moved(self._years, microseconds(at), span_microseconds(seconds)))

    def subtract(self, at: Instant, seconds: float) -> datetime | None:
        """Give the last instant from which `seconds` can still be worked until `at`, None if never.

        It stays on an opening it lands on. Zero gives `at` itself; a negative length is added.
        """
        return instant(search.moved(self._years, microseconds(at), -span_microseconds(seconds)))

    def is_open(self, at: Instant) -> bool:
        """Tell whether `at` is within working hours; a closing is not."""
        return search.is_open(self._years, microseconds(at))

    def next_open(self, at: Instant) -> datetime | None:
        """Give `at` itself when open, else the next opening; None when there is none."""
        return instant(search.next_open(self._years, microseconds(at)))

    def next_close(self, at: Instant) -> datetime | None:
        """Give the first closing strictly after `at`; None when there is none."""
        return instant(search.next_close(self._years, microseconds(at)))

    def spans_on(self, on: date) -> tuple[tuple[datetime, datetime], ...]:
        """Give the open spans that belong to a date, breaks cut out, in order and in UTC."""
        spans = ((instant(a), instant(b)) for a, b in self._years.spans_of(on.toordinal()))
        return tuple((a, b) for a, b in spans if a and b)

    def day_opening(self, on: date) -> datetime | None:
        """Give the first opening of the spans that belong to a date; None on a closed day."""
        spans = self.spans_on(on)
        return spans[0][0] if spans else None

    def day_closing(self, on: date) -> datetime | None:
        """Give the last closing of the spans that belong to a date; None on a closed day.

        It may lie past midnight.
        """
        spans = self.spans_on(on)
        return spans[-1][1] if spans else None

    def has_hours(self, on: date) -> bool:
        """Tell whether anything is open of the spans that belong to a date."""
        return bool(self._years.spans_of(on.toordinal()))

    def usually_works_on(self, on: date) -> bool:
        """Tell whether the weekday of that date has hours, whatever is said about the date itself."""
        return bool(self._config.week[on.weekday()])

    def at_wall_clock(self, on: date, minutes: int) -> datetime | None:
        """Give the instant `minutes` of wall clock after a date's midnight; None outside the years 1 to 9999.

        A time the clock skips is later by the skip, one it shows twice is the first.
        """
        return instant(self._years.instant(on.toordinal(), minutes))

    def usual_day_closing(self, on: date) -> datetime | None:
        """Give the instant a date would close at if it were an ordinary working day."""
        return self.at_wall_clock(on, self._usual_closing)

    def usual_closing(self) -> time:
        """Give the time of day most working days of the week close at, the later one of several."""
        hour, minute = divmod(self._usual_closing % DAY_MINUTES, 60)
        return time(hour, minute)

    @property
    def usual_day_minutes(self) -> int:
        """Length of the ordinary working day, the median of those in the week; 8 hours for an empty week."""
        lengths = sorted(sum(b - a for a, b in joined(day)) for day in self._config.week if day)
        return lengths[(len(lengths) - 1) // 2] if lengths else _EMPTY_WEEK_DAY


def _usual_closing(week: Iterable[Spans]) -> int:
    """Minutes after midnight at which most working days close; may be past 1,440."""
    closings = [max(end for _, end in day) for day in week if day]
    return max(closings, key=lambda end: (closings.count(end), end), default=_EMPTY_WEEK_CLOSING)

"""Open spans laid out in UTC, one table per year, made when first asked for.

A table covers exactly its UTC year, so that tables put end to end are all of time; what runs over New Year
is cut in two there and joined again by whoever looks for a closing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from itertools import islice

from data.rules.working_time.config import DAY_MINUTES, Config, Span, read_zone
from data.rules.working_time.instant import DAY, MINUTE
from data.values import frozen

FIRST_YEAR, LAST_YEAR = date.min.year, date.max.year
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_LAST_DAY = date.max.toordinal()
# No zone had changed its clock before the first year, and all changes that are known one by one lie before
# the last; outside, a year's table depends only on the weekday it begins with and on its leap day.
_KNOWN_YEARS = range(1800, 2101)
# A span may begin this many days before the instant it still covers: two days of wall clock (an end on the
# next day), an offset of up to 16 h, and a clock that skipped a whole day.
_REACH = 4
_DAYS_REMEMBERED = 4_000


@frozen
class Table:
    """The open spans of one UTC year in microseconds since its start; in order, none touches another."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]
    """What is worked in the year before each span begins."""
    length: int
    """How long the year is."""
    total: int
    """What is worked in the whole year."""

    def worked(self, at: int) -> int:
        """Give what is worked from the start of the year to `at`."""
        i = bisect_right(self.starts, at) - 1
        return self.before[i] + min(at, self.ends[i]) - self.starts[i] if i >= 0 else 0


class Years:
    """All the years of one configuration."""

    def __init__(self, config: Config) -> None:
        self._zone = read_zone(config.zone)
        self._week = config.week
        self._days_off = frozenset(config.days_off)
        self._extra = dict(config.extra)
        self._breaks = dict(config.breaks)
        dated = [date.fromordinal(day).year for day in (*self._days_off, *self._extra, *self._breaks)]
        self._dated_years = {year + step for year in dated for step in (-1, 0, 1)}
        self._tables: dict[int, Table] = {}
        self._spans: dict[int, tuple[Span, ...]] = {}
        self.ever_open = any(config.week)
        """Whether the week has hours at all; without, only dated extra hours are open."""
        self.first_dated = min(self._dated_years, default=LAST_YEAR)
        self.last_dated = max(self._dated_years, default=FIRST_YEAR)

    def table(self, year: int) -> Table:
        """Give the table of that UTC year, from 1 to 9999."""
        if year not in _KNOWN_YEARS and year not in self._dated_years:
            year = _alike(year)
        found = self._tables.get(year)
        if found is None:
            found = self._tables[year] = self._lay_out(year)
        return found

    def spans_of(self, day: int) -> tuple[Span, ...]:
        """Give what is open of the spans that belong to one date, in order, in microseconds since 1970."""
        found = self._spans.get(day)
        if found is None:
            if len(self._spans) >= _DAYS_REMEMBERED:
                self._spans.clear()
            found = self._spans[day] = self._spans_of(day)
        return found

    def _spans_of(self, day: int) -> tuple[Span, ...]:
        opened = joined(self._edges(day, self._hours(day)))
        if not self._breaks:
            return tuple(opened)  # hundreds of days are asked about at each start
        near = range(max(1, day - _REACH), min(_LAST_DAY, day + _REACH) + 1)
        cuts = [cut for other in near for cut in self._edges(other, self._breaks.get(other, ()))]
        return tuple(_cut(opened, joined(cuts)))

    def instant(self, day: int, minutes: int) -> int:
        """Give the UTC microseconds at which the wall clock shows `minutes` after the date's midnight.

        A time the clock skips is later by the skip, one it shows twice is the first (fold 0).
        """
        day += minutes // DAY_MINUTES
        minutes %= DAY_MINUTES
        return (day - _EPOCH_DAY) * DAY + minutes * MINUTE - self._offset(day, minutes)

    def _hours(self, day: int) -> tuple[Span, ...]:
        extra = self._extra.get(day)
        if extra is not None:
            return extra
        return () if day in self._days_off else self._week[(day - 1) % 7]

    def _offset(self, day: int, minutes: int = 0) -> int:
        """Offset of the zone, in microseconds, when its wall clock shows that time."""
        wall = datetime.fromordinal(min(day, _LAST_DAY)) + timedelta(minutes=minutes)
        return _microseconds(self._zone.utcoffset(wall))

    def _edges(self, day: int, spans: Iterable[Span]) -> list[Span]:
        """Convert each edge by itself, as days on which the clock changes need it."""
        edges = ((self.instant(day, start), self.instant(day, end)) for start, end in spans)
        return [(start, end) for start, end in edges if start < end]

    def _lay_out(self, year: int) -> Table:
        first = date(year, 1, 1).toordinal()
        length = (366 if _leap(year) else 365) * DAY
        days = range(max(1, first - _REACH), min(_LAST_DAY, first + length // DAY) + 1)
        midnights = (datetime.fromordinal(min(day, _LAST_DAY)) for day in range(days.start, days.stop + 2))
        there = [self._zone.utcoffset(midnight) for midnight in midnights]
        in_microseconds = {offset: _microseconds(offset) for offset in set(there)}  # two of them, mostly
        offsets = [in_microseconds[offset] for offset in there]
        opened: list[Span] = []
        for i, day in enumerate(days):
            hours = self._hours(day)
            if offsets[i] == offsets[i + 1] == offsets[i + 2]:
                midnight = (day - _EPOCH_DAY) * DAY - offsets[i]
                opened += [(midnight + start * MINUTE, midnight + end * MINUTE) for start, end in hours]
            else:
                opened += self._edges(day, hours)
        cuts = [cut for day in self._breaks if day in days for cut in self._edges(day, self._breaks[day])]
        return _table(_cut(joined(opened), joined(cuts)), (first - _EPOCH_DAY) * DAY, length)


@lru_cache(maxsize=64)
def years_of(config: Config) -> Years:
    """Give the years of a configuration; equal configurations share their tables."""
    return Years(config)


def year_start(year: int) -> int:
    """Give the UTC microseconds since 1970 at which a UTC year begins."""
    return (date(year, 1, 1).toordinal() - _EPOCH_DAY) * DAY


def year_of(us: int) -> int:
    """Give the UTC year of an instant, the nearest one for instants outside the years 1 to 9999."""
    return date.fromordinal(max(1, min(_LAST_DAY, us // DAY + _EPOCH_DAY))).year


def _table(spans: Iterable[Span], origin: int, length: int) -> Table:
    """Clip spans to a year that begins at `origin`, and add them up."""
    starts, ends, before, total = [], [], [], 0
    for start, end in spans:
        start, end = max(start - origin, 0), min(end - origin, length)
        if start < end:
            starts.append(start)
            ends.append(end)
            before.append(total)
            total += end - start
    return Table(tuple(starts), tuple(ends), tuple(before), length, total)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Put spans in order, those that touch or overlap as one."""
    done: list[Span] = []
    for start, end in sorted(spans):
        if done and start <= done[-1][1]:
            if end > done[-1][1]:
                done[-1] = (done[-1][0], end)
        else:
            done.append((start, end))
    return done


def _cut(spans: list[Span], cuts: list[Span]) -> list[Span]:
    """Take the cuts out of the spans; both in order and joined."""
    kept: list[Span] = []
    first = 0
    for start, end in spans:
        while first < len(cuts) and cuts[first][1] <= start:
            first += 1
        for cut_start, cut_end in islice(cuts, first, None):
            if cut_start >= end:
                break
            if start < cut_start:
                kept.append((start, cut_start))
            start = max(start, cut_end)
        if start < end:
            kept.append((start, end))
    return kept


def _microseconds(offset: timedelta | None) -> int:
    assert offset is not None
    return offset // timedelta(microseconds=1)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@cache
def _alike(year: int) -> int:
    """Give the year, before or after the known ones, that stands for all of the same shape."""
    base = 1705 if year < _KNOWN_YEARS.start else 2105
    shape = (date(year, 1, 1).weekday(), _leap(year))
    return next(y for y in range(base, base + 28) if (date(y, 1, 1).weekday(), _leap(y)) == shape)

"""Finding a place in the year tables: what is worked until then, and when that much is worked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from data.rules.working_time.years import FIRST_YEAR, LAST_YEAR, Years, year_of, year_start

# How far to look for an opening or closing beyond the last dated exception: the week repeats long before.
_SEARCH_YEARS = 12


def is_open(years: Years, us: int) -> bool:
    """Tell whether something is open at that instant."""
    year = year_of(us)
    table, rel = years.table(year), us - year_start(year)
    i = bisect_right(table.starts, rel) - 1
    return i >= 0 and rel < table.ends[i]


def next_open(years: Years, us: int) -> int | None:
    """Give the instant itself when open, else the next opening, None when there is none."""
    for year in _ahead(years, us):
        table, rel = years.table(year), us - year_start(year)
        i = bisect_right(table.ends, rel)
        if i < len(table.ends):
            return year_start(year) + max(table.starts[i], rel)
    return None


def next_close(years: Years, us: int) -> int | None:
    """Give the first closing strictly after the instant, None when there is none."""
    for year in _ahead(years, us):
        table, rel = years.table(year), us - year_start(year)
        i = bisect_right(table.ends, rel)
        if i == len(table.ends):
            continue
        if table.ends[i] < table.length or not _opens_with_year(years, year + 1):
            return year_start(year) + table.ends[i]
    return None


def worked(years: Years, start: int, end: int) -> int:
    """Give what is worked from `start` to `end`, which is not before it."""
    first, last = year_of(start), year_of(end)
    before = years.table(first).worked(start - year_start(first))
    done = years.table(last).worked(end - year_start(last))
    return done - before + sum(years.table(year).total for year in range(first, last))


def moved(years: Years, us: int, by: int) -> int | None:
    """Give the instant from which, or until which, `by` is worked; None if never.

    Forward it is the first such instant and so stays on a closing, backward the last one and so stays on
    an opening.
    """
    if by == 0:
        return us
    year = year_of(us)
    wanted = years.table(year).worked(us - year_start(year)) + by
    return _reached(years, year, wanted) if by > 0 else _reached_back(years, year, wanted)


def _reached(years: Years, year: int, wanted: int) -> int | None:
    """First instant by which `wanted` is worked since the start of `year`."""
    last = LAST_YEAR if years.ever_open else max(year, years.last_dated)
    while wanted > years.table(year).total:
        wanted -= years.table(year).total
        year += 1
        if year > last:
            return None
    table = years.table(year)
    i = bisect_left(table.before, wanted) - 1
    return year_start(year) + table.starts[i] + wanted - table.before[i]


def _reached_back(years: Years, year: int, wanted: int) -> int | None:
    """Last instant by which no more than `wanted` is worked since the start of `year`."""
    first = FIRST_YEAR if years.ever_open else min(year, years.first_dated)
    while wanted < 0:
        year -= 1
        if year < first:
            return None
        wanted += years.table(year).total
    table = years.table(year)
    i = bisect_right(table.before, wanted) - 1
    return year_start(year) + table.starts[i] + wanted - table.before[i]


def _opens_with_year(years: Years, year: int) -> bool:
    """Tell whether the first instant of a UTC year is open; what lasts to the end of time never closes."""
    return year > LAST_YEAR or years.table(year).starts[:1] == (0,)


def _ahead(years: Years, us: int) -> Iterator[int]:
    first = year_of(us)
    yield from range(first, min(LAST_YEAR, max(first, years.last_dated) + _SEARCH_YEARS) + 1)

"""Typed instants and days that lie behind: when a contact was, when a project began.

Strict: what is not clear is refused. Days ahead have a grammar of their own in data.rules.when.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_AGO = re.compile(r"(\d{1,4}) ?(m|min|minutes?|h|hours?|d|days?) ago")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_CLOCK_12 = re.compile(r"(\d{1,2})(?::(\d{2}))? ?([ap])m")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})\.? ([a-z]{3,9})(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9}) (\d{1,2})(?:,? (\d{4}))?")
_NUMBERS = re.compile(r"(\d{1,2})([/.])(\d{1,2})(?:\2(\d{4})|\.)?")


def read_past(text: str, now: datetime, zone: str, *, day_first: bool = True) -> datetime | None:
    """Read an instant such as "now", "10:30", "yesterday 16:00", "20 m ago" or "12 nov 9am", in UTC.

    A time alone is today's, even when it is still ahead: that is for the caller to refuse. None when the
    text is not understood.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    if words == "now":
        return now
    ago = _AGO.fullmatch(words)
    if ago:
        minutes = int(ago[1]) * {"m": 1, "h": 60, "d": 24 * 60}[ago[2][0]]
        return now - timedelta(minutes=minutes)
    today = now.astimezone(ZoneInfo(zone)).date()
    clock = _read_clock(words)
    if clock is not None:
        return _instant(today, clock, zone)
    for cut in (index for index, letter in enumerate(words) if letter == " "):
        on, clock = read_day(words[:cut], today, day_first=day_first), _read_clock(words[cut + 1 :])
        if on is not None and clock is not None:
            return _instant(on, clock, zone)
    return None


def read_day(text: str, today: date, *, day_first: bool = True) -> date | None:
    """Read a day such as "yesterday", "mon", "12 nov" or "2026-11-12"; None when it is not understood.

    A weekday is the last one before today, a day without a year the last one up to today.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    if words in ("today", "yesterday"):
        return today - timedelta(days=words == "yesterday")
    for names in (_WEEKDAYS, _FULL_DAYS):
        if words in names:
            return today - timedelta(days=(today.weekday() - names.index(words)) % 7 or 7)
    iso = _ISO.fullmatch(words)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    return _read_day_of_year(words, today, day_first=day_first)


def _read_day_of_year(words: str, today: date, *, day_first: bool) -> date | None:
    named = _DAY_MONTH.fullmatch(words)
    if named:
        return _last(int(named[1]), _month(named[2]), named[3], today)
    turned = _MONTH_DAY.fullmatch(words)
    if turned:
        return _last(int(turned[2]), _month(turned[1]), turned[3], today)
    numbers = _NUMBERS.fullmatch(words)
    if numbers:
        day, month = int(numbers[1]), int(numbers[3])
        if numbers[2] == "/" and not day_first:
            day, month = month, day
        return _last(day, month, numbers[4], today)
    return None


def _last(day: int, month: int, year: str | None, today: date) -> date | None:
    """Give the day in its year, or the last such day up to today."""
    if year:
        return _date(int(year), month, day)
    # 29 February comes at most every eight years.
    for back in range(9):
        on = _date(today.year - back, month, day)
        if on is not None and on <= today:
            return on
    return None


def _read_clock(words: str) -> time | None:
    if words == "noon":
        return time(12)
    clock = _CLOCK.fullmatch(words)
    if clock and int(clock[1]) < 24 and int(clock[2]) < 60:
        return time(int(clock[1]), int(clock[2]))
    half = _CLOCK_12.fullmatch(words)
    if half and 1 <= int(half[1]) <= 12 and int(half[2] or 0) < 60:
        return time(int(half[1]) % 12 + (12 if half[3] == "p" else 0), int(half[2] or 0))
    return None


def _month(name: str) -> int:
    """Give the number of a month by its first letters; 0 when there is none."""
    short = name[:3]
    full = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october")
    if name not in (*_MONTHS, *full, "november", "december", "sept"):
        return 0
    return _MONTHS.index(short) + 1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _instant(on: date, clock: time, zone: str) -> datetime:
    return datetime.combine(on, clock, ZoneInfo(zone)).astimezone(UTC)

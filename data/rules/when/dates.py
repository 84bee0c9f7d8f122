"""Calendar dates: "2 dec", "2/12", "2.12.", "2026-12-02", "the 2nd", "last friday of november"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from data.rules.days import add_months
from data.rules.when.present import Day, Present
from data.rules.when.words import MONTHS, WEEKDAYS, one_of

_MONTH = one_of(MONTHS)
_WEEKDAY = one_of(WEEKDAYS)
# Two digits are a year only from 25 on; before, they are an hour ("2 dec 10").
_YEAR = r"(?P<year>20\d\d|[’']?(?:2[5-9]|[3-5]\d))"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)"
_THAT_MONTH = rf"(?:(?P<month>{_MONTH})(?: {_YEAR})?|(?P<which>this|next)? ?month)"

_ISO = re.compile(r"(?P<year>\d{4})([-/])(?P<month>\d\d?)\2(?P<day>\d\d?)|(\d{8})", re.ASCII)
_NUMBERS = re.compile(rf"(\d\d?)/(\d\d?)(?:/{_YEAR})?|(\d\d?)-(\d\d?)-(20\d\d)", re.ASCII)
_DOTS = re.compile(rf"(?P<day>\d\d?)\.(?P<month>\d\d?)(?:\.|\.{_YEAR})?", re.ASCII)
_NAMED = re.compile(
    rf"{_DAY} ?(?P<month>{_MONTH})(?: ?{_YEAR})?|"
    rf"(?P<month2>{_MONTH}) ?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: {_YEAR.replace('year', 'year2')})?",
    re.ASCII,
)
_NTH = re.compile(rf"{_ORDINAL}(?: {_THAT_MONTH})?", re.ASCII)
_WEEKDAY_OF = re.compile(
    rf"(?P<nth>first|1st|second|2nd|third|3rd|fourth|4th|last) (?P<weekday>{_WEEKDAY}) (?:in )?{_THAT_MONTH}",
    re.ASCII,
)
_LAST_DAY = re.compile(rf"last day (?:in )?{_THAT_MONTH}", re.ASCII)
_MIDDLE = re.compile(rf"(?:mid|middle) {_THAT_MONTH}", re.ASCII)
_NTHS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}


def read_dates(text: str, present: Present) -> Iterator[Day]:
    """Give each date the text may mean; none for days that do not exist."""
    for found in (*_numbers(text, present), *_by_name(text, present), *_in_month(text, present)):
        if found is not None:
            yield Day(found)


def _numbers(text: str, present: Present) -> Iterator[date | None]:
    if found := _ISO.fullmatch(text):
        digits = found[5]
        parts = (
            (digits[:4], digits[4:6], digits[6:]) if digits else (found["year"], found["month"], found["day"])
        )
        yield _date(int(parts[0]), int(parts[1]), int(parts[2]))
    elif found := _NUMBERS.fullmatch(text):
        first, second = int(found[1] or found[4]), int(found[2] or found[5])
        day, month = (first, second) if present.day_first else (second, first)
        yield _dated(day, month, found["year"] or found[6], present)
    elif found := _DOTS.fullmatch(text):
        yield _dated(int(found["day"]), int(found["month"]), found["year"], present)


def _by_name(text: str, present: Present) -> Iterator[date | None]:
    if found := _NAMED.fullmatch(text):
        month = MONTHS[found["month"] or found["month2"]]
        yield _dated(int(found["day"] or found["day2"]), month, found["year"] or found["year2"], present)


def _in_month(text: str, present: Present) -> Iterator[date | None]:
    if found := _NTH.fullmatch(text):
        day = int(found["day"])
        if found["which"]:
            first = _first_of(found, present)
            yield _date(first.year, first.month, day)
        elif not found["month"]:
            yield next_with_day(day, present.today)
    elif found := _WEEKDAY_OF.fullmatch(text):
        yield _nth_weekday(_first_of(found, present), WEEKDAYS[found["weekday"]], _NTHS.get(found["nth"]))
    elif found := _LAST_DAY.fullmatch(text):
        first = _first_of(found, present)
        yield _date(first.year, first.month, monthrange(first.year, first.month)[1])
    elif found := _MIDDLE.fullmatch(text):
        yield _first_of(found, present).replace(day=15)


def next_with_day(day: int, today: date) -> date | None:
    """Give the next date, today included, that is the `day`-th of its month."""
    first = today.replace(day=1)
    months = (add_months(first, step) for step in range(3))
    dates = (_date(month.year, month.month, day) for month in months)
    return next((found for found in dates if found and found >= today), None)


def month_ahead(month: int, today: date) -> date:
    """Give the first day of the next such month that is not over yet, the present one included."""
    return date(today.year + (month < today.month), month, 1)


def _first_of(found: re.Match[str], present: Present) -> date:
    """First day of the month that `_THAT_MONTH` matched."""
    if not found["month"]:
        return add_months(present.today.replace(day=1), 1 if found["which"] == "next" else 0)
    month = MONTHS[found["month"]]
    return date(_year(found["year"]), month, 1) if found["year"] else month_ahead(month, present.today)


def _dated(day: int, month: int, year: str | None, present: Present) -> date | None:
    """Date of that year; without one this year's, or next year's when that is past."""
    if year:
        return _date(_year(year), month, day)
    today = present.today
    return _date(today.year + ((month, day) < (today.month, today.day)), month, day)


def _nth_weekday(first: date, weekday: int, nth: int | None) -> date | None:
    """Give the nth such weekday of a month, the last for None."""
    days = monthrange(first.year, first.month)[1]
    dates = [first + timedelta(days=step) for step in range((weekday - first.weekday()) % 7, days, 7)]
    return dates[(nth or 0) - 1]


def _year(text: str) -> int:
    digits = text.lstrip("’'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _date(year: int, month: int, day: int) -> date | None:
    """Give the date, None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""Weeks, months, quarters and years: "next week", "eom", "end december", "w50", "q1"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from data.rules.days import add_months
from data.rules.when.dates import month_ahead
from data.rules.when.present import Day, Kind, Present
from data.rules.when.words import MONTHS, one_of
from data.rules.working_time import WorkingTime

Span = tuple[date, date]
"""First and last day."""

_WEEK_NUMBER = re.compile(
    r"(?:w|wk|week |kw ?|cw ?)(?P<week>\d{1,2})(?: (?P<year>20\d\d))?|"
    r"(?P<iso_year>20\d\d) ?-?w(?P<iso_week>\d\d)",
    re.ASCII,
)
_QUARTER = re.compile(r"q(?P<quarter>[1-4])(?: (?P<year>20\d\d))?|(?P<year2>20\d\d) ?-?q(?P<quarter2>[1-4])")
_MONTH = re.compile(
    rf"(?P<name>{one_of(MONTHS)})(?: (?P<year>20\d\d))?|(?P<iso_year>20\d\d)-(?P<number>\d\d)", re.ASCII
)
_YEAR = re.compile(r"20\d\d", re.ASCII)
_UNIT = re.compile(
    r"(?:(?P<which>this|next) )?(?P<unit>week|month|quarter|year)|(?P<far>week|month) after next"
)

_END = re.compile(r"(?:end|last working day|last business day) (?:in )?(.+)|(month|quarter|year) end")
_SHORT_ENDS = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
_UNITS = ("week", "month", "quarter", "year")
_START = re.compile(r"(?:start|beginning|begin|first working day|first business day) (?:in )?(.+)")


def read_spans(text: str, present: Present) -> Iterator[Day]:
    """Give the day a span is promised by: its last working day, or its first for "start of"."""
    span, first = None, False
    if text in _SHORT_ENDS:
        span = read_span(_SHORT_ENDS[text], present)
    elif found := _END.fullmatch(text):
        span = read_span(found[1] or found[2], present)
    elif found := _START.fullmatch(text):
        span, first = read_span(found[1], present), True
    elif text.removeprefix("in ") not in _UNITS and not _YEAR.fullmatch(text.removeprefix("in ")):
        span = read_span(text.removeprefix("in "), present)
    if span:
        on = first_working_day(span, present) if first else last_working_day(span, present.working_time)
        if on:
            yield Day(on, Kind.SPAN)


def read_span(text: str, present: Present) -> Span | None:
    """Read a week, month, quarter or year; None when it is none."""
    if found := _UNIT.fullmatch(text):
        steps = 2 if found["far"] else {None: 0, "this": 0, "next": 1}[found["which"]]
        return _unit(found["far"] or found["unit"], steps, present.today, present.monday)
    if found := _WEEK_NUMBER.fullmatch(text):
        monday = read_week(text, present)
        return (monday, monday + timedelta(days=6)) if monday else None
    if found := _MONTH.fullmatch(text):
        return _month(found, present.today)
    if found := _QUARTER.fullmatch(text):
        return _quarter(int(found[1] or found[4]), found[2] or found[3], present.today)
    return _months(date(int(text), 1, 1), 12) if _YEAR.fullmatch(text) else None


def read_week(text: str, present: Present) -> date | None:
    """Read a week number as its Monday: this year's, or next year's when that week is over."""
    found = _WEEK_NUMBER.fullmatch(text)
    if not found:
        return None
    number, year = int(found["week"] or found["iso_week"]), found["year"] or found["iso_year"]
    if year:
        return _iso_monday(int(year), number)
    this_year = present.monday.isocalendar()
    return _iso_monday(this_year.year + (number < this_year.week), number)


def last_working_day(span: Span, working_time: WorkingTime) -> date:
    """Give the last day with hours; when there is none, the last that usually has some."""
    days = [span[1] - timedelta(days=step) for step in range((span[1] - span[0]).days + 1)]
    open_day = next((day for day in days if working_time.has_hours(day)), None)
    return open_day or next((day for day in days if working_time.usually_works_on(day)), span[1])


def first_working_day(span: Span, present: Present) -> date | None:
    """Give the first day of a span with hours; None when there is none."""
    days = (span[0] + timedelta(days=step) for step in range((span[1] - span[0]).days + 1))
    return next((day for day in days if present.working_time.has_hours(day)), None)


def _unit(unit: str, steps: int, today: date, monday: date) -> Span:
    if unit == "week":
        first = monday + timedelta(weeks=steps)
        return first, first + timedelta(days=6)
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    begins = (today.month - 1) // length * length + 1
    return _months(add_months(date(today.year, begins, 1), steps * length), length)


def _month(found: re.Match[str], today: date) -> Span | None:
    if found["number"]:
        number = int(found["number"])
        return _months(date(int(found["iso_year"]), number, 1), 1) if 1 <= number <= 12 else None
    month = MONTHS[found["name"]]
    return _months(date(int(found["year"]), month, 1) if found["year"] else month_ahead(month, today), 1)


def _quarter(quarter: int, year: str | None, today: date) -> Span:
    over = quarter * 3 < today.month
    return _months(date(int(year) if year else today.year + over, quarter * 3 - 2, 1), 3)


def _months(first: date, length: int) -> Span:
    return first, add_months(first, length) - timedelta(days=1)


def _iso_monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None

"""Days by their names and by counting: "fri", "next wed", "tomorrow", "in 3 working days"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from data.rules.days import add_months, add_working_days
from data.rules.lengths import AMOUNT, read_amount
from data.rules.when.dates import next_with_day, read_dates
from data.rules.when.present import Day, Kind, Present
from data.rules.when.spans import read_spans, read_week
from data.rules.when.words import TOMORROW, WEEKDAYS, one_of

_WEEKDAY = one_of(WEEKDAYS)
_TODAY = re.compile(r"today|tdy|2day")
_TOMORROW = re.compile(TOMORROW)
_OVERMORROW = re.compile(rf"(?:day after |overmorrow)(?:{TOMORROW})?|2 days after today")
_PLAIN = re.compile(rf"(?:(?:this )?(?:coming|upcoming) )?({_WEEKDAY})")
_IN_WEEK = re.compile(
    rf"(?P<day>{_WEEKDAY}) (?:in )?(?P<after>.+)|(?P<before>.+?) (?:on )?(?P<day2>{_WEEKDAY})"
)
_WEEKS = {"this week": 0, "next week": 1, "week after next": 2}
_WEEKS_BEFORE = {**_WEEKS, "this": 0, "next": 1}
_AND_DATE = re.compile(rf"(?P<day>{_WEEKDAY}) (?P<date>.+)|(?P<date2>.+) (?P<day2>{_WEEKDAY})")
_DAY_OF_MONTH = re.compile(r"(\d\d?)(?:st|nd|rd|th)|(2[5-9]|3[01])", re.ASCII)

_LEAD = r"(?:in (?:next )?|within (?:next )?|\+ ?)?"
_BASE = rf"(?: (?:from|after) (?P<base>now|today|{TOMORROW}|{_WEEKDAY})| time| hence| later)?"
_UNITS = {
    **dict.fromkeys(("d", "day", "days"), "day"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "week"),
    **dict.fromkeys(("mo", "mth", "mths", "month", "months"), "month"),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), "year"),
    **dict.fromkeys(("fortnight", "fortnights"), "fortnight"),
}
_COUNT = re.compile(rf"{_LEAD}(?P<n>{AMOUNT}) ?(?P<unit>{one_of(_UNITS)}){_BASE}", re.ASCII)
_MOST, _MOST_WORKING_DAYS = 9_999, 999
_WORKING_DAY = r"(?:wd|bd|wds|bds|(?:working|business|work) ?days?|workdays?)"
_WORKING = re.compile(rf"{_LEAD}(?P<n>{AMOUNT}) ?{_WORKING_DAY}(?: (?:from now|from today|time))?", re.ASCII)
_NEXT_WORKING = re.compile(rf"next {_WORKING_DAY}")


def read_days(text: str, present: Present) -> Iterator[Day]:
    """Give each day the text may mean, in every way the grammar can read it."""
    yield from (Day(on) for on in (*_near(text, present), *_weekdays(text, present)) if on)
    yield from _counted(text, present)
    yield from read_dates(text, present)
    yield from read_spans(text, present)


def _near(text: str, present: Present) -> Iterator[date | None]:
    for pattern, steps in ((_TODAY, 0), (_TOMORROW, 1), (_OVERMORROW, 2)):
        if pattern.fullmatch(text):
            yield present.today + timedelta(days=steps)
    if _NEXT_WORKING.fullmatch(text):
        yield add_working_days(present.today, 1, present.working_time)


def _weekdays(text: str, present: Present) -> Iterator[date | None]:
    if found := _PLAIN.fullmatch(text):
        yield present.coming(WEEKDAYS[found[1]])
        return
    if found := _IN_WEEK.fullmatch(text):
        yield _in_week(found, present)
    if found := _AND_DATE.fullmatch(text):
        weekday = WEEKDAYS[found["day"] or found["day2"]]
        for on in _dates(found["date"] or found["date2"], present):
            yield on if on.weekday() == weekday else None


def _in_week(found: re.Match[str], present: Present) -> date | None:
    """Give a weekday of a week, only while it is ahead: "this wed" on a Wednesday is unclear."""
    weekday = WEEKDAYS[found["day"] or found["day2"]]
    if found["after"] == "week":
        return present.coming(weekday) + timedelta(weeks=1)
    steps = _WEEKS.get(found["after"]) if found["after"] else _WEEKS_BEFORE.get(found["before"])
    if steps is None:
        monday = read_week(found["after"] or found["before"], present)
    else:
        monday = present.monday + timedelta(weeks=steps)
    on = monday + timedelta(days=weekday) if monday else None
    return on if on and on > present.today else None


def _dates(text: str, present: Present) -> Iterator[date]:
    """Dates that may stand beside a weekday: "fri 27", "fri 27th", "fri 27 nov"."""
    found = _DAY_OF_MONTH.fullmatch(text)
    if found:
        on = next_with_day(int(found[1] or found[2]), present.today)
        if on:
            yield on
        return
    yield from (day.on for day in read_dates(text, present))


def _counted(text: str, present: Present) -> Iterator[Day]:
    if found := _WORKING.fullmatch(text):
        count = _whole(found["n"], _MOST_WORKING_DAYS)
        on = add_working_days(present.today, count, present.working_time) if count else None
    elif found := _COUNT.fullmatch(text):
        count = _whole(found["n"], _MOST)
        on = _stepped(_base(found["base"] or "today", present), count, found["unit"]) if count else None
    else:
        return
    if on:
        yield Day(on, Kind.COUNTED)


def _whole(amount: str, most: int) -> int:
    """Read how many days are meant; 0 for half ones, which are unclear, and for more than anybody means."""
    count = read_amount(amount)
    return int(count) if count.is_integer() and count <= most else 0


def _base(word: str, present: Present) -> date:
    if word in WEEKDAYS:
        return present.coming(WEEKDAYS[word])
    return present.today + timedelta(days=0 if word in ("now", "today") else 1)


def _stepped(base: date, count: int, word: str) -> date:
    unit = _UNITS[word]
    if unit in ("month", "year"):
        return add_months(base, count * (12 if unit == "year" else 1))
    return base + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])

"""One text, one instant: every way to read it is tried, and only if all agree it is understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from data.rules.days import local_date, say_day
from data.rules.lengths import AMOUNT, read_minutes
from data.rules.when.clock import Clock, read_clock
from data.rules.when.days import read_days
from data.rules.when.present import Day, Kind, Present
from data.rules.when.words import without_lead, words_of
from data.rules.working_time import Instant, WorkingTime, as_utc
from data.values import frozen

_LEAD = r"(?:in (?:next )?|within (?:next )?|\+ ?)?"
_LATER = r"(?: from now| hence| later)?"
_LENGTH = re.compile(rf"{_LEAD}(?P<length>.+?){_LATER}")
_WORKING_LENGTH = re.compile(
    rf"{_LEAD}(?P<n>{AMOUNT}) ?(?:[wb]|(?:working|business|work) )"
    rf"(?P<unit>h|hrs?|hours?|mins?|minutes?){_LATER}",
    re.ASCII,
)
_ISO_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)", re.ASCII)


@frozen
class Reading:
    """How a typed date is understood."""

    at: datetime
    """The instant, in UTC."""
    warning: str | None = None
    """A sentence when it falls on a closed day or outside the hours; it is kept all the same."""


def read_when(
    text: str, now: Instant, working_time: WorkingTime, *, day_first: bool = True
) -> Reading | None:
    """Read a typed date; None when it is unclear or past, for a date is never guessed.

    A bare weekday is the next one after today, a bare time today's if still ahead, else tomorrow's. A day
    alone means its last closing, a span its last working day's. `day_first`: whether 2/12 is in December.
    """
    at = as_utc(now)
    words = words_of(text)
    try:
        present = Present(at, local_date(at, working_time.zone), working_time, day_first)
        readings = {reading.at: reading for reading in _readings(words, present)}
    except (OverflowError, ValueError):  # a count that leads out of the calendar
        return None
    reading = readings.popitem()[1] if len(readings) == 1 else None
    return reading if reading and reading.at >= at else None


def _readings(words: list[str], present: Present) -> Iterator[Reading]:
    phrase = without_lead(words)
    at = _counted(phrase, present) or _exact(phrase)
    if at:
        yield Reading(at, _outside_hours(at, Day(present.day_of(at)), present))
    yield from _day_and_clock(phrase, "", present)
    yield from _day_and_clock("", phrase, present)
    for i in range(1, len(words)):
        head, tail = without_lead(words[:i]), without_lead(words[i:])
        if head and tail:
            yield from _day_and_clock(head, tail, present)
            yield from _day_and_clock(tail, head, present)


def _counted(phrase: str, present: Present) -> datetime | None:
    """Instant a length of clock time or working time away."""
    if found := _WORKING_LENGTH.fullmatch(phrase):
        minutes = read_minutes(f"{found['n']} {found['unit']}")
        return present.working_time.add(present.now, minutes * 60) if minutes else None
    found = _LENGTH.fullmatch(phrase)
    minutes = read_minutes(found["length"]) if found and ":" not in phrase else None
    return present.now + timedelta(minutes=minutes) if minutes else None


def _exact(phrase: str) -> datetime | None:
    """Read an ISO instant with an offset."""
    return datetime.fromisoformat(phrase.upper()).astimezone(UTC) if _ISO_INSTANT.fullmatch(phrase) else None


def _day_and_clock(day_text: str, clock_text: str, present: Present) -> Iterator[Reading]:
    clock = read_clock(clock_text) if clock_text else None
    if clock_text and clock is None:
        return
    if not day_text:
        if clock and clock.alone:
            yield from _bare_time(clock, present)
        return
    for day in read_days(day_text, present):
        reading = _at_time(day, clock, present) if clock else _by_closing(day, present)
        if reading:
            yield reading


def _bare_time(clock: Clock, present: Present) -> Iterator[Reading]:
    """Today if still ahead, else tomorrow; an end of day is today's or nothing."""
    today = _at_time(Day(present.today), clock, present)
    if today and (today.at > present.now or clock.by_hours):
        yield today
        return
    tomorrow = _at_time(Day(present.today + timedelta(days=1)), clock, present)
    if tomorrow:
        yield tomorrow


def _by_closing(day: Day, present: Present) -> Reading | None:
    """Give the last closing of a day, the usual one of a closed day."""
    hours = present.working_time
    at = hours.day_closing(day.on)
    if at:
        return Reading(at)
    at = hours.usual_day_closing(day.on)
    return Reading(at, _closed(day, present)) if at else None


def _at_time(day: Day, clock: Clock, present: Present) -> Reading | None:
    if day.kind is Kind.SPAN or (day.kind is Kind.COUNTED and clock.bare):
        return None
    at = clock.place(present.working_time, day.on)
    if at is None:
        return None
    return Reading(at, _outside_hours(at, day, present))


def _closed(day: Day, present: Present) -> str:
    said = say_day(day.on, present.today)
    return f"{said[0].upper()}{said[1:]} is not a working day."


def _outside_hours(at: datetime, day: Day, present: Present) -> str | None:
    """Say that a day is closed, or that a time on it lies before its opening or after its closing."""
    hours = present.working_time
    opening, closing = hours.day_opening(day.on), hours.day_closing(day.on)
    if opening is None or closing is None:
        return None if hours.is_open(at) else _closed(day, present)
    inside = opening <= at <= closing or hours.is_open(at)
    return None if inside else "That is outside your working hours."

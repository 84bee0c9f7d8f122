"""Times of day: "3pm", "14:30", "noon", "eod", "morning"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time

from data.rules.days import local_time
from data.rules.when.words import one_of
from data.rules.working_time import WorkingTime
from data.values import frozen

_NOON = 12 * 60
_EVENING = 17 * 60
# A span that ends by then ends the morning; one that runs on past it has its morning until noon.
_MORNING_ENDS_BY = time(13, 30)
# A day that closes later than this has an evening, and its afternoon ends before.
_AFTERNOON_ENDS_BY = time(18, 30)
# Bare hours from 1 to 6 may be meant before or after noon; who works at seven says so by typing 7.
_FIRST_CLEAR_HOUR = 7

Place = Callable[[WorkingTime, date], datetime | None]
"""Where in the working hours of a date it is; None when that date has no such place."""


@frozen
class Clock:
    """A time of day, on the wall clock or by the working hours of the day."""

    place: Place
    alone: bool = False
    """Whether it means something without a day."""
    bare: bool = False
    """Just a number, such as the 9 of "mon 9"."""
    by_hours: bool = False
    """Set by the working hours of the day ("eod"), not by the wall clock."""


def read_clock(text: str) -> Clock | None:
    """Read a time of day; None when it is none, or may be before or after noon."""
    if place := _PLACES.get(_bare_name(text)):
        return Clock(place, alone=_bare_name(text) in _ALONE, by_hours=place is not _AT_NOON)
    part, rest = _part_of_day(text)
    minutes = _read_minutes(rest, part)
    if minutes is None:
        return None
    bare = rest.isdigit()
    return Clock(_wall_clock(minutes), alone=not bare, bare=bare and part is None)


def _bare_name(text: str) -> str:
    """Give a name without what may lead it: "in morning", "before noon"."""
    name = text.removeprefix("before ")
    return name if name in _ALONE else text.removeprefix("in ")


def _wall_clock(minutes: int) -> Place:
    return lambda hours, on: hours.at_wall_clock(on, minutes)


def _closing(hours: WorkingTime, on: date) -> datetime | None:
    return hours.day_closing(on) or hours.usual_day_closing(on)


def _opening(hours: WorkingTime, on: date) -> datetime | None:
    return hours.day_opening(on)


def _morning(hours: WorkingTime, on: date) -> datetime | None:
    """End of the last span that ends before lunch, else noon."""
    ends = [end for end, shown in _closings(hours, on) if time(8) <= shown <= _MORNING_ENDS_BY]
    return ends[-1] if ends else hours.at_wall_clock(on, _NOON)


def _afternoon(hours: WorkingTime, on: date) -> datetime | None:
    """End of the last span that ends in the afternoon; a closed day's is the usual closing."""
    closings = _closings(hours, on)
    if not closings:
        closing = hours.usual_day_closing(on)
        closings = [(closing, local_time(closing, hours.zone).time())] if closing else []
    ends = [end for end, shown in closings if time(13) <= shown <= _AFTERNOON_ENDS_BY]
    return ends[-1] if ends else None


def _closings(hours: WorkingTime, on: date) -> list[tuple[datetime, time]]:
    """Give the closings on that date itself, each with what the wall clock shows."""
    shown = [(end, local_time(end, hours.zone)) for _, end in hours.spans_on(on)]
    return [(end, wall.time()) for end, wall in shown if wall.date() == on]


_AT_NOON = _wall_clock(_NOON)
_PLACES: dict[str, Place] = {
    **dict.fromkeys(("noon", "midday"), _AT_NOON),
    **dict.fromkeys(("eod", "eob", "cob", "cop", "end", "end day", "end work", "end play"), _closing),
    **dict.fromkeys(("end business", "end business day", "end working day", "closing"), _closing),
    **dict.fromkeys(("close", "close business", "close play", "closing time"), _closing),
    **dict.fromkeys(("morning", "am", "lunch", "lunchtime"), _morning),
    **dict.fromkeys(("afternoon", "pm"), _afternoon),
    **dict.fromkeys(("first thing", "first thing in morning", "first thing morning"), _opening),
    **dict.fromkeys(("sod", "start day", "start business", "opening"), _opening),
}
_ALONE = {
    *("noon", "midday", "eod", "eob", "cob", "cop", "end day", "close business", "close play"),
    *("end business", "end business day", "end working day", "lunch", "lunchtime"),
}

_PARTS = {"morning": range(_NOON), "afternoon": range(_NOON, 19 * 60), "evening": range(_EVENING, 24 * 60)}
_PART = re.compile(rf"(?:in )?({one_of(_PARTS)}) (?:at )?(.+)|(.+?) (?:in )?({one_of(_PARTS)})")
_MARKED = re.compile(r"(\d{1,2})(?:[:.](\d\d))? ?([ap])m?", re.ASCII)
_PLAIN = re.compile(r"(\d{1,2})(?:[:.](\d\d)(?::00)?(?: ?uhr|h)?|h(\d\d)?| ?uhr| ?oclock)", re.ASCII)
_FOUR_DIGITS = re.compile(r"(0\d|1[0-8])([0-5]\d)h?", re.ASCII)
_BARE = re.compile(r"\d{1,2}", re.ASCII)


def _part_of_day(text: str) -> tuple[str | None, str]:
    """Split "9 in morning" into the part of the day and the time itself."""
    found = _PART.fullmatch(text)
    if not found:
        return None, text
    return (found[1], found[2]) if found[1] else (found[4], found[3])


def _read_minutes(text: str, part: str | None) -> int | None:
    """Read a wall-clock time as minutes after midnight."""
    text = text.removeprefix("before ")
    if found := _MARKED.fullmatch(text):
        minutes = _twelve_hours(int(found[1]), int(found[2] or 0), found[3])
    elif found := _PLAIN.fullmatch(text):
        minutes = _twenty_four_hours(found[1], int(found[2] or found[3] or 0), part)
    elif found := _BARE.fullmatch(text):
        minutes = _twenty_four_hours(text, 0, part)
    elif found := _FOUR_DIGITS.fullmatch(text):
        minutes = _twenty_four_hours(found[1], int(found[2]), part)
    else:
        return None
    if minutes == 24 * 60 and ":" not in text:
        return None
    return minutes if minutes is None or part is None or minutes in _PARTS[part] else None


def _twelve_hours(hour: int, minute: int, half: str) -> int | None:
    """Minutes after midnight of a time with am or pm; "12am" is refused: it may begin or end the day."""
    if not 1 <= hour <= 12 or minute > 59 or (hour, minute, half) == (12, 0, "a"):
        return None
    return (hour % 12 + (12 if half == "p" else 0)) * 60 + minute


def _twenty_four_hours(hour_text: str, minute: int, part: str | None) -> int | None:
    """Minutes after midnight of a time without am or pm, None when it may be either."""
    hour = int(hour_text)
    if minute > 59 or hour * 60 + minute > 24 * 60:
        return None
    if part in ("afternoon", "evening") and hour < 12:
        hour += 12
    unclear = part is None and 1 <= hour < _FIRST_CLEAR_HOUR and not hour_text.startswith("0")
    return None if unclear else hour * 60 + minute

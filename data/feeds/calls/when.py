"""Instants and lengths as logs write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from data.feeds.calls.events import How

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=1)
_FEWEST_EPOCH_DIGITS = 9
_FEWEST_MILLI_DIGITS = 12

_CLOCK = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:[.,]\d+)?\s*(?P<half>[ap]\.?m\.?)?"
)
_NUMBERS = re.compile(
    rf"(?P<a>\d{{1,2}})\s*[./-]\s*(?P<b>\d{{1,2}})\s*[./-]\s*(?P<year>\d{{4}}|\d{{2}})(?:[,T\s]+{_CLOCK})?$",
    re.IGNORECASE,
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = re.compile(
    rf"(?:(?P<day1>\d{{1,2}})\.?\s+)?(?P<month>[a-z]{{3}})[a-z]*\.?\s+(?:(?P<day2>\d{{1,2}})(?:,|\s)\s*)?(?P<year>\d{{4}})"
    rf"(?:,?\s+{_CLOCK})?$",
    re.IGNORECASE,
)
_TWO_DIGIT_CENTURY = 2000
_HOURS = re.compile(r"(?:(\d+)\s*h[a-z]*)?\s*(?:(\d+)\s*m[a-z]*)?\s*(?:(\d+)\s*s[a-z]*)?$", re.IGNORECASE)
_ISO_LENGTH = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?$", re.IGNORECASE)
_LONGEST_SECONDS = 7 * 24 * 3600


class NoInstant(Exception):
    """What stands there is no time, or none a log can have; the text says which."""


def instant(text: str, how: How) -> tuple[datetime, bool]:
    """Give the instant a text names, to the second, and whether it named no zone; NoInstant when it is none.

    A time of day that a clock change skips is later by what was skipped, one that comes twice is the first
    (TIME.md, rule 5).
    """
    text = text.strip().strip("\u200e\u200f")[:80]
    at = _epoch(text)
    zoned = at is not None
    if at is None:
        at = _written(text, how)
        zoned = at.tzinfo is not None
    try:
        if not zoned:
            at = at.replace(tzinfo=ZoneInfo(how.zone), fold=0)
        at = at.astimezone(UTC).replace(microsecond=0)
    except (OverflowError, ValueError):
        raise NoInstant(f"{text!r} is no time") from None
    if at < _EARLIEST:
        raise NoInstant(f"{text!r} is before 1990")
    if at > how.now + _AHEAD:
        raise NoInstant(f"{text!r} is still ahead")
    return at, not zoned


def millis(text: str, how: How) -> datetime:
    """Give the instant of a number of milliseconds since 1970; NoInstant when it is none."""
    if not (text.isascii() and text.isdecimal()) or len(text) > 15:
        raise NoInstant(f"{text[:20]!r} is no time")
    try:
        at = datetime.fromtimestamp(int(text) // 1000, UTC)
    except (OverflowError, ValueError, OSError):
        raise NoInstant(f"{text!r} is no time") from None
    if not _EARLIEST <= at <= how.now + _AHEAD:
        raise NoInstant(f"{at:%Y-%m-%d} is no day of a call")
    return at


def seconds(text: str, *, unit: int = 1) -> int | None:
    """Give the seconds of "750" times `unit`, "12:30", "1h 5m" or "PT4S"; None for none and for nonsense."""
    text = text.strip().strip("()")[:40]
    if not text:
        return None
    found: float | None = None
    if re.fullmatch(r"\d{1,9}(?:[.,]\d{1,6})?", text, re.ASCII):
        found = float(text.replace(",", ".")) * unit
    elif re.fullmatch(r"\d{1,6}(?::\d{2}){1,2}", text, re.ASCII):
        found = 0
        for part in text.split(":"):
            found = found * 60 + int(part)
    elif (match := _ISO_LENGTH.match(text)) and len(text) > 1:
        days, hours, minutes, rest = (int(part or 0) for part in match.groups())
        found = ((days * 24 + hours) * 60 + minutes) * 60 + rest
    elif match := _HOURS.match(text):
        hours, minutes, rest = (int(part or 0) for part in match.groups())
        found = (hours * 60 + minutes) * 60 + rest
    return None if found is None or found > _LONGEST_SECONDS else round(found)


def _epoch(text: str) -> datetime | None:
    if not re.fullmatch(r"\d{9,16}(?:\.\d{1,9})?", text, re.ASCII):
        return None
    number = float(text)
    if len(text.partition(".")[0]) >= _FEWEST_MILLI_DIGITS:
        number /= 1000
    try:
        return datetime.fromtimestamp(number, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _written(text: str, how: How) -> datetime:
    iso = re.sub(r"\s*(?:UTC|GMT)$", "+00:00", text.replace("/", "-") if text[:4].isdigit() else text)
    if re.match(r"\d{4}-?\d{2}-?\d{2}", iso, re.ASCII):
        try:
            return datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d{2})", "", iso))
        except ValueError:
            raise NoInstant(f"{text!r} is no time") from None
    for pattern in (_NUMBERS, _NAMED):
        if match := pattern.match(text):
            try:
                return datetime.combine(_day(match, how), _clock(match))
            except ValueError:
                break
    raise NoInstant(f"{text!r} is no time" if text else "there is no time")


def _day(match: re.Match[str], how: How) -> date:
    year = int(match["year"])
    if year < 100:
        year += _TWO_DIGIT_CENTURY
    if "month" in match.groupdict():
        return date(year, _MONTHS.index(match["month"].lower()) + 1, int(match["day1"] or match["day2"] or 0))
    first, second = int(match["a"]), int(match["b"])
    # With points it is the day first everywhere; 13 and more can only be a day.
    if "." in match[0][:3] or (second <= 12 and (how.day_first or first > 12)):
        return date(year, second, first)
    return date(year, first, second)


def _clock(match: re.Match[str]) -> time:
    if match["hour"] is None:
        raise ValueError
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, int(match["minute"]), int(match["second"] or 0))

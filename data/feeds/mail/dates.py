"""When a message came: dates as mail really has them (R15)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=1)

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan ene gen янв", "feb fév fev фев", "mar mär mrz mrt maa mär мар", "apr abr avr avril апр",
            "may mai mei mag maj май", "jun juin giu июн", "jul juil lug июл", "aug ago aoû août авг",
            "sep set sept сен", "oct okt out ott окт", "nov ноя", "dec dez dic déc des дек",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 60, "bst": 60, "ist": 330, "cet": 60, "met": 60,
    "mez": 60, "cest": 120, "mest": 120, "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "est": -300,
    "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540,
    "akdt": -480, "hst": -600, "ast": -240, "adt": -180, "nst": -210, "brt": -180, "jst": 540, "kst": 540,
    "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip
"""Minutes east of UTC. Names that mean several zones take the one mail uses most; unknown ones are UTC."""

_CLOCK = r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?"
_ZONE = r"(?:\s*\(?(?:GMT|UTC)?([+-]\s?\d{1,2}:?\d{2}|[A-Za-z]{1,5})\b)?"
_MAIL = re.compile(rf"(\d{{1,2}})\.?[\s-]+([^\W\d_]{{3,9}})\.?[\s-]+(\d{{2,4}})[\s,]+{_CLOCK}{_ZONE}")
_ASCTIME = re.compile(
    rf"([^\W\d_]{{3}})\s+(\d{{1,2}})\s+{_CLOCK}\s+(?:([A-Za-z]{{1,5}}|[+-]\d{{4}})\s+)?(\d{{4}})"
)
_ISO = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}})[T\s]+{_CLOCK}{_ZONE}")


def _offset(zone: str | None) -> int:
    """Minutes east of UTC; -0000, a missing and an unknown zone are UTC."""
    if not zone:
        return 0
    if zone[0] not in "+-":
        return _ZONES.get(zone.lower(), 0)
    digits = zone[1:].strip().replace(":", "").rjust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 15 or minutes > 59:
        return 0
    return (hours * 60 + minutes) * (-1 if zone[0] == "-" else 1)


def _instant(
    date: tuple[str, int, str], clock: tuple[str, str, str | None], zone: str | None
) -> datetime | None:
    year = int(date[0])
    if len(date[0]) == 2:
        year += 2000 if year < 50 else 1900
    elif len(date[0]) == 3:
        year += 1900
    try:
        local = datetime(
            year, date[1], int(date[2]), int(clock[0]), int(clock[1]), min(int(clock[2] or 0), 59), tzinfo=UTC
        )
        return local - timedelta(minutes=_offset(zone))
    except (ValueError, OverflowError):
        return None


def parse_date(text: str) -> datetime | None:
    """Read a date as RFC 5322 has it, with two-digit years, month names of other languages, asctime or ISO.

    Gives UTC; None when it is no date. It may lie anywhere in time: see `plausible`.
    """
    text = text[:200]
    match = _MAIL.search(text)
    if match:
        day, name, year, hour, minute, second, zone = match.groups()
        lower = name.lower()
        month = _MONTHS.get(lower) or _MONTHS.get(lower[:4]) or _MONTHS.get(lower[:3])
        if month:
            return _instant((year, month, day), (hour, minute, second), zone)
    match = _ASCTIME.search(text)
    if match:
        name, day, hour, minute, second, zone, year = match.groups()
        month = _MONTHS.get(name.lower())
        if month:
            return _instant((year, month, day), (hour, minute, second), zone)
    match = _ISO.search(text)
    if match:
        year, month_number, day, hour, minute, second, zone = match.groups()
        return _instant((year, int(month_number), day), (hour, minute, second), zone)
    return None


def parse_received(text: str) -> datetime | None:
    """Read the time of a Received line: what stands after its last semicolon."""
    _, mark, after = text.rpartition(";")
    return parse_date(after) if mark else parse_date(text[-200:])


def from_number(seconds: float) -> datetime | None:
    """Read the number of a file name or an mtime, in seconds since 1970; None when that is no time."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def plausible(at: datetime | None, now: datetime) -> bool:
    """Whether a time can be believed: not before 1990, not over a day ahead of `now`."""
    return at is not None and _EARLIEST <= at <= now + _AHEAD

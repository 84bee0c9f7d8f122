"""The kinds of values the settings know: how each is read, checked and written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar

from data.settings.declare import Kind, NotAllowed
from data.settings.zone import zone_problem

T = TypeVar("T")
Spans = tuple[tuple[str, str], ...]

_CLOCK = r"([01]?\d|2[0-3]):([0-5]\d)"
_ADDRESS = r"[^\s@<>\"(),:;]+@[^\s@<>\"(),:;]+"
_SERVER = r"[^\s/@:]+|[0-9a-fA-F:]+"
_COUNTRY = r"(?:(?:\+|00)?([1-9]\d{0,3}))?"
_MAX_ITEMS = 1000
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def text(longest: int, what: str = "text") -> Kind[str]:
    """Take one line of text."""
    return Kind(f"{what} of at most {longest} characters, on one line", lambda value: _text(value, longest))


def whole(least: int, most: int, what: str = "a whole number") -> Kind[int]:
    """Take a whole number within bounds."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise NotAllowed
        return value

    return Kind(f"{what} from {least} to {most}", read)


def yes_no() -> Kind[bool]:
    """Take true or false."""

    def read(value: object) -> bool:
        if not isinstance(value, bool):
            raise NotAllowed
        return value

    return Kind("true or false", read, options=(False, True))


def choice(*options: str) -> Kind[str]:
    """Take one of a few words."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in options:
            raise NotAllowed
        return value

    named = [f'"{option}"' for option in options]
    said = [", ".join(named[:-1]), named[-1]] if named[1:] else named
    return Kind(" or ".join(said), read, options=options)


def zone() -> Kind[str]:
    """Take the name of a time zone."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise NotAllowed
        problem = zone_problem(value)
        if problem:
            raise NotAllowed(problem)
        return value

    return Kind('the name of a time zone, such as "Europe/Berlin" or "America/New_York"', read)


def zone_or_none() -> Kind[str]:
    """Take the name of a time zone, or nothing."""
    named = zone()
    return Kind(named.allowed, lambda value: "" if value == "" else named.read(value))


def country_code() -> Kind[str]:
    """Take the code a country is dialled by, or nothing; it comes out in digits."""

    def read(value: object) -> str:
        found = re.fullmatch(_COUNTRY, value.strip(), re.ASCII) if isinstance(value, str) else None
        if found is None:
            raise NotAllowed
        return found[1] or ""

    return Kind('the code a country is dialled by, such as "+49" or "+1"', read)


def spans() -> Kind[Spans]:
    """Take the spans of one working day.

    "24:00" is the midnight that ends the day; an end that is not after its start lies on the next day.
    Spans may stand in any order, touch and overlap: working time counts them once.
    """

    def read(value: object) -> Spans:
        return tuple(_span(each) for each in _list(value))

    return Kind(
        'a list of ["from", "to"] pairs such as [["09:00", "12:30"], ["13:30", "17:30"]]; [] is a day off',
        read,
        lambda value: [list(span) for span in value],
    )


def clock_time() -> Kind[str]:
    """Take a time of the day."""
    return Kind('a time such as "12:00"', _clock)


def clock_times() -> Kind[tuple[str, ...]]:
    """Take times of the day; they come out sorted and once each."""

    def read(value: object) -> tuple[str, ...]:
        return tuple(sorted({_clock(each) for each in _list(value)}))

    return Kind('a list of times such as ["10:00", "13:30"]', read, list)


def dates() -> Kind[tuple[date, ...]]:
    """Take calendar days, as TOML dates or as text."""

    def read(value: object) -> tuple[date, ...]:
        return tuple(sorted({_date(each) for each in _list(value)}))

    return Kind("a list of dates such as [2026-12-24, 2026-12-25]", read, list)


def address() -> Kind[str]:
    """Take one e-mail address, or nothing."""
    return Kind(
        'an e-mail address such as "kim@studio.example"',
        lambda value: _address(value) if value else _empty(value),
    )


def addresses() -> Kind[tuple[str, ...]]:
    """Take e-mail addresses; they come out in lower case."""
    return _list_of('a list of e-mail addresses such as ["kim@studio.example"]', _address)


def texts(longest: int, example: str) -> Kind[tuple[str, ...]]:
    """Take a list of short texts that are not empty."""

    def read(value: object) -> str:
        given = _text(value, longest)
        if not given:
            raise NotAllowed
        return given

    return _list_of(f"a list of texts such as {example}", read)


def money() -> Kind[int | None]:
    """Take an amount with at most two decimals; it comes out in cents."""

    def read(value: object) -> int | None:
        if isinstance(value, str):
            value = _number(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise NotAllowed
        if not 0 <= value <= 1_000_000 or abs(value * 100 - round(value * 100)) > 1e-6:
            raise NotAllowed
        return round(value * 100)

    def show(value: int | None) -> object:
        if value is None:
            return None
        return value / 100 if value % 100 else value // 100

    return Kind("an amount such as 85 or 85.50, at most 1000000", read, show)


def path() -> Kind[Path]:
    """Take a path; `~`, variables and relative paths are worked out by whoever knows the file's folder."""

    def read(value: object) -> Path:
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            raise NotAllowed
        return Path(value)

    return Kind("the path of a file or folder; ~ and $VARIABLES are understood", read, str)


def optional_path() -> Kind[Path | None]:
    """Take a path as `path` does, where there may be none."""
    one = path()
    return Kind(one.allowed, one.read, lambda value: None if value is None else str(value))


def server() -> Kind[str]:
    """Take the name or the number of a machine on the net."""

    def read(value: object) -> str:
        given = _text(value, 253)
        if not re.fullmatch(_SERVER, given):
            raise NotAllowed
        return given

    return Kind('the name of a server such as "imap.studio.example", without a port', read)


def web_address() -> Kind[str]:
    """Take the address of a server: https, or http on this machine alone."""

    def read(value: object) -> str:
        from urllib.parse import urlsplit

        given = _text(value, 1000)
        try:
            parts = urlsplit(given)
            host, _ = parts.hostname, parts.port
        except ValueError:
            raise NotAllowed from None
        if not host or " " in given:
            raise NotAllowed
        if "@" in parts.netloc:
            raise NotAllowed("a name or password has no place in it")
        if parts.scheme == "http" and host not in _THIS_MACHINE:
            raise NotAllowed("over http everybody on the way could read the password")
        if parts.scheme not in ("http", "https"):
            raise NotAllowed
        return given

    return Kind('an address such as "https://dav.studio.example/"', read)


def _list_of(allowed: str, read_one: Callable[[object], T]) -> Kind[tuple[T, ...]]:
    def read(value: object) -> tuple[T, ...]:
        # dict.fromkeys keeps the order: the first folder or address named is the one meant most.
        return tuple(dict.fromkeys(read_one(each) for each in _list(value)))

    return Kind(allowed, read, list)


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or len(value) > _MAX_ITEMS:
        raise NotAllowed
    return value


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest or not (value.isprintable() or value == ""):
        raise NotAllowed
    return value.strip()


def _empty(value: object) -> str:
    if value != "":
        raise NotAllowed
    return ""


def _address(value: object) -> str:
    if not isinstance(value, str) or len(value) > 254 or not re.fullmatch(_ADDRESS, value.strip()):
        raise NotAllowed
    return value.strip().lower()


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise NotAllowed from None


def _span(value: object) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise NotAllowed
    start, end = value
    return _clock(start), "24:00" if end == "24:00" else _clock(end)


def _clock(value: object) -> str:
    """Read "9:00", "09:00" or TOML's own 09:00:00."""
    if isinstance(value, time):
        value = value.strftime("%H:%M") if not (value.second or value.microsecond) else None
    found = re.fullmatch(_CLOCK, value) if isinstance(value, str) else None
    if found is None:
        raise NotAllowed
    return f"{int(found[1]):02d}:{found[2]}"


def _date(value: object) -> date:
    if isinstance(value, datetime):
        raise NotAllowed
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise NotAllowed from None

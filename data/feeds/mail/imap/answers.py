"""Reading the answers to FETCH: quickly where they look as nearly all do, by the library where they do not.

The library reads letter by letter, which costs as much as everything else that is done with a message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from imapclient.response_parser import parse_fetch_response

Fetched = Mapping[int, Mapping[bytes, Any]]
"""What was fetched, by UID."""

HEADER, TEXT = b"BODY[HEADER]", b"BODY[TEXT]"
"""The names under which parts of messages are given, whatever a server calls them."""

_BEGINNING = re.compile(rb"\d+ \(")
_ITEM = re.compile(
    rb" ?(?:UID (?P<uid>\d+)|INTERNALDATE \"(?P<date>[^\"\\]*)\"|FLAGS \((?P<flags>[^()\"{}]*)\)"
    rb"|MODSEQ \(\d+\)|BODY\[(?P<part>HEADER|TEXT)[^\]]*\](?:<0>)? \{\d+\})"
)
_DATE = re.compile(rb" ?(\d\d?)-([A-Z][a-z]{2})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)")
_MONTHS = {
    name: month for month, name in enumerate(b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}
_PARTS = {b"HEADER": HEADER, b"TEXT": TEXT}
_SECTION = re.compile(rb"BODY\[(HEADER|TEXT)[^\[\]]*\](?:<\d+>)?", re.IGNORECASE)


def understood(answer: list[Any]) -> Fetched:
    """Read the answers to a FETCH; raises what the library raises on nonsense.

    `answer` is as imaplib gathers it: text, or text and the literal that follows it. An answer without a UID
    was not asked for.
    """
    found: dict[int, dict[bytes, Any]] = {}
    for parts in _messages(answer):
        values = _quickly(parts)
        for each in (values,) if values is not None else _by_the_library(parts):
            if isinstance(uid := each.get(b"UID"), int):
                found.setdefault(uid, {}).update(each)
    return found


def _messages(answer: list[Any]) -> Iterator[list[Any]]:
    """Put together what belongs to one message: everything until a text without a literal ends it."""
    parts: list[Any] = []
    for part in answer:
        parts.append(part)
        if not isinstance(part, tuple):
            yield parts
            parts = []
    if parts:
        yield parts


def _quickly(parts: list[Any]) -> dict[bytes, Any] | None:
    """Read one message; None for anything out of the ordinary."""
    values: dict[bytes, Any] = {}
    for number, part in enumerate(parts):
        text, literal = part if isinstance(part, tuple) else (part, None)
        place = 0
        if number == 0:
            begun = _BEGINNING.match(text)
            if begun is None:
                return None
            place = begun.end()
        end = len(text) if literal is not None else len(text) - 1
        name = b""
        while place < end:
            item = _ITEM.match(text, place)
            if item is None:
                return None
            place = item.end()
            name = _PARTS.get(item["part"], b"")
            _keep(values, item)
        if literal is None:
            return values if text.endswith(b")") and not name else None
        if not name:
            return None
        values[name] = literal
    return None


def _keep(values: dict[bytes, Any], item: re.Match[bytes]) -> None:
    if item["uid"] is not None:
        values[b"UID"] = int(item["uid"])
    elif item["date"] is not None:
        values[b"INTERNALDATE"] = _instant(item["date"])
    elif item["flags"] is not None:
        values[b"FLAGS"] = tuple(item["flags"].split())


def _instant(text: bytes) -> datetime | None:
    found = _DATE.fullmatch(text)
    month = _MONTHS.get(found[2]) if found else None
    if found is None or month is None:
        return None
    day, year, hour, minute, second, hours, minutes = (int(found[at]) for at in (1, 3, 4, 5, 6, 8, 9))
    try:
        local = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        offset = timedelta(hours=hours, minutes=minutes)
        return local + offset if found[7] == b"-" else local - offset
    except (ValueError, OverflowError):
        return None


def _by_the_library(parts: list[Any]) -> list[dict[bytes, Any]]:
    short = [(_named(part[0]), part[1]) if isinstance(part, tuple) else _named(part) for part in parts]
    return list(parse_fetch_response(short, normalise_times=False, uid_is_key=False).values())


def _named(text: bytes) -> bytes:
    """Call the parts of a message by the names they have here."""
    return _SECTION.sub(lambda found: b"BODY[" + found[1].upper() + b"]", text)

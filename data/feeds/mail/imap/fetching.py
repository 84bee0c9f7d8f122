"""From what a server sends of a message to a `Letter`: headers, two kilobytes of text, flags, arrival."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from data.feeds.mail.events import Found
from data.feeds.mail.headers import WANTED, read_headers
from data.feeds.mail.imap import answers
from data.feeds.mail.imap.connection import Connection
from data.feeds.mail.imap.folders import Folder
from data.feeds.mail.imap.telling import NotDone
from data.feeds.mail.letter import Letter, Role
from data.feeds.mail.reading import Head, letter_of
from data.feeds.mail.text import TEXT_LIMIT

_ONLY_MBOX = frozenset({b"status", b"x-status", b"x-mozilla-status", b"x-gmail-labels"})
_NAMES = " ".join(sorted(name.decode().upper() for name in WANTED - _ONLY_MBOX))
HEADERS = f"BODY.PEEK[HEADER.FIELDS ({_NAMES})]<0.65536>"
TEXT = f"BODY.PEEK[TEXT]<0.{TEXT_LIMIT}>"
_FLAGS = {
    b"\\seen": "S",
    b"\\answered": "R",
    b"\\flagged": "F",
    b"\\deleted": "T",
    b"\\draft": "D",
    b"$forwarded": "P",
}


def items_for(role: Role) -> tuple[str, ...]:
    """Give what is fetched of a message; of what I wrote nobody asks whether it is only thanks (R17)."""
    return ("INTERNALDATE", "FLAGS", HEADERS, *([TEXT] if role is Role.WATCHED else []))


def fetch_letters(
    connection: Connection,
    folder: Folder,
    validity: int,
    batches: Iterable[Sequence[int]],
    now: datetime,
) -> Iterator[tuple[Sequence[int], list[Letter]]]:
    """Fetch messages of the open folder batch by batch, in the order asked for.

    One that went away meanwhile is left out; one the server cannot give comes back as skipped.
    """
    items = items_for(folder.role)
    for uids, fetched, free in connection.fetch_each(batches, items):
        got: dict[int, Any] = {uid: each for uid, each in fetched.items() if _header(each) is not None}
        missing = [uid for uid in uids if uid not in got]
        if missing:
            got.update(_once_more(connection, missing, items) if free else {uid: {} for uid in missing})
        yield uids, [_letter(folder, validity, uid, got[uid], now) for uid in uids if uid in got]


def key_of(validity: int, uid: int) -> str:
    """Give the key of a message: the same for as long as the server lets its number stand."""
    return f"{validity}.{uid}"


def uid_of(key: str, validity: int) -> int | None:
    """Give the number of a message that is still known by its key; None when the numbers were changed."""
    then, _, uid = key.partition(".")
    return int(uid) if then == str(validity) and uid.isdecimal() else None


def file_of(uid: int) -> str:
    """Say which message of its folder it is, for people."""
    return f"UID {uid}"


def flags_of(marks: Any) -> str:
    """Give a server's flags as Maildir letters, sorted."""
    if not isinstance(marks, tuple):
        return ""
    found = {_FLAGS.get(mark.lower(), "") for mark in marks if isinstance(mark, bytes)}
    return "".join(sorted(found))


def _once_more(connection: Connection, uids: Sequence[int], items: Sequence[str]) -> dict[int, Any]:
    """Ask for each by itself, if it is there at all; empty for one that cannot be given."""
    there = set(connection.search(["UID", ",".join(map(str, uids))]))
    return {uid: _alone(connection, uid, items) for uid in uids if uid in there}


def _alone(connection: Connection, uid: int, items: Sequence[str]) -> Mapping[bytes, Any]:
    try:
        return connection.fetch([uid], items).get(uid, {})
    except NotDone:
        return {}


def _letter(folder: Folder, validity: int, uid: int, values: Mapping[bytes, Any], now: datetime) -> Letter:
    flags = flags_of(values.get(b"FLAGS"))
    blank = Letter(folder.name, key_of(validity, uid), file_of(uid), role=folder.role, flags=flags)
    header, text = _header(values), _part(values, answers.TEXT)
    if header is None:
        return replace(blank, skipped="unreadable")
    text = (text or b"")[:TEXT_LIMIT]
    head = Head(read_headers(header), text, whole=len(text) < TEXT_LIMIT)
    return letter_of(blank, head, now, stamped=_arrival(values.get(b"INTERNALDATE")))


def _header(values: Mapping[bytes, Any]) -> bytes | None:
    return _part(values, answers.HEADER)


def _part(values: Mapping[bytes, Any], name: bytes) -> bytes | None:
    """Give a part of a message; the library takes a part of digits for a number, an empty one for nothing."""
    if name not in values:
        return None
    value = values[name]
    return value if isinstance(value, bytes) else str(value or "").encode()


def _arrival(at: Any) -> datetime | None:
    if not isinstance(at, datetime):
        return None
    try:
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def found(letters: Iterable[Letter], since: datetime | None) -> Iterator[Found]:
    """Give what came within the look-back."""
    for letter in letters:
        if since is None or letter.skipped or letter.arrived >= since:
            yield Found(letter)

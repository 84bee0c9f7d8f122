"""Promises as a calendar file (RFC 5545): tasks with a due time, moments, or whole days.

Instants are written in UTC, so that no zone has to be described; a whole day is the freelancer's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from data.model.outgoing import CalendarForm, OutgoingPromise, PromiseKind, Revision
from data.rules.days import local_date

MARK = "PRODID:-//frontdesk//promises//EN"
"""Tells a file made here from any other."""

_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    MARK,
    "CALSCALE:GREGORIAN",
    "X-WR-CALNAME:Promises",
    # Subscribers ask about this often (RFC 7986; the older name is what most of them know).
    "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
    "X-PUBLISHED-TTL:PT15M",
)
_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def promises_ics(
    promises: Sequence[OutgoingPromise],
    revisions: Mapping[str, Revision],
    form: CalendarForm,
    zone: str,
    *,
    naming: bool,
) -> str:
    """Write the calendar; `naming` says the client behind each promise, for the freelancer's own eyes."""
    lines = [*_HEAD]
    for promise in promises:
        lines += _promise(promise, revisions[promise.place], form, zone, naming=naming)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _promise(
    promise: OutgoingPromise, revision: Revision, form: CalendarForm, zone: str, *, naming: bool
) -> Iterator[str]:
    kind = "VTODO" if form is CalendarForm.TASKS else "VEVENT"
    ending = "" if form is CalendarForm.TASKS else f"-{form}"
    yield f"BEGIN:{kind}"
    yield f"UID:{promise.kind}-{promise.id}{ending}@frontdesk"
    # Without METHOD the stamp is when it was last changed, too; so a file with nothing new in it is the same.
    yield f"DTSTAMP:{_utc(revision.modified_at)}"
    yield f"LAST-MODIFIED:{_utc(revision.modified_at)}"
    yield f"SEQUENCE:{revision.sequence}"
    if form is CalendarForm.TASKS:
        yield f"SUMMARY:{_escaped(_said(promise, naming=naming))}"
        yield from _task(promise)
    else:
        done = "Done: " if promise.kept_at else ""
        yield f"SUMMARY:{_escaped(done + _said(promise, naming=naming))}"
        yield from _event(promise, form, zone)
    yield f"END:{kind}"


def _task(promise: OutgoingPromise) -> Iterator[str]:
    yield f"DUE:{_utc(promise.due_at)}"
    if promise.kept_at is not None:
        yield "STATUS:COMPLETED"
        yield f"COMPLETED:{_utc(promise.kept_at)}"
        yield "PERCENT-COMPLETE:100"
    else:
        yield f"STATUS:{'CANCELLED' if promise.dropped_at else 'NEEDS-ACTION'}"


def _event(promise: OutgoingPromise, form: CalendarForm, zone: str) -> Iterator[str]:
    if form is CalendarForm.DAYS:
        on = local_date(promise.due_at, zone)
        yield f"DTSTART;VALUE=DATE:{on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}"
    else:
        # A moment: without an end it ends when it starts.
        yield f"DTSTART:{_utc(promise.due_at)}"
    yield f"STATUS:{'CANCELLED' if promise.dropped_at and not promise.kept_at else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"


def _said(promise: OutgoingPromise, *, naming: bool) -> str:
    text = _one_line(promise.text)
    if promise.kind is PromiseKind.FIND_OUT:
        text = f"Answer: {text}"
    return f"{text} ({_one_line(promise.client)})" if naming else text


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _one_line(text: str) -> str:
    """Give what somebody typed without anything that ends a line or turns what follows."""
    return " ".join("".join(map(_safe, text)).split())


def _safe(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    return "" if letter in _BIDI or kind == "Cs" else letter


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> str:
    """Break a line after 75 octets at most, never within a letter (RFC 5545 section 3.1)."""
    if len(line.encode()) <= _OCTETS:
        return line
    pieces: list[str] = []
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return "\r\n".join([*pieces, piece])

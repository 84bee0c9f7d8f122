"""Asterisk's call detail records as CSV: of cdr-csv (Master.csv), the usual cdr-custom, or with a header.

Column order and meaning: the header of cdr/cdr_csv.c and configs/samples/cdr_custom.conf.sample of Asterisk.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data.feeds.calls.events import Entries, Entry, How, NotThisKind, NoZone, Skipped, Unfinished
from data.feeds.calls.tables import CutLine, delimiter_of, rows, text_of, understood, whole_lines
from data.feeds.calls.when import NoInstant, instant
from data.model.call import CallRecord
from data.model.touch import Channel, Direction, Outcome

_CDR_CSV = [
    "accountcode",
    "src",
    "dst",
    "dcontext",
    "clid",
    "channel",
    "dstchannel",
    "lastapp",
    "lastdata",
    "start",
    "answer",
    "end",
    "duration",
    "billsec",
    "disposition",
    "amaflags",
    "uniqueid",
    "userfield",
    "sequence",
]
_CDR_CUSTOM = [
    "clid",
    "src",
    "dst",
    "dcontext",
    "channel",
    "dstchannel",
    "lastapp",
    "lastdata",
    "start",
    "answer",
    "end",
    "duration",
    "billsec",
    "disposition",
    "amaflags",
    "accountcode",
    "uniqueid",
    "userfield",
    "sequence",
]
_NAMES: Mapping[str, Sequence[str]] = {
    "src": ("src", "source", "caller", "callerid num", "cnum"),
    "dst": ("dst", "destination", "callee"),
    "dcontext": ("dcontext", "destination context", "context"),
    "clid": ("clid", "callerid", "caller id"),
    "channel": ("channel",),
    "dstchannel": ("dstchannel", "destination channel", "dst channel"),
    "lastapp": ("lastapp", "last application", "last app"),
    "start": ("start", "calldate", "start time", "starttime"),
    "billsec": ("billsec", "billable seconds", "bill sec"),
    "disposition": ("disposition",),
    "uniqueid": ("uniqueid", "unique id"),
}
_NEEDED = frozenset({"src", "dst", "start", "disposition"})
_DISPOSITIONS = frozenset({"ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CONGESTION", "UNKNOWN"})
_FEWEST_COLUMNS = 15
_EXTENSION_DIGITS = 6
_LEGS = 400
"""Rows in which the legs of one call are looked for: they are written one after the other."""

_FROM_OUTSIDE = re.compile(
    r"trunk|incoming|inbound|pstn|external|from-did|from-sip|outside|ext-did|public", re.IGNORECASE
)
_FROM_INSIDE = re.compile(r"internal|outbound|outgoing|outrt|local|phones|users", re.IGNORECASE)
_MACHINES = frozenset(
    {"playback", "background", "hangup", "congestion", "busy", "queue", "waitexten", "read"}
)
"""What answers in nobody's stead: a call that ended there without another channel reached no one."""
_CLID = re.compile(r'^\s*"?([^"<]*?)"?\s*(?:<[^>]*>)?\s*$')


def looks_so(row: Sequence[str]) -> bool:
    """Whether a first row is one of Asterisk's, with or without the names of the columns."""
    return _columns(row)[0] is not None


def read(path: Path, how: How) -> Entries:
    """Give the calls of a file; the legs of one call are one."""
    cut = CutLine()
    lines = text_of(path)
    first = next((line for line in lines if line.strip()), "")
    delimiter = delimiter_of(first)
    at: dict[str, int] | None = None
    legs: OrderedDict[str, CallRecord] = OrderedDict()
    no_zone = False
    for number, row in rows(whole_lines(_chain(first, lines), whole=how.whole, cut=cut), delimiter):
        if row is None:
            yield Skipped(f"line {number}", "it is no row of a CSV file")
            continue
        if at is None:
            at, is_header = _columns(row)
            if at is None:
                raise NotThisKind("its columns are not those of Asterisk")
            if is_header:
                continue
        try:
            record, naive = _record(row, at, how)
        except (NoInstant, _Unclear) as error:
            yield Skipped(f"line {number}", str(error))
            continue
        if naive and not no_zone:
            no_zone = True
            yield NoZone()
        if record is not None:
            yield from _with_legs(legs, _cell(row, at, "uniqueid") or f"line {number}", record)
    yield from legs.values()
    if cut.cut:
        yield Unfinished()


class _Unclear(Exception):
    """A row that does not say enough."""


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _columns(row: Sequence[str]) -> tuple[dict[str, int] | None, bool]:
    """Give where each thing stands, and whether this row is the header that says so."""
    by_name = understood(row, _NAMES)
    if by_name.keys() >= _NEEDED:
        return by_name, True
    for order in (_CDR_CSV, _CDR_CUSTOM):
        place = order.index("disposition")
        start = order.index("start")
        if len(row) >= _FEWEST_COLUMNS and row[place].upper() in _DISPOSITIONS and row[start][:4].isdigit():
            return {name: order.index(name) for name in _NAMES}, False
    return None, False


def _cell(row: Sequence[str], at: Mapping[str, int], name: str) -> str:
    place = at.get(name, len(row))
    return row[place] if place < len(row) else ""


def _record(row: Sequence[str], at: Mapping[str, int], how: How) -> tuple[CallRecord | None, bool]:
    """Read one row; None for a call inside the house."""
    disposition = _cell(row, at, "disposition").upper()
    if disposition not in _DISPOSITIONS:
        raise _Unclear(f"{disposition[:20]!r} is no disposition" if disposition else "the row is cut short")
    started, naive = instant(_cell(row, at, "start"), how)
    src, dst = _cell(row, at, "src"), _cell(row, at, "dst")
    direction = _direction(src, dst, _cell(row, at, "dcontext"), how)
    if direction is None:
        return None, naive
    spoken = _cell(row, at, "billsec")
    outcome = _outcome(direction, disposition, _cell(row, at, "lastapp"), _cell(row, at, "dstchannel"))
    counts = outcome in (Outcome.SPOKE, Outcome.VOICEMAIL) and spoken.isascii() and spoken.isdecimal()
    return CallRecord(
        Channel.CALL,
        direction,
        started,
        number=src if direction is Direction.IN else dst,
        name=_caller(_cell(row, at, "clid"), src) if direction is Direction.IN else "",
        seconds=int(spoken[:8]) if counts else None,
        outcome=outcome,
    ), naive


def _direction(src: str, dst: str, context: str, how: How) -> Direction | None:
    """Say which way a call went; None when it stayed in the house."""
    mine = {_digits(own) for own in how.mine}
    from_me, to_me = _digits(src) in mine, _digits(dst) in mine
    if from_me or to_me:
        if from_me and to_me:
            return None
        return Direction.OUT if from_me else Direction.IN
    inside, to_inside = _is_extension(src), _is_extension(dst)
    if inside and to_inside:
        # A withheld caller has no number either; what comes from the line outside is no call in the house.
        return Direction.IN if not src.strip() and _FROM_OUTSIDE.search(context) else None
    if inside != to_inside and src.strip():
        return Direction.OUT if inside else Direction.IN
    if _FROM_OUTSIDE.search(context):
        return Direction.IN
    if _FROM_INSIDE.search(context):
        return Direction.OUT
    raise _Unclear("it does not say which way the call went; set `mine` to your own numbers and extensions")


def _is_extension(number: str) -> bool:
    """Whether it is one of the house: short, or a word of the dial plan such as "s"."""
    return len(_digits(number)) < _EXTENSION_DIGITS


def _digits(number: str) -> str:
    digits = "".join(letter for letter in number if letter in "0123456789")
    return digits.removeprefix("00") if digits.startswith("00") else digits


def _outcome(direction: Direction, disposition: str, application: str, other: str) -> Outcome:
    answered, application = disposition == "ANSWERED", application.lower()
    if direction is Direction.OUT:
        return Outcome.SPOKE if answered else Outcome.NO_ANSWER
    if answered and application == "voicemail":
        return Outcome.VOICEMAIL
    if answered and not (application in _MACHINES and not other):
        return Outcome.SPOKE
    return Outcome.MISSED


def _caller(clid: str, src: str) -> str:
    """Give the name in "Ann Bell" <+15550100>."""
    found = _CLID.match(clid[:200])
    name = found[1].strip() if found else ""
    return "" if name == src else name[:120]


_TELLING = (Outcome.SPOKE, Outcome.VOICEMAIL, Outcome.MISSED, Outcome.NO_ANSWER)


def _with_legs(legs: OrderedDict[str, CallRecord], call: str, record: CallRecord) -> Iterator[Entry]:
    """Keep the leg of a call that was answered; give those calls no further leg can come of."""
    there = legs.get(call)
    if there is None or _TELLING.index(record.outcome or Outcome.MISSED) < _TELLING.index(
        there.outcome or Outcome.MISSED
    ):
        legs[call] = record
    if len(legs) > _LEGS:
        yield legs.popitem(last=False)[1]

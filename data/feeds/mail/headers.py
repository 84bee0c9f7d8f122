"""The header block of a message, read as it really comes: broken, mixed, endless (R16).

Lines nobody needs are dropped before anything is parsed; that is most of the work saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.feeds.mail.encoded import to_text

HEADER_LIMIT = 256 * 1024
"""Bytes of a header block that are looked at."""

_MOST_REPEATS = 20
_USUAL_CUT = 4096
_CUTS = {b"to": 65536, b"cc": 65536, b"bcc": 65536, b"references": 65536, b"in-reply-to": 8192}

WANTED = frozenset(
    b"from to cc bcc reply-to subject date message-id in-reply-to references received delivered-to "
    b"x-original-to envelope-to list-id list-post list-unsubscribe precedence feedback-id auto-submitted "
    b"x-autoreply x-autorespond x-apple-action x-failed-recipients return-path content-type "
    b"content-transfer-encoding content-disposition importance x-priority priority status x-status "
    b"x-mozilla-status x-gmail-labels".split()
)

_END = re.compile(rb"\r*\n\r*\n|\r\r(?!\n)")
_LINE_END = re.compile(rb"\r*\n|\r")
_FROM_LINE = re.compile(rb">?From [^\r\n]*(?:\r*\n|\r|\Z)")


class Headers:
    """The wanted headers of one message, unfolded and decoded when asked for; names in lower case."""

    __slots__ = ("_raw", "from_line")

    def __init__(self, raw: dict[bytes, list[bytes]], from_line: str = "") -> None:
        self._raw = raw
        self.from_line = from_line
        """The mbox `From ` line above the headers, if there was one."""

    def get(self, name: bytes) -> str:
        """Give the first header of that name, empty when there is none."""
        values = self._raw.get(name)
        return to_text(values[0]) if values else ""

    def all(self, *names: bytes) -> list[str]:
        """Give every header of these names."""
        return [to_text(value) for name in names for value in self._raw.get(name, ())]

    def has(self, name: bytes) -> bool:
        """Whether a header of that name is there, if only an empty one."""
        return name in self._raw

    def any(self, names: Iterable[bytes]) -> bool:
        """Whether one of these headers is there."""
        return any(name in self._raw for name in names)


def _after_prologue(data: bytes) -> tuple[int, str]:
    """Find where the headers begin: after empty lines, a byte order mark and `From ` lines (one given)."""
    position, from_line = 0, ""
    while True:
        while data[position : position + 1] in (b"\r", b"\n"):
            position += 1
        if data.startswith(b"\xef\xbb\xbf", position):
            position += 3
        match = _FROM_LINE.match(data, position)
        if match is None:
            return position, from_line
        from_line = from_line or to_text(match.group()[:1000]).strip()
        position = match.end()


def find_end(data: bytes) -> tuple[int, int]:
    """Find where the header block ends and the body begins; (-1, -1) when no empty line is there."""
    start, _ = _after_prologue(data)
    found = [at for at in (data.find(b"\n\n", start), data.find(b"\n\r\n", start)) if at >= 0]
    end = min(found, default=-1)
    if b"\r\r" in data[: end if end >= 0 else len(data)]:  # bare CRs end lines here
        match = _END.search(data, start)
        return match.span() if match else (-1, -1)
    if end < 0:
        return -1, -1
    after = end + (2 if data[end + 1 : end + 2] == b"\n" else 3)
    return (end - 1 if data[end - 1 : end] == b"\r" else end), after


def read_headers(block: bytes) -> Headers:
    """Read a header block (what stands before the empty line); never fails."""
    block = block[:HEADER_LIMIT]
    if b"\0" in block:
        block = block.replace(b"\0", b"")
    start, from_line = _after_prologue(block)
    block = block[start:]
    block = block.replace(b"\r\n", b"\n")
    lines = _LINE_END.split(block) if b"\r" in block else block.split(b"\n")
    return Headers(_gather(lines), from_line)


def _gather(lines: list[bytes]) -> dict[bytes, list[bytes]]:
    """Put the wanted lines together; a junk line is passed over, a header is cut at its limit."""
    found: dict[bytes, list[bytes]] = {}
    pieces: list[bytes] | None = None
    name, room = b"", 0
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            if pieces is not None and room > 0:
                piece = line.strip()[:room]
                room -= len(piece) + 1
                pieces.append(piece)
            continue
        if pieces is not None:
            _keep(found, name, pieces)
            pieces = None
        label, colon, value = line.partition(b":")
        name = label.lower()
        if name not in WANTED:
            name = name.rstrip()
        if colon and name in WANTED:
            room = _CUTS.get(name, _USUAL_CUT)
            piece = value.strip()[:room]
            room -= len(piece) + 1
            pieces = [piece]
    if pieces is not None:
        _keep(found, name, pieces)
    return found


def _keep(found: dict[bytes, list[bytes]], name: bytes, pieces: list[bytes]) -> None:
    values = found.setdefault(name, [])
    if len(values) < _MOST_REPEATS:
        values.append(b" ".join(pieces))

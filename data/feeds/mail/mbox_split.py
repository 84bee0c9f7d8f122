"""Cutting an mbox file into messages without ever holding more of it than one piece and one header block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from data.feeds.mail.headers import HEADER_LIMIT
from data.feeds.mail.text import BODY_WINDOW

_PIECE = 1 << 20
_LOOK_AHEAD = 4096
_KEPT = HEADER_LIMIT + BODY_WINDOW
# A "From " line begins a message when it holds a time and a year and a header follows: a line of text that
# begins with "From " is not always escaped.
_BEGINS = re.compile(
    rb"From [^\n]*?\d:\d\d[^\n]*\d{4}[^\n]*\n(?:>?From [^\n]*\n)?(?:[!-9;-~]{1,80}[ \t]*:)",
)
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?\s*From ")


class Cut(NamedTuple):
    """One message of an mbox file."""

    offset: int
    """Where its From_ line begins."""
    data: bytes
    """Its first bytes, From_ line included."""
    size: int


def looks_like_mbox(beginning: bytes) -> bool:
    """Whether a file that begins so is an mbox file; an empty one is."""
    return not beginning.strip() or _FIRST.match(beginning) is not None


def _begins_at(buffer: bytes, position: int) -> bool:
    return _BEGINS.match(buffer[position : position + _LOOK_AHEAD // 2]) is not None


def cut_messages(file: BinaryIO, start: int = 0) -> Iterator[Cut]:
    """Cut the file from `start` on, where a message must begin, to its end."""
    file.seek(start)
    offset, base = start, start
    head, size = b"", 0
    buffer = b""
    while True:
        piece = file.read(_PIECE)
        buffer += piece
        decided = len(buffer) if not piece else max(0, len(buffer) - _LOOK_AHEAD)
        done = 0
        at = buffer.find(b"\nFrom ", 0, decided + 5)
        while 0 <= at < decided:
            if _begins_at(buffer, at + 1):
                head += buffer[done : min(at + 1, done + max(0, _KEPT - len(head)))]
                yield Cut(offset, head, size + at + 1 - done)
                offset, head, size, done = base + at + 1, b"", 0, at + 1
            at = buffer.find(b"\nFrom ", at + 1, decided + 5)
        head += buffer[done : min(decided, done + max(0, _KEPT - len(head)))]
        size += decided - done
        base += decided
        buffer = buffer[decided:]
        if not piece:
            break
    if head.strip():
        yield Cut(offset, head, size)

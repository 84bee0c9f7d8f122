"""The values of a vCard: out of quoted-printable, base64 and backslashes into text."""

from __future__ import annotations

import base64
import quopri
import re

from data.feeds.contacts.lines import Line

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BETWEEN = re.compile(r"(?<!\\)((?:\\\\)*);")
_CHARSETS = re.compile(r"(?:utf|iso|windows|cp|koi8|latin|us-ascii|ascii|shift|sjis|euc|gb|big5|mac)[\w-]*")
"""Of text; Python knows other codecs by such names too."""
_USUAL_LONGEST = 1_000
_MOST_PARTS = 20


def text_of(line: Line, *, old: bool) -> str:
    """Give a value as text on one line. `old`: version 2.1, where a backslash-n is no line break."""
    return _tidy(_plain(_decoded(line), old=old))


def parts_of(line: Line, *, old: bool) -> list[str]:
    """Give the parts of a value that semicolons divide, such as those of N, ORG and ADR.

    What comes after as many parts as no such value has is left in the last one.
    """
    pieces: list[str] = []
    rest = _decoded(line)
    while len(pieces) < _MOST_PARTS and (found := _BETWEEN.search(rest)) is not None:
        pieces.append(rest[: found.end() - 1])
        rest = rest[found.end() :]
    return [_tidy(_plain(piece, old=old)) for piece in (*pieces, rest)]


def _decoded(line: Line) -> str:
    raw = line.value
    if line.quoted_printable:
        raw = quopri.decodestring(raw)
    elif {"b", "base64"} & {*line.parameters.get("ENCODING", ()), *line.types}:
        raw = _from_base64(raw)
    charset = line.parameter("CHARSET")
    try:
        return raw.decode(charset if _CHARSETS.fullmatch(charset) else "utf-8")
    except (LookupError, ValueError):
        # What says nothing and is no UTF-8 was written by a program of Western Europe.
        return raw.decode("cp1252", "replace")


def _from_base64(raw: bytes) -> bytes:
    try:
        return base64.b64decode(raw)
    except ValueError:
        return b""


def _plain(text: str, *, old: bool) -> str:
    def meant(found: re.Match[str]) -> str:
        letter = found.group(1)
        if letter in "nN":
            return found.group() if old else "\n"
        return letter

    return _ESCAPED.sub(meant, text[:_USUAL_LONGEST])


def _tidy(text: str) -> str:
    return ", ".join(" ".join(part.split()) for part in text.splitlines() if part.strip(" ,;\t"))

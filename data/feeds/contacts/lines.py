"""The lines of a vCard file: unfolded, split into name, parameters and value, and never longer than needed.

Photos are megabytes on one line or on thousands; they are passed over while they are read.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import field
from typing import BinaryIO, Protocol

from data.values import frozen

LONGEST_LINE = 64_000
"""Bytes kept of one unfolded line; what is longer is no name, address or number."""
_CHUNK = 8_192
_MOST_PARAMETERS = 100
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@frozen
class Line:
    """One property as it stands in the file; its value still encoded."""

    number: int
    """Of its first line in the file, from 1."""
    name: str
    """Upper-case, without the group before it ("item1.EMAIL" is EMAIL)."""
    value: bytes
    parameters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By upper-case name; what stands without one, as in version 2.1, is under TYPE. Values lower-case."""

    @property
    def types(self) -> frozenset[str]:
        """Give what kind of address or number it is: home, work, pref, cell and the like."""
        return frozenset(self.parameters.get("TYPE", ()))

    def parameter(self, name: str) -> str:
        """Give the first value of a parameter; empty when there is none."""
        return next(iter(self.parameters.get(name, ())), "")

    @property
    def quoted_printable(self) -> bool:
        """Whether the value is written in quoted-printable (version 2.1)."""
        return "quoted-printable" in (*self.parameters.get("ENCODING", ()), *self.types)


def read_lines(file: BinaryIO) -> Iterator[Line]:
    """Yield the properties of a file in order; lines that are none are passed over."""
    kept: bytearray | None = None
    start, quoted, old = 0, False, False
    for number, text, whole in _physical(_as_utf8(file)):
        if kept is not None and text[:1] in (b" ", b"\t") and not quoted:
            # Version 2.1 folds before a blank that belongs to the text; the later ones put one in.
            _add(kept, text if old else text[1:])
            continue
        if kept is not None and quoted and kept.endswith(b"="):
            del kept[-1:]
            _add(kept, text.lstrip(b" \t") if text[:1] in (b" ", b"\t") else text)
            continue
        if kept is not None and (line := _split(start, bytes(kept))) is not None:
            old = line.value.strip() == b"2.1" if line.name == "VERSION" else old
            yield line
        kept, start = bytearray(text if whole or _head(text)[0] not in _BINARY else b""), number
        quoted = b"QUOTED-PRINTABLE" in kept.partition(b":")[0].upper()
    if kept is not None and (line := _split(start, bytes(kept))) is not None:
        yield line


class _ByLine(Protocol):
    """What lines can be read from."""

    def readline(self, size: int = -1, /) -> bytes: ...


def _as_utf8(file: BinaryIO) -> _ByLine:
    """Give the file as UTF-8 bytes where its mark says UTF-16, as some telephones write it."""
    mark = file.read(3)
    file.seek(0)
    if mark[:2] in _WIDE:
        wide = io.TextIOWrapper(file, encoding="utf-16", errors="replace", newline="")
        return _Recoded(wide)
    if mark == codecs.BOM_UTF8:
        file.seek(3)
    return file


class _Recoded:
    """A text file read line by line as UTF-8."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def readline(self, size: int = -1, /) -> bytes:
        return self._text.readline(size).encode("utf-8", "replace")


def _physical(file: _ByLine) -> Iterator[tuple[int, bytes, bool]]:
    """Yield number and text of each line, cut when it is too long, and whether it is whole."""
    number = 0
    while part := file.readline(_CHUNK):
        number += 1
        text, ended = bytearray(part), part.endswith((b"\n", b"\r"))
        whole = True
        while not ended and (part := file.readline(_CHUNK)):
            ended = part.endswith(b"\n")
            if len(text) < LONGEST_LINE:
                text += part
            else:
                whole = False
        # A file of an old Mac has bare returns.
        for each in bytes(text).rstrip(b"\r\n").split(b"\r") or [b""]:
            yield number, each, whole


def _add(kept: bytearray, text: bytes) -> None:
    if len(kept) < LONGEST_LINE and _head(bytes(kept[:80]))[0] not in _BINARY:
        kept += text


def _head(text: bytes) -> tuple[str, bytes]:
    """Give the name at the beginning of a line, and what follows it."""
    for at, letter in enumerate(text[:200]):
        if letter in b";:":
            name = text[:at].decode("ascii", "replace").strip().upper()
            return name.rpartition(".")[2], text[at:]
    return "", b""


def _split(number: int, text: bytes) -> Line | None:
    name, rest = _head(text)
    if not name or not name.replace("-", "").replace("_", "").isalnum() or name in _BINARY:
        return None
    quotes, start = False, 1
    pieces: list[str] = []
    for at, letter in enumerate(rest):
        if letter == ord('"'):
            quotes = not quotes
        elif not quotes and letter in b";:" and at:
            pieces.append(rest[start:at].decode("utf-8", "replace"))
            start = at + 1
        if not quotes and letter == ord(":"):
            return Line(number, name, rest[at + 1 :], _parameters(pieces))
    return None


def _parameters(pieces: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for piece in pieces[:_MOST_PARAMETERS]:
        name, equals, value = piece.partition("=")
        if not equals:
            name, value = "TYPE", piece
        values = tuple(each.strip(' "').lower() for each in value.split(",") if each.strip(' "'))
        key = name.strip().upper()
        found[key] = (*found.get(key, ()), *values)
    return found

"""Lists with columns: how a CSV file is opened, cut into lines and its columns understood."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

_SAMPLE = 1 << 16
_LONGEST_LINE = 1 << 20
"""Characters; nothing a telephone writes is as long."""
_NUL = str.maketrans({"\0": None})
_TOO_LONG = "\0\n"
"""Stands for a line that was passed over. In no other line is a NUL, so it is no row and no JSON."""

Row = tuple[int, list[str]]
"""The number of a line, from 1, and what its columns hold."""


class CutLine:
    """Remembers whether the last line of a file was left out, for it may not be written to its end."""

    def __init__(self) -> None:
        self.cut = False


def text_of(path: Path) -> Iterator[str]:
    """Give the lines of a file with their ends, whatever they are encoded in; never a whole one too long."""
    with path.open("rb") as file:
        encoding = _encoding(file.read(_SAMPLE))
    with path.open(encoding=encoding, errors="replace", newline="") as lines:
        while line := lines.readline(_LONGEST_LINE):
            yield line.translate(_NUL) if _ends(line) or len(line) < _LONGEST_LINE else _passed_over(lines)


def _passed_over(lines: TextIO) -> str:
    while (rest := lines.readline(_LONGEST_LINE)) and not _ends(rest):
        pass
    return _TOO_LONG


def _ends(line: str) -> bool:
    return line.endswith(("\n", "\r"))


def whole_lines(lines: Iterable[str], *, whole: bool, cut: CutLine) -> Iterator[str]:
    """Give the lines, the last one only when the file is whole or that line ends."""
    for line in lines:
        if not whole and not _ends(line):
            cut.cut = True
            return
        yield line


def rows(lines: Iterable[str], delimiter: str) -> Iterator[Row | tuple[int, None]]:
    """Give the rows that are not empty; None for one that is no row."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, None
            continue
        if row == [_TOO_LONG.strip()]:
            yield reader.line_num, None
        elif any(cell.strip() for cell in row):
            yield reader.line_num, [cell.strip() for cell in row]


def delimiter_of(first: str) -> str:
    """Give what stands between the columns of a line: the mark that is there most."""
    return max(",;\t|", key=lambda mark: (first.count(mark), mark == ","))


def first_row(path: Path) -> tuple[str, list[str]]:
    """Give the delimiter and the first row of a file; no columns when it is empty."""
    for line in text_of(path):
        if line.strip():
            delimiter = delimiter_of(line)
            found = next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
            return delimiter, [cell.strip() for cell in found]
        if len(line) > _SAMPLE:
            break
    return ",", []


def plain(header: str) -> str:
    """Give a column's name for comparing: small letters, no accents, words apart by one blank."""
    letters = unicodedata.normalize("NFKD", header)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    bare = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare)
    return " ".join(re.findall(r"[a-z0-9]+", bare.lower()))


def understood(headers: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Give in which column each thing stands; `names` says how it may be called, the surest first."""
    there = [plain(header) for header in headers]
    found: dict[str, int] = {}
    for what, called in names.items():
        place = next((there.index(name) for name in called if name in there), None)
        if place is not None and place not in found.values():
            found[what] = place
    return found


def _encoding(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start, False)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"

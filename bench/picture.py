"""The screen a program has drawn, kept with pyte."""

from __future__ import annotations

import re

import pyte

# Sequences that draw nothing and that pyte would print a letter of: private ones, questions, DCS.
_SILENT = re.compile(rb"\x1b\[[<=>][0-?]*[ -/]*[@-~]|\x1b\[[0-?]*[ -/]+[@-~]|\x1b[P_^][^\x1b]*\x1b\\")
_SYNC = re.compile(rb"\x1b\[\?2026([hl])")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[\]P_^][^\x07\x1b]*\x1b?)?\Z")


class Picture:
    """What is visible. A synchronized update (mode 2026) becomes visible when it ends, as in a terminal."""

    def __init__(self, columns: int, lines: int) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        self._held = False
        self._seen: dict[int, tuple[object, ...]] = {}

    def draw(self, data: bytes) -> bool:
        """Take in output; whether any cell looks different now."""
        data = self._rest + data
        cut = _UNFINISHED.search(data)
        self._rest = data[cut.start() :] if cut else b""
        changed = False
        for piece in _split(data[: cut.start()] if cut else data):
            if isinstance(piece, bool):
                self._held = piece
            else:
                self._stream.feed(_SILENT.sub(b"", piece))
            if not self._held:
                changed |= self._look()
        return changed

    def text(self) -> str:
        """Give the visible lines."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def _look(self) -> bool:
        changed = False
        for y in self._screen.dirty:
            line = self._screen.buffer[y]
            row = tuple(line[x] for x in range(self._screen.columns))
            if self._seen.get(y) != row:
                changed |= y in self._seen or any(cell.data.strip() for cell in row)
                self._seen[y] = row
        self._screen.dirty.clear()
        return changed


def _split(data: bytes) -> list[bytes | bool]:
    """Cut output where a synchronized update begins (True) and ends (False)."""
    pieces: list[bytes | bool] = []
    at = 0
    for mark in _SYNC.finditer(data):
        pieces += [data[at : mark.start()], mark[1] == b"h"]
        at = mark.end()
    return [*pieces, data[at:]]

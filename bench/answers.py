"""What a terminal answers when a program asks it something, so that no program waits for nothing.

A program under test is told of a modern terminal: synchronized output (2026) and in-band resize (2048),
no kitty keyboard, dark colours. Without answers Textual draws without synchronized output and is measured
wrong.
"""

from __future__ import annotations

import re

_CELL = (9, 18)
"""Width and height of a cell in pixels, for programs that ask."""

_TOKEN = re.compile(
    rb"\x1b(?:\[(?P<par>[0-?]*)(?P<mid>[ -/]*)(?P<fin>[@-~])"
    rb"|\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    rb"|P(?P<dcs>[^\x1b]*)\x1b\\)"
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|P[^\x1b]*\x1b?)?\Z")
_MODES = {1, 7, 25, 1000, 1002, 1003, 1004, 1006, 1016, 1049, 2004, 2026, 2048}
_COLOURS = {b"10": b"d8d8/d8d8/d8d8", b"11": b"1010/1010/1818", b"12": b"d8d8/d8d8/d8d8"}


class Answers:
    """Listens to what a program writes, keeps the modes it set and gives what a terminal sends back."""

    def __init__(self, columns: int, lines: int) -> None:
        self._columns = columns
        self._lines = lines
        self._rest = b""
        self.modes: set[int] = {7, 25}

    def hear(self, data: bytes) -> bytes:
        """Take in output and give the answers to what was asked in it."""
        data = self._rest + data
        cut = _UNFINISHED.search(data)
        self._rest = data[cut.start() :] if cut else b""
        end = cut.start() if cut else len(data)
        return b"".join(self._answer(token) for token in _TOKEN.finditer(data, 0, end))

    def _answer(self, token: re.Match[bytes]) -> bytes:
        if token["fin"]:
            return self._to_sequence(token["par"], token["mid"], token["fin"])
        if token["osc"] is not None:
            number, _, asked = token["osc"].partition(b";")
            if asked == b"?" and number in _COLOURS:
                return b"\x1b]" + number + b";rgb:" + _COLOURS[number] + b"\x1b\\"
            return b""
        return b"\x1bP0+r\x1b\\" if token["dcs"].startswith(b"+q") else b""

    def _to_sequence(self, par: bytes, mid: bytes, fin: bytes) -> bytes:
        if fin in b"hl" and par.startswith(b"?") and not mid:
            return self._mode_set(par[1:], on=fin == b"h")
        if fin == b"p" and mid == b"$" and par.startswith(b"?"):
            mode = int(par[1:] or 0)
            state = (1 if mode in self.modes else 2) if mode in _MODES else 0
            return b"\x1b[?%d;%d$y" % (mode, state)
        if fin == b"c":
            return b"\x1b[>1;4000;0c" if par.startswith(b">") else b"\x1b[?62;22c"
        if fin == b"n" and par in (b"5", b"6"):
            return b"\x1b[0n" if par == b"5" else b"\x1b[1;1R"
        if fin == b"q" and par.startswith(b">"):
            return b"\x1bP>|bench\x1b\\"
        if fin == b"t" and par in (b"14", b"16", b"18"):
            return self._size(par)
        return b""

    def _mode_set(self, numbers: bytes, *, on: bool) -> bytes:
        answer = b""
        for number in numbers.split(b";"):
            if number.isdigit():
                (self.modes.add if on else self.modes.discard)(int(number))
                if on and int(number) == 2048:
                    width, height = _CELL[0] * self._columns, _CELL[1] * self._lines
                    answer = b"\x1b[48;%d;%d;%d;%dt" % (self._lines, self._columns, height, width)
        return answer

    def _size(self, asked: bytes) -> bytes:
        width, height = _CELL
        kind, lines, columns = {
            b"14": (4, self._lines * height, self._columns * width),
            b"16": (6, height, width),
            b"18": (8, self._lines, self._columns),
        }[asked]
        return b"\x1b[%d;%d;%dt" % (kind, lines, columns)

"""From the cells of a row to one line on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import bidirectional

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.widgets.columns import Column, cell_width, cut, width_of
from tui.wording.row import EMPTY, Cell, Part, Tone

_FULL, _HALF, _REST = "━", "╸", "─"
"""A heavy line for the work that is owed, a thin one for the slack behind it."""


class _Pen:
    """Collects the pieces of one line; neighbours in one tone, and blanks, become one piece."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.tones: list[Tone] = []
        self.used = 0

    def put(self, text: str, tone: Tone, width: int) -> None:
        """Add a piece that is `width` cells wide."""
        self.used += width
        if not text:
            return
        if self.tones and (self.tones[-1] == tone or text.isspace()):
            self.texts[-1] += text
        else:
            self.texts.append(text)
            self.tones.append(tone)

    def blank(self, width: int) -> None:
        """Add blank cells in whatever style stands before them."""
        self.put(" " * width, "plain", width)


def draw(
    cells: Sequence[Cell],
    columns: Sequence[Column],
    widths: Sequence[int],
    style_of: Callable[[Tone], Style],
    total: int,
) -> Strip:
    """Draw one line of a row after one blank cell, exactly `total` cells wide in all.

    Neighbours in one style become one segment, blanks join whatever stands before them: each segment
    costs some forty bytes on the wire, and a cursor move repaints two rows.
    """
    pen = _Pen()
    for index, (column, width) in enumerate(zip(columns, _lend(cells, columns, widths), strict=True)):
        if not width:
            continue
        if pen.used:
            pen.blank(column.gap)
        _put_cell(cells[index] if index < len(cells) else EMPTY, column, width, pen)
    if pen.texts:
        pen.texts[0] = " " + pen.texts[0]
    strip = Strip([Segment(text, style_of(tone)) for text, tone in zip(pen.texts, pen.tones, strict=True)])
    return strip.adjust_cell_length(total, style_of("plain"))


def _lend(cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int]) -> Sequence[int]:
    """Share the cells of one row anew: a ragged end leaves some over, and a text that borrows takes some."""
    if len(widths) < 2 or len(cells) < len(columns):
        return widths
    shared = list(widths)
    if columns[-1].ragged and shared[-1] and shared[-2]:
        own = max(1, min(shared[-1], cell_width(cells[-1])))
        shared[-2] += shared[-1] - own
        shared[-1] = own
    for index, column in enumerate(columns[:-1]):
        if column.borrows and shared[index] and shared[index + 1]:
            kept = min(cell_width(cells[index + 1]), columns[index + 1].least)
            missing = max(0, cell_width(cells[index]) - shared[index])
            lent = min(missing, max(0, shared[index + 1] - max(1, kept)))
            shared[index] += lent
            shared[index + 1] -= lent
    return shared


def _put_cell(cell: Cell, column: Column, width: int, pen: _Pen) -> None:
    """Draw one cell into exactly `width` cells."""
    if cell.fill is not None:
        for text, tone in gauge(cell.fill, width, cell.tone):
            pen.put(text, tone, len(text))
        return
    parts, taken = clip(cell.parts, width)
    if column.right:
        pen.blank(width - taken)
    for text, tone in parts:
        pen.put(text if text.isascii() else kept_in_place(text), tone, width_of(text))
    if not column.right:
        pen.blank(width - taken)


def clip(parts: Sequence[Part], width: int) -> tuple[list[Part], int]:
    """Cut pieces of text at `width` cells in all, with an ellipsis; and say how many they take."""
    kept: list[Part] = []
    taken = 0
    for index, (text, tone) in enumerate(parts):
        room = width - taken
        wide = width_of(text)
        follows = any(more for more, _ in parts[index + 1 :])
        if wide > room or (wide == room and follows):
            text = cut(text + "…" if wide == room else text, room)
            kept.append((text, tone))
            return kept, taken + width_of(text)
        kept.append((text, tone))
        taken += wide
    return kept, taken


def kept_in_place(text: str) -> str:
    """Put a left-to-right mark on both sides of text that runs from right to left.

    Without it a terminal that reorders such text would carry the numbers beside it along. Other terminals
    give the mark no cell.
    """
    if any(bidirectional(letter) in ("R", "AL", "AN") for letter in text):
        return f"\u200e{text}\u200e"
    return text


def gauge(fill: float, width: int, tone: Tone) -> list[Part]:
    """Draw a thin gauge: heavy as far as the work reaches, thin where there is slack, to half a cell."""
    if width <= 0:
        return []
    halves = min(2 * width, round(fill * 2 * width))
    if fill > 0:
        halves = max(1, halves)
    if fill < 1:
        halves = min(halves, 2 * width - 1)
    full, half = divmod(halves, 2)
    rest = width - full - half
    parts: list[Part] = []
    if full or half:
        parts.append((_FULL * full + _HALF * half, tone))
    if rest:
        parts.append((_REST * rest, "faint"))
    return parts

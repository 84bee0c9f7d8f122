"""How wide each column of a list is, in cells: pure arithmetic, apart from the drawing."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from data.values import frozen
from tui.wording.row import Cell

ELLIPSIS = "…"


@frozen
class Column:
    """One column of a list."""

    width: int | None = None
    """Cells it always takes; None: as many as its widest content."""
    flex: bool = False
    """Whether it gives way when the list is too narrow, and takes what is left when it is wide."""
    right: bool = False
    """Whether its text ends at its right edge."""
    least: int = 4
    """Cells a flexible column keeps while there are other columns to shorten or drop."""
    most: int | None = None
    """Cells it never exceeds, however long its content."""
    gap: int = 2
    """Blank cells before it, unless it is the first."""
    ragged: bool = False
    """Whether, row by row, the column before it may use the cells its own text leaves over."""
    cedes: bool = False
    """Whether it gives way before the other flexible ones do, down to its least."""
    borrows: bool = False
    """Whether, row by row, a text too long for it may use cells of the column after it, down to the least."""
    drop: int = 0
    """Columns with the highest number vanish first when nothing else makes the line fit; 0: never."""


def width_of(text: str) -> int:
    """Give the cells a text takes on the screen."""
    return len(text) if text.isascii() else cell_len(text)


def natural(column: Column, cells: Sequence[Cell], at_most: int) -> int:
    """Give the cells a column would like: those of its widest content, never more than `at_most`."""
    if column.width is not None:
        return min(column.width, at_most)
    widest = max(map(cell_width, cells), default=0)
    return min(widest, at_most if column.most is None else min(column.most, at_most))


def natural_pair(
    column: Column, cells: Sequence[Cell], ragged: Sequence[Cell], taken: int, at_most: int
) -> int:
    """Give the cells a column would like when each of its cells may reach into the ragged one after it.

    `taken` is the width of that ragged column.
    """
    pairs = zip(cells, ragged, strict=True)
    widest = max((cell_width(cell) + cell_width(end) for cell, end in pairs), default=0)
    return min(max(widest - taken, 1), natural(column, cells, at_most))


def cell_width(cell: Cell) -> int:
    """Give the cells that the text of a cell takes."""
    width = width_of(cell.text)
    for text, _ in cell.more:
        width += width_of(text)
    return width


def fit(columns: Sequence[Column], wanted: Sequence[int], total: int) -> tuple[int, ...]:
    """Share `total` cells among the columns; 0 means that a column is not shown.

    Flexible columns that cede give way first, then the widest; if that is not enough, columns are dropped by
    rank; what is left over goes to the last flexible column, so that the ones after it end at the right edge.
    """
    widths = list(wanted)
    while True:
        over = _taken(columns, widths) - total
        over = _shorten(columns, widths, over)
        if over <= 0:
            break
        ranked = [index for index, column in enumerate(columns) if column.drop and widths[index]]
        if not ranked:
            _shorten(columns, widths, over, least=1)
            break
        widths = [wish if widths[index] else 0 for index, wish in enumerate(wanted)]
        widths[max(ranked, key=lambda index: columns[index].drop)] = 0
    spare = total - _taken(columns, widths)
    if spare > 0:
        _widen(columns, widths, spare)
    return tuple(widths)


def cut(text: str, width: int) -> str:
    """Give `text` in at most `width` cells, with an ellipsis where it was cut."""
    if width <= 0:
        return ""
    if text.isascii():
        return text if len(text) <= width else text[: width - 1] + ELLIPSIS
    if cell_len(text) <= width:
        return text
    used, end = 0, 0
    for end, letter in enumerate(text):  # noqa: B007 - where it stopped is the answer
        used += cell_len(letter)
        if used > width - 1:
            break
    kept = text[:end]
    while cell_len(kept) > width - 1:
        kept = kept[:-1]
    return kept + ELLIPSIS


def wrap(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` cells, between words where that is possible."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        while width_of(word) > width > 1:
            head = cut(word, width)[:-1] or word[0]
            lines.append(head)
            word = word[len(head) :]
        line = word
    return [*lines, line] if line or not lines else lines


def _taken(columns: Sequence[Column], widths: Sequence[int]) -> int:
    """Give the cells that the shown columns and the gaps between them take."""
    taken = 0
    for column, width in zip(columns, widths, strict=True):
        if width:
            taken += width + (column.gap if taken else 0)
    return taken


def _shorten(columns: Sequence[Column], widths: list[int], over: int, least: int = 0) -> int:
    """Take `over` cells from the flexible columns, down to their own least or to `least`.

    Those that cede go first. Gives how many are still too many.
    """
    flexible = [index for index, column in enumerate(columns) if column.flex and widths[index]]
    ceding = [index for index in flexible if columns[index].cedes]
    over = _shorten_widest(columns, widths, over, least, ceding) if ceding else over
    return _shorten_widest(columns, widths, over, least, flexible)


def _shorten_widest(
    columns: Sequence[Column], widths: list[int], over: int, least: int, flexible: Sequence[int]
) -> int:
    """Take `over` cells from the widest of some columns; give how many are still too many."""
    while over > 0:
        able = [index for index in flexible if widths[index] > (least or columns[index].least)]
        if not able:
            break
        able.sort(key=lambda index: widths[index], reverse=True)
        widest = widths[able[0]]
        level = max(least or columns[able[0]].least, widths[able[1]] if len(able) > 1 else 0)
        step = min(over, max(1, widest - level))
        widths[able[0]] -= step
        over -= step
    return over


def _widen(columns: Sequence[Column], widths: list[int], spare: int) -> None:
    """Give `spare` cells to the last flexible column shown, or else to the last column shown."""
    shown = [index for index, width in enumerate(widths) if width]
    if shown:
        flexible = [index for index in shown if columns[index].flex]
        widths[(flexible or shown)[-1]] += spare

"""Where each row of a list lies: arithmetic on rows, columns and lines, without a screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from tui.widgets.columns import Column, fit, natural, natural_pair
from tui.wording.row import Cell, Row


class Stack:
    """Rows one below the other, and the widths of the columns they share."""

    def __init__(self, columns: Sequence[Column], under: Sequence[Column] = (), gap: int = 0) -> None:
        self.columns = (tuple(columns), tuple(under))
        """Columns of the first line and of the second."""
        self.gap = gap
        """Blank lines between two rows, where all rows fit with them."""
        self.rows: tuple[Row, ...] = ()
        self.widths: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
        """Cells each column has, 0 for those that are not shown."""
        self.gapped = 0
        """Blank lines there are between two rows."""
        self._places: dict[str, int] = {}
        self._tops: list[int] = []

    def fill(self, rows: Iterable[Row]) -> None:
        """Put other rows in."""
        self.rows = tuple(rows)
        self._places = {row.key: place for place, row in enumerate(self.rows)}

    def put(self, rows: Iterable[Row]) -> list[int]:
        """Put rows in the places of those with their keys, with as many lines; give the places."""
        changed = {place: row for row in rows if (place := self._places.get(row.key)) is not None}
        self.rows = tuple(changed.get(place, row) for place, row in enumerate(self.rows))
        return list(changed)

    def lay_out(self, width: int, height: int) -> None:
        """Share `width` cells among the columns; stack the rows, set apart if `height` lines allow it."""
        self.fit(width)
        heights = [self.height_of(place) for place in range(len(self.rows))]
        self.gapped = self.gap if sum(heights) + self.gap * (len(heights) - 1) <= height else 0
        self._tops = list(accumulate((lines + self.gapped for lines in heights), initial=0))[:-1]

    def fit(self, width: int) -> bool:
        """Share `width` cells among the columns; say whether all stay as wide as they were."""
        before = self.widths
        first = _widths(self.columns[0], [row.cells for row in self.rows], width)
        second = _widths(self.columns[1], [row.under for row in self.rows if row.under], width)
        self.widths = (first, second)
        return self.widths == before

    @property
    def height(self) -> int:
        """Lines all rows take."""
        return self._tops[-1] + self.height_of(len(self._tops) - 1) if self._tops else 0

    def height_of(self, place: int) -> int:
        """Give the lines of one row."""
        return 2 if self.rows[place].under else 1

    def top_of(self, place: int) -> int:
        """Give the first line of one row."""
        return self._tops[place]

    def place_of(self, key: str | None) -> int | None:
        """Give the place of the row `key`, if there is one."""
        return None if key is None else self._places.get(key)

    def place_at(self, line: int) -> int | None:
        """Give the place of the row that covers a line; None on a gap and after the last row."""
        place = bisect_right(self._tops, line) - 1
        if place < 0 or line - self._tops[place] >= self.height_of(place):
            return None
        return place

    def has_shape_of(self, before: Sequence[Row]) -> bool:
        """Whether the same rows stood in the same places at the same heights."""
        return len(self._tops) == len(before) == len(self.rows) and all(
            old.key == new.key and bool(old.under) == bool(new.under)
            for old, new in zip(before, self.rows, strict=True)
        )

    def news_since(self, before: Sequence[Row]) -> frozenset[str]:
        """Give the keys of rows that are new, or that say something else than that time has passed."""
        gists = {row.key: row.gist for row in before}
        return frozenset(row.key for row in self.rows if row.key not in gists or gists[row.key] != row.gist)


def _widths(columns: Sequence[Column], lines: Sequence[Sequence[Cell]], width: int) -> tuple[int, ...]:
    across = [[cells[index] for cells in lines if index < len(cells)] for index in range(len(columns))]
    wanted = [natural(column, cells, width) for column, cells in zip(columns, across, strict=True)]
    if len(columns) > 1 and columns[-1].ragged and wanted[-2] and len(across[-1]) == len(across[-2]):
        wanted[-2] = natural_pair(columns[-2], across[-2], across[-1], wanted[-1], width)
    return fit(columns, wanted, width)

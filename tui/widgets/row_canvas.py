"""The drawing half of the list: lines on demand, remembered until they change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Literal

from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.columns import Column, wrap
from tui.widgets.ink import Inked
from tui.widgets.row_lines import draw
from tui.widgets.stack import Stack
from tui.wording.row import Tone

TINT_SECONDS = 1.5
"""How long a row that changed is tinted."""

_REMEMBERED = 400
"""Drawn lines kept, so that scrolling back draws nothing anew."""

Look = Literal["", "cursor", "resting", "hover", "tint"]
"""What lies behind a row."""


class RowCanvas(Inked, ScrollView, inherit_bindings=False):
    """Draws a stack of rows; only the lines of rows that changed are ever painted again."""

    DEFAULT_CSS = """
    RowCanvas {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: auto;
    }
    """

    driven = False
    """Whether the cursor shows in full though the focus is in the field above that moves it."""

    def __init__(
        self,
        columns: Sequence[Column],
        under: Sequence[Column] = (),
        *,
        gap: int = 0,
        empty: str = "",
        note: str = "",
        id: str | None = None,  # noqa: A002 - Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._stack = Stack(columns, under, gap)
        self._empty = empty
        self._note = note
        self._at = 0
        self._hovered: int | None = None
        self._tinted: frozenset[str] = frozenset()
        self._strips: dict[int, Strip] = {}
        self._styles: dict[tuple[Tone, Look], Style] = {}
        self._resting = False
        self._laid_out: Size | None = None

    @property
    def resting(self) -> bool:
        """Whether the selected row stays marked, faintly, while something else has the focus."""
        return self._resting

    @resting.setter
    def resting(self, resting: bool) -> None:
        if resting != self._resting:
            self._resting = resting
            self._repaint(self._at)

    def on_resize(self) -> None:
        """Lay the columns out anew, unless the first paint has done it already."""
        if self._laid_out != self._room():
            self._rebuild()
        self._scroll_into_view(self._at)

    def theme_turned(self) -> None:
        """Forget what was drawn in the colours of another theme."""
        self._styles = {}
        self._strips = {}

    def render_line(self, y: int) -> Strip:
        """Draw the line `y` of the view."""
        self._lay_out()
        plain = self.ink("plain")
        line = y + self.scroll_offset.y
        strip = self._strips.get(line)
        if strip is None:
            if len(self._strips) >= _REMEMBERED:
                self._strips.clear()
            strip = self._draw(line)
            self._strips[line] = strip
        return strip.adjust_cell_length(self.size.width, plain)

    def _rebuild(self) -> None:
        """Lay everything out anew and repaint it.

        The height is told without the blank lines between rows: they are only there where everything fits.
        """
        self._strips = {}
        self._hovered = None
        self._laid_out = None
        lines = sum(map(self._stack.height_of, range(len(self._stack.rows))))
        self.virtual_size = Size(1, lines + len(self._tail()))
        self.refresh()

    def _lay_out(self) -> None:
        """Give rows and columns their places, as late as possible: the first paint knows the size at last."""
        room = self._room()
        if room != self._laid_out:
            self._laid_out = room
            self._strips = {}
            self._stack.lay_out(room.width, room.height)

    def _room(self) -> Size:
        """Give the cells there are for rows: a blank stays on each side, the right one for the scroll bar."""
        width, height = self.content_region.size
        return Size(max(0, width - 2), height)

    def _scroll_into_view(self, place: int) -> None:
        """Bring a row into view, by half a page at once: so that most moves scroll nothing."""
        self._lay_out()
        if not self._stack.rows or not self.size.height:
            return
        height, offset = self.size.height, self.scroll_offset.y
        top = self._stack.top_of(place)
        bottom = top + self._stack.height_of(place)
        if offset <= top and bottom <= offset + height:
            return
        y = top - height // 2 if bottom > offset + height else bottom - height // 2
        self.scroll_to(y=min(top, max(y, bottom - height)), animate=False, force=True)

    def _tint(self, keys: frozenset[str]) -> None:
        """Tint rows for a moment."""
        if keys:
            self._tinted = keys
            self._repaint_keys(keys)
            self.set_timer(TINT_SECONDS, self._untint)

    def _untint(self) -> None:
        keys, self._tinted = self._tinted, frozenset()
        self._repaint_keys(keys)

    def _repaint_keys(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._repaint(self._stack.place_of(key))

    def _repaint(self, place: int | None) -> None:
        """Repaint one row, if it is in view."""
        if place is None or not 0 <= place < len(self._stack.rows):
            return
        self._lay_out()
        top, height = self._stack.top_of(place), self._stack.height_of(place)
        for line in range(top, top + height):
            self._strips.pop(line, None)
        if top + height > self.scroll_offset.y and top < self.scroll_offset.y + self.size.height:
            self.refresh(Region(0, top - self.scroll_offset.y, self.scrollable_content_region.width, height))

    def _draw(self, line: int) -> Strip:
        width, stack = self.size.width, self._stack
        place = stack.place_at(line)
        if place is None:
            after = line - stack.height
            tail = self._tail() if after >= 0 else []
            return self.strip(((" ", "plain"), tail[after]) if 0 <= after < len(tail) else (), width)
        row, second = stack.rows[place], line - stack.top_of(place)
        style_of = partial(self._style, look=self._look(place, row.key))
        cells = row.under if second else row.cells
        return draw(cells, stack.columns[second], stack.widths[second], style_of, width)

    def _look(self, place: int, key: str) -> Look:
        """Give what lies behind a row."""
        if place == self._at and (self.has_focus or self.driven):
            return "cursor"
        if key in self._tinted:
            return "tint"
        if place == self._at and self._resting:
            return "resting"
        return "hover" if place == self._hovered else ""

    def _style(self, tone: Tone, look: Look) -> Style:
        style = self._styles.get((tone, look))
        if style is None:
            style = self.ink(tone)
            if look:
                text_style = "$cursor-style" if look == "cursor" else ""
                style += self.theme_style(
                    text_style=text_style, behind="hover" if look == "resting" else look
                )
            self._styles[tone, look] = style
        return style

    def _tail(self) -> list[tuple[str, Tone]]:
        """Give the lines after the last row: the sentence of an empty list, and the note."""
        width = self._room().width or 40
        lines: list[tuple[str, Tone]] = []
        if not self._stack.rows and self._empty:
            lines += [(text, "dim") for text in wrap(self._empty, width)]
        if self._note:
            lines.append(("", "faint"))
            lines += [(text, "faint") for text in wrap(self._note, width)]
        return lines

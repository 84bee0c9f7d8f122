"""Facts with labels, broken to the width at hand: the side column and the detail dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from tui.widgets.columns import cut, width_of, wrap
from tui.widgets.ink import Inked
from tui.wording.row import Part, Tone
from tui.wording.sheet import Block, Fact, Sheet

REST_SECONDS = 0.08
"""How long a cursor stands still before the column beside it follows."""

_LABEL = 16
"""Cells of a label, where there is room for it."""


class DetailView(Inked, ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one sheet and scrolls it."""

    DEFAULT_CSS = """
    DetailView {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: auto;
        padding: 0 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", "Up", id="detail.up", show=False, tooltip="One line up"),
        Binding("down", "scroll(1)", "Down", id="detail.down", show=False, tooltip="One line down"),
        Binding("pageup", "scroll(-10)", "Page up", id="detail.page-up", show=False, tooltip="Ten lines up"),
        Binding(
            "pagedown", "scroll(10)", "Page down", id="detail.page-down", show=False, tooltip="Ten lines down"
        ),
        Binding("home", "scroll(-9999)", "Top", id="detail.top", show=False, tooltip="To the top"),
        Binding("end", "scroll(9999)", "End", id="detail.end", show=False, tooltip="To the end"),
    ]

    def __init__(self, sheet: Sheet | None = None, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._sheet = sheet
        self._lines: list[tuple[Part, ...]] = []
        self._keys: Content | None = None

    @property
    def keys(self) -> Content | None:
        """What stands in the lower border in place of whom it belongs to."""
        return self._keys

    @keys.setter
    def keys(self, keys: Content) -> None:
        self._keys = keys
        self.border_subtitle = keys

    @property
    def sheet(self) -> Sheet | None:
        """What is shown."""
        return self._sheet

    def show(self, sheet: Sheet | None) -> None:
        """Show another sheet, from its top unless it is about the same thing."""
        if sheet == self._sheet:
            return
        same = sheet is not None and self._sheet is not None and sheet.key == self._sheet.key
        self._sheet = sheet
        if not same:
            self.scroll_to(y=0, animate=False, force=True)
        self._lay_out()

    def on_resize(self) -> None:
        """Break the texts anew."""
        self._lay_out()

    def action_scroll(self, by: int) -> None:
        """Scroll by so many lines."""
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)

    def render_line(self, y: int) -> Strip:
        """Draw the line `y` of the view."""
        line = y + self.scroll_offset.y
        return self.strip(self._lines[line] if line < len(self._lines) else (), self.size.width)

    def _lay_out(self) -> None:
        width = self.size.width
        self._lines = sheet_lines(self._sheet, width - 1) if self._sheet and width > 1 else []
        self.virtual_size = Size(width, len(self._lines))
        if self._sheet is not None:
            title = cut(self._sheet.title, max(8, width - 2))
            self.border_title = Content.assemble((title, "bold $foreground"))
            self.border_subtitle = self._keys or Content(cut(self._sheet.about, max(8, width - 2)))
        self.refresh()


class SideColumn(DetailView, inherit_bindings=True):
    """Follows the cursor of a list beside it."""

    _waiting: Timer | None = None

    def follow(self, gather: Callable[[], Sheet | None], *, at_once: bool) -> None:
        """Show what `gather` gives: at once, or when the cursor rests, so that moving stays quick."""
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        if at_once:
            self.show(gather())
        else:
            self._waiting = self.set_timer(REST_SECONDS, lambda: self.show(gather()))


def sheet_lines(sheet: Sheet, width: int) -> list[tuple[Part, ...]]:
    """Break a sheet into lines of at most `width` cells."""
    lines: list[tuple[Part, ...]] = []
    for block in sheet.blocks:
        if lines:
            lines.append(())
        lines.extend(_block_lines(block, width))
    return lines


def _block_lines(block: Block, width: int) -> list[tuple[Part, ...]]:
    lines: list[tuple[Part, ...]] = []
    if block.heading:
        lines.append(((cut(block.heading, width), "strong"),))
    label = min(_LABEL, max((width_of(fact.label) for fact in block.facts), default=0), width // 3)
    for fact in block.facts:
        lines.extend(_fact_lines(fact, label, width))
    return lines


def _fact_lines(fact: Fact, label: int, width: int) -> list[tuple[Part, ...]]:
    """Put the label before the first line of the text, and the rest under the text."""
    room = max(1, width - label - 2)
    broken = break_parts(fact.parts, room)
    name = cut(fact.label, label)
    head: Part = (name + " " * (label - width_of(name) + 2), "dim")
    indent: Part = (" " * (label + 2), "dim")
    return [(head if index == 0 else indent, *line) for index, line in enumerate(broken)]


def break_parts(parts: tuple[Part, ...], width: int) -> list[tuple[Part, ...]]:
    """Break pieces of text into lines between words; each word keeps its tone."""
    words: list[tuple[str, Tone]] = [
        (line, tone) for text, tone in parts for word in text.split() for line in wrap(word, width)
    ]
    lines: list[tuple[Part, ...]] = []
    line: list[Part] = []
    used = 0
    for word, tone in words:
        wide = width_of(word)
        if line and used + 1 + wide > width:
            lines.append(tuple(line))
            line, used = [], 0
        if line:
            last, last_tone = line[-1]
            if last_tone == tone:
                line[-1] = (f"{last} {word}", tone)
            else:
                line.append((f" {word}", tone))
            used += 1 + wide
        else:
            line, used = [(word, tone)], wide
    return [*lines, tuple(line)] if line or not lines else lines

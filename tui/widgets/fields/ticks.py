"""A few things of which any number can be ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from data.values import frozen
from tui.widgets.fields.field import BORDER_CSS, Field, toned
from tui.wording.plain import plain
from tui.wording.row import Part

_TICKED, _OPEN = "√ ", "○ "


@frozen
class Tick:
    """One thing that can be ticked."""

    id: int
    text: str
    about: str = ""
    """Said dim behind it."""


class TickField(Field, Widget, can_focus=True):
    """Lines to tick with the space bar; hidden while there is nothing to tick."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space",
            "tick",
            "Tick",
            id="ticks.tick",
            tooltip="Tick this line, or take the tick off",
            show=False,
        ),
        Binding("down", "move(1)", "Down", id="ticks.down", tooltip="The next line", show=False),
        Binding("up", "move(-1)", "Up", id="ticks.up", tooltip="The line before", show=False),
    ]
    DEFAULT_CSS = "TickField {" + BORDER_CSS + "height: auto; display: none; &.-some { display: block; } }"

    cursor: reactive[int] = reactive(0)

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        id: str | None = None,  # noqa: A002 - the name Textual gives it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Tick, ...] = ()
        self._ticked: set[int] = set()
        self._first: frozenset[int] = frozenset()
        self.name_it(label, hint)

    @property
    def ticked(self) -> tuple[int, ...]:
        """Ids of what is ticked, in the order shown."""
        return tuple(line.id for line in self._lines if line.id in self._ticked)

    @property
    def touched(self) -> bool:
        """Whether the user ticked something else than was ticked at first."""
        return frozenset(self._ticked) != self._first

    def offer(self, lines: Sequence[Tick], ticked: Sequence[int] = ()) -> None:
        """Offer other lines; those in `ticked` are ticked from the start."""
        self._lines = tuple(lines)
        self._first = frozenset(ticked) & {line.id for line in lines}
        self._ticked = set(self._first)
        self.cursor = 0
        self.set_class(bool(lines), "-some")
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Give one cell of height to each line."""
        return max(1, len(self._lines))

    def render(self) -> Content:
        """Show one line for each thing."""
        lines: list[Content] = []
        for index, line in enumerate(self._lines):
            on = line.id in self._ticked
            here = self.has_focus and index == self.cursor
            parts: list[Part] = [
                (_TICKED if on else _OPEN, "kept" if on else "faint"),
                (plain(line.text, 200), "accent" if here else "plain" if on else "dim"),
            ]
            if line.about:
                parts.append((f"  {plain(line.about)}", "faint"))
            lines.append(toned(*parts).truncate(max(1, self.content_size.width), ellipsis=True))
        return Content("\n").join(lines)

    def action_tick(self) -> None:
        """Tick the line under the cursor, or take its tick off."""
        if self._lines:
            self._ticked ^= {self._lines[self.cursor].id}
            self.refresh()

    def action_move(self, by: int) -> None:
        """Go to another line; at either end the form moves on to the next field."""
        to = self.cursor + by
        if not 0 <= to < len(self._lines):
            raise SkipAction
        self.cursor = to

    def on_click(self, event: events.Click) -> None:
        """Tick the line that was clicked on."""
        offset = event.get_content_offset(self)
        if offset is not None and 0 <= offset.y < len(self._lines):
            self.cursor = offset.y
            self.action_tick()

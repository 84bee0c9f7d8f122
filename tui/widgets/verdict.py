"""The answer of the promise check: lines under the fields that change as one types, and take keys."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.widgets.columns import width_of
from tui.widgets.detail import break_parts
from tui.widgets.fields.field import BORDER_CSS, WRONG, Field, toned
from tui.wording.row import Part

_LABEL = 9
_LEAST = 7
"""Lines kept free, so that nothing jumps while one types."""


class VerdictPanel(Field, Widget, can_focus=True):
    """Shows labelled lines; with the focus on it, keys move the date and decide."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus", "screen.move(1)", "Later", id="verdict.later", tooltip="Tell a later day"),
        Binding("minus", "screen.move(-1)", "Sooner", id="verdict.sooner", tooltip="Tell an earlier day"),
        Binding(
            "r",
            "screen.asked",
            "Asked only",
            id="verdict.asked",
            tooltip="They asked for it, and nothing is promised",
        ),
        Binding(
            "f",
            "screen.conditional",
            "From the day …",
            id="verdict.from",
            tooltip="Promise it from the day something of theirs arrives",
        ),
    ]
    DEFAULT_CSS = "VerdictPanel {" + BORDER_CSS + "height: auto; }"

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the name Textual gives it
        super().__init__(id=id)
        self._lines: tuple[tuple[str, tuple[Part, ...]], ...] = ()
        self.name_it("Answer")

    def on_key(self, event: events.Key) -> None:
        """Say of a letter that does nothing here where it would be typed: it must not seem to be lost."""
        letter = event.character or ""
        if letter.isalnum() and event.key not in self.screen.active_bindings:
            self.say(("shift+tab goes back to the fields", "due"))

    def on_blur(self) -> None:
        """Take that hint away."""
        if not self.has_class(WRONG):
            self.say()

    def show(self, lines: tuple[tuple[str, tuple[Part, ...]], ...]) -> None:
        """Show other lines."""
        if lines != self._lines:
            self._lines = lines
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Give as many cells as the broken lines need."""
        return max(_LEAST, len(self._broken(width)))

    def render(self) -> Content:
        """Draw the lines, each beside its label."""
        return Content("\n").join([toned(*line) for line in self._broken(self.content_size.width)])

    def _broken(self, width: int) -> list[tuple[Part, ...]]:
        room = max(10, width - _LABEL)
        broken: list[tuple[Part, ...]] = []
        for label, parts in self._lines:
            for index, line in enumerate(_kept_gaps(parts, room)):
                head = label if index == 0 else ""
                broken.append(((head + " " * (_LABEL - width_of(head)), "dim"), *line))
        return broken


def _kept_gaps(parts: tuple[Part, ...], room: int) -> list[tuple[Part, ...]]:
    """Break a line between words only where it is too long, so that gaps within it stay."""
    if sum(width_of(text) for text, _ in parts) <= room:
        return [parts]
    return break_parts(parts, room)

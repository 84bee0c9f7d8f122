"""The one line of key hints at the bottom: what the keys do here and now, each of them clickable.

It is no Textual Footer: that one mounts a widget for each key and leaks at each change of focus
(Textual issue 6666).
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip

from data.values import frozen
from tui.widgets.columns import width_of
from tui.widgets.ink import Inked
from tui.wording.row import Part

_GAP = 3


@frozen
class Hint:
    """One key and what it does."""

    key: str
    """As it is written on the keyboard."""
    text: str
    action: str
    tooltip: str = ""
    enabled: bool = True


class FootLine(Inked):
    """Shows as many hints as fit, the last one (the key help) always."""

    DEFAULT_CSS = """
    FootLine { height: 1; padding: 0 2; }
    """

    class Pressed(Message):
        """A hint was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self) -> None:
        super().__init__(id="foot")
        self._hints: tuple[Hint, ...] = ()
        self._spots: list[tuple[int, int, Hint]] = []

    def show(self, hints: Sequence[Hint]) -> None:
        """Show other hints; nothing is painted when they are the same."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line
        """Draw the hints that fit."""
        width = self.size.width
        self._spots = list(_spots(self._hints, width))
        parts: list[Part] = []
        at = 0
        for start, end, hint in self._spots:
            parts.append((" " * (start - at), "plain"))
            parts.append((hint.key, "key" if hint.enabled else "faint"))
            parts.append((f" {hint.text}" if hint.text else "", "dim" if hint.enabled else "faint"))
            at = end
        return self.strip(tuple(part for part in parts if part[0]), width)

    def on_click(self, event: events.Click) -> None:
        """Do what the hint under the pointer says."""
        hint = self._hint_under(event)
        if hint is not None:
            event.stop()
            self.post_message(self.Pressed(hint.action))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Explain the hint under the pointer."""
        hint = self._hint_under(event)
        tooltip = hint.tooltip if hint is not None else ""
        if tooltip != (self.tooltip or ""):
            self.tooltip = tooltip or None

    def _hint_under(self, event: events.MouseEvent) -> Hint | None:
        spot = event.get_content_offset(self)
        if spot is None:
            return None
        return next((hint for start, end, hint in self._spots if start <= spot.x < end), None)


def _spots(hints: Sequence[Hint], width: int) -> Sequence[tuple[int, int, Hint]]:
    """Place the hints from the left, keeping room for the last one."""
    if not hints:
        return []
    *rest, last = hints
    room = width - _wide(last)
    placed: list[tuple[int, int, Hint]] = []
    at = 0
    for hint in rest:
        end = at + _wide(hint)
        if end + _GAP > room:
            break
        placed.append((at, end, hint))
        at = end + _GAP
    return [*placed, (at, at + _wide(last), last)]


def _wide(hint: Hint) -> int:
    return width_of(hint.key) + (1 + width_of(hint.text) if hint.text else 0)

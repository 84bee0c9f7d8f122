"""The one line of truth on top, and a second one when something went wrong."""

from __future__ import annotations

from collections.abc import Sequence

from textual.reactive import reactive
from textual.strip import Strip

from data.model.today import Today
from tui.widgets.columns import cut, width_of
from tui.widgets.ink import Inked
from tui.wording.row import Part
from tui.wording.top import Segment, notice_parts, top_segments

_CLOSEST, _FARTHEST = 2, 6
"""Blank cells between two statements, at least and at most."""


class TopLine(Inked):
    """Says day and time, open or closed, work left, load and the next mail."""

    DEFAULT_CSS = """
    TopLine { height: 1; padding: 0 2; }
    TopLine.-notice { height: 2; }
    """
    today: reactive[Today | None] = reactive(None, layout=False, repaint=False)
    """The snapshot shown; the dashboard binds it."""
    doing: reactive[str] = reactive("", layout=False, repaint=False)
    """What is being read right now, in place of the next mail window."""
    trouble: reactive[str] = reactive("", layout=False, repaint=False)
    """What went wrong outside the snapshot."""

    def __init__(self) -> None:
        super().__init__(id="top")
        self._said: tuple[tuple[Segment, ...], tuple[Part, ...]] = ((), ())

    def watch_today(self) -> None:
        """Say what the snapshot says."""
        self._say()

    def watch_doing(self) -> None:
        """Say what is being read."""
        self._say()

    def watch_trouble(self) -> None:
        """Say what went wrong."""
        self._say()

    def _say(self) -> None:
        if self.today is None:
            return
        said = (top_segments(self.today, self.doing), notice_parts(self.today, self.trouble))
        if said != self._said:
            self._said = said
            self.set_class(bool(said[1]), "-notice")
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the statements, or the notice under them."""
        width = self.size.width
        segments, notice = self._said
        return self.strip(noticed(notice, width) if y else spread(segments, width), width)


def spread(segments: Sequence[Segment], width: int) -> tuple[Part, ...]:
    """Set statements apart evenly; shorten them, then leave out the least important, until they fit."""
    said = [segment.parts for segment in segments]
    if _wide(said) > width:
        kept = list(segments)
        said = [segment.short for segment in kept]
        while _wide(said) > width and len(kept) > 1:
            kept.remove(max(kept, key=lambda segment: segment.rank))
            said = [segment.short for segment in kept]
    taken = sum(width_of(text) for parts in said for text, _ in parts)
    gap = max(_CLOSEST, min(_FARTHEST, (width - taken) // max(1, len(said) - 1)))
    out: list[Part] = []
    for parts in said:
        if out:
            out.append((" " * gap, "plain"))
        out.extend(parts)
    return tuple(out)


def noticed(notice: tuple[Part, ...], width: int) -> tuple[Part, ...]:
    """Shorten the sentence of a notice, never how many more there are and the key that shows them."""
    if len(notice) < 3:
        return notice
    mark, (text, tone), *tail = notice
    room = width - sum(width_of(each) for each, _ in (mark, *tail))
    return (mark, (cut(text, room), tone), *tail) if room > 0 else notice


def _wide(said: Sequence[tuple[Part, ...]]) -> int:
    """Give the cells the statements take when they stand as close as they may."""
    return sum(width_of(text) for parts in said for text, _ in parts) + _CLOSEST * max(0, len(said) - 1)

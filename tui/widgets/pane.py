"""One of the four panes: a list in a border that carries its number, its title and its counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip

from data.model.today import Stage, Today
from data.values import frozen
from tui.widgets.columns import Column, width_of
from tui.widgets.ink import Inked
from tui.widgets.row_lines import clip
from tui.widgets.rows import Rows
from tui.wording.agenda import agenda_counts, agenda_empty, agenda_rows
from tui.wording.gestures import gesture_counts, gesture_empty, gesture_rows
from tui.wording.row import Part, Row, Tone
from tui.wording.slack import slack_counts, slack_empty, slack_rows
from tui.wording.waiting import (
    mail_opened,
    waiting_counts,
    waiting_empty,
    waiting_note,
    waiting_rows,
)


@frozen
class PaneKind:
    """What one pane shows of the snapshot, and in which columns."""

    name: str
    number: int
    title: str
    rows: Callable[[Today], tuple[Row, ...]]
    counts: Callable[[Today], tuple[Part, ...]]
    empty: Callable[[Today], str]
    columns: Sequence[Column]
    under: Sequence[Column] = ()
    note: Callable[[Today], str] = lambda _today: ""
    quiet: Callable[[Today, Today], bool] = lambda _before, _today: False
    """Whether rows that are new in a snapshot are no news: they were only held back."""

    def returned(self, before: Today, now: Today) -> str | None:
        """Give the key of the first row that an undo brought back: one that was away, or done in Today."""
        were = {row.key for row in self.rows(before)}
        if self.name == "agenda":
            were -= {item.key for item in before.agenda if item.stage is Stage.DONE}
            were |= {item.key for item in now.agenda if item.stage is Stage.DONE}
        return next((row.key for row in self.rows(now) if row.key not in were), None)


_MARK = Column(1)
_INDENT = Column(1)

AGENDA = PaneKind(
    "agenda",
    1,
    "Today",
    agenda_rows,
    agenda_counts,
    agenda_empty,
    (
        _MARK,
        Column(gap=1),
        Column(flex=True, least=12, borrows=True),
        Column(flex=True, least=6, most=24, drop=1),
        Column(right=True, ragged=True),
    ),
)
SLACK = PaneKind(
    "slack",
    2,
    "Slack",
    slack_rows,
    slack_counts,
    slack_empty,
    (
        _MARK,
        Column(flex=True, least=14, gap=1, borrows=True),
        Column(flex=True, least=6, most=24, drop=1),
        Column(right=True, ragged=True),
    ),
    (_INDENT, Column(18, flex=True, least=5, gap=1, cedes=True), Column(flex=True, least=24, most=44)),
)
WAITING = PaneKind(
    "waiting",
    3,
    "Waiting for you",
    waiting_rows,
    waiting_counts,
    waiting_empty,
    (
        _MARK,
        Column(flex=True, least=16, most=26, gap=1),
        Column(flex=True, least=24),
        Column(flex=True, least=8, most=20, drop=1),
        Column(right=True),
        Column(),
    ),
    note=waiting_note,
    quiet=mail_opened,
)
GESTURES = PaneKind(
    "gestures",
    4,
    "Gestures",
    gesture_rows,
    gesture_counts,
    gesture_empty,
    (_MARK, Column(flex=True, least=12, gap=1), Column(), Column(flex=True, right=True, least=8)),
    (_INDENT, Column(flex=True, gap=1)),
)
PANES = (AGENDA, SLACK, WAITING, GESTURES)


class Pane(Inked):
    """Frames the list of its part of the snapshot, with number, title and counts in the frame.

    The frame is drawn here and not by a CSS border: so a change of focus repaints its four edges and not all
    that is within, and no move of the cursor sends the edge of its row along.
    """

    DEFAULT_CSS = """
    Pane > Rows { margin: 1; }
    """
    today: reactive[Today | None] = reactive(None, layout=False, repaint=False)
    """The snapshot shown; the dashboard binds it."""

    def __init__(self, kind: PaneKind) -> None:
        super().__init__(id=kind.name)
        self.kind = kind
        self.list = Rows(kind.columns, kind.under, gap=1 if kind.under else 0, id=f"{kind.name}-rows")
        self._counts: tuple[Part, ...] = ()
        self._lit = False

    def compose(self) -> ComposeResult:
        """Hold the list."""
        yield self.list

    def watch_today(self, before: Today | None, today: Today | None) -> None:
        """Show another snapshot."""
        if today is None:
            return
        kind = self.kind
        news = before is None or not kind.quiet(before, today)
        self.list.show(kind.rows(today), empty=kind.empty(today), note=kind.note(today), tint=news)
        counts = kind.counts(today)
        if counts != self._counts:
            self._counts = counts
            self.refresh(Region(0, self.size.height - 1, self.size.width, 1))

    @property
    def lit(self) -> bool:
        """Whether the keys go here."""
        return self._lit

    @lit.setter
    def lit(self, lit: bool) -> None:
        if lit != self._lit:
            self._lit = lit
            width, height = self.size
            across = (Region(0, y, width, 1) for y in (0, height - 1))
            down = (Region(x, 1, 1, height - 2) for x in (0, width - 1))
            self.refresh(*across, *down)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the frame."""
        width, height = self.size
        edge: Tone = "accent" if self._lit else "line"
        if y == 0:
            title: tuple[Part, ...] = ((str(self.kind.number), "accent"), (f" {self.kind.title} ", "strong"))
            return self._across((("╭─ ", edge), *title), "─", (("╮", edge),), width)
        if y == height - 1:
            counts, _ = clip(self._counts, max(0, width - 6))
            return self._across((("╰─", edge),), "─", ((" ", edge), *counts, (" ─╯", edge)), width)
        return self._across((("│", edge),), " ", (("│", edge),), width)

    def _across(self, left: tuple[Part, ...], fill: str, right: tuple[Part, ...], width: int) -> Strip:
        """Draw `left` and `right` at both ends, and `fill` in the tone of the edge between them."""
        taken = sum(width_of(text) for text, _ in (*left, *right))
        return self.strip((*left, (fill * max(0, width - taken), left[0][1]), *right), width)

"""One of the four panes: a list in a border that carries its number, its title and its counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from data.model.today import Today
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.wording.agenda import agenda_counts, agenda_empty, agenda_rows
from tui.wording.gestures import gesture_counts, gesture_empty, gesture_rows
from tui.wording.row import Part, Row
from tui.wording.slack import slack_counts, slack_empty, slack_rows
from tui.wording.waiting import waiting_counts, waiting_empty, waiting_note, waiting_rows


@dataclass(frozen=True, slots=True)
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
        Column(flex=True, least=14),
        Column(flex=True, least=8, most=24, drop=1),
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
        Column(flex=True, least=14, gap=1),
        Column(flex=True, least=8, most=24, drop=1),
        Column(right=True, ragged=True),
    ),
    (_INDENT, Column(18, flex=True, least=8, gap=1), Column(flex=True, least=24)),
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


class Pane(Widget):
    """Frames the list of its part of the snapshot; the list repaints only what differs from the last one.

    The frame is a widget of its own because what is repainted of a widget always begins at its left edge:
    a border around the list itself would be sent again with every move of the cursor.
    """

    DEFAULT_CSS = """
    Pane {
        border: round $line;
        border-title-color: $foreground;
        border-subtitle-color: $dim;
        &.-focus { border: round $accent; }
    }
    """
    today: reactive[Today | None] = reactive(None, layout=False, repaint=False)
    """The snapshot shown; the dashboard binds it."""

    def __init__(self, kind: PaneKind) -> None:
        super().__init__(id=kind.name)
        self.kind = kind
        self.list = Rows(kind.columns, kind.under, gap=1 if kind.under else 0, id=f"{kind.name}-rows")
        self.border_title = Content.assemble(
            (str(kind.number), "$accent"), " ", (kind.title, "bold $foreground")
        )
        self._counts: tuple[Part, ...] = ()

    def compose(self) -> ComposeResult:
        """Hold the list."""
        yield self.list

    def watch_today(self, today: Today | None) -> None:
        """Show another snapshot."""
        if today is None:
            return
        kind = self.kind
        self.list.show(kind.rows(today), empty=kind.empty(today), note=kind.note(today))
        counts = kind.counts(today)
        if counts != self._counts:
            self._counts = counts
            self.border_subtitle = Content.assemble(
                *((text, _TOKENS.get(tone, f"${tone}")) for text, tone in counts)
            )


_TOKENS = {"plain": "$foreground", "strong": "bold $foreground"}

"""The day on one screen: four panes, a line on top, a line of keys at the bottom.

The screen holds one frozen snapshot; the panes are bound to it. Every act calls one verb of the Desk and
then reads the snapshot anew, whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import Reactive, reactive
from textual.widget import Widget

from data.errors import FrontdeskError
from data.model.today import AgendaItem, AgendaKind, Stage, Today
from tui.messages import DayTurned, ReadNow, Said, Trouble
from tui.screens.acts.host import Item, Subject
from tui.screens.dashboard_keys import ACT_KEYS, MOVE_KEYS
from tui.screens.hinted import HintedScreen
from tui.widgets.foot_line import FootLine
from tui.widgets.pane import Pane
from tui.widgets.pane_grid import SIDE, PaneGrid
from tui.widgets.rows import Rows
from tui.widgets.top_line import TopLine
from tui.wording.agenda import DONE_WORDS
from tui.wording.hints import LAST, ORDER, hint_word
from tui.wording.reasons import why_not
from tui.wording.waiting import waited_said

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from tui.wording.sheet import Sheet

WIDE, NARROW, TALL, LOW = 160, 100, 30, 34
"""Sizes of the terminal at which the panes are laid out another way."""


class Dashboard(HintedScreen[None], inherit_bindings=False):
    """What now, what is in danger, who waits, what kind thing could I do."""

    CSS_PATH = "dashboard.tcss"
    AUTO_FOCUS = "#agenda-rows"
    BINDINGS: ClassVar[list[BindingType]] = [*ACT_KEYS, *MOVE_KEYS]

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in Screen, but without repainting the whole screen each time: the panes show who has the focus."""
    today: reactive[Today | None] = reactive(None, layout=False, repaint=False)
    """The snapshot all panes show."""

    def __init__(self, desk: Desk, today: Today) -> None:
        super().__init__(desk)
        self.set_reactive(Dashboard.today, today)
        self._waiting = today.waiting_now
        self._grid = PaneGrid()
        self._foot = FootLine()
        self._hinted: object = None
        self._closes_week = desk.offers_review()

    def compose(self) -> ComposeResult:
        """Lay out top line, panes, side column and foot."""
        self._set_size_classes()
        yield TopLine().data_bind(Dashboard.today)
        yield self._grid.data_bind(Dashboard.today)
        yield self._foot
        self._hint()

    def on_resize(self) -> None:
        """Follow a new size; the side column is filled only where it is seen."""
        self._set_size_classes()
        self._follow(at_once=True)

    def _set_size_classes(self) -> None:
        width, height = self.app.size
        self.set_class(width >= WIDE, "-wide")
        self.set_class(width < NARROW, "-narrow")
        self.set_class(height >= TALL, "-tall")
        self.set_class(height < LOW, "-low")
        self._grid.suit(wide=width >= WIDE, folding=width < NARROW and height < LOW)

    @property
    def snapshot(self) -> Today:
        """The snapshot shown."""
        assert self.today is not None
        return self.today

    def reload(self) -> None:
        """Read the snapshot anew and show it."""
        try:
            version, today = self.desk.data_version(), self.desk.today()
            self._closes_week = self.desk.offers_review()
        except FrontdeskError as error:
            self.post_message(Trouble(str(error)))
            return
        here = self.subject
        done = {item.key for item in today.agenda if item.stage is Stage.DONE}
        if here is not None and not here.done and here.key in done:
            self.pane.list.hold()  # what was ticked off sinks to the end: the cursor waits for the next
        waited = waited_said(self.snapshot, today)
        self._waiting = today.waiting_now
        self.today = today
        self.post_message(DayTurned(today, version))
        if waited:
            self.post_message(Said(waited))
        self._hint()
        self._follow(at_once=True)

    @property
    def pane(self) -> Pane:
        """The pane that has the focus, or had it last."""
        return self._grid.pane

    @property
    def subject(self) -> Subject | None:
        """What is selected."""
        rows, today = self.pane.list, self.snapshot
        name = self.pane.kind.name
        here: tuple[Item, ...] = self._waiting if name == "waiting" else getattr(today, name)
        return Subject.of(here[rows.cursor_place]) if here else None

    def select_returned(self, before: Today) -> None:
        """Select what an undo has brought back: in this pane if it is here, else in the one where it is."""
        panes = sorted(self._grid.panes.values(), key=lambda pane: pane is not self.pane)
        for pane in panes:
            returned = pane.kind.returned(before, self.snapshot)
            if returned is not None and pane.list.move_to(returned):
                self.action_pane(pane.kind.name)
                return

    def action_pane(self, name: str) -> None:
        """Go to a pane."""
        self._enter(name)
        self.set_focus(self._grid.widget_at(name), scroll_visible=False)

    def action_turn(self, by: int) -> None:
        """Go to the next pane or the one before; the side column counts where it is shown."""
        self.action_pane(self._grid.neighbour(by))

    def action_back(self) -> None:
        """Go back to the pane one came from."""
        self.action_pane(self.pane.kind.name)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Notice a focus that came with the mouse."""
        pane = event.widget.parent
        self._enter(pane.kind.name if isinstance(pane, Pane) else SIDE)

    def _enter(self, place: str) -> None:
        """Turn to a pane or to the side column, and show its keys."""
        if self._grid.enter(place):
            self._follow()
        self._hint()

    @on(Rows.Moved)
    def _moved(self, event: Rows.Moved) -> None:
        event.stop()
        if event.rows is self.pane.list:
            self._hint()
            self._follow()

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self.action_act("open")

    @property
    def foot(self) -> FootLine:
        """The line of hints."""
        return self._foot

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys for the foot, by the pane they go to; when the week wants its review, that one first."""
        first = ("review",) if self._closes_week else ()
        return tuple((name, self._hint_word(name)) for name in (*first, *ORDER[self._grid.place], LAST))

    def _hint_word(self, name: str) -> str:
        if name == "mail" and self._holds:
            return "show held"
        item = self.subject.item if name == "done" and self.subject is not None else None
        word = DONE_WORDS.get(item.kind) if isinstance(item, AgendaItem) else None
        return word or hint_word(name, self._grid.place)

    @property
    def _holds(self) -> bool:
        """Whether mail is held back, which a key shows."""
        return len(self._waiting) < len(self.snapshot.waiting)

    def _hint(self) -> None:
        """Show the keys for what is selected; worked out only when that can have changed."""
        subject = self.subject
        state = (
            self._grid.place,
            self._closes_week,
            self._holds,
            subject and (subject.kind, subject.done, subject.client_id is None, _kind_of(subject)),
        )
        if state != self._hinted:
            self._hinted = state
            self.show_hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what is not possible on what is selected; offer the way back only from the side column."""
        return self._grid.place == SIDE if action == "back" else super().check_action(action, parameters)

    async def look_at(self, subject: Subject) -> None:
        """Show all there is to know: in the side column where there is one, else in a dialog."""
        from tui.screens.sheets import sheet_of

        sheet = sheet_of(self.desk, self.snapshot, subject)
        if self.has_class("-wide"):
            self._grid.side.show(sheet)
            self.action_pane(SIDE)
            return
        from tui.screens.acts.by_name import ACTS
        from tui.screens.detail import DetailScreen

        able = frozenset(
            name
            for name in ("done", "answered", "no_reply", "later", "edit", "delete", "gesture", "client")
            if not why_not(name, subject.kind, done=subject.done, client=subject.client_id is not None)
        )
        act = await self.ask(DetailScreen(sheet, able))
        if act is not None:
            await ACTS[act](self, subject)

    def _follow(self, *, at_once: bool = False) -> None:
        """Have the side column, where there is one, show what is selected."""
        if self.has_class("-wide"):
            self._grid.side.follow(self._gather, at_once=at_once)

    def _gather(self) -> Sheet | None:
        from tui.screens.sheets import sheet_of

        subject = self.subject
        try:
            return None if subject is None else sheet_of(self.desk, self.snapshot, subject)
        except FrontdeskError:
            return None  # it is gone already; the next snapshot will not have it either

    def action_read(self) -> None:
        """Have mail and calendars read now."""
        self.post_message(ReadNow())


def _kind_of(subject: Subject) -> AgendaKind | None:
    return subject.item.kind if isinstance(subject.item, AgendaItem) else None

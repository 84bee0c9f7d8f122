"""The day on one screen: four panes, a line on top, a line of keys at the bottom.

The screen holds one frozen snapshot; the panes are bound to it. Every act calls one verb of the Desk and
then reads the snapshot anew, whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.reactive import Reactive, reactive
from textual.timer import Timer
from textual.widget import Widget

from data.errors import FrontdeskError
from data.model.today import Today
from tui.messages import DayTurned, ReadNow, Trouble
from tui.screens.acting import ActingScreen
from tui.screens.acts.host import Item, Subject
from tui.screens.dashboard_keys import ACT_KEYS, MOVE_KEYS
from tui.widgets.detail import DetailView
from tui.widgets.foot_line import FootLine, Hint
from tui.widgets.keys import LiveKey, live_keys
from tui.widgets.pane import PANES, Pane
from tui.widgets.rows import Rows
from tui.widgets.top_line import TopLine
from tui.wording.hints import LAST, ORDER, hint_word
from tui.wording.reasons import why_not

if TYPE_CHECKING:
    from data.desk.desk import Desk

WIDE, NARROW, TALL, LOW = 160, 100, 30, 34
"""Sizes of the terminal at which the panes are laid out another way."""

_SIDE_DELAY = 0.08
"""Seconds the cursor rests before the side column follows, so that moving stays quick."""


class Dashboard(ActingScreen[None], inherit_bindings=False):
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
        self._panes = {kind.name: Pane(kind) for kind in PANES}
        self._pane_name = self._place = PANES[0].name
        self.pane.add_class("-focus", "-open")
        self._foot = FootLine()
        self._hinted: object = None
        self._why_not: dict[str, str] = {}
        self._following: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out top line, panes, side column and foot."""
        self._set_size_classes()
        panes = [pane.data_bind(Dashboard.today) for pane in self._panes.values()]
        yield TopLine().data_bind(Dashboard.today)
        with Container(id="panes"):
            yield from panes[:2]
            yield DetailView(id="side")
            yield from panes[2:]
        self._show_hints()
        yield self._foot

    def on_resize(self) -> None:
        """Follow a new size; the side column is filled only where it is seen."""
        self._set_size_classes()
        self.pane.list.resting = self.has_class("-wide")
        self._follow()

    def _set_size_classes(self) -> None:
        width, height = self.app.size
        self.set_class(width >= WIDE, "-wide")
        self.set_class(width < NARROW, "-narrow")
        self.set_class(height >= TALL, "-tall")
        self.set_class(height < LOW, "-low")

    @property
    def snapshot(self) -> Today:
        """The snapshot shown."""
        assert self.today is not None
        return self.today

    def reload(self) -> None:
        """Read the snapshot anew and show it."""
        try:
            self.today = today = self.desk.today()
        except FrontdeskError as error:
            self.post_message(Trouble(str(error)))
            return
        self.post_message(DayTurned(today))
        self._show_hints()
        self._follow()

    @property
    def pane(self) -> Pane:
        """The pane that has the focus, or had it last."""
        return self._panes[self._pane_name]

    @property
    def subject(self) -> Subject | None:
        """What is selected."""
        rows, today = self.pane.list, self.snapshot
        items: dict[str, tuple[Item, ...]] = {
            "agenda": today.agenda,
            "slack": today.slack,
            "waiting": today.waiting,
            "gestures": today.gestures,
        }
        here = items[self._pane_name]
        return Subject.of(here[rows.cursor_place]) if here else None

    def action_pane(self, name: str) -> None:
        """Go to a pane."""
        widget = self._panes[name].list if name in self._panes else self.query_one("#side")
        self._enter(name)
        self.set_focus(widget, scroll_visible=False)

    def action_turn(self, by: int) -> None:
        """Go to the next pane or the one before; the side column counts where it is shown."""
        names = [kind.name for kind in PANES] + (["side"] if self.has_class("-wide") else [])
        self.action_pane(names[(names.index(self._place) + by) % len(names)])

    def action_back(self) -> None:
        """Go back to the pane one came from."""
        self.action_pane(self._pane_name)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Notice a focus that came with the mouse."""
        pane = event.widget.parent
        self._enter(pane.kind.name if isinstance(pane, Pane) else "side")

    def _enter(self, place: str) -> None:
        """Light the frame of a pane, unfold it and show its keys, all before the focus comes: one paint."""
        if place != self._place:
            self._place = place
            self.pane.set_class(place in self._panes, "-focus")
            if place in self._panes and place != self._pane_name:
                self.pane.remove_class("-focus", "-open")
                self.pane.list.resting = False
                self._pane_name = place
                self.pane.add_class("-focus", "-open")
                self.pane.list.resting = self.has_class("-wide")
            self._follow()
        self._show_hints()

    @on(Rows.Moved)
    def _moved(self, event: Rows.Moved) -> None:
        event.stop()
        if event.rows is self.pane.list:
            self._show_hints()
            self._follow()

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self.action_act("open")

    def _show_hints(self) -> None:
        """Show what the keys do to what is selected; computed only when that can have changed."""
        subject = self.subject
        state = (self._place, subject and (subject.kind, subject.done, subject.client_id is None))
        if state == self._hinted:
            return
        self._hinted = state
        live = live_keys(self)
        self._why_not = {name: key.reason for key in live if not key.enabled for name in key.pressed}
        keys = {key.name.removeprefix("dashboard."): key for key in live}
        names = [name for name in (*ORDER[self._place], LAST) if name in keys]
        self._foot.show([_hint(keys[name], hint_word(name, self._place)) for name in names])

    @on(FootLine.Pressed)
    async def _pressed(self, event: FootLine.Pressed) -> None:
        event.stop()
        reason = self.reason_against(event.action.removeprefix("screen."))
        if reason:
            self.tell(reason)
        else:
            await self.run_action(event.action)

    def reason_against(self, action: str) -> str:
        """Say why an act is not possible on what is selected; empty when it is."""
        name = action.removeprefix("act('").removesuffix("')") if action.startswith("act(") else ""
        subject = self.subject
        if subject is None:
            return why_not(name, None, client=False) or ""
        return why_not(name, subject.kind, done=subject.done, client=subject.client_id is not None) or ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out the acts that are not possible on what is selected."""
        if action == "act":
            return None if self.reason_against(f"act('{parameters[0]}')") else True
        if action == "back":
            return self._place == "side"
        return True

    def on_key(self, event: events.Key) -> None:
        """Say why a key that is greyed out does nothing."""
        reason = self._why_not.get(event.key)
        if reason:
            event.stop()
            self.tell(reason)

    async def look_at(self, subject: Subject) -> None:
        """Show all there is to know: in the side column where there is one, else in a dialog."""
        from tui.screens.sheets import sheet_of

        sheet = sheet_of(self.desk, self.snapshot, subject)
        if self.has_class("-wide"):
            side = self.query_one("#side", DetailView)
            side.show(sheet)
            self.set_focus(side, scroll_visible=False)
            return
        from tui.screens.acts import ACTS
        from tui.screens.detail import DetailScreen

        able = frozenset(
            name
            for name in ("done", "answered", "no_reply", "later", "edit", "delete", "gesture", "client")
            if not why_not(name, subject.kind, done=subject.done, client=subject.client_id is not None)
        )
        act = await self.ask(DetailScreen(sheet, able))
        if act is not None:
            await ACTS[act](self, subject)

    def _follow(self) -> None:
        """Have the side column show what is selected, once the cursor has come to rest."""
        if not self.has_class("-wide"):
            return
        if self._following is not None:
            self._following.stop()
        self._following = self.set_timer(_SIDE_DELAY, self._fill_side)

    def _fill_side(self) -> None:
        from tui.screens.sheets import sheet_of

        subject = self.subject
        try:
            sheet = None if subject is None else sheet_of(self.desk, self.snapshot, subject)
        except FrontdeskError:
            sheet = None  # it is gone already; the next snapshot will not have it either
        self.query_one("#side", DetailView).show(sheet)

    async def action_help(self) -> None:
        """Show what the keys do here and now; Enter does it."""
        from tui.screens.help import HelpScreen

        keys = live_keys(self)

        async def run(action: str | None) -> None:
            if action is not None:
                await self.run_action(action)

        self.app.push_screen(HelpScreen(keys), run)

    def show_reading(self, words: str) -> None:
        """Say how far the reading of mail and calendars is; empty when it is over."""
        self.query_one(TopLine).doing = words

    def action_read(self) -> None:
        """Have mail and calendars read now."""
        self.post_message(ReadNow())


def _hint(key: LiveKey, word: str) -> Hint:
    return Hint(key.keys[0], word, key.action, key.reason or key.tooltip, key.enabled)

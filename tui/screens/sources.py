"""How each source is doing, all about the one that is marked, and how sources come and go."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from data.errors import FrontdeskError
from data.settings import keys
from data.settings.typed import write_typed
from tui.messages import ReadNow
from tui.screens.modal import Modal
from tui.widgets.columns import Column
from tui.widgets.detail import DetailView
from tui.widgets.rows import Rows
from tui.wording.sheet import Sheet
from tui.wording.sources import option_said, removal_said, source_row, source_sheet

if TYPE_CHECKING:
    from data.desk.desk import Desk

_EMPTY = "Nothing is read yet. n looks around on this machine, and takes mail and calendar accounts."
_LOOK_SECONDS = 1.0
"""How often the list looks whether a reading has brought something."""


class Sources(Modal[bool]):
    """Every source of the settings: when it last worked, what it brought, what it skipped and why."""

    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    Sources {
        & #box { width: 110; height: 30; }
        &.-empty #box { height: auto; }
        & Rows { height: auto; min-height: 4; max-height: 40%; margin: 0 1; }
        & DetailView { height: 1fr; border-top: solid $line; }
        &.-empty DetailView { display: none; }
    }
    """
    HEADING = "Sources"
    KEYS = (("n", "connect"), ("r", "read now"), ("e", "edit"), ("d", "take out"), ("esc", "back"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "connect", "Connect", id="sources.connect", tooltip="Find or enter another source"),
        Binding("r", "read", "Read now", id="sources.read", tooltip="Read every source now"),
        Binding("e", "edit", "Edit", id="sources.edit", tooltip="Change the settings of this source"),
        Binding("d,delete", "remove", "Take out", id="sources.remove", tooltip="Read this source no longer"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._states = desk.sources.states()
        self._changed = False
        self._asked = False

    def body(self) -> Iterable[Widget]:
        """Give the list of sources, and all about one of them."""
        yield Rows(
            columns=(Column(width=1), Column(flex=True), Column(drop=1), Column(right=True)),
            under=(Column(width=1), Column(flex=True)),
            empty=_EMPTY,
        )
        yield DetailView()

    def on_mount(self) -> None:
        """Fill the list, and keep it true while sources are read."""
        super().on_mount()
        self._fill()
        self.set_interval(_LOOK_SECONDS, self._look)

    def action_leave(self) -> None:
        """Leave, saying whether anything was changed."""
        self.dismiss(self._changed or None)

    def action_read(self) -> None:
        """Have every source read now."""
        self.app.post_message(ReadNow())
        self._asked = True
        self.tell("Reading; this list says how it goes.", serious=False)

    @work
    async def action_connect(self) -> None:
        """Connect one more source."""
        from tui.screens.connect import connect

        await self._have_done(connect(self.app, self.desk))

    @work
    async def action_edit(self) -> None:
        """Change the settings of the marked source, after a trial."""
        from tui.screens.connect import change

        name = self.query_one(Rows).cursor_key
        if name is not None:
            await self._have_done(change(self.app, self.desk, name))

    @work
    async def action_remove(self) -> None:
        """Take the marked source out of the settings."""
        from tui.screens.dialogs import Confirm

        name = self.query_one(Rows).cursor_key
        if name is None:
            return
        section = self.desk.connecting.feed(name).SECTION
        if await self.app.push_screen_wait(
            Confirm(f"Read {name} no longer?", yes="take it out", about=removal_said(section))
        ):
            try:
                self._after(self.desk.connecting.remove(name))
            except FrontdeskError as problem:
                self.tell(str(problem))

    @on(Rows.Moved)
    def _moved(self, event: Rows.Moved) -> None:
        event.stop()
        self._show()

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self.action_edit()

    async def _have_done(self, asking: Awaitable[str]) -> None:
        """Ask, and say what came of it; settings that cannot be written are said and change nothing."""
        try:
            said = await asking
        except FrontdeskError as problem:
            self.tell(str(problem))
            return
        if said:
            self._after(said)

    def _after(self, said: str) -> None:
        self._changed = True
        before = {state.name for state in self._states}
        self._states = self.desk.sources.states()
        self._fill()
        for state in self._states:
            if state.name not in before:
                self.query_one(Rows).move_to(state.name)
        self.tell(said, serious=False)
        self.app.post_message(ReadNow())

    def _look(self) -> None:
        try:
            states = self.desk.sources.states()
        except FrontdeskError as problem:
            self.tell(str(problem))
            return
        if states != self._states:
            self._states = states
            self._fill()
            if self._asked:
                self._asked = False
                self.tell("")

    def _fill(self) -> None:
        now, zone = self.desk.now(), self.desk.settings.zone
        self.set_class(not self._states, "-empty")
        self.query_one(Rows).show([source_row(state, now, zone) for state in self._states])
        self._show()

    def _show(self) -> None:
        name = self.query_one(Rows).cursor_key
        state = next((state for state in self._states if state.name == name), None)
        if state is not None:
            self.query_one(DetailView).show(self._sheet(state.name))

    def _sheet(self, name: str) -> Sheet:
        state = next(state for state in self._states if state.name == name)
        feed = self.desk.connecting.feed(name)
        said = [
            (key.name, option_said(value) if isinstance(value, bool) else write_typed(key, value))
            for key in keys(type(feed))
            if (value := getattr(feed, key.name)) not in (None, "", ())
        ]
        skipped = self.desk.sources.skipped(name)
        return source_sheet(state, said, skipped, self.desk.now(), self.desk.settings.zone)

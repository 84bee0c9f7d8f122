"""The trays of exchanges: what waited from before, and what is asleep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Generic, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from data.values import frozen
from tui.screens.modal import AnswerT, Modal
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.wording.trays import thread_row

if TYPE_CHECKING:
    from data.desk.desk import Desk

Tray = Literal["from_before", "snoozed"]

NOTHING_DONE = "Nothing was done here yet. On the dashboard, u takes back what was done before."
"""What `u` says where there is nothing to take back."""


@frozen
class ThreadChoice:
    """What is to become of an exchange in a tray."""

    thread_id: int
    client_id: int
    act: Literal["wake", "answered", "no_reply", "undo"]


class Drawer(Modal[AnswerT], Generic[AnswerT]):
    """A box with one list."""

    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    Drawer {
        & #box { width: 110; height: 26; }
        & Rows { height: 1fr; margin: 0 1; }
    }
    """


class UndoingDrawer(Drawer[AnswerT], Generic[AnswerT]):
    """A drawer that is shown again after each act, in which `u` takes back what was done in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "Undo", id="drawer.undo", tooltip="Take back what was done here last"),
    ]

    def __init__(self, *, done: int = 0) -> None:
        """Show what lies in it; `done` is how many acts were done in it so far."""
        super().__init__()
        self._done = done

    def undo_answer(self) -> AnswerT:
        """Give the answer that asks for the latest act to be taken back."""
        raise NotImplementedError

    def action_undo(self) -> None:
        """Answer that the latest act done here is to be taken back."""
        if self._done:
            self.dismiss(self.undo_answer())
        else:
            self.tell(NOTHING_DONE, serious=False)


class ThreadTray(UndoingDrawer[ThreadChoice]):
    """Exchanges that are not in Waiting: asleep, or older than the first reading of their mailbox."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "choose('wake')", "To Waiting", id="tray.wake", tooltip="Bring it back to Waiting"),
        Binding("a", "choose('answered')", "Answered", id="tray.answered", tooltip="It was answered"),
        Binding("x", "choose('no_reply')", "No reply", id="tray.no-reply", tooltip="It needs no reply"),
    ]
    KEYS = (("w", "to Waiting"), ("a", "answered"), ("x", "no reply needed"), ("u", "undo"), ("esc", "back"))

    def __init__(self, desk: Desk, which: Tray, *, done: int = 0) -> None:
        super().__init__(done=done)
        self.desk = desk
        self.which = which
        threads = desk.waiting.from_before() if which == "from_before" else desk.waiting.snoozed()
        self._threads = {f"thread:{thread.id}": thread for thread in threads}

    def heading(self) -> str:
        """Say which tray it is."""
        return "From before" if self.which == "from_before" else "Asleep"

    def body(self) -> Iterable[Widget]:
        """Give the list of exchanges."""
        yield Rows(
            columns=(
                Column(flex=True, most=28),
                Column(flex=True),
                Column(flex=True, most=24, drop=1),
                Column(right=True),
            ),
            empty="Nothing in here.",
        )

    def on_mount(self) -> None:
        """Fill the list."""
        now, zone = self.desk.now(), self.desk.settings.zone
        clients = {client.id: client.name for client in self.desk.clients.all()}
        rows = self.query_one(Rows)
        rows.show([thread_row(thread, clients, now, zone) for thread in self._threads.values()])

    def undo_answer(self) -> ThreadChoice:
        """Give the answer that asks for the latest act to be taken back."""
        return ThreadChoice(0, 0, "undo")

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_choose("wake")

    def action_choose(self, act: Literal["wake", "answered", "no_reply"]) -> None:
        """Answer with what is to become of the marked exchange."""
        key = self.query_one(Rows).cursor_key
        if key is not None:
            thread = self._threads[key]
            self.dismiss(ThreadChoice(thread.id, thread.client_id, act))

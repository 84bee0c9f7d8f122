"""The trays: who is this?, what waited from before, and what is asleep."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, Literal

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.screens.modal import AnswerT, Modal
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.wording.plain import plain
from tui.wording.trays import sender_row, thread_row

if TYPE_CHECKING:
    from data.desk.desk import Desk

Tray = Literal["from_before", "snoozed"]


@dataclass(frozen=True, slots=True)
class SenderChoice:
    """What is to become of somebody who wrote and is no client."""

    address: str
    act: Literal["client", "add", "ignore"]
    name: str = ""
    client_id: int | None = None


@dataclass(frozen=True, slots=True)
class ThreadChoice:
    """What is to become of an exchange in a tray."""

    thread_id: int
    client_id: int
    act: Literal["wake", "answered", "no_reply"]


class Drawer(Modal[AnswerT], Generic[AnswerT]):
    """A box with one list."""

    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    Drawer {
        & #box { width: 110; height: 26; }
        & Rows { height: 1fr; margin: 0 1; }
    }
    """


class WhoIsThis(Drawer[SenderChoice]):
    """People who wrote and are no clients yet: make one a client, add to one, or ask no more."""

    HEADING = "Who is this?"
    KEYS = (("n", "new client"), ("a", "add to a client"), ("x", "ask no more"), ("esc", "back"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "make", "New client", id="who.client", tooltip="Make this person a client"),
        Binding("a", "add", "Add to a client", id="who.add", tooltip="The address belongs to a client"),
        Binding("x", "ignore", "Ask no more", id="who.ignore", tooltip="Leave this person out of the tray"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._senders = {sender.point: sender for sender in desk.matching.unknown_senders()}

    def body(self) -> Iterable[Widget]:
        """Give the list of senders."""
        yield Rows(
            columns=(Column(flex=True), Column(flex=True, drop=1), Column(right=True), Column(right=True)),
            under=(Column(flex=True),),
            gap=1,
            empty="Everybody who wrote is known.",
        )

    def on_mount(self) -> None:
        """Fill the list."""
        now, zone = self.desk.now(), self.desk.settings.zone
        rows = self.query_one(Rows)
        rows.show([sender_row(sender, now, zone) for sender in self._senders.values()])

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_make()

    @work
    async def action_make(self) -> None:
        """Ask what the client is called, and answer so."""
        from tui.screens.forms.ask import AskText

        address = self.query_one(Rows).cursor_key
        if address is None:
            return
        sender = self._senders[address]
        question = AskText(
            "New client",
            label="Name",
            value=sender.name or address,
            hint=plain(address, 60),
            may_be_empty=False,
        )
        name = await self.app.push_screen_wait(question)
        if name is not None:
            self.dismiss(SenderChoice(address, "client", name))

    @work
    async def action_add(self) -> None:
        """Ask whose address it is, and answer so."""
        from tui.screens.forms.ask import AskClient

        address = self.query_one(Rows).cursor_key
        if address is None:
            return
        client = await self.app.push_screen_wait(AskClient(self.desk, f"Whose is {plain(address, 60)}?"))
        if client is not None:
            self.dismiss(SenderChoice(address, "add", client_id=client.id))

    def action_ignore(self) -> None:
        """Answer that nobody wants to know."""
        address = self.query_one(Rows).cursor_key
        if address is not None:
            self.dismiss(SenderChoice(address, "ignore"))


class ThreadTray(Drawer[ThreadChoice]):
    """Exchanges that are not in Waiting: asleep, or older than the first reading of their mailbox."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "choose('wake')", "To Waiting", id="tray.wake", tooltip="Bring it back to Waiting"),
        Binding("a", "choose('answered')", "Answered", id="tray.answered", tooltip="It was answered"),
        Binding("x", "choose('no_reply')", "No reply", id="tray.no-reply", tooltip="It needs no reply"),
    ]
    KEYS = (("w", "to Waiting"), ("a", "answered"), ("x", "no reply needed"), ("esc", "back"))

    def __init__(self, desk: Desk, which: Tray) -> None:
        super().__init__()
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

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_choose("wake")

    def action_choose(self, act: Literal["wake", "answered", "no_reply"]) -> None:
        """Answer with what is to become of the marked exchange."""
        key = self.query_one(Rows).cursor_key
        if key is not None:
            thread = self._threads[key]
            self.dismiss(ThreadChoice(thread.id, thread.client_id, act))

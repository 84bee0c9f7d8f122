"""Who is this? The tray of people who wrote or called and are no clients yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from data.values import frozen
from tui.screens.dialogs import Choice, Choose, Confirm
from tui.screens.trays import NOTHING_DONE, Drawer
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.wording.plain import plain
from tui.wording.who import domain_asked, said_name, shared_asked, stranger_row

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.model.client import Client
    from data.model.matching import Stranger

_ALL_KNOWN = "Everybody who wrote or called is known."
_TAKE = ("enter", "take")
_KEYS = (
    ("n", "new client"),
    ("a", "add to"),
    ("D", "domain"),
    ("S", "shared"),
    ("x", "no more"),
    ("u", "undo"),
    ("esc", "back"),
)
_WIDE = 100
"""Columns from which on all keys fit into the border."""
_FEW_KEYS = (*(key for key in _KEYS[:-1] if key[0] not in ("D", "S")), ("?", "more"), _KEYS[-1])
"""What the border says where it is too short for all."""


@frozen
class SenderChoice:
    """What is to become of somebody who wrote or called and is no client."""

    point: str
    """The address or the number they are known by."""
    act: Literal["take", "client", "add", "person", "to_person", "domain", "share", "ignore", "undo"]
    name: str = ""
    """Of the client, or of the person, to be made."""
    person: str = ""
    client_id: int | None = None
    person_id: int | None = None
    domain: str = ""


class WhoIsThis(Drawer[SenderChoice]):
    """People who wrote or called and are no clients yet: each with what speaks for whose they are.

    Answers with one wish at a time; whoever grants it shows the tray again, at the same place.
    """

    HEADING = "Who is this?"
    KEYS = _KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "make", "New client", id="who.client", tooltip="Make this person a client"),
        Binding("a", "add", "Add to a client", id="who.add", tooltip="A person at a client, or its address"),
        Binding(
            "D", "domain", "Whole domain", id="who.domain", tooltip="All who write from there are theirs"
        ),
        Binding("S", "share", "Shared domain", id="who.share", tooltip="Several clients write from there"),
        Binding("x", "ignore", "Ask no more", id="who.ignore", tooltip="Leave this person out of the tray"),
        Binding("u", "undo", "Undo", id="who.undo", tooltip="Take back what was done here last"),
    ]

    def __init__(
        self, desk: Desk, *, place: int = 0, done: int = 0, seen: frozenset[str] | None = None
    ) -> None:
        """Show the tray; `done` is how many acts were done in it so far, which `u` takes back one by one.

        With `seen`, the points that stood in it before, it begins at the first row that came back.
        """
        super().__init__()
        self.desk = desk
        self.place = place
        """The row to begin at, and afterwards the row that was answered about."""
        self._done = done
        self._rows = {row.sender.point: row for row in desk.matching.strangers()}
        self._seen = frozenset(self._rows) if seen is None else seen

    def body(self) -> Iterable[Widget]:
        """Give the list of senders."""
        yield Rows(
            columns=(Column(flex=True), Column(flex=True, drop=1), Column(right=True), Column(right=True)),
            under=(Column(flex=True),),
            gap=1,
            empty=_ALL_KNOWN + (" u takes the latest back." if self._done else ""),
        )

    def on_mount(self) -> None:
        """Fill the list, and go to where one was."""
        now, zone = self.desk.now(), self.desk.settings.zone
        rows = self.query_one(Rows)
        rows.show([stranger_row(row, now, zone) for row in self._rows.values()])
        back = next((point for point in self._rows if point not in self._seen), None)
        if back is None or not rows.move_to(back):
            rows.action_move(self.place)
        self._say_what_enter_does()

    @property
    def points(self) -> frozenset[str]:
        """By what those in the tray are known."""
        return frozenset(self._rows)

    @property
    def stranger(self) -> Stranger | None:
        """The row under the cursor."""
        return self._rows.get(self.query_one(Rows).cursor_key or "")

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.tell("")
        self._say_what_enter_does()

    def on_resize(self) -> None:
        """Fit into the terminal again, keys too."""
        super().on_resize()
        self._say_what_enter_does()

    def _say_what_enter_does(self) -> None:
        row = self.stranger
        take = (_TAKE,) if row is not None and row.suggestion is not None else ()
        keys = _KEYS if self.app.size.width >= _WIDE else _FEW_KEYS
        self.say_keys((*take, *keys))

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        row = self.stranger
        if row is not None and row.suggestion is not None:
            self._answer(SenderChoice(row.sender.point, "take"))
        else:
            self.action_make()

    def _answer(self, choice: SenderChoice) -> None:
        self.place = self.query_one(Rows).cursor_place
        self.dismiss(choice)

    @work
    async def action_make(self) -> None:
        """Ask what the client is called, and answer so."""
        from tui.screens.forms.stranger import StrangerForm

        row = self.stranger
        if row is not None:
            choice = await self.app.push_screen_wait(StrangerForm(self.desk, row))
            if choice is not None:
                self._answer(choice)

    @work
    async def action_add(self) -> None:
        """Ask whose address or number it is, and who it is there, and answer so."""
        row = self.stranger
        client = await self._which_client(row.sender.point) if row is not None else None
        if row is None or client is None:
            return
        choice = await self._who_there(row, client)
        if choice is not None:
            self._answer(choice)

    @work
    async def action_domain(self) -> None:
        """Ask whose domain it is, and answer so."""
        row = self.stranger
        if row is None:
            return
        if not row.domain:
            self.tell("Nobody's own: that is a number, free mail, or a domain that several share.")
            return
        suggested = row.suggestion
        client: tuple[int, str] | None = None
        if suggested is not None and suggested.client_id is not None:
            client = suggested.client_id, suggested.client
        else:
            found = await self._which_client(f"all of {row.domain}")
            client = (found.id, found.name) if found is not None else None
        if client is None:
            return
        about = f"Whoever writes from there is {plain(client[1], 60)}'s."
        question = Confirm(domain_asked(row.domain), yes="theirs", about=about)
        if await self.app.push_screen_wait(question):
            self._answer(SenderChoice(row.sender.point, "domain", client_id=client[0], domain=row.domain))

    @work
    async def action_share(self) -> None:
        """Ask whether several write from there, and answer so."""
        row = self.stranger
        if row is None:
            return
        if not row.domain:
            self.tell("That is a number, free mail, or a domain that is shared already.")
            return
        about = "Then it tells nobody apart: only exact addresses say who somebody there is."
        if await self.app.push_screen_wait(Confirm(shared_asked(row.domain), yes="shared", about=about)):
            self._answer(SenderChoice(row.sender.point, "share", domain=row.domain))

    def action_ignore(self) -> None:
        """Answer that nobody wants to know."""
        row = self.stranger
        if row is not None:
            self._answer(SenderChoice(row.sender.point, "ignore"))

    def action_undo(self) -> None:
        """Answer that the latest act done here is to be taken back."""
        if self._done:
            self._answer(SenderChoice("", "undo"))
        else:
            self.tell(NOTHING_DONE, serious=False)

    async def _which_client(self, what: str) -> Client | None:
        from tui.screens.forms.ask import AskClient

        question = AskClient(self.desk, f"Whose is {plain(what, 60)}?")
        found: Client | None = await self.app.push_screen_wait(question)
        return found

    async def _who_there(self, row: Stranger, client: Client) -> SenderChoice | None:
        """Ask who at a client it is, when there is more than one thing it can be."""
        point, written = row.sender.point, said_name(row)
        name = plain(written, 60)
        people = {str(person.id): person for person in self.desk.clients.people(client.id)[:9]}
        if not people and not name:
            return SenderChoice(point, "add", client_id=client.id)
        choices = [
            *([Choice("n", "new", name, "somebody new there")] if name else []),
            *(
                Choice(str(number), key, plain(person.name, 60), "one more address or number of theirs")
                for number, (key, person) in enumerate(people.items(), 1)
            ),
            Choice("c", "client", plain(client.name, 60), "the client's own, nobody's there"),
        ]
        which = await self.app.push_screen_wait(Choose(f"Who at {plain(client.name, 40)}?", choices))
        if which == "new":
            return SenderChoice(point, "person", written, client_id=client.id)
        if which == "client":
            return SenderChoice(point, "add", client_id=client.id)
        return SenderChoice(point, "to_person", person_id=people[which].id) if which else None

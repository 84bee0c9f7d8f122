"""What can be done on the client page: acts on what is selected, calls and people of this client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.acts.host import Subject
from tui.screens.page import PageScreen
from tui.wording.said import logged, stored

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.model.draft import ContactDraft


class ClientActs(PageScreen, inherit_bindings=False):
    """A screen about one client: whatever is entered there is this client's."""

    def __init__(self, desk: Desk, client_id: int) -> None:
        super().__init__(desk)
        self.client_id = client_id
        self.client = desk.clients.get(client_id)

    @property
    def itself(self) -> Subject:
        """The client the page is about."""
        return Subject("client", f"client:{self.client_id}", self.client_id)

    @property
    def cursor_key(self) -> str | None:
        """The key of the selected row."""
        raise NotImplementedError

    def action_act(self, name: str) -> None:
        """Do an act to what is selected; what is new is this client's."""
        own = {"call": self._call, "contact": self._contact, "person": self._person}
        own |= {"agree": self._agree, "sheet": self._sheet, "rearrange": self._rearrange}
        person = self._selected_person() if name in ("edit", "delete") else None
        if name in own:
            self.run_worker(self._guarded(own[name]()), group="acts")
        elif person is not None:
            self.run_worker(self._guarded(self._change_person(person, name)), group="acts")
        else:
            self.start(name, self.subject or self.itself)

    async def _call(self) -> None:
        from tui.screens.call import CallForm

        subject = self.subject if self.place == "waiting" else None
        answers = (subject.id,) if subject is not None else ()
        form = CallForm(
            self.desk, client_id=self.client_id, answers=answers, settled=True, save=self.desk.contacts.log
        )
        draft = await self.ask(form)
        if draft is not None:
            from tui.screens.acts.contacts import call_said, promises_wished

            self.saved(call_said(self.desk, draft, self.client.name))
            await promises_wished(self, draft)

    async def _contact(self) -> None:
        from tui.screens.contact import ContactForm

        subject = self.subject if self.place == "waiting" else None
        answers = (subject.id,) if subject is not None else ()
        form = ContactForm(self.desk, client_id=self.client_id, answers=answers, save=self.desk.contacts.log)
        self._logged("Contact", await self.ask(form))

    def _logged(self, what: str, draft: ContactDraft | None) -> None:
        if draft is not None:
            self.saved(logged(what, self.client.name))

    async def _agree(self) -> None:
        """Agree anew on what is selected, or on what is missing there; else on what is missing first."""
        from data.model.agreement import AgreementKind
        from tui.screens.acts import agreements

        where, _, what = (self.cursor_key or "").partition(":")
        kind = AgreementKind(what) if where == "missing" else None
        if where == "agreement":
            kind = self.desk.agreements.get(int(what)).kind
        await agreements.new(self, self.client_id, kind=kind, settled=True)

    async def _sheet(self) -> None:
        from tui.screens.acts import agreements

        await agreements.sheet(self, self.client_id)

    async def _person(self) -> None:
        from tui.screens.forms.person import PersonForm

        clients = self.desk.clients
        person = await self.ask(PersonForm(self.desk, client_id=self.client_id, save=clients.add_person))
        if person is not None:
            self.saved(stored(person.name, new=True))

    async def _rearrange(self) -> None:
        from tui.screens.acts.merging import rearrange

        await rearrange(self, self.itself)

    def _selected_person(self) -> int | None:
        key = self.cursor_key
        kind, _, number = (key or "").partition(":")
        return int(number) if kind == "person" else None

    async def _change_person(self, person_id: int, act: str) -> None:
        from tui.screens.forms.person import PersonForm

        clients = self.desk.clients
        if act == "delete":
            self.do(lambda: clients.delete_person(person_id))
            return
        people = {person.id: person for person in clients.people(self.client_id)}
        form = PersonForm(
            self.desk, people.get(person_id), client_id=self.client_id, save=clients.edit_person
        )
        changed = await self.ask(form)
        if changed is not None:
            self.saved(stored(changed.name, new=False))

"""Who is this? People who wrote or called and are no clients yet, and whose they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.desk.intake import judging
from data.desk.people.belonging import (
    insert_client,
    insert_person,
    known_people,
    settle,
    with_point,
)
from data.errors import NotFound, WrongUse
from data.model.client import Client, Person
from data.rules.matching import name_key
from data.store import clients, people, senders, shared_domains

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.model.matching import Stranger
    from data.model.source import UnknownSender


class Matching:
    """The "who is this?" tray. A point is what somebody is known by: an address, or a phone number."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def unknown_senders(self) -> tuple[UnknownSender, ...]:
        """Give who wrote or called and is no client, the latest first."""
        return tuple(senders.unknown(self._core.reader, self._core.now()))

    def strangers(self) -> tuple[Stranger, ...]:
        """Give the rows of the tray: who wrote or called, the latest first, and who they may be."""
        known = known_people(self._core.reader)
        return tuple(known.stranger(sender) for sender in self.unknown_senders())

    def take(self, point: str) -> str:
        """Accept what the tray suggests for somebody, and say what was done."""
        found = next((row for row in self.strangers() if row.sender.point == point), None)
        if found is None or found.suggestion is None:
            raise NotFound(f"Nothing speaks for whose {point} is. Reload and try again.")
        suggestion, name = found.suggestion, found.sender.name
        with judging.following(self._core, f"{point} is {suggestion.client}'s") as db:
            settled = settle(self._core, db, replace(suggestion, person=suggestion.person or name), point)
        return settled.said

    def make_client(self, point: str, name: str, *, person: str = "", domain: str = "") -> Client:
        """Make somebody from the tray a client.

        With a `person` of another name the point is theirs, there; with a `domain` all of it is the client's.
        """
        with judging.following(self._core, f"add client {name}") as db:
            client = Client(name.strip() or point, domains=(domain,) if domain else ())
            if not person.strip() or name_key(person) == name_key(client.name):
                return insert_client(self._core, db, with_point(client, point))
            client = insert_client(self._core, db, client)
            insert_person(db, with_point(Person(client.id, person), point))
        return client

    def add_to_client(self, point: str, client_id: int) -> Client:
        """Give a client one more address or number of its own."""
        from data.desk.people.clients import Clients

        book = Clients(self._core)
        client = book.get(client_id)
        wanted = with_point(client, point)
        if wanted == client:
            raise WrongUse(f"{point} is {client.name}'s already.")
        return book.edit(wanted)

    def add_person(self, point: str, client_id: int, name: str) -> Person:
        """Make somebody from the tray a new person at a client."""
        from data.desk.people.clients import Clients

        return Clients(self._core).add_person(with_point(Person(client_id, name), point))

    def add_to_person(self, point: str, person_id: int) -> Person:
        """Give somebody at a client one more address or number."""
        from data.desk.people.clients import Clients

        person = people.get(self._core.reader, person_id)
        if person is None:
            raise NotFound("That person is not in the store any more. Reload and try again.")
        return Clients(self._core).edit_person(with_point(person, point))

    def whole_domain(self, domain: str, client_id: int) -> str:
        """Have everybody who writes from a domain be a client's."""
        from data.desk.people.clients import Clients

        book = Clients(self._core)
        client = book.get(client_id)
        if domain in client.domains:
            raise WrongUse(f"{domain} is {client.name}'s already.")
        book.edit(replace(client, domains=(*client.domains, domain)))
        return f"Whoever writes from {domain} is {client.name}'s now."

    def ignore(self, point: str) -> str:
        """Leave somebody out of the tray from now on."""
        with self._core.act(f"ignore {point}") as db:
            senders.ignore(db, point)
        return f"{point} will not be asked about again."

    def ignored(self) -> tuple[str, ...]:
        """Give the addresses and numbers that are left out of the tray, in order."""
        return tuple(senders.ignored(self._core.reader))

    def unignore(self, point: str) -> str:
        """Let somebody into the tray again; NotFound when they were not left out."""
        if point not in self.ignored():
            raise NotFound(f"{point} is not left out of the tray.")
        with self._core.act(f"ask about {point} again") as db:
            senders.unignore(db, point)
        return f"{point} is asked about again, the next time they write or call."

    def shared_domains(self) -> tuple[str, ...]:
        """Give the domains that several clients write from, in order."""
        return tuple(shared_domains.all_(self._core.reader))

    def share(self, domain: str) -> str:
        """Have a domain match nobody by itself; clients that claimed it lose it, their addresses stay."""
        from data.feeds.mail.addresses import normal_domain
        from data.feeds.mail.book import refused_domain

        domain = normal_domain(domain.strip().lstrip("@*."))
        if refused_domain(domain):
            raise WrongUse(f"{domain} matches nobody already: half the world writes from there.")
        with judging.following(self._core, f"share {domain}") as db:
            shared_domains.add(db, domain)
            for client in clients.all_(db):
                kept = tuple(own for own in client.domains if normal_domain(own.lstrip("@*.")) != domain)
                if kept != client.domains:
                    clients.update(db, replace(client, domains=kept))
        return f"{domain} is shared now: only exact addresses there tell who somebody is."

    def unshare(self, domain: str) -> str:
        """Have a domain be what it was before it was shared: nobody's, and free to be one client's."""
        from data.feeds.mail.addresses import normal_domain

        domain = normal_domain(domain.strip().lstrip("@*."))
        if domain not in self.shared_domains():
            raise NotFound(f"{domain} is not marked as shared.")
        with judging.following(self._core, f"{domain} is not shared") as db:
            shared_domains.remove(db, domain)
        return f"{domain} is not shared any more. It is nobody's until a client is given it."

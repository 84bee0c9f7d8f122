"""Clients and the people who work there."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from data.errors import Changed, NotFound, WrongUse
from data.model.names import tidy_name
from data.store import clients, people, touches
from data.values import frozen

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.model.client import Client, Person
    from data.model.touch import Touch


class Clients:
    """Who frontdesk serves."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def all(self) -> tuple[Client, ...]:
        """Give every client by name."""
        return tuple(clients.all_(self._core.reader))

    def recent(self) -> tuple[Client, ...]:
        """Give every client, the one with the latest contact first: the order a picker offers them in."""
        latest = touches.last_contact(self._core.reader)
        never = datetime.min.replace(tzinfo=UTC)
        return tuple(sorted(self.all(), key=lambda client: latest.get(client.id, never), reverse=True))

    def get(self, client_id: int) -> Client:
        """Give one client; NotFound when there is none."""
        client = clients.get(self._core.reader, client_id)
        if client is None:
            raise NotFound("That client is not in the store any more. Reload and try again.")
        return client

    def by_name(self, text: str) -> Client:
        """Give the one client that `text` can mean: the whole name, else the single best fit."""
        known = self.all()
        exact = [client for client in known if client.name.casefold() == tidy_name(text).casefold()]
        if exact:
            return exact[0]
        from data.rules.match import rank_clients

        ranked = rank_clients(text, known)
        if not ranked:
            raise NotFound(f"No client fits {text!r}. `frontdesk add client NAME` makes one.")
        starts = [c for c in ranked if c.name.casefold().startswith(text.strip().casefold())]
        if len(starts) > 1 or (not starts and len(ranked) > 1):
            names = ", ".join(client.name for client in (starts or ranked)[:5])
            raise NotFound(f"{text!r} could be {names}. Write a little more of the name.")
        return (starts or ranked)[0]

    def add(self, client: Client) -> Client:
        """Store a new client; mail of theirs that was read before is judged at once."""
        client = replace(self._checked(client), since=client.since or self._core.today())
        with self._following(f"add client {client.name}") as db:
            return clients.insert(db, client, self._core.now())

    def edit(self, client: Client, opened: Client | None = None) -> Client:
        """Store a changed client; Changed when it is no longer what was `opened` to be changed."""
        if self.get(client.id) != (opened or self.get(client.id)):
            raise Changed(f"{client.name} was changed elsewhere meanwhile. Go back and open it again.")
        client = self._checked(client)
        with self._following(f"edit client {client.name}") as db:
            clients.update(db, client)
        return client

    def delete(self, client_id: int) -> str:
        """Take a client off every list. What was promised and said stays in the store."""
        client = self.get(client_id)
        with self._following(f"delete client {client.name}") as db:
            clients.hide(db, client_id, self._core.now())
        return f"{client.name} is off every list."

    def people(self, client_id: int) -> tuple[Person, ...]:
        """Give the people at a client by name."""
        return tuple(people.of_client(self._core.reader, client_id))

    def add_person(self, person: Person) -> Person:
        """Store someone at a client; their addresses are the client's from now on."""
        person = self._checked_person(person)
        with self._following(f"add {person.name}") as db:
            return people.insert(db, person)

    def edit_person(self, person: Person) -> Person:
        """Store a changed person."""
        self._person(person.id)
        person = self._checked_person(person)
        with self._following(f"edit {person.name}") as db:
            people.update(db, person)
        return person

    def delete_person(self, person_id: int) -> str:
        """Remove someone from a client."""
        person = self._person(person_id)
        with self._following(f"delete {person.name}") as db:
            people.delete(db, person_id)
        return f"{person.name} is gone."

    def contacts(self, client_id: int, limit: int = 50) -> tuple[Touch, ...]:
        """Give the latest contacts with a client, newest first."""
        return tuple(touches.of_client(self._core.reader, client_id, limit))

    def take_in(self, given: Iterable[Client]) -> Import:
        """Add clients from a file in one act; one of a known name is completed, what clashes is left out."""
        from data.desk.people.checks import Others, completed, tidied, without_unfit

        known = {client.name.casefold(): client for client in self.all()}
        others = Others.of(self._core.reader)
        added, completed_, notes = 0, 0, []
        given = [_named(tidied(client)) for client in given]
        with self._following(f"import {len(given)} clients") as db:
            for client in given:
                there = known.get(client.name.casefold())
                wanted = client if there is None else completed(there, client)
                wanted, unfit = without_unfit(wanted, replace(others, clients=tuple(known.values())))
                notes += [f"{client.name}: {said}" for said in unfit]
                if there is None:
                    wanted = clients.insert(db, wanted, self._core.now())
                    added += 1
                elif wanted != there:
                    clients.update(db, wanted)
                    completed_ += 1
                known[wanted.name.casefold()] = wanted
        return Import(added, completed_, len(given) - added - completed_, tuple(notes))

    def _following(self, name: str) -> AbstractContextManager[Database]:
        """Open an act that letters and calls follow; who only looks doesn't wait for what judges them."""
        from data.desk.intake import judging

        return judging.following(self._core, name)

    def _checked(self, client: Client) -> Client:
        from data.desk.people.checks import Others, problem_with, tidied

        client = tidied(client)
        problem = problem_with(client, Others.of(self._core.reader))
        if problem:
            raise WrongUse(problem)
        return client

    def _checked_person(self, person: Person) -> Person:
        from data.desk.people.checks import Others, problem_with_person, tidied_person

        person = tidied_person(person)
        self.get(person.client_id)
        problem = problem_with_person(person, Others.of(self._core.reader))
        if problem:
            raise WrongUse(problem)
        return person

    def _person(self, person_id: int) -> Person:
        person = people.get(self._core.reader, person_id)
        if person is None:
            raise NotFound("That person is not in the store any more. Reload and try again.")
        return person


def _named(client: Client) -> Client:
    if not client.name:
        raise WrongUse("A client needs a name.")
    return client


@frozen
class Import:
    """What came of a file of clients."""

    added: int
    completed: int
    same: int
    notes: tuple[str, ...]
    """Addresses and domains that were left out, and why."""

"""Puts somebody where they belong: a new client, a person at one, or one more address of either.

Everything here works inside the caller's act; nobody who exists is doubled, only completed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from data.desk.client_checks import Others, problem_with, problem_with_person, tidied, tidied_person
from data.errors import NotFound, WrongUse
from data.model.client import Client, Person
from data.model.matching import CardLink
from data.rules.matching import Known, name_key, same_phone
from data.store import address_book, clients, people, shared_domains

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from data.desk.core import Core
    from data.model.matching import BookEntry, Suggestion

OwnerT = TypeVar("OwnerT", Client, Person)


def known_people(db: Database) -> Known:
    """Give everybody who is known, for finding out who somebody else is."""
    from data.feeds.mail.addresses import normal, normal_domain
    from data.feeds.mail.book import refused_domain

    shared = frozenset(shared_domains.all_(db))
    return Known(
        clients.all_(db),
        people.all_(db),
        address_book.all_(db),
        address_book.links(db),
        not_theirs=lambda domain: refused_domain(domain) or normal_domain(domain) in shared,
        normal=normal,
    )


def settle(core: Core, db: Database, suggestion: Suggestion, point: str = "") -> str:
    """Do what a suggestion says, with all its card knows and one more point; say what was done."""
    if suggestion.client_id is None:
        client = insert_client(core, db, Client(suggestion.client))
    else:
        found = clients.get(db, suggestion.client_id)
        if found is None:
            raise NotFound("That client is not in the store any more. Reload and try again.")
        client = found
    entry = suggestion.entry
    if suggestion.person_id is not None:
        person = people.get(db, suggestion.person_id)
        if person is None:
            raise NotFound("That person is not in the store any more. Reload and try again.")
        update_person(db, _with_card(with_point(person, point), entry))
        link(db, entry, client.id, person.id)
        return f"{point or entry_said(entry)} is {person.name}'s of {client.name}."
    name = suggestion.person.strip()
    if not name or name_key(name) == name_key(client.name):
        wanted = _with_card(with_point(client, point), entry)
        update_client(db, replace(wanted, post_address=wanted.post_address or _post_address(entry)))
        link(db, entry, client.id, None)
        return f"{point or entry_said(entry)} is {client.name}'s."
    role = entry.role if entry is not None else ""
    person = insert_person(db, _with_card(with_point(Person(client.id, name, role=role), point), entry))
    link(db, entry, client.id, person.id)
    if entry is not None and entry.post_address and not client.post_address:
        update_client(db, replace(client, post_address=entry.post_address))
    return f"{person.name} is at {client.name}."


def entry_said(entry: BookEntry | None) -> str:
    """Name a card in a sentence."""
    return "The card" if entry is None else f"The card of {entry.name}"


def with_point(owner: OwnerT, point: str) -> OwnerT:
    """Give a client or a person with an address or a number besides; the same where they have it."""
    if not point:
        return owner
    if "@" in point:
        return replace(owner, addresses=tuple(dict.fromkeys((*owner.addresses, point))))
    if any(same_phone(point, phone) for phone in owner.phones):
        return owner
    return replace(owner, phones=(*owner.phones, point))


def insert_client(core: Core, db: Database, client: Client) -> Client:
    """Store a new client; WrongUse when it cannot be stored beside the others."""
    client = tidied(client)
    _refuse(problem_with(client, Others.of(db)))
    return clients.insert(db, replace(client, since=client.since or core.today()), core.now())


def update_client(db: Database, client: Client) -> None:
    """Store a changed client; WrongUse when it cannot be stored beside the others."""
    client = tidied(client)
    _refuse(problem_with(client, Others.of(db)))
    clients.update(db, client)


def insert_person(db: Database, person: Person) -> Person:
    """Store somebody new at a client; WrongUse when an address is somebody else's."""
    person = tidied_person(person)
    _refuse(problem_with_person(person, Others.of(db)))
    return people.insert(db, person)


def update_person(db: Database, person: Person) -> None:
    """Store a changed person; WrongUse when an address is somebody else's."""
    person = tidied_person(person)
    _refuse(problem_with_person(person, Others.of(db)))
    people.update(db, person)


def link(db: Database, entry: BookEntry | None, client_id: int, person_id: int | None) -> None:
    """Remember who came from a card, and that all it says now was decided on."""
    if entry is not None and entry.uid:
        card = CardLink(entry.uid, client_id, person_id=person_id, seen=entry.points)
        if card not in [replace(known, id=0) for known in address_book.links(db)]:
            address_book.link(db, card)


def _with_card(owner: OwnerT, entry: BookEntry | None) -> OwnerT:
    """Complete somebody with the addresses and numbers of their card."""
    for point in _points(entry):
        owner = with_point(owner, point)
    return owner


def _points(entry: BookEntry | None) -> Iterable[str]:
    return () if entry is None else entry.points


def _post_address(entry: BookEntry | None) -> str:
    return "" if entry is None else entry.post_address


def _refuse(problem: str) -> None:
    if problem:
        raise WrongUse(problem)

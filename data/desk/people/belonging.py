"""Puts somebody where they belong: a new client, a person at one, or one more address of either.

Everything here works inside the caller's act; nobody who exists is doubled, only completed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from data.desk.people.checks import Others, problem_with, problem_with_person, tidied, tidied_person
from data.errors import NotFound, WrongUse
from data.model.client import Client, Person
from data.model.matching import CardLink
from data.rules.matching import Known, name_key
from data.rules.phones import key_of
from data.store import address_book, clients, people, shared_domains
from data.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from data.desk.core import Core
    from data.model.matching import BookEntry, Suggestion
    from data.store.engine.looking import Looking

OwnerT = TypeVar("OwnerT", Client, Person)


def known_people(db: Looking) -> Known:
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


@frozen
class Settled:
    """Where somebody was put."""

    said: str
    client: Client
    person: Person | None = None
    link: CardLink | None = None


def settle(
    core: Core, db: Database, suggestion: Suggestion, point: str = "", others: Others | None = None
) -> Settled:
    """Do what a suggestion says, with all its card knows and one more point; say what was done."""
    others = others or Others.of(db)
    client = _client_of(core, db, suggestion, others)
    others = others.with_client(client)
    entry = suggestion.entry
    if suggestion.person_id is not None:
        person = update_person(
            db, _with_card(with_point(_person(db, suggestion.person_id), point), entry), others
        )
        said = f"{point or entry_said(entry)} is {person.name}'s of {client.name}."
        return Settled(said, client, person, link(db, entry, client.id, person.id))
    name = suggestion.person.strip()
    if not name or name_key(name) == name_key(client.name):
        client = _with_post_address(_with_card(with_point(client, point), entry), entry)
        client = update_client(db, client, others)
        said = f"{point or entry_said(entry)} is {client.name}'s."
        return Settled(said, client, None, link(db, entry, client.id, None))
    role = entry.role if entry is not None else ""
    person = _with_card(with_point(Person(client.id, name, role=role), point), entry)
    person = insert_person(db, person, others)
    if _with_post_address(client, entry) != client:
        client = update_client(db, _with_post_address(client, entry), others)
    return Settled(
        f"{person.name} is at {client.name}.", client, person, link(db, entry, client.id, person.id)
    )


def _client_of(core: Core, db: Database, suggestion: Suggestion, others: Others) -> Client:
    if suggestion.client_id is None:
        return insert_client(core, db, Client(suggestion.client), others)
    found = clients.get(db, suggestion.client_id)
    if found is None:
        raise NotFound("That client is not in the store any more. Reload and try again.")
    return found


def _person(db: Database, person_id: int) -> Person:
    person = people.get(db, person_id)
    if person is None:
        raise NotFound("That person is not in the store any more. Reload and try again.")
    return person


def complete(db: Database, client_id: int, person_id: int | None, entry: BookEntry) -> None:
    """Give somebody known all that their card says."""
    if person_id is not None:
        update_person(db, _with_card(_person(db, person_id), entry))
        return
    client = clients.get(db, client_id)
    assert client is not None
    update_client(db, _with_card(client, entry))


def entry_said(entry: BookEntry | None) -> str:
    """Name a card in a sentence."""
    return "The card" if entry is None else f"The card of {entry.name}"


def with_point(owner: OwnerT, point: str) -> OwnerT:
    """Give a client or a person with an address or a number besides; the same where they have it."""
    if not point:
        return owner
    if "@" in point:
        return replace(owner, addresses=tuple(dict.fromkeys((*owner.addresses, point))))
    # Not "the same telephone": 07700 900123 is that of a country which only +44 7700 900123 names, and calls
    # from the one are not found by the other.
    if key_of(point) in {key_of(phone) for phone in owner.phones}:
        return owner
    return replace(owner, phones=(*owner.phones, point))


def insert_client(core: Core, db: Database, client: Client, others: Others | None = None) -> Client:
    """Store a new client; WrongUse when it cannot be stored beside the others."""
    client = tidied(client)
    _refuse(problem_with(client, others or Others.of(db)))
    return clients.insert(db, replace(client, since=client.since or core.today()), core.now())


def update_client(db: Database, client: Client, others: Others | None = None) -> Client:
    """Store a changed client; WrongUse when it cannot be stored beside the others."""
    client = tidied(client)
    _refuse(problem_with(client, others or Others.of(db)))
    clients.update(db, client)
    return client


def insert_person(db: Database, person: Person, others: Others | None = None) -> Person:
    """Store somebody new at a client; WrongUse when an address is somebody else's."""
    person = tidied_person(person)
    _refuse(problem_with_person(person, others or Others.of(db)))
    return people.insert(db, person)


def update_person(db: Database, person: Person, others: Others | None = None) -> Person:
    """Store a changed person; WrongUse when an address is somebody else's."""
    person = tidied_person(person)
    _refuse(problem_with_person(person, others or Others.of(db)))
    people.update(db, person)
    return person


def link(db: Database, entry: BookEntry | None, client_id: int, person_id: int | None) -> CardLink | None:
    """Remember who came from a card, and that all it says now was decided on."""
    if entry is None or not entry.uid:
        return None
    card = CardLink(entry.uid, client_id, person_id=person_id, seen=entry.points)
    known = address_book.link_of(db, entry.uid)
    if known is None or replace(known, id=0) != card:
        address_book.link(db, card)
    return card


def _with_post_address(client: Client, entry: BookEntry | None) -> Client:
    given = entry.post_address if entry is not None else ""
    return client if client.post_address else replace(client, post_address=given)


def _with_card(owner: OwnerT, entry: BookEntry | None) -> OwnerT:
    """Complete somebody with the addresses and numbers of their card."""
    for point in _points(entry):
        owner = with_point(owner, point)
    return owner


def _points(entry: BookEntry | None) -> Iterable[str]:
    return () if entry is None else entry.points


def _refuse(problem: str) -> None:
    if problem:
        raise WrongUse(problem)

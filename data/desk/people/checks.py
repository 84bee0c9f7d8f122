"""Which addresses and domains can be a client's, beside those of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from data.errors import WrongUse
from data.model.client import Client, Person
from data.model.names import tidy_name
from data.rules.matching import same_phone
from data.store import clients, people, shared_domains
from data.values import frozen

if TYPE_CHECKING:
    from data.model.matching import BookEntry
    from data.store.engine.looking import Looking


@frozen
class Others:
    """Everybody a client or a person is checked against."""

    clients: tuple[Client, ...]
    people: tuple[Person, ...] = ()
    shared: frozenset[str] = frozenset()
    """Domains that several clients write from."""

    @classmethod
    def of(cls, db: Looking) -> Others:
        """Give everybody who is on the lists."""
        return cls(tuple(clients.all_(db)), tuple(people.all_(db)), frozenset(shared_domains.all_(db)))

    def with_client(self, client: Client) -> Others:
        """Give them with a client as it is now."""
        return replace(self, clients=(*(each for each in self.clients if each.id != client.id), client))

    def with_person(self, person: Person) -> Others:
        """Give them with somebody as they are now."""
        return replace(self, people=(*(each for each in self.people if each.id != person.id), person))

    def owner_of(self, address: str) -> tuple[int, int | None] | None:
        """Give the client, and the person there, whose exact address it is."""
        for client in self.clients:
            if address in client.addresses:
                return client.id, None
        for person in self.people:
            if address in person.addresses:
                return person.client_id, person.id
        return None

    def said(self, owner: tuple[int, int | None]) -> str:
        """Name an owner in a sentence: "Acme", "Ann of Acme"."""
        client = next(each.name for each in self.clients if each.id == owner[0])
        person = next((each.name for each in self.people if each.id == owner[1]), "")
        return f"{person} of {client}" if person else client

    def missing(self, entry: BookEntry, client_id: int | None) -> tuple[str, ...]:
        """Give the addresses of a card that are nobody's yet, and the numbers that are not that client's."""
        numbers = [
            *(phone for each in self.clients if each.id == client_id for phone in each.phones),
            *(phone for each in self.people if each.client_id == client_id for phone in each.phones),
        ]
        return (
            *(address for address in entry.addresses if self.owner_of(address) is None),
            *(phone for phone in entry.phones if not any(same_phone(phone, known) for known in numbers)),
        )


def tidied(client: Client) -> Client:
    """Give a client with its words as they are kept; WrongUse for what is no e-mail address."""
    return replace(
        client,
        name=tidy_name(client.name),
        addresses=_addresses(client.addresses),
        domains=tuple(
            dict.fromkeys(domain.strip().lower().lstrip("@") for domain in client.domains if domain.strip())
        ),
        phones=tuple(phone.strip() for phone in client.phones if phone.strip()),
    )


def tidied_person(person: Person) -> Person:
    """Give a person with their words as they are kept; WrongUse for no name or no e-mail address."""
    name = tidy_name(person.name)
    if not name:
        raise WrongUse("A person needs a name.")
    return replace(person, name=name, addresses=_addresses(person.addresses))


def _addresses(given: Iterable[str]) -> tuple[str, ...]:
    """Give the bare addresses of "Ana <ana@acme.example>" and the like, each once."""
    from data.feeds.mail.addresses import parse_addresses

    found: dict[str, None] = {}
    for text in given:
        if not text.strip():
            continue
        boxes = parse_addresses(text)
        if not boxes or any(not _looks_right(box.address) for box in boxes):
            raise WrongUse(f"{text.strip()!r} is no e-mail address.")
        found.update((box.address.lower(), None) for box in boxes)
    return tuple(found)


def _looks_right(address: str) -> bool:
    local, _, domain = address.rpartition("@")
    return bool(local) and bool(domain) and not any(letter.isspace() for letter in address)


def problem_with(client: Client, others: Others) -> str:
    """Say why a client cannot be stored beside the others; empty when it can."""
    if not client.name:
        return "A client needs a name."
    for other in others.clients:
        if other.id != client.id and other.name.casefold() == client.name.casefold():
            return f"There is a client {other.name} already."
    return next((said for _, said in _unfit(client, others)), "")


def problem_with_person(person: Person, others: Others) -> str:
    """Say why somebody cannot have their addresses: whose they are already; empty when nobody's."""
    names = {client.id: client.name for client in others.clients}
    for address in person.addresses:
        for client in others.clients:
            if client.id != person.client_id and address in client.addresses:
                return f"{address} belongs to {client.name} already."
        for other in others.people:
            if other.id != person.id and address in other.addresses:
                return f"{address} belongs to {other.name} of {names[other.client_id]} already."
    return ""


def without_unfit(client: Client, others: Others) -> tuple[Client, tuple[str, ...]]:
    """Give the client without the addresses and domains that cannot be its own, and say which and why."""
    unfit = dict(_unfit(client, others))
    kept = replace(
        client,
        addresses=tuple(address for address in client.addresses if address not in unfit),
        domains=tuple(domain for domain in client.domains if domain not in unfit),
    )
    return kept, tuple(unfit.values())


def completed(there: Client, given: Client) -> Client:
    """Add to a known client what is said of it besides."""
    return replace(
        there,
        addresses=tuple(dict.fromkeys((*there.addresses, *given.addresses))),
        domains=tuple(dict.fromkeys((*there.domains, *given.domains))),
        phones=tuple(dict.fromkeys((*there.phones, *given.phones))),
        zone=there.zone or given.zone,
    )


def _unfit(client: Client, others: Others) -> Iterator[tuple[str, str]]:
    from data.feeds.mail.addresses import normal_domain
    from data.feeds.mail.book import refused_domain

    for domain in client.domains:
        if refused_domain(domain):
            yield (
                domain,
                f"{domain} cannot be a client's domain: half the world writes from there. "
                "Give the client's exact address instead.",
            )
        elif normal_domain(domain) in others.shared:
            yield (
                domain,
                f"{domain} is marked as shared by several, so it can be nobody's alone. "
                "Give the people's exact addresses instead.",
            )
    for other in others.clients:
        if other.id == client.id:
            continue
        for address in client.addresses:
            if address in other.addresses:
                yield address, f"{address} belongs to {other.name} already."
        for domain in client.domains:
            if domain in other.domains:
                yield domain, _two_claim(domain, other)
    names = {other.id: other.name for other in others.clients}
    for person in others.people:
        for address in client.addresses:
            if person.client_id != client.id and address in person.addresses:
                yield address, f"{address} belongs to {person.name} of {names[person.client_id]} already."


def _two_claim(domain: str, other: Client) -> str:
    return (
        f"{domain} belongs to {other.name} already. If both write from there, mark it as shared: "
        f"`frontdesk clients shared {domain}`; then only exact addresses tell them apart."
    )

"""Which addresses and domains can be a client's, beside those of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from data.errors import WrongUse
from data.model.client import Client, Person


def tidied(client: Client) -> Client:
    """Give a client with its words as they are kept; WrongUse for what is no e-mail address."""
    return replace(
        client,
        name=client.name.strip(),
        addresses=_addresses(client.addresses),
        domains=tuple(
            dict.fromkeys(domain.strip().lower().lstrip("@") for domain in client.domains if domain.strip())
        ),
        phones=tuple(phone.strip() for phone in client.phones if phone.strip()),
    )


def tidied_person(person: Person) -> Person:
    """Give a person with their words as they are kept; WrongUse for no name or no e-mail address."""
    if not person.name.strip():
        raise WrongUse("A person needs a name.")
    return replace(person, name=person.name.strip(), addresses=_addresses(person.addresses))


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


def problem_with(client: Client, others: Iterable[Client]) -> str:
    """Say why a client cannot be stored beside the others; empty when it can."""
    others = [other for other in others if other.id != client.id]
    if not client.name.strip():
        return "A client needs a name."
    for other in others:
        if other.name.casefold() == client.name.strip().casefold():
            return f"There is a client {other.name} already."
    return next((said for _, said in _unfit(client, others)), "")


def without_unfit(client: Client, others: Iterable[Client]) -> tuple[Client, tuple[str, ...]]:
    """Give the client without the addresses and domains that cannot be its own, and say which and why."""
    unfit = dict(_unfit(client, [other for other in others if other.id != client.id]))
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


def _unfit(client: Client, others: list[Client]) -> Iterator[tuple[str, str]]:
    from data.feeds.mail.book import refused_domain

    for domain in client.domains:
        if refused_domain(domain):
            yield (
                domain,
                f"{domain} cannot be a client's domain: half the world writes from there. "
                "Give the client's exact address instead.",
            )
    for other in others:
        for shared in (*client.addresses, *client.domains):
            if shared in other.addresses or shared in other.domains:
                yield shared, f"{shared} belongs to {other.name} already."

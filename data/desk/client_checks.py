"""Which addresses and domains can be a client's, beside those of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from data.model.client import Client


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

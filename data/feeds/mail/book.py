"""The client book: whose address is this? (R3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.feeds.mail.addresses import domain_of, normal, normal_domain
from data.feeds.mail.free_mail import FREE_MAIL
from data.model.client import Client, Person


def refused_domain(domain: str) -> bool:
    """Whether a domain can belong to no client: a free-mail provider's, or a whole top level."""
    plain = normal_domain(domain.strip().lstrip("@*."))
    return "." not in plain or plain in FREE_MAIL


class ClientBook:
    """Finds the client of an address: exact addresses first, then domains and their sub-domains.

    A domain that several clients share tells nobody apart: there only exact addresses count.
    """

    def __init__(
        self,
        clients: Iterable[Client] = (),
        people: Iterable[Person] = (),
        shared: Iterable[str] = (),
    ) -> None:
        self._shared = frozenset(normal_domain(domain) for domain in shared)
        self._addresses: dict[str, int] = {}
        self._domains: dict[str, int] = {}
        refused: list[tuple[int, str]] = []
        for client in clients:
            for address in client.addresses:
                self._addresses.setdefault(normal(address), client.id)
            for domain in client.domains:
                if refused_domain(domain):
                    refused.append((client.id, domain))
                else:
                    self._domains.setdefault(normal_domain(domain.strip().lstrip("@*.")), client.id)
        for person in people:
            for address in person.addresses:
                self._addresses.setdefault(normal(address), person.client_id)
        self.refused: tuple[tuple[int, str], ...] = tuple(refused)
        """Client ids with the domains that were not taken over, to be said on screen."""

    def find(self, address: str) -> int | None:
        """Give the id of the client an address (as `addresses.normal` gives it) belongs to."""
        exact = self._addresses.get(address)
        if exact is not None or not self._domains:
            return exact
        for domain in _upward(domain_of(address)):
            if domain in self._shared:
                return None
            if domain in self._domains:
                return self._domains[domain]
        return None

    def knows_exactly(self, address: str) -> bool:
        """Whether this very address was entered, not only its domain."""
        return address in self._addresses

    def first(self, addresses: Iterable[str]) -> tuple[str, int] | None:
        """Give the first of several addresses that is a client's, with the client's id."""
        for address in addresses:
            client_id = self.find(address)
            if client_id is not None:
                return address, client_id
        return None


def _upward(domain: str) -> Iterator[str]:
    """Yield a domain, then each domain above it: a.b.example, b.example, example."""
    while domain:
        yield domain
        domain = domain.partition(".")[2]

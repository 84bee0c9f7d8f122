"""Clients and the people there, coming and going over the years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from bench.maker import words
from bench.maker.put import put_rows
from bench.maker.span import Span
from data.model.client import Client
from data.store.engine.rows import Value, as_row, instant_text

if TYPE_CHECKING:
    from sqlite_utils import Database

_PEOPLE = 3
_AT_A_TIME = 0.15
"""Share of the years that a client stays, on average."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who there is."""

    clients: tuple[Client, ...]
    people: dict[int, tuple[tuple[int, str, str], ...]]
    """By client id: id, name and address of each person there."""
    around: tuple[tuple[Client, ...], ...]
    """Who is a client on which hundredth of the years; the last few are there on the last."""

    def anyone(self, rng: Random, share: float) -> Client:
        """Give a client of the time when `share` of the years (0 to 1) had passed."""
        return rng.choice(self.around[min(99, int(share * 100))])

    def someone(self, rng: Random, client: Client) -> tuple[int, str, str]:
        """Give a person at a client: id, name and address."""
        return rng.choice(self.people[client.id])


def meet(db: Database, rng: Random, span: Span, count: int) -> Cast:
    """Make up the clients and store them."""
    clients, people, stays = [], {}, []
    for number in range(count):
        begin = rng.uniform(-_AT_A_TIME, 1.0)
        stays.append((begin, begin + rng.expovariate(1 / _AT_A_TIME) + 0.03))
        since = span.start + timedelta(days=max(0.0, begin) * (span.end - span.start).days * 0.99)
        client = Client(
            words.company(number),
            id=span.id(since),
            domains=(words.domain(number),) if number % 3 else (),
            phones=(f"+4930{number:07d}",),
            zone="America/New_York" if number % 17 == 0 else None,
            coffee="flat white" if number % 4 == 0 else "",
            post_address=f"{number + 1} {words.company(number)} Road",
            since=since.date(),
        )
        names = [words.person(rng) for _ in range(_PEOPLE)]
        people[client.id] = tuple(
            (span.id(since), name, words.address(name, words.domain(number))) for name in names
        )
        clients.append(client)
    around = tuple(
        tuple(c for c, (begin, end) in zip(clients, stays, strict=True) if begin <= n / 100 <= end)
        or tuple(clients[:5])
        for n in range(100)
    )
    cast = Cast(tuple(clients), people, around)
    _store(db, span, cast)
    return cast


def _store(db: Database, span: Span, cast: Cast) -> None:
    since = [instant_text(span.start) for _ in cast.clients]
    put_rows(db, "client", [as_row(c) | {"made_at": at} for c, at in zip(cast.clients, since, strict=True)])
    put_rows(
        db,
        "person",
        [
            {"id": number, "client_id": client_id, "name": name}
            for client_id, people in cast.people.items()
            for number, name, _ in people
        ],
    )
    put_rows(db, "contact_point", _points(span, cast))


def _points(span: Span, cast: Cast) -> list[dict[str, Value]]:
    found: list[dict[str, Value]] = []
    for client in cast.clients:
        first = cast.people[client.id][0][2]
        own: list[tuple[int | None, str, str]] = [(None, "address", first)]
        own += [(None, "domain", value) for value in client.domains]
        own += [(None, "phone", value) for value in client.phones]
        own += [(number, "address", address) for number, _, address in cast.people[client.id][1:]]
        found += [
            {
                "id": span.id(span.start),
                "client_id": client.id,
                "person_id": person,
                "kind": kind,
                "value": value,
                "place": 0,
            }
            for person, kind, value in own
        ]
    return found

"""The six clients of the demo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from data.model.client import Client, Person
from data.values import frozen

if TYPE_CHECKING:
    from data.desk import Desk


@frozen
class Clients:
    """Ids of the six, by short name."""

    harbour: int
    lindqvist: int
    osei: int
    cove: int
    dune: int
    birch: int


_PEOPLE = (
    ("harbour", Person(0, "Dana Ruiz", role="owner", addresses=("dana@harbourbooks.example",))),
    ("lindqvist", Person(0, "Marta Lindqvist", role="owner")),
    ("osei", Person(0, "Kofi Osei", role="eldest son", addresses=("kofi@osei.example",))),
    ("cove", Person(0, "Ana Bell", role="product", addresses=("ana@cove.example",))),
)
"""Who works there, by the short name of the client."""


def meet(desk: Desk) -> Clients:
    """Store the clients and the people who work there."""
    since = desk.now().date() - timedelta(days=400)
    made = {key: desk.clients.add(client).id for key, client in _clients(since).items()}
    for key, person in _PEOPLE:
        desk.clients.add_person(replace(person, client_id=made[key]))
    return Clients(**made)


def _clients(since: date) -> dict[str, Client]:
    """Give the clients by short name; most are clients since that day."""
    return {
        "harbour": Client(
            "Harbour Books",
            domains=("harbourbooks.example",),
            phones=("+49 40 555 0110",),
            coffee="flat white for Dana, black tea for Tom",
            post_address="Quay 4, 20457 Hamburg",
            note="Dana decides, Tom pays. Closed on the first Monday of the month.",
            since=since,
        ),
        "lindqvist": Client(
            "Lindqvist",
            addresses=("marta@lindqvist.example",),
            zone="Europe/Stockholm",
            post_address="Strandgatan 9, Visby",
            since=since,
        ),
        "osei": Client(
            "Osei & Sons",
            domains=("osei.example",),
            phones=("+44 20 5550 0142",),
            zone="Europe/London",
            referred_by="Harbour Books",
            since=since + timedelta(days=300),
        ),
        "cove": Client(
            "Cove",
            domains=("cove.example",),
            zone="America/New_York",
            reply_limit_minutes=480,
            since=since,
        ),
        "dune": Client("Dune", domains=("dune.example",), post_address="Sandweg 12, Kiel", since=since),
        "birch": Client(
            "Birch",
            domains=("birch.example",),
            phones=("+49 431 555 0177",),
            post_address="Waldstr. 3, Kiel",
        ),
    }

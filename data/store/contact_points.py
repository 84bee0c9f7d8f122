"""Addresses, domains and phone numbers of clients and of the people there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from data.store.rows import insert, tuples, write

if TYPE_CHECKING:
    from sqlite_utils import Database

Points = dict[str, tuple[str, ...]]
"""By kind: `address`, `domain`, `phone`, each in its order."""

_OF_CLIENTS = (
    "SELECT client_id, kind, value FROM contact_point WHERE person_id IS NULL ORDER BY client_id, place"
)
_OF_ONE_CLIENT = (
    "SELECT kind, value FROM contact_point WHERE client_id = ? AND person_id IS NULL ORDER BY place"
)
_OF_ONE_PERSON = "SELECT kind, value FROM contact_point WHERE person_id = ? ORDER BY place"


def of_clients(db: Database) -> dict[int, Points]:
    """Give every client's own contact points, those of their people left out."""
    found: dict[int, defaultdict[str, list[str]]] = {}
    for client_id, kind, value in tuples(db, _OF_CLIENTS):
        found.setdefault(client_id, defaultdict(list))[kind].append(value)
    return {client_id: _in_order(kinds) for client_id, kinds in found.items()}


def of_client(db: Database, client_id: int) -> Points:
    """Give one client's own contact points."""
    return _grouped(tuples(db, _OF_ONE_CLIENT, (client_id,)))


def of_person(db: Database, person_id: int) -> Points:
    """Give the contact points of someone at a client."""
    return _grouped(tuples(db, _OF_ONE_PERSON, (person_id,)))


def put(db: Database, client_id: int, person_id: int | None, points: Points) -> None:
    """Let a client (or a person there) have exactly these; only rows that differ are written."""
    wanted = [(kind, value, place) for kind, values in points.items() for place, value in enumerate(values)]
    there = {
        (kind, value, place): number
        for number, kind, value, place in tuples(
            db,
            "SELECT id, kind, value, place FROM contact_point WHERE client_id = ? AND person_id IS ?",
            (client_id, person_id),
        )
    }
    for point in there.keys() - set(wanted):
        write(db, "DELETE FROM contact_point WHERE id = ?", (there[point],))
    for point in wanted:
        if point not in there:
            insert(
                db,
                "INSERT INTO contact_point (id, client_id, person_id, kind, value, place)"
                " VALUES (new_id(), ?, ?, ?, ?, ?)",
                (client_id, person_id, *point),
            )


def _grouped(found: list[tuple[str, str]]) -> Points:
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for kind, value in found:
        kinds[kind].append(value)
    return _in_order(kinds)


def _in_order(kinds: dict[str, list[str]]) -> Points:
    return {kind: tuple(values) for kind, values in kinds.items()}

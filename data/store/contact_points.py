"""Addresses, domains and phone numbers of clients and of the people there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.store.engine.rows import insert, tuples, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

Points = dict[str, tuple[str, ...]]
"""By the field of a client or a person: `addresses`, `domains`, `phones`, each in its order."""

_FIELDS = {"address": "addresses", "domain": "domains", "phone": "phones"}
_KINDS = {field: kind for kind, field in _FIELDS.items()}

_OF_CLIENTS = (
    "SELECT client_id, kind, value FROM contact_point WHERE person_id IS NULL ORDER BY client_id, place"
)
_OF_PEOPLE = (
    "SELECT person_id, kind, value FROM contact_point WHERE person_id IS NOT NULL ORDER BY person_id, place"
)
_OF_ONE_CLIENT = """SELECT client_id, kind, value FROM contact_point
    WHERE client_id = ? AND person_id IS NULL ORDER BY place"""
_OF_ONE_PERSON = "SELECT person_id, kind, value FROM contact_point WHERE person_id = ? ORDER BY place"


def of_clients(db: Looking) -> dict[int, Points]:
    """Give every client's own contact points, those of their people left out."""
    return _by_owner(tuples(db, _OF_CLIENTS))


def of_people(db: Looking) -> dict[int, Points]:
    """Give the contact points of everybody who works at a client, by person."""
    return _by_owner(tuples(db, _OF_PEOPLE))


def of_client(db: Looking, client_id: int) -> Points:
    """Give one client's own contact points."""
    return _by_owner(tuples(db, _OF_ONE_CLIENT, (client_id,))).get(client_id, {})


def of_person(db: Looking, person_id: int) -> Points:
    """Give the contact points of someone at a client."""
    return _by_owner(tuples(db, _OF_ONE_PERSON, (person_id,))).get(person_id, {})


def put(db: Database, client_id: int, person_id: int | None, points: Points) -> None:
    """Let a client (or a person there) have exactly these; only rows that differ are written."""
    wanted = [
        (_KINDS[field], value, place)
        for field, values in points.items()
        for place, value in enumerate(values)
    ]
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


def _by_owner(found: list[tuple[int, str, str]]) -> dict[int, Points]:
    owners: dict[int, Points] = {}
    for owner, kind, value in found:
        points = owners.setdefault(owner, {})
        field = _FIELDS[kind]
        points[field] = (*points.get(field, ()), value)
    return owners

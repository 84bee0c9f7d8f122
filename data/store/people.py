"""The people who work at a client."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.model.client import Person
from data.store import contact_points
from data.store.engine.rows import as_row, first, read, write
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT = """INSERT INTO person (id, client_id, name, role, note)
    VALUES (new_id(), :client_id, :name, :role, :note)"""
_UPDATE = "UPDATE person SET client_id = :client_id, name = :name, role = :role, note = :note WHERE id = :id"


def all_(db: Looking) -> list[Person]:
    """Give everybody at every client that is not hidden."""
    return read(
        db,
        Person,
        "SELECT person.* FROM person JOIN client ON client.id = client_id WHERE hidden_at IS NULL"
        " ORDER BY person.id",
        more=contact_points.of_people(db),
    )


def of_client(db: Looking, client_id: int) -> list[Person]:
    """Give the people at a client by name."""
    found = read(
        db, Person, "SELECT * FROM person WHERE client_id = ? ORDER BY name COLLATE NOCASE, id", (client_id,)
    )
    return [_with(person, contact_points.of_person(db, person.id)) for person in found]


def get(db: Looking, person_id: int) -> Person | None:
    """Give one person."""
    person = first(db, Person, "SELECT * FROM person WHERE id = ?", (person_id,))
    return person and _with(person, contact_points.of_person(db, person_id))


def insert(db: Database, person: Person) -> Person:
    """Store someone new at a client and give them with their id."""
    number = insert_row(db, _INSERT, as_row(person))
    contact_points.put(db, person.client_id, number, _points(person))
    return replace(person, id=number)


def update(db: Database, person: Person) -> None:
    """Store a changed person."""
    write(db, _UPDATE, as_row(person))
    write(
        db,
        "UPDATE contact_point SET client_id = :client WHERE person_id = :person AND client_id <> :client",
        {"client": person.client_id, "person": person.id},
    )
    write(
        db,
        "UPDATE card_link SET client_id = :client WHERE person_id = :person AND client_id <> :client",
        {"client": person.client_id, "person": person.id},
    )
    contact_points.put(db, person.client_id, person.id, _points(person))


def delete(db: Database, person_id: int) -> None:
    """Delete a person; what was said with them stays with the client."""
    write(db, "DELETE FROM contact_point WHERE person_id = ?", (person_id,))
    write(db, "DELETE FROM card_link WHERE person_id = ?", (person_id,))
    write(db, "UPDATE touch SET person_id = NULL WHERE person_id = ?", (person_id,))
    write(db, "DELETE FROM person WHERE id = ?", (person_id,))


def _points(person: Person) -> contact_points.Points:
    return {"addresses": person.addresses, "phones": person.phones}


def _with(person: Person, points: contact_points.Points) -> Person:
    return replace(person, addresses=points.get("addresses", ()), phones=points.get("phones", ()))

"""What was agreed with clients, earlier versions included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from data.model.agreement import Agreement
from data.store.engine.rows import as_row, first, many, read, write
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

# The later of two of one day stands, so within one instant, too, its id has to be the greater one.
_INSERT = """INSERT INTO agreement (id, client_id, kind, text, noted_on, agreed_on, how, no_emergency,
        channel, acknowledge_minutes, loading_percent, hours_then, rate_then, loading_then)
    VALUES (max(new_id(), 1 + (SELECT coalesce(max(id), 0) FROM agreement
            WHERE client_id = :client_id AND kind = :kind)),
        :client_id, :kind, :text, :noted_on, :agreed_on, :how, :no_emergency,
        :channel, :acknowledge_minutes, :loading_percent, :hours_then, :rate_then, :loading_then)"""
_UPDATE = """UPDATE agreement SET client_id = :client_id, kind = :kind, text = :text, noted_on = :noted_on,
        agreed_on = :agreed_on, how = :how, no_emergency = :no_emergency, channel = :channel,
        acknowledge_minutes = :acknowledge_minutes, loading_percent = :loading_percent,
        hours_then = :hours_then, rate_then = :rate_then, loading_then = :loading_then
    WHERE id = :id"""
_EMERGENCIES = """SELECT * FROM agreement
    WHERE client_id IN (SELECT value FROM json_each(?)) AND kind = 'emergency'
    ORDER BY client_id, coalesce(agreed_on, noted_on), id"""
_OF_CLIENTS = """SELECT * FROM agreement WHERE client_id IN (SELECT value FROM json_each(?))
    ORDER BY client_id, coalesce(agreed_on, noted_on), id"""


def of_client(db: Looking, client_id: int) -> list[Agreement]:
    """Give all that was ever agreed with a client, the oldest first."""
    return of_clients(db, (client_id,))


def of_clients(db: Looking, client_ids: Iterable[int]) -> list[Agreement]:
    """Give all that was ever agreed with some clients, client by client, the oldest first."""
    return read(db, Agreement, _OF_CLIENTS, (many(client_ids),))


def about_emergencies(db: Looking, client_ids: Iterable[int]) -> list[Agreement]:
    """Give every emergency policy there ever was with some clients, client by client, the oldest first."""
    return read(db, Agreement, _EMERGENCIES, (many(client_ids),))


def get(db: Looking, agreement_id: int) -> Agreement | None:
    """Give one agreement."""
    return first(db, Agreement, "SELECT * FROM agreement WHERE id = ?", (agreement_id,))


def insert(db: Database, agreement: Agreement) -> Agreement:
    """Store a new agreement and give it with its id."""
    return replace(agreement, id=insert_row(db, _INSERT, as_row(agreement)))


def update(db: Database, agreement: Agreement) -> None:
    """Store a changed agreement."""
    write(db, _UPDATE, as_row(agreement))


def delete(db: Database, agreement_id: int) -> None:
    """Delete an agreement; the one before it stands again."""
    write(db, "DELETE FROM agreement WHERE id = ?", (agreement_id,))

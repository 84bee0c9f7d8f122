"""Clients, with their addresses, domains and phone numbers. A client is hidden, never deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.client import Client
from data.store import contact_points
from data.store.engine.rows import as_row, first, instant_text, read, write
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT = """INSERT INTO client (id, name, zone, reply_limit_minutes, keep_in_touch_days, takes_gifts, coffee,
        post_address, referred_by, note, since, made_at)
    VALUES (new_id(), :name, :zone, :reply_limit_minutes, :keep_in_touch_days, :takes_gifts, :coffee,
        :post_address, :referred_by, :note, coalesce(:since, date(:made_at)), :made_at)"""
_UPDATE = """UPDATE client SET name = :name, zone = :zone, reply_limit_minutes = :reply_limit_minutes,
        keep_in_touch_days = :keep_in_touch_days, takes_gifts = :takes_gifts, coffee = :coffee,
        post_address = :post_address, referred_by = :referred_by, note = :note,
        since = coalesce(:since, since)
    WHERE id = :id"""


def all_(db: Looking) -> list[Client]:
    """Give every client that is not hidden, by name."""
    return read(
        db,
        Client,
        "SELECT * FROM client WHERE hidden_at IS NULL ORDER BY name COLLATE NOCASE, id",
        more=contact_points.of_clients(db),
    )


def everybody(db: Looking) -> list[Client]:
    """Give every client there ever was by name, those taken off every list too."""
    return read(
        db,
        Client,
        "SELECT * FROM client ORDER BY name COLLATE NOCASE, id",
        more=contact_points.of_clients(db),
    )


def get(db: Looking, client_id: int) -> Client | None:
    """Give one client, hidden or not."""
    points = {client_id: contact_points.of_client(db, client_id)}
    return first(db, Client, "SELECT * FROM client WHERE id = ?", (client_id,), more=points)


def insert(db: Database, client: Client, now: datetime) -> Client:
    """Store a new client and give it with its id; without a `since` it counts from today (UTC)."""
    number = insert_row(db, _INSERT, {**as_row(client), "made_at": instant_text(now)})
    contact_points.put(db, number, None, _points(client))
    return replace(client, id=number, since=client.since or now.date())


def update(db: Database, client: Client) -> None:
    """Store a changed client."""
    write(db, _UPDATE, as_row(client))
    contact_points.put(db, client.id, None, _points(client))


def hide(db: Database, client_id: int, now: datetime) -> None:
    """Take a client off every list; what was said and done stays."""
    write(db, "UPDATE client SET hidden_at = ? WHERE id = ?", (instant_text(now), client_id))


def _points(client: Client) -> contact_points.Points:
    return {"addresses": client.addresses, "domains": client.domains, "phones": client.phones}

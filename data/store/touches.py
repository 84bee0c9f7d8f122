"""Contacts on any channel: messages and calls in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.touch import Touch
from data.store.engine.rows import as_row, first, instant_text, many, new_ids, read, tuples, write, write_all
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT = """INSERT INTO touch (id, channel, direction, at, client_id, person_id, thread_id, who, subject,
        note, minutes, outcome, message_id)
    VALUES (new_id(), :channel, :direction, :at, :client_id, :person_id, :thread_id, :who, :subject, :note,
        :minutes, :outcome, :message_id)"""
_INSERT_AS = _INSERT.replace("new_id()", ":id")
_UPDATE = """UPDATE touch SET channel = :channel, direction = :direction, at = :at, client_id = :client_id,
        person_id = :person_id, thread_id = :thread_id, who = :who, subject = :subject, note = :note,
        minutes = :minutes, outcome = :outcome, message_id = :message_id
    WHERE id = :id"""

# One seek for each client, whatever the number of contacts: the last entry of an index on (client_id, at).
_LAST_CONTACT = """SELECT id, (SELECT max(at) FROM touch WHERE client_id = client.id) AS latest
    FROM client WHERE hidden_at IS NULL"""
# Without INDEXED BY it would walk every thread there ever was, to have them in the order of clients.
_LAST_WRITTEN = """SELECT id, (SELECT max(at) FROM touch WHERE client_id = waiting.id
            AND direction = 'out' AND channel NOT IN ('call', 'meeting')) AS latest
    FROM (SELECT DISTINCT client_id AS id FROM thread INDEXED BY thread_waiting
        WHERE waiting_since IS NOT NULL AND settled = 0) AS waiting"""
_LAST_SPOKEN = """SELECT id, (SELECT max(at) FROM touch WHERE client_id = waiting.id
            AND channel = 'call' AND outcome = 'spoke') AS latest
    FROM (SELECT DISTINCT client_id AS id FROM thread INDEXED BY thread_waiting
        WHERE waiting_since IS NOT NULL AND settled = 0) AS waiting"""

# What a client with open work heard last: a message, or a talk whoever began it.
_LAST_WORD = """SELECT id, max(
        coalesce((SELECT max(at) FROM touch WHERE client_id = owed.id
            AND direction = 'out' AND channel NOT IN ('call', 'meeting')), ''),
        coalesce((SELECT max(at) FROM touch WHERE client_id = owed.id
            AND channel = 'call' AND outcome = 'spoke'), ''),
        coalesce((SELECT max(at) FROM touch WHERE client_id = owed.id AND channel = 'meeting'), '')) AS latest
    FROM (SELECT DISTINCT client_id AS id FROM deliverable INDEXED BY deliverable_open
        WHERE delivered_at IS NULL AND dropped_at IS NULL) AS owed"""


def of_client(db: Looking, client_id: int, limit: int = 50) -> list[Touch]:
    """Give the latest contacts with a client, newest first."""
    return read(
        db,
        Touch,
        "SELECT * FROM touch WHERE client_id = ? ORDER BY at DESC, id DESC LIMIT ?",
        (client_id, limit),
    )


def of_client_since(db: Looking, client_id: int, since: datetime) -> list[Touch]:
    """Give the contacts with a client from an instant on, the oldest first."""
    return read(
        db,
        Touch,
        "SELECT * FROM touch WHERE client_id = ? AND at >= ? ORDER BY at, id",
        (client_id, instant_text(since)),
    )


def by_telephone(db: Looking, client_id: int) -> list[Touch]:
    """Give every call and text message with a client, in the order of time."""
    return read(
        db,
        Touch,
        "SELECT * FROM touch WHERE client_id = ? AND channel IN ('call', 'sms') ORDER BY at, id",
        (client_id,),
    )


def of_ids(db: Looking, ids: Iterable[int]) -> list[Touch]:
    """Give some contacts."""
    sql = "SELECT * FROM touch WHERE id IN (SELECT value FROM json_each(?)) ORDER BY at, id"
    return read(db, Touch, sql, (many(ids),))


def of_thread(db: Looking, thread_id: int) -> list[Touch]:
    """Give the contacts of an exchange, newest first."""
    return read(db, Touch, "SELECT * FROM touch WHERE thread_id = ? ORDER BY at DESC, id DESC", (thread_id,))


def latest(db: Looking, limit: int = 50) -> list[Touch]:
    """Give the latest contacts with anybody, newest first."""
    return read(db, Touch, "SELECT * FROM touch ORDER BY at DESC, id DESC LIMIT ?", (limit,))


def get(db: Looking, touch_id: int) -> Touch | None:
    """Give one contact."""
    return first(db, Touch, "SELECT * FROM touch WHERE id = ?", (touch_id,))


def same_letter(db: Database, touch: Touch) -> Touch | None:
    """Give the contact that was derived from the same letter before, when the letter has lost sight of it."""
    return first(
        db,
        Touch,
        "SELECT * FROM touch WHERE client_id = ? AND at = ? AND message_id = ?",
        (touch.client_id, instant_text(touch.at), touch.message_id),
    )


def insert(db: Database, touch: Touch) -> Touch:
    """Store a new contact and give it with its id."""
    return replace(touch, id=insert_row(db, _INSERT, as_row(touch)))


def insert_all(db: Database, touches: Sequence[Touch]) -> list[Touch]:
    """Store many new contacts at once and give them with their ids."""
    numbers = new_ids(db, len(touches))
    made = [replace(touch, id=number) for touch, number in zip(touches, numbers, strict=True)]
    write_all(db, _INSERT_AS, map(as_row, made))
    return made


def update(db: Database, touch: Touch) -> None:
    """Store a changed contact."""
    write(db, _UPDATE, as_row(touch))


def delete(db: Database, touch_id: int) -> None:
    """Delete a contact; commitments made in it and questions asked in it stay, no mail is awaited for it."""
    write(db, "DELETE FROM awaited_mail WHERE touch_id = ?", (touch_id,))
    write(db, "UPDATE commitment SET touch_id = NULL WHERE touch_id = ?", (touch_id,))
    write(db, "UPDATE find_out SET touch_id = NULL WHERE touch_id = ?", (touch_id,))
    write(db, "DELETE FROM touch WHERE id = ?", (touch_id,))


def last_contact(db: Looking) -> dict[int, datetime]:
    """Give the latest contact on any channel, in either direction, by client."""
    return _instants(tuples(db, _LAST_CONTACT))


def last_written(db: Looking) -> dict[int, datetime]:
    """Give the latest message to the client, for clients with an exchange that waits."""
    return _instants(tuples(db, _LAST_WRITTEN))


def last_spoken(db: Looking) -> dict[int, datetime]:
    """Give the latest call that reached the client, for clients with an exchange that waits."""
    return _instants(tuples(db, _LAST_SPOKEN))


def last_word(db: Looking) -> dict[int, datetime]:
    """Give the latest word from the freelancer on any channel, for clients with open work."""
    return _instants(tuples(db, _LAST_WORD))


def _instants(found: list[tuple[int, str | None]]) -> dict[int, datetime]:
    return {client_id: datetime.fromisoformat(latest) for client_id, latest in found if latest}

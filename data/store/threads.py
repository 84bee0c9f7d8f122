"""Exchanges with clients, and whether they wait. `waiting_since` is kept with each row (STORE.md 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.touch import Thread
from data.store.engine.rows import as_row, first, instant_text, read, tuples, write
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT = """INSERT INTO thread (id, client_id, channel, subject, who, waiting_since, waiting_since_id,
        newest_at, newest_id, waiting_count, urgent, settled, snoozed_until, tries)
    VALUES (new_id(), :client_id, :channel, :subject, :who, :waiting_since, :waiting_since_id, :newest_at,
        :newest_id, :waiting_count, :urgent, :settled, :snoozed_until, :tries)"""
_UPDATE = """UPDATE thread SET client_id = :client_id, channel = :channel, subject = :subject, who = :who,
        waiting_since = :waiting_since, waiting_since_id = :waiting_since_id, newest_at = :newest_at,
        newest_id = :newest_id, waiting_count = :waiting_count, urgent = :urgent, settled = :settled,
        snoozed_until = :snoozed_until, tries = :tries
    WHERE id = :id"""


def waiting(db: Looking) -> list[Thread]:
    """Give every exchange that waits, sleeping ones included, the longest wait first."""
    return read(
        db,
        Thread,
        "SELECT * FROM thread WHERE waiting_since IS NOT NULL AND settled = 0 ORDER BY waiting_since, id",
    )


def count_from_before(db: Looking) -> int:
    """Count what waited already when its source was first read."""
    found = tuples(db, "SELECT count(*) FROM thread WHERE waiting_since IS NOT NULL AND settled = 1")
    return int(found[0][0])


def waiting_of(db: Looking, client_id: int) -> list[Thread]:
    """Give the exchanges in which one client waits, the longest wait first."""
    return read(
        db,
        Thread,
        "SELECT * FROM thread WHERE client_id = ? AND waiting_since IS NOT NULL ORDER BY waiting_since, id",
        (client_id,),
    )


def snoozed(db: Looking, now: datetime) -> list[Thread]:
    """Give the exchanges that sleep at `now`, the first to wake first."""
    return read(
        db,
        Thread,
        "SELECT * FROM thread WHERE waiting_since IS NOT NULL AND settled = 0 AND snoozed_until > ?"
        " ORDER BY snoozed_until, id",
        (instant_text(now),),
    )


def from_before(db: Looking) -> list[Thread]:
    """Give what waited already when its source was first read, the newest first."""
    return read(
        db,
        Thread,
        "SELECT * FROM thread WHERE waiting_since IS NOT NULL AND settled = 1"
        " ORDER BY newest_at DESC, id DESC",
    )


def of_client(db: Looking, client_id: int) -> list[Thread]:
    """Give every exchange with a client, waiting or not."""
    return read(db, Thread, "SELECT * FROM thread WHERE client_id = ? ORDER BY id", (client_id,))


def get(db: Looking, thread_id: int) -> Thread | None:
    """Give one exchange."""
    return first(db, Thread, "SELECT * FROM thread WHERE id = ?", (thread_id,))


def insert(db: Database, thread: Thread) -> Thread:
    """Store a new exchange and give it with its id."""
    return replace(thread, id=insert_row(db, _INSERT, as_row(thread)))


def update(db: Database, thread: Thread) -> None:
    """Store a changed exchange."""
    write(db, _UPDATE, as_row(thread))


def delete(db: Database, thread_id: int) -> None:
    """Delete an exchange; its contacts stay with the client."""
    write(db, "UPDATE touch SET thread_id = NULL WHERE thread_id = ?", (thread_id,))
    write(db, "DELETE FROM clock_stop WHERE thread_id = ?", (thread_id,))
    write(db, "DELETE FROM thread WHERE id = ?", (thread_id,))

"""A store to try things out in: it knows the same clients, and is gone afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from data.model.source import Contacts
from data.store.engine.rows import read, tuples, write_all
from data.store.store import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_KNOWN = (
    "client",
    "person",
    "contact_point",
    "project",
    "deliverable",
    "ignored_sender",
    "mail_me",
    "time_mapping",
    "shared_domain",
    "card_link",
)
"""What judging a source looks at: whose addresses and phones are whose, and what there is to work on."""

_CONTACTS = """SELECT channel, direction, count(*) AS count, min(at) AS first_at, max(at) AS last_at
    FROM touch GROUP BY channel, direction ORDER BY count DESC"""
_WAITING = """SELECT count(*) FILTER (WHERE NOT settled), count(*) FILTER (WHERE settled)
    FROM thread WHERE waiting_since IS NOT NULL"""


@contextmanager
def rehearsal(reader: Looking, now: datetime) -> Iterator[Store]:
    """Give an empty store in a folder of its own with the clients that `reader` sees in it."""
    with TemporaryDirectory(prefix="frontdesk-trial-") as folder:
        store = Store.open(Path(folder) / "trial.db", now=now)
        try:
            with store.intake(now) as db:
                db.execute("PRAGMA defer_foreign_keys = ON")
                for table in _KNOWN:
                    _copy(reader, db, table)
            yield store
        finally:
            store.close()


def contacts(db: Looking) -> list[Contacts]:
    """Count the contacts of a store by channel and direction."""
    return read(db, Contacts, _CONTACTS)


def waiting(db: Looking) -> tuple[int, int]:
    """Count the exchanges that wait, and those that waited from before."""
    counted: tuple[int, int] = tuples(db, _WAITING)[0]
    return counted


def _copy(reader: Looking, db: Database, table: str) -> None:
    table = _KNOWN[_KNOWN.index(table)]
    columns = [str(row[1]) for row in tuples(reader, f"PRAGMA table_info({table})")]
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    rows = tuples(reader, f"SELECT {names} FROM {table}")  # noqa: S608 - names of ours
    write_all(db, f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608

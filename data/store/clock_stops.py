"""When a reply clock was stopped by the user's word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.touch import Answer
from data.store.engine.rows import insert as insert_row
from data.store.engine.rows import instant_text, many, tuples, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT = "INSERT INTO clock_stop (id, thread_id, at, how) VALUES (new_id(), :thread_id, :at, :how)"


def insert(db: Database, thread_id: int, at: datetime, how: Answer, *, derived: bool = False) -> None:
    """Write down that an exchange stopped waiting, and how; `derived` when a contact alone says so."""
    number = insert_row(db, _INSERT, {"thread_id": thread_id, "at": instant_text(at), "how": how.value})
    if derived:
        write(db, "INSERT INTO call_stop (stop_id) VALUES (?)", (number,))


def of_threads(db: Looking, thread_ids: Iterable[int], *, derived: bool) -> dict[int, list[datetime]]:
    """Give when the clocks of some exchanges were stopped: by the user's word, or as a contact had it."""
    found: dict[int, list[datetime]] = {}
    sql = (
        "SELECT thread_id, at FROM clock_stop WHERE thread_id IN (SELECT value FROM json_each(?))"
        " AND EXISTS (SELECT 1 FROM call_stop WHERE stop_id = clock_stop.id) = ? ORDER BY thread_id, at"
    )
    for thread_id, at in tuples(db, sql, (many(thread_ids), int(derived))):
        found.setdefault(thread_id, []).append(datetime.fromisoformat(at))
    return found


def delete_derived(db: Database, thread_id: int, at: datetime) -> None:
    """Take back that an exchange stopped waiting because of a contact at an instant."""
    write(
        db,
        "DELETE FROM clock_stop WHERE thread_id = ? AND at = ? AND id IN (SELECT stop_id FROM call_stop)",
        (thread_id, instant_text(at)),
    )

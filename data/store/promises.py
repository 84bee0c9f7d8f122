"""What was told about a deliverable's date, entry by entry; nothing here ever changes one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from data.model.promise import Conditional, Told
from data.store.engine.rows import as_row, first, instant_text, read, tuples
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT = """INSERT INTO told (id, deliverable_id, kind, told_at, promised_at, how, why, verdict, after,
        after_days)
    VALUES (new_id(), :deliverable_id, :kind, :told_at, :promised_at, :how, :why, :verdict, :after,
        :after_days)"""


_CONDITIONAL = """SELECT told.* FROM deliverable JOIN told ON told.id = (
        SELECT id FROM told WHERE deliverable_id = deliverable.id ORDER BY told_at DESC, id DESC LIMIT 1)
    WHERE delivered_at IS NULL AND dropped_at IS NULL AND deliverable.promised_at IS NULL
        AND told.kind = 'conditional'"""
_AWAITED = """SELECT needed_on, received_at FROM obligation
    WHERE deliverable_id = :id AND (text = :after OR asked_at = :at) AND dropped_at IS NULL"""


def get(db: Looking, told_id: int) -> Told | None:
    """Give one entry of the history."""
    return first(db, Told, "SELECT * FROM told WHERE id = ?", (told_id,))


def of_deliverable(db: Looking, deliverable_id: int) -> list[Told]:
    """Give the promise history of a deliverable, the first entry first."""
    return read(
        db, Told, "SELECT * FROM told WHERE deliverable_id = ? ORDER BY told_at, id", (deliverable_id,)
    )


def told_at(db: Looking) -> dict[int, datetime]:
    """Give when the date that stands was told, by open deliverable."""
    rows = tuples(
        db,
        """SELECT id, (SELECT max(told_at) FROM told WHERE deliverable_id = deliverable.id
                AND kind IN ('promised', 'moved'))
            FROM deliverable INDEXED BY deliverable_open
            WHERE delivered_at IS NULL AND dropped_at IS NULL""",
    )
    return {number: datetime.fromisoformat(at) for number, at in rows if at}


def conditional(db: Looking) -> list[Conditional]:
    """Give what was promised from an arrival on, where that is the last word on an open deliverable."""
    found = []
    for told in read(db, Told, _CONDITIONAL):
        owed = tuples(
            db, _AWAITED, {"id": told.deliverable_id, "after": told.after, "at": instant_text(told.told_at)}
        )
        needed = min((on for on, received in owed if not received), default=None)
        came = max((received for _, received in owed if received), default=None)
        found.append(
            Conditional(
                told,
                date.fromisoformat(needed) if needed else None,
                datetime.fromisoformat(came) if came else None,
            )
        )
    return found


def insert(db: Database, told: Told) -> Told:
    """Add an entry to the history and give it with its id."""
    return replace(told, id=insert_row(db, _INSERT, as_row(told)))

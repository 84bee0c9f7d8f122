"""What the logs of telephones changed of rows that an act knows, so that the act can still be taken back.

Undo refuses a row that changed since. A log that fills in the minutes of a call logged by hand, or answers an
exchange, must not cost the user that undo: what it changed is taken back first, then the act, and whatever
still follows from the logs is derived anew. Changes inside an act are the act's own and need none of this.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from data.store import clock_stops
from data.store.engine.history import RECORDED
from data.store.engine.rows import instant_text, tuples, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_KNOWN_TO_AN_ACT = """SELECT NOT EXISTS (SELECT 1 FROM doing)
    AND EXISTS (SELECT 1 FROM change WHERE about = ? AND row_id = ?)"""
_ADD = "INSERT INTO call_amend (about, row_id, old, new, at) VALUES (?, ?, ?, ?, ?)"
_LATEST = "SELECT id, old, new, at FROM call_amend WHERE about = ? AND row_id = ? ORDER BY id DESC LIMIT 1"


@contextmanager
def amending(db: Database, about: str, row_id: int, at: datetime) -> Iterator[None]:
    """Remember how a row was before what is done inside, if an act may want it so again.

    `at` is the instant of the answer where that is what changes it.
    """
    if not tuples(db, _KNOWN_TO_AN_ACT, (about, row_id))[0][0]:
        yield
        return
    old = _row(db, about, row_id)
    yield
    new = _row(db, about, row_id)
    if old is not None and new is not None and old != new:
        write(db, _ADD, (about, row_id, json.dumps(old), json.dumps(new), instant_text(at)))


def take_back(db: Database, rows: Iterable[tuple[str, int]]) -> None:
    """Put rows back as they were before logs changed them, as far as nothing else has changed them since."""
    for about, row_id in rows:
        while found := tuples(db, _LATEST, (about, row_id)):
            number, old, new, at = found[0]
            if _row(db, about, row_id) != json.loads(new):
                break
            _put(db, about, row_id, json.loads(old))
            write(db, "DELETE FROM call_amend WHERE id = ?", (number,))
            if about == "thread":
                clock_stops.delete_derived(db, row_id, datetime.fromisoformat(at))


def move(db: Database, about: str, row_id: int, at: datetime, to: datetime) -> None:
    """Remember that an answer that changed a row came at another instant than was thought."""
    write(
        db,
        "UPDATE call_amend SET at = ? WHERE about = ? AND row_id = ? AND at = ?",
        (instant_text(to), about, row_id, instant_text(at)),
    )


def prune(db: Database) -> None:
    """Forget what no act could want back any more."""
    write(
        db,
        "DELETE FROM call_amend WHERE NOT EXISTS (SELECT 1 FROM change"
        " WHERE change.about = call_amend.about AND change.row_id = call_amend.row_id)",
    )


def _row(db: Looking, about: str, row_id: int) -> dict[str, Any] | None:
    table = RECORDED[RECORDED.index(about)]
    cursor = db.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))  # noqa: S608 - a name of ours
    row = cursor.fetchone()
    return row and dict(zip((column[0] for column in cursor.description), row, strict=True))


def _put(db: Database, about: str, row_id: int, old: dict[str, Any]) -> None:
    table = RECORDED[RECORDED.index(about)]
    names, marks = ", ".join(old), ", ".join("?" * len(old))
    sql = f"UPDATE {table} SET ({names}) = ({marks}) WHERE id = ?"  # noqa: S608 - names of ours
    write(db, sql, (*old.values(), row_id))

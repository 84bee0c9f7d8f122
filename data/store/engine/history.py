"""Undo: what an act changed is written down row by row, and taken back as a whole or not at all.

Triggers write the old and the new row as JSON (statements kept as SQL text would corrupt a text with NUL in
it). They write only while `doing` holds a row, so imports and feeds cost nothing and are not undone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from data.errors import Changed, NotFound
from data.store import effort
from data.store.engine.rows import instant_text, tuples, write
from data.store.engine.sqlite import sqlite3

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

KEPT = 200
"""How many acts can be taken back."""

RECORDED = (
    "client",
    "person",
    "contact_point",
    "project",
    "deliverable",
    "told",
    "work_entry",
    "effort_change",
    "past_job",
    "time_mapping",
    "time_word",
    "change_request",
    "obligation",
    "agreement",
    "step",
    "find_out",
    "card",
    "awaited_mail",
    "clock_stop",
    "review",
    "week_snapshot",
    "intention",
    "commitment",
    "thread",
    "touch",
    "gesture",
    "day_off",
    "mail_ruling",
    "ignored_sender",
    "shared_domain",
    "card_link",
)
"""Tables whose rows an act can change; each has an integer `id`."""
_FOLLOWS = {"work_entry": "time_entry_id"}
"""A column that is set in rows which follow from something outside: they are derived anew after an undo."""
_SUMS = {"deliverable": ("spent_minutes", "polish_minutes", "teaches")}
"""Columns that sum up other rows: they may have moved on since, and are summed up anew then."""

_NEWEST = "SELECT id, name FROM action WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1"


def begin(db: Database, name: str, now: datetime) -> int:
    """Write down from here on what changes, as one act; give its number."""
    write(db, "INSERT INTO action (name, at) VALUES (?, ?)", (name, instant_text(now)))
    action: int = tuples(db, "SELECT last_insert_rowid()")[0][0]
    write(db, "INSERT INTO doing (id, action_id) VALUES (1, ?)", (action,))
    return action


def end(db: Database, action: int) -> None:
    """Stop writing down. An act that changed nothing is forgotten, and so is the oldest of too many."""
    write(db, "DELETE FROM doing")
    write(
        db,
        "DELETE FROM action WHERE id = :id AND NOT EXISTS (SELECT 1 FROM change WHERE action_id = :id)",
        {"id": action},
    )
    write(
        db,
        "DELETE FROM action WHERE id <= :id - :kept AND undone_at IS NOT NULL OR id <= ("
        " SELECT id FROM action WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1 OFFSET :kept)",
        {"id": action, "kept": KEPT},
    )


@contextmanager
def aside(db: Database) -> Iterator[None]:
    """Leave what is derived inside an act out of what undo takes back: it is derived anew after an undo."""
    doing = tuples(db, "SELECT action_id FROM doing")
    write(db, "DELETE FROM doing")
    try:
        yield
    finally:
        for row in doing:
            write(db, "INSERT INTO doing (id, action_id) VALUES (1, ?)", row)


def newest(db: Looking) -> str | None:
    """Give the name of the act that would be taken back next."""
    found = tuples(db, _NEWEST)
    return found[0][1] if found else None


def undo(db: Database, now: datetime) -> str:
    """Take the newest act back inside the caller's transaction and give its name.

    Raises Changed when a row of it is no longer as the act left it, NotFound when there is no act. What left
    the house, a mail sent or a call made, is not undone by this.
    """
    found = tuples(db, _NEWEST)
    if not found:
        raise NotFound("There is nothing to undo.")
    action, name = found[0]
    changes = tuples(
        db, "SELECT about, row_id, old, new FROM change WHERE action_id = ? ORDER BY id DESC", (action,)
    )
    unsummed: set[int] = set()
    try:
        for about, row_id, old, new in changes:
            if _take_back(db, about, row_id, old and json.loads(old), new and json.loads(new)):
                unsummed.add(row_id)
    except (_Differs, sqlite3.IntegrityError) as error:
        raise Changed(
            f"“{name}” was not undone: what it changed has changed again since. Everything is as it was."
        ) from error
    for deliverable_id in unsummed:
        effort.sum_up(db, deliverable_id)
    write(db, "DELETE FROM change WHERE action_id = ?", (action,))
    write(db, "UPDATE action SET undone_at = ? WHERE id = ?", (instant_text(now), action))
    return str(name)


def forget(db: Database) -> None:
    """Forget every act, so that undo reaches back to here and no further; what they did stays."""
    write(db, "DELETE FROM action")


def lay_triggers(db: Database) -> None:
    """Make the triggers anew for the columns there are now; every migration ends with this."""
    for table in RECORDED:
        columns = [str(row[1]) for row in tuples(db, f"PRAGMA table_info({table})")]
        if not columns:
            continue  # a later step makes this table
        for event, old, new in (
            ("INSERT", "NULL", _as_json("NEW", columns)),
            ("UPDATE", _as_json("OLD", columns), _as_json("NEW", columns)),
            ("DELETE", _as_json("OLD", columns), "NULL"),
        ):
            name = f"undo_{table}_{event.lower()}"
            row = "OLD" if event == "DELETE" else "NEW"
            when = f" AND {old} IS NOT {new}" if event == "UPDATE" else ""
            follows = _FOLLOWS.get(table, "")
            when += f" AND {row}.{follows} IS NULL" if follows in columns else ""
            db.execute(f"DROP TRIGGER IF EXISTS {name}")
            db.execute(
                f"CREATE TRIGGER {name} AFTER {event} ON {table}"  # noqa: S608 - names of ours
                f" WHEN EXISTS (SELECT 1 FROM doing){when} BEGIN"
                " INSERT INTO change (action_id, about, row_id, old, new)"
                f" SELECT action_id, '{table}', {row}.id, {old}, {new} FROM doing; END"
            )


class _Differs(Exception):
    """A row is no longer as the act left it."""


def _take_back(db: Database, about: str, row_id: int, old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Turn one change round, if the row still is what the change made of it; say whether its sums moved."""
    table = RECORDED[RECORDED.index(about)]
    cursor = db.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))  # noqa: S608 - a name of ours
    row = cursor.fetchone()
    there = row and dict(zip((column[0] for column in cursor.description), row, strict=True))
    moved = {name for name in new or () if there and there.get(name) != new[name]}
    if bool(there) != bool(new) or moved - set(_SUMS.get(table, ())):
        raise _Differs
    if not old:
        _forget_derived(db, table, row_id)
        db.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))  # noqa: S608 - a name of ours
        return False
    if moved:
        old = {name: value for name, value in old.items() if name not in _SUMS[table]}
    names = ", ".join(old)
    marks = ", ".join("?" * len(old))
    if new:
        sql = f"UPDATE {table} SET ({names}) = ({marks}) WHERE id = ?"  # noqa: S608 - names of ours
        db.execute(sql, (*old.values(), row_id))
    else:
        db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(old.values()))  # noqa: S608
    return bool(moved)


def _forget_derived(db: Database, table: str, row_id: int) -> None:
    """Let go of what feeds have hung on a row that is about to go; they derive it anew from their sources.

    Whatever else hangs on the row keeps it: then the database refuses, and so does the undo.
    """
    if table == "person":
        db.execute(
            "UPDATE touch SET person_id = NULL WHERE person_id = ? AND message_id IS NOT NULL", (row_id,)
        )
    if table == "client":
        db.execute("DELETE FROM touch WHERE client_id = ? AND message_id IS NOT NULL", (row_id,))
        db.execute(
            "DELETE FROM thread WHERE client_id = ? AND channel IN ('mail', 'call', 'sms')"
            " AND NOT EXISTS (SELECT 1 FROM touch WHERE touch.thread_id = thread.id)",
            (row_id,),
        )


def _as_json(which: str, columns: list[str]) -> str:
    return "json_object(" + ", ".join(f"'{column}', {which}.{column}" for column in columns) + ")"

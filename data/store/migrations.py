"""The schema, step by step. A step that was applied somewhere is never edited; new ones are added below.

Each step is raw SQL in STRICT tables with CHECKs. A step that re-creates a table must re-create its `find_…`
triggers too: dropping a table drops them silently. The undo triggers are laid anew after the last step.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database, Migrations

from data.errors import DamagedStore, StoreError
from data.store import backup, files, history, schema_mail, schema_work
from data.store.failures import told
from data.store.rows import instant_text, tuples

steps = Migrations("frontdesk")
known: list[str] = []
"""The names of all steps in their order."""


def step(function: Callable[[Database], None]) -> Callable[[Database], None]:
    """Register a step; the name of its function is what a store remembers of it."""
    known.append(function.__name__)
    steps()(function)
    return function


@step
def first(db: Database) -> None:
    """Begin: clients, work, contacts, calendar, mail, history and the words to find them by."""
    for statement in (
        *schema_work.TABLES,
        *schema_work.INDEXES,
        *schema_mail.MAIL,
        *schema_mail.ACTS,
        *schema_mail.WORDS,
    ):
        db.execute(statement)


_APPLIED = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id"


def is_current(db: Database, store: Path) -> bool:
    """Whether the store has this program's schema. Raises when it is newer, or no frontdesk store at all."""
    with told(store):
        mark = tuples(db, "PRAGMA application_id")[0][0]
        version = tuples(db, "PRAGMA user_version")[0][0]
        holds_tables = tuples(db, "SELECT count(*) FROM sqlite_schema")[0][0] > 0
    if mark == 0 and not holds_tables:
        return False
    if mark != files.APPLICATION_ID:
        raise DamagedStore(f"{store} belongs to another program. It was left as it is. Choose another place.")
    applied = [name for (name,) in tuples(db, _APPLIED, ("frontdesk",))]
    if version > len(known) or applied != known[: len(applied)]:
        raise files.newer(store)
    return len(applied) == len(known)


def bring_up_to_date(db: Database, store: Path, now: datetime) -> None:
    """Apply what is missing, all or nothing, after a backup; a second process starting now waits for it."""
    if is_current(db, store):
        return
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        with told(store):
            db.execute("BEGIN IMMEDIATE")
        try:
            if not is_current(db, store):
                _apply(db, store, now)
            with told(store):
                db.execute("COMMIT")
        except BaseException:
            if db.conn.in_transaction:
                db.execute("ROLLBACK")
            raise
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def _apply(db: Database, store: Path, now: datetime) -> None:
    applied = steps.applied(db)
    pending = steps.pending(db)
    if applied:
        # From a connection of its own, which still sees the store as it was.
        backup.make(store, now, before=pending[0].name)
    with told(store):
        steps.apply(db)
        history.lay_triggers(db)
        db.execute(
            "INSERT INTO about (id, made_at) VALUES (1, ?) ON CONFLICT DO NOTHING", (instant_text(now),)
        )
        if tuples(db, "PRAGMA foreign_key_check"):
            raise StoreError(
                f"{store} could not be brought up to date, so it was left as it is. Please report this."
            )
        db.execute(f"PRAGMA application_id = {files.APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(applied) + len(pending)}")

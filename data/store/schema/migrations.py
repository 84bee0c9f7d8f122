"""The schema, step by step. A step that was applied somewhere is never edited; new ones are added below.

Each step is raw SQL in STRICT tables with CHECKs. A step that re-creates a table must re-create its `find_…`
triggers too: dropping a table drops them silently. The undo triggers are laid anew after the last step.
The texts of a step are imported when it is applied: every start asks only for the names.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import StoreError
from data.store.engine import files, history
from data.store.engine.failures import told
from data.store.engine.rows import instant_text, tuples

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_SET = "frontdesk"
_APPLIED = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id"


class Schema:
    """Steps in their order; what a store remembers of a step is the name of its function."""

    def __init__(self, *steps: Callable[[Database], None]) -> None:
        self._steps = list(steps)

    @property
    def names(self) -> list[str]:
        """Give the names of all steps."""
        return [step.__name__ for step in self._steps]

    def step(self, function: Callable[[Database], None]) -> Callable[[Database], None]:
        """Add a step at the end."""
        self._steps.append(function)
        return function

    def apply(self, db: Database) -> None:
        """Apply the steps that are missing, inside the caller's transaction."""
        from sqlite_utils import Migrations

        migrations = Migrations(_SET)
        for step in self._steps:
            migrations()(step)
        migrations.apply(db)


SCHEMA = Schema()


@SCHEMA.step
def first(db: Database) -> None:
    """Begin: clients, work, contacts, calendar, mail, history and the words to find them by."""
    from data.store.schema import mail, work

    for statement in (
        *work.TABLES,
        *work.INDEXES,
        *mail.MAIL,
        *mail.ACTS,
        *mail.WORDS,
    ):
        db.execute(statement)


@SCHEMA.step
def promises(db: Looking) -> None:
    """Keep what was told, where the hours went, what changed the scope and what is to be found out."""
    from data.store.schema import promises as schema

    for statement in (
        *schema.COLUMNS,
        *schema.TABLES,
        *schema.INDEXES,
        *schema.CARRIED_OVER,
    ):
        db.execute(statement)


@SCHEMA.step
def weeks(db: Database) -> None:
    """Keep the reviews of weeks, their figures and intentions, and when a clock was stopped by hand."""
    from data.store.schema import weeks as schema

    for statement in (*schema.COLUMNS, *schema.TABLES, *schema.INDEXES):
        db.execute(statement)


@SCHEMA.step
def offline(db: Database) -> None:
    """Keep since when a source on the net cannot be reached."""
    from data.store.schema import imap as schema

    for statement in schema.COLUMNS:
        db.execute(statement)


@SCHEMA.step
def sources(db: Database) -> None:
    """Keep by name what a source could not read; count a week's contacts from an index alone."""
    from data.store.schema import sources as schema

    for statement in (*schema.TABLES, *schema.INDEXES):
        db.execute(statement)


@SCHEMA.step
def contacts(db: Looking) -> None:
    """Keep address books and shared domains, and ask about nobody who only sends newsletters."""
    from data.store.schema import contacts as schema

    for statement in (*schema.TABLES, *schema.INDEXES, *schema.TRAY):
        db.execute(statement)


@SCHEMA.step
def mail_windows(db: Database) -> None:
    """Keep when the mail was looked at, in its windows and outside of them."""
    from data.store.schema import mail_windows as schema

    for statement in (*schema.TABLES, *schema.INDEXES):
        db.execute(statement)


@SCHEMA.step
def after_hours(db: Database) -> None:
    """Keep the mails that are to confirm what was said on the phone after hours."""
    from data.store.schema import after_hours as schema

    for statement in (*schema.TABLES, *schema.INDEXES):
        db.execute(statement)


@SCHEMA.step
def time_log(db: Database) -> None:
    """Keep what a time tracker wrote down, and which deliverable its tags and projects mean."""
    from data.store.schema import time_log as schema

    for statement in (*schema.TABLES, *schema.INDEXES):
        db.execute(statement)


@SCHEMA.step
def agreements(db: Database) -> None:
    """Keep what was agreed with clients about working together."""
    from data.store.schema import agreements as schema

    for statement in (*schema.TABLES, *schema.INDEXES):
        db.execute(statement)


@SCHEMA.step
def export(db: Database) -> None:
    """Keep how often what is said outside of each promise has changed."""
    from data.store.schema import export as schema

    for statement in (*schema.TABLES, *schema.INDEXES):
        db.execute(statement)


@SCHEMA.step
def calls(db: Database) -> None:
    """Keep what the logs of telephones say, and whose number is whose."""
    from data.store.schema import calls as schema

    for statement in (*schema.TABLES, *schema.INDEXES):
        db.execute(statement)


@SCHEMA.step
def words(db: Looking) -> None:
    """Find what is agreed, owed, asked besides and to be found out by its words."""
    from data.store.schema import words as schema

    for statement in (*schema.WORDS, *schema.LEARNT):
        db.execute(statement)


def missing(db: Looking, store: Path, schema: Schema = SCHEMA) -> list[str]:
    """Give the steps a store lacks. Raises when it is newer than this program, or no frontdesk store."""
    with told(store):
        mark = tuples(db, "PRAGMA application_id")[0][0]
        holds_tables = tuples(db, "SELECT count(*) FROM sqlite_schema")[0][0] > 0
        if mark == 0 and not holds_tables:
            return schema.names
        if mark != files.APPLICATION_ID:
            raise files.foreign(store)
        version = tuples(db, "PRAGMA user_version")[0][0]
        applied = [name for (name,) in tuples(db, _APPLIED, (_SET,))]
    if version > len(schema.names) or applied != schema.names[: len(applied)]:
        raise files.newer(store)
    return schema.names[len(applied) :]


def bring_up_to_date(db: Database, store: Path, now: datetime, schema: Schema = SCHEMA) -> None:
    """Apply what is missing, all or nothing, after a backup; a second process starting now waits for it."""
    if not missing(db, store, schema):
        return
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        with told(store):
            db.execute("BEGIN IMMEDIATE")
        try:
            # Asked again: the other process may have been quicker.
            lacking = missing(db, store, schema)
            if lacking:
                _apply(db, store, now, schema, lacking)
            with told(store):
                db.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def _apply(db: Database, store: Path, now: datetime, schema: Schema, lacking: list[str]) -> None:
    if lacking != schema.names:
        from data.store.engine import backup

        # From a connection of its own, which still sees the store as it was.
        backup.make(store, now, before=lacking[0])
    with told(store):
        schema.apply(db)
        history.lay_triggers(db)
        db.execute(
            "INSERT INTO about (id, made_at) VALUES (1, ?) ON CONFLICT DO NOTHING", (instant_text(now),)
        )
        if tuples(db, "PRAGMA foreign_key_check"):
            raise StoreError(
                f"{store} could not be brought up to date, so it was left as it is. "
                f"Please report this. {files.way_back(store)}"
            )
        db.execute(f"PRAGMA application_id = {files.APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(schema.names)}")

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from data.errors import NewerStore, StoreError
from data.store import Store, clients, touches
from data.store.engine import connection, files, history
from data.store.engine.rows import tuples
from data.store.engine.sqlite import sqlite3
from data.store.schema import migrations
from data.store.schema.migrations import SCHEMA, Schema
from tests.build import NOW, a_client, a_touch

NOT_OURS = re.compile(r"sqlite_|_sqlite_|idx__sqlite|undo_|find_\w+_(data|idx|docsize|config)$")
"""What SQLite, sqlite-utils and the undo history lay themselves, each in their own way."""
KNOWN = tuple(getattr(migrations, name) for name in SCHEMA.names)
"""The steps there are."""
FIRST = Path(__file__).with_name("first_schema.sql")


def schema_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw:
        rows = raw.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
        return "".join(f"{sql};\n" for name, sql in rows if not NOT_OURS.match(name))


def birthdays(db: Database) -> None:
    db.execute("ALTER TABLE client ADD COLUMN birthday TEXT")


def nonsense(db: Database) -> None:
    db.execute("DELETE FROM client")
    db.execute("UPDATE nothing SET x = 1")


def orphans(db: Database) -> None:
    db.execute("DELETE FROM client")


def bring_up(path: Path, *steps: Callable[[Database], None]) -> None:
    with closing(connection.writer(path)) as db:
        migrations.bring_up_to_date(db, path, NOW, Schema(*KNOWN, *steps))


@pytest.fixture
def old(path: Path) -> Path:
    """A store of today's schema with a row in it and something to undo."""
    with closing(Store.open(path, now=NOW)) as store, store.action("add", NOW) as db:
        client = clients.insert(db, a_client(), NOW)
        touches.insert(db, a_touch(client_id=client.id))
    return path


def test_the_first_step_is_never_edited(path: Path) -> None:
    """Stores were made with it. Add a step instead; this text changes only before the first release."""
    with closing(connection.writer(_made(path))) as db:
        migrations.bring_up_to_date(db, path, NOW, Schema(migrations.first))
    assert schema_of(path) == FIRST.read_text(encoding="utf-8")


def _made(path: Path) -> Path:
    files.prepare(path)
    return path


def test_every_table_is_strict(store: Store) -> None:
    for name, sql in tuples(store.reader, "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"):
        ours = not NOT_OURS.match(name) and sql.startswith("CREATE TABLE")
        assert not ours or sql.endswith(("STRICT", "STRICT, WITHOUT ROWID")), name


def test_every_foreign_key_has_an_index(store: Store) -> None:
    """Without one, deleting the row it points to reads the whole table."""
    for (table,) in tuples(store.reader, "SELECT name FROM sqlite_schema WHERE type = 'table'"):
        for key in tuples(store.reader, f"PRAGMA foreign_key_list('{table}')"):
            plan = tuples(store.reader, f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {key[3]} = 1")
            assert table == "doing" or plan[0][3].startswith("SEARCH"), (table, key[3])


def test_a_step_is_applied_once_with_a_backup_before_it(old: Path) -> None:
    bring_up(old, birthdays)
    bring_up(old, birthdays)
    assert [path.name for path in files.backups(old)] == ["frontdesk-20261123T091500Z-before-birthdays.db"]
    with closing(sqlite3.connect(old)) as raw:
        assert raw.execute("SELECT name, birthday FROM client").fetchall() == [("Harbour Books", None)]
        assert raw.execute("PRAGMA user_version").fetchone() == (len(KNOWN) + 1,)
    with closing(sqlite3.connect(files.backups(old)[0])) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (len(KNOWN),)


def test_a_store_without_rows_is_brought_up_too(path: Path) -> None:
    Store.open(path, now=NOW).close()
    bring_up(path, birthdays)
    assert "birthday" in schema_of(path)


def test_a_new_store_needs_no_backup(path: Path) -> None:
    with closing(connection.writer(_made(path))) as db:
        migrations.bring_up_to_date(db, path, NOW, Schema(*KNOWN, birthdays))
    assert files.backups(path) == []


def test_an_older_program_refuses_it_then(old: Path) -> None:
    bring_up(old, birthdays)
    with pytest.raises(NewerStore):
        Store.open(old, now=NOW)


def test_undo_goes_on_across_a_new_column(old: Path) -> None:
    bring_up(old, birthdays)
    with closing(connection.writer(old)) as db:
        db.execute("BEGIN IMMEDIATE")
        act = history.begin(db, "edit", NOW)
        db.execute("UPDATE client SET birthday = '1980-01-01'")
        history.end(db, act)
        assert history.undo(db, NOW) == "edit"
        assert tuples(db, "SELECT birthday FROM client") == [(None,)]
        assert history.undo(db, NOW) == "add"
        assert tuples(db, "SELECT count(*) FROM client") == [(0,)]
        db.execute("COMMIT")


@pytest.mark.parametrize("steps", range(2, len(KNOWN)))
def test_undo_goes_on_across_every_step_but_the_second(path: Path, steps: int) -> None:
    """The second step begins undo anew (tests/store/test_second_step.py)."""
    made = "2026-11-20T09:00:00Z"
    with closing(connection.writer(_made(path))) as db:
        migrations.bring_up_to_date(db, path, NOW, Schema(*KNOWN[:steps]))
        db.execute(
            "INSERT INTO client (id, name, since, made_at) VALUES (7, 'Acme', '2026-11-02', ?)", (made,)
        )
        db.execute("BEGIN IMMEDIATE")
        act = history.begin(db, "log call", NOW)
        db.execute(
            "INSERT INTO project (id, client_id, name, started_on) VALUES (8, 7, 'Site', '2026-11-02')"
        )
        db.execute(
            "INSERT INTO deliverable (id, project_id, client_id, name) VALUES (9, 8, 7, 'Checkout redesign')"
        )
        db.execute(
            "INSERT INTO touch (id, channel, direction, at, client_id) VALUES (10, 'call', 'in', ?, 7)",
            (made,),
        )
        db.execute("UPDATE client SET note = 'rings at noon' WHERE id = 7")
        history.end(db, act)
        db.execute("COMMIT")
    with closing(Store.open(path, now=NOW)) as store:
        assert [client.note for client in clients.all_(store.reader)] == ["rings at noon"]
        assert store.undo(NOW) == "log call"
        assert [client.note for client in clients.all_(store.reader)] == [""]
        for table in ("project", "deliverable", "touch"):
            assert tuples(store.reader, f"SELECT count(*) FROM {table}") == [(0,)]
        assert tuples(store.reader, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("step", [nonsense, orphans])
def test_a_step_that_fails_leaves_the_store_as_it_was(old: Path, step: Callable[[Database], None]) -> None:
    before = schema_of(old)
    with pytest.raises((StoreError, sqlite3.OperationalError)):
        bring_up(old, birthdays, step)
    assert schema_of(old) == before
    with closing(Store.open(old, now=NOW)) as store:
        assert [client.name for client in clients.all_(store.reader)] == ["Harbour Books"]
        assert store.undo(NOW) == "add"
    assert len(files.backups(old)) == 1


def test_an_old_store_that_cannot_be_written_is_not_shown_wrong(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as raw:
        raw.execute("DELETE FROM _sqlite_migrations")
        raw.execute("PRAGMA user_version = 0")
    with pytest.raises(StoreError, match="older frontdesk"):
        Store.open(old, now=NOW, read_only=True)


def test_the_names_of_the_steps(path: Path) -> None:
    assert SCHEMA.names == [
        "first",
        "promises",
        "weeks",
        "offline",
        "sources",
        "contacts",
        "mail_windows",
        "after_hours",
        "time_log",
        "agreements",
        "export",
        "calls",
        "words",
    ]

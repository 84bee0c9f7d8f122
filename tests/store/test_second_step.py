"""What a store of the first schema becomes: nothing that was entered is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from data.model.promise import ToldKind
from data.store import Store, deliverables, effort, obligations, promises
from data.store.engine import connection, files
from data.store.schema import migrations
from data.store.schema.migrations import Schema
from tests.build import NOW, at

ROWS = """
INSERT INTO client (id, name, since, made_at) VALUES (1, 'Acme', '2026-01-01', '2026-01-01T08:00:00Z');
INSERT INTO project (id, client_id, name, started_on) VALUES (2, 1, 'Site', '2026-11-02');
INSERT INTO deliverable (id, project_id, client_id, name, estimate_minutes, spent_minutes, promised_at,
    waiting_for, waiting_since)
    VALUES (3, 2, 1, 'Checkout', 480, 120, '2026-11-27T16:00:00Z', 'texts', '2026-11-19T10:00:00Z');
INSERT INTO deliverable (id, project_id, client_id, name, estimate_minutes, spent_minutes, promised_at,
    delivered_at, waiting_for)
    VALUES (4, 2, 1, 'Logo', 240, 300, '2026-11-13T16:00:00Z', '2026-11-12T15:00:00Z', 'nothing any more');
INSERT INTO deliverable (id, project_id, client_id, name) VALUES (5, 2, 1, 'Some day');
INSERT INTO action (id, name, at) VALUES (1, 'edit', '2026-11-20T10:00:00Z');
INSERT INTO change (action_id, about, row_id, old, new)
    VALUES (1, 'deliverable', 3, '{"id": 3, "waiting_for": ""}', '{"id": 3, "waiting_for": "texts"}');
"""


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    files.prepare(path)
    with closing(connection.writer(path)) as db:
        migrations.bring_up_to_date(db, path, at("2026-11-01 09:00"), Schema(migrations.first))
        db.conn.executescript(ROWS)
    with closing(Store.open(path, now=NOW)) as opened:
        yield opened


def test_time_spent_becomes_an_entry(store: Store) -> None:
    (entry,) = effort.entries_of(store.reader, 3)
    assert (entry.minutes, entry.polish, entry.running) == (120, False, False)
    (delivered,) = effort.entries_of(store.reader, 4)
    assert delivered.started_at == at("2026-11-12 16:00")
    assert effort.history(store.reader, 400) == ((4.0, 5.0),)


def test_a_date_told_begins_its_history(store: Store) -> None:
    (told,) = promises.of_deliverable(store.reader, 3)
    assert (told.kind, told.promised_at) == (ToldKind.PROMISED, at("2026-11-27 17:00"))
    assert told.promised_at is not None
    assert told.told_at < told.promised_at
    assert promises.of_deliverable(store.reader, 5) == []


def test_what_was_waited_for_is_owed(store: Store) -> None:
    (owed,) = obligations.open_(store.reader)
    assert (owed.text, owed.client_id, owed.deliverable_id) == ("texts", 1, 3)
    assert owed.needed_on.isoformat() == "2026-11-19"


def test_the_work_itself_is_as_it_was(store: Store) -> None:
    work = deliverables.get(store.reader, 3)
    assert work is not None
    assert (work.name, work.estimate_minutes, work.spent_minutes, work.work_left) == (
        "Checkout",
        480,
        120,
        360,
    )


def test_undo_begins_anew_and_a_backup_was_made(store: Store, path: Path) -> None:
    assert store.undoable() is None
    assert [file.name.partition("-before-")[2] for file in files.backups(path)] == ["promises.db"]
    with store.action("log", NOW) as db:
        entry = effort.entries_of(db, 3)[0]
        effort.delete_entry(db, entry)
    assert deliverables.get(store.reader, 3) is not None
    assert store.undo(NOW) == "log"
    assert [each.minutes for each in effort.entries_of(store.reader, 3)] == [120]

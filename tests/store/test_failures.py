from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import Busy, DamagedStore, DiskFull, ReadOnly, StoreError
from data.store import Store
from data.store.engine.failures import in_words, told
from data.store.engine.rows import one_view, tuples
from data.store.engine.sqlite import sqlite3

STORE = Path("/home/jo/frontdesk.db")


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ("database is locked", Busy),
        ("database table is locked: touch", Busy),
        ("attempt to write a readonly database", ReadOnly),
        ("unable to open database file", ReadOnly),
        ("disk I/O error", DiskFull),
        ("database or disk is full", DiskFull),
        ("database disk image is malformed", DamagedStore),
        ("malformed database schema (touch)", DamagedStore),
        ("file is not a database", DamagedStore),
    ],
)
def test_an_error_that_brings_no_code_is_known_by_its_words(message: str, error: type[StoreError]) -> None:
    said = in_words(sqlite3.OperationalError(message), STORE)
    assert type(said) is error
    assert str(STORE) in str(said)


def test_a_refused_row_is_a_sentence_too() -> None:
    said = in_words(sqlite3.IntegrityError("CHECK constraint failed: minutes >= 0"), STORE)
    assert said is not None
    assert str(said).startswith("Not saved")


def test_a_disk_that_cannot_be_read_is_no_full_one() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = 266  # IOERR_READ
    assert isinstance(in_words(error, STORE), DamagedStore)


def test_a_mistake_of_ours_stays_what_it_is(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), told(store.reader):
        tuples(store.reader, "SELECT * FROM recipe")


def test_a_view_may_lie_inside_an_act(store: Store) -> None:
    with store.intake() as db, one_view(db), one_view(store.reader), one_view(store.reader):
        assert tuples(db, "SELECT count(*) FROM touch") == tuples(store.reader, "SELECT count(*) FROM touch")

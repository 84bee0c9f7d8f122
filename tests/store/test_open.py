"""A good start, and files that are no store: each is refused in one sentence and left as it was."""

from __future__ import annotations

import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils.utils

from data.errors import DamagedStore, ReadOnly, StoreError
from data.store import Store, touches
from data.store.engine.rows import tuples
from data.store.engine.sqlite import sqlite3
from tests.build import NOW, a_touch
from tests.store.opening import expect_refused, log


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_store_is_its_owners_alone(path: Path) -> None:
    with closing(Store.open(path, now=NOW)) as store:
        with store.action("log", NOW) as db:
            touches.insert(db, a_touch())
        assert mode(path.parent) == 0o700
        assert {mode(file) for file in path.parent.iterdir()} == {0o600}
        assert store.since == NOW.date()
        assert not store.read_only


def test_the_day_it_was_made_stays(path: Path) -> None:
    log(path)
    with closing(Store.open(path, now=NOW.replace(year=2030))) as store:
        assert store.since == NOW.date()


def test_what_became_open_to_others_is_closed_again(path: Path) -> None:
    with closing(Store.open(path, now=NOW)) as store:
        store.backup(NOW)
    backups = path.parent / "frontdesk-backups"
    for file in (path, path.parent, backups, *backups.iterdir()):
        file.chmod(0o755)
    log(path)
    assert [mode(file) for file in (path, path.parent, backups)] == [0o600, 0o700, 0o700]
    assert [mode(file) for file in backups.iterdir()] == [0o600]


def test_a_folder_shared_with_other_things_is_left_open(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    (path.parent / "letters.txt").touch()
    log(path)
    assert mode(path.parent) == 0o755
    assert mode(path) == 0o600


def test_settings_of_the_connections(store: Store) -> None:
    def ask(pragma: str) -> list[object]:
        writer = store._writer
        return [tuples(db, f"PRAGMA {pragma}")[0][0] for db in (store.reader, writer)]

    assert ask("journal_mode") == ["wal", "wal"]
    assert ask("query_only") == [1, 0]
    assert ask("synchronous")[1] == 2
    assert ask("foreign_keys")[1] == 1
    assert ask("cell_size_check") == [1, 1]


def test_sqlite_utils_takes_the_same_sqlite() -> None:
    """Two copies of SQLite on one file would break each other's locks."""
    theirs: Any = sqlite_utils.utils
    assert theirs.sqlite3 is sqlite3


def test_who_only_looks_opens_nothing_to_write_with(path: Path) -> None:
    log(path, "spoke")
    with closing(Store.open(path, now=NOW)) as store:
        assert tuples(store.reader, "SELECT count(*) FROM touch") == [(1,)]
        assert store._opened is None
        with store.action("log", NOW) as db:
            touches.insert(db, a_touch())
        assert store._opened is not None


def test_nothing_is_written_once_it_is_closed(path: Path) -> None:
    store = Store.open(path, now=NOW)
    store.close()
    with pytest.raises(sqlite3.ProgrammingError), store.action("log", NOW):
        raise AssertionError("the act must not begin")
    assert store._opened is None


def test_the_reader_cannot_write(store: Store) -> None:
    with pytest.raises(ReadOnly):
        touches.delete(store.reader, 1)  # type: ignore[arg-type]


def test_closing_twice_is_fine(path: Path) -> None:
    store = Store.open(path, now=NOW)
    store.close()
    store.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        store.reader.execute("SELECT 1")


# Files that are no store


def test_not_a_database(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("Dear diary, " * 100)
    expect_refused(path, DamagedStore, "is not a frontdesk store", "left as it is", "no backup")


def test_a_few_stray_bytes(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"SQLite format 3\0")
    expect_refused(path, DamagedStore, "is not a frontdesk store")


def test_a_database_of_another_program(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
    expect_refused(path, DamagedStore, "belongs to another program")
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA application_id = 42")
    expect_refused(path, DamagedStore, "belongs to another program")


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir(parents=True)
    expect_refused(path, StoreError, "cannot be read")


def test_a_file_where_its_folder_should_be(path: Path) -> None:
    path.parent.write_text("")
    with pytest.raises(StoreError, match=r"No store can be made at .* Choose another place"):
        Store.open(path, now=NOW)


def test_looking_at_what_is_not_there(path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        Store.open(path, now=NOW, read_only=True)
    assert not path.parent.exists()

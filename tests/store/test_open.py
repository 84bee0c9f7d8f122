"""What a store meets when it is opened: each trouble is one sentence, and the file is left as it was."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from data.errors import DamagedStore, NewerStore, ReadOnly, StoreError
from data.store import Store, touches
from data.store.rows import tuples
from data.store.sqlite import sqlite3
from tests.build import NOW, a_touch

NOBODY = 65534


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def log(path: Path, *notes: str) -> None:
    """Open, log and close, so that all lies in the file itself."""
    with closing(Store.open(path, now=NOW)) as store:
        for note in notes:
            with store.action("log", NOW) as db:
                touches.insert(db, a_touch(note))


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root may write everywhere: be somebody else for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def foreign_folder() -> Iterator[Path]:
    """A store in a folder that an ordinary user can look into but not write to."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        log(folder / "frontdesk.db", "kept")
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


# A good start


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
        assert writer is not None
        return [tuples(db, f"PRAGMA {pragma}")[0][0] for db in (store.reader, writer)]

    assert ask("journal_mode") == ["wal", "wal"]
    assert ask("query_only") == [1, 0]
    assert ask("synchronous")[1] == 2
    assert ask("foreign_keys")[1] == 1
    assert ask("cell_size_check") == [1, 1]


def test_the_reader_cannot_write(store: Store) -> None:
    with pytest.raises(ReadOnly):
        touches.delete(store.reader, 1)


def test_closing_twice_is_fine(path: Path) -> None:
    store = Store.open(path, now=NOW)
    store.close()
    store.close()


# Files that are no store


def refused(path: Path, error: type[StoreError], *words: str) -> None:
    """Opening raises `error` with these words, and the file does not change by a byte."""
    before = path.read_bytes() if path.is_file() else None
    for read_only in (False, True):
        with pytest.raises(error) as raised:
            Store.open(path, now=NOW, read_only=read_only)
        for word in words:
            assert word in str(raised.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_not_a_database(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("Dear diary, " * 100)
    refused(path, DamagedStore, "is not a frontdesk store", "left as it is", "no backup")


def test_a_few_stray_bytes(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"SQLite format 3\0")
    refused(path, DamagedStore, "is not a frontdesk store")


def test_a_database_of_another_program(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
    refused(path, DamagedStore, "belongs to another program")
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA application_id = 42")
    refused(path, DamagedStore, "belongs to another program")


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir(parents=True)
    refused(path, StoreError, "cannot be read")


def test_a_file_where_its_folder_should_be(path: Path) -> None:
    path.parent.write_text("")
    with pytest.raises(StoreError, match=r"No store can be made at .* Choose another place"):
        Store.open(path, now=NOW)


def test_looking_at_what_is_not_there(path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        Store.open(path, now=NOW, read_only=True)
    assert not path.parent.exists()


# Damage


def with_backup(path: Path) -> Path:
    with closing(Store.open(path, now=NOW)) as store:
        for number in range(200):
            with store.action("log", NOW) as db:
                touches.insert(db, a_touch(f"{number} " + "x" * 300))
        backup = store.backup(NOW)
    assert backup is not None
    return backup


def test_a_file_that_was_cut_off(path: Path) -> None:
    backup = with_backup(path)
    os.truncate(path, path.stat().st_size - 4096)
    refused(path, DamagedStore, "cut off", "left as it is", str(backup))
    os.truncate(path, 5000)
    refused(path, DamagedStore, "cut off", str(backup))


def test_an_empty_file_beside_backups_is_never_begun_anew(path: Path) -> None:
    backup = with_backup(path)
    path.write_bytes(b"")
    refused(path, DamagedStore, "is empty, yet it has backups", str(backup), "To begin afresh")


def test_a_missing_file_beside_backups_is_never_begun_anew(path: Path) -> None:
    backup = with_backup(path)
    path.unlink()
    with pytest.raises(DamagedStore, match="is missing, yet it has backups") as raised:
        Store.open(path, now=NOW)
    assert str(backup) in str(raised.value)
    assert not path.exists()


def test_an_empty_file_without_backups_is_a_new_store(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    log(path, "fine")


def test_a_damaged_schema(path: Path) -> None:
    backup = with_backup(path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 900)
    refused(path, DamagedStore, "is damaged", "left as it is", str(backup))


def test_a_damaged_page_is_told_when_it_is_met(path: Path) -> None:
    backup = with_backup(path)
    with closing(sqlite3.connect(path)) as raw:
        ((page,),) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'touch'")
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    before = path.read_bytes()
    with closing(Store.open(path, now=NOW)) as store:
        with pytest.raises(DamagedStore, match="is damaged") as raised:
            touches.latest(store.reader)
        assert str(backup) in str(raised.value)
        with pytest.raises(DamagedStore), store.action("log", NOW) as db:
            touches.insert(db, a_touch())
        with pytest.raises(DamagedStore, match="is damaged"):
            store.backup(NOW.replace(day=24))
    assert path.read_bytes() == before
    assert list(backup.parent.iterdir()) == [backup]


def test_the_way_back_it_names_works(path: Path) -> None:
    backup = with_backup(path)
    path.write_bytes(b"")
    for file in path.parent.glob(f"{path.name}*"):
        file.rename(file.with_name("away" + file.name))
    path.write_bytes(backup.read_bytes())
    with closing(Store.open(path, now=NOW)) as store:
        assert len(touches.latest(store.reader, 500)) == 200


def test_a_newer_store(path: Path) -> None:
    log(path, "kept")
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA user_version = 99")
    refused(path, NewerStore, "made by a newer frontdesk", "left as it is", "Update")


def test_a_store_with_an_unknown_step(path: Path) -> None:
    log(path, "kept")
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('frontdesk', 'later', '')"
        )
    refused(path, NewerStore, "made by a newer frontdesk")


# What cannot be written


def test_what_cannot_be_written_can_be_looked_at(foreign_folder: Path) -> None:
    path = foreign_folder / "frontdesk.db"
    with ordinary_user():
        with pytest.raises(ReadOnly, match="cannot be written") as raised:
            Store.open(path, now=NOW)
        assert "Nothing was changed" in str(raised.value)
        with closing(Store.open(path, now=NOW, read_only=True)) as store:
            assert store.read_only
            assert [touch.note for touch in touches.latest(store.reader)] == ["kept"]
            assert store.undoable() == "log"
            assert store.data_version() == store.data_version()
            with store.another_reader() as other:
                assert len(touches.latest(other)) == 1
            with pytest.raises(ReadOnly, match="opened only to look"), store.action("log", NOW) as db:
                touches.insert(db, a_touch())
            with pytest.raises(ReadOnly, match="opened only to look"):
                store.undo(NOW)
            with pytest.raises(ReadOnly, match="opened only to look"):
                store.backup(NOW)
    assert [file.name for file in foreign_folder.iterdir()] == ["frontdesk.db"]


def test_a_closed_file_in_an_open_folder(foreign_folder: Path) -> None:
    foreign_folder.chmod(0o777)
    with ordinary_user(), pytest.raises(ReadOnly, match="cannot be written"):
        Store.open(foreign_folder / "frontdesk.db", now=NOW)


def test_an_open_file_in_a_closed_folder(foreign_folder: Path) -> None:
    (foreign_folder / "frontdesk.db").chmod(0o666)
    with ordinary_user(), pytest.raises(ReadOnly, match="cannot be written"):
        Store.open(foreign_folder / "frontdesk.db", now=NOW)


def test_no_place_to_make_one(foreign_folder: Path) -> None:
    with ordinary_user(), pytest.raises(ReadOnly, match="cannot be written"):
        Store.open(foreign_folder / "deeper" / "frontdesk.db", now=NOW)


def test_a_file_of_somebody_else(foreign_folder: Path) -> None:
    path = foreign_folder / "frontdesk.db"
    path.chmod(0o000)
    with ordinary_user():
        for read_only in (False, True):
            with pytest.raises(ReadOnly, match="cannot be read"):
                Store.open(path, now=NOW, read_only=read_only)


def test_a_live_store_can_be_looked_at_beside_its_owner(store: Store, path: Path) -> None:
    with store.action("log", NOW) as db:
        touches.insert(db, a_touch("live"))
    with closing(Store.open(path, now=NOW, read_only=True)) as looking:
        assert [touch.note for touch in touches.latest(looking.reader)] == ["live"]

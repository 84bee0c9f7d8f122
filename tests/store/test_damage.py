"""A damaged store, one that is gone, one from the future: refused in one sentence and left as it was."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from data.errors import DamagedStore, NewerStore
from data.store import Store, touches
from data.store.engine.sqlite import sqlite3
from tests.build import NOW, a_touch
from tests.store.opening import expect_refused, log


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
    expect_refused(path, DamagedStore, "cut off", "left as it is", str(backup))
    os.truncate(path, 5000)
    expect_refused(path, DamagedStore, "cut off", str(backup))


def test_an_empty_file_beside_backups_is_never_begun_anew(path: Path) -> None:
    backup = with_backup(path)
    path.write_bytes(b"")
    expect_refused(
        path, DamagedStore, "is empty, yet what belongs to it is still there", str(backup), "To begin afresh"
    )


def test_a_missing_file_beside_backups_is_never_begun_anew(path: Path) -> None:
    backup = with_backup(path)
    path.unlink()
    with pytest.raises(DamagedStore, match="is missing, yet what belongs to it is still there") as raised:
        Store.open(path, now=NOW)
    assert str(backup) in str(raised.value)
    assert not path.exists()


def test_a_log_without_its_store_is_not_thrown_away(path: Path) -> None:
    with closing(Store.open(path, now=NOW)) as store:
        with store.action("log", NOW) as db:
            touches.insert(db, a_touch())
        wal = path.with_name(path.name + "-wal")
        left_behind = wal.read_bytes()
    wal.write_bytes(left_behind)
    path.write_bytes(b"")
    expect_refused(path, DamagedStore, "is empty, yet", "No new store was begun", str(wal))
    path.unlink()
    with pytest.raises(DamagedStore, match="is missing, yet"):
        Store.open(path, now=NOW)
    assert wal.read_bytes() == left_behind


def test_a_link_to_a_store_is_that_store(path: Path, tmp_path: Path) -> None:
    log(path, "here")
    link = tmp_path / "link.db"
    link.symlink_to(path)
    log(link, "there")
    with closing(Store.open(path, now=NOW)) as store:
        assert {touch.note for touch in touches.latest(store.reader)} == {"here", "there"}
        assert [file.name for file in tmp_path.iterdir()] == ["home", "link.db"]


def test_an_empty_file_without_backups_is_a_new_store(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    log(path, "fine")
    with closing(Store.open(path, now=NOW)) as store:
        assert [touch.note for touch in touches.latest(store.reader)] == ["fine"]


def test_a_damaged_schema(path: Path) -> None:
    backup = with_backup(path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 900)
    expect_refused(path, DamagedStore, "is damaged", "left as it is", str(backup))


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
    expect_refused(path, NewerStore, "made by a newer frontdesk", "left as it is", "Update")


def test_a_store_with_an_unknown_step(path: Path) -> None:
    log(path, "kept")
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('frontdesk', 'later', '')"
        )
    expect_refused(path, NewerStore, "made by a newer frontdesk")

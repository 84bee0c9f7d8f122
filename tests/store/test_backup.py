from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.errors import Busy, DamagedStore, NotFound, StoreError
from data.store import Store, touches
from data.store.engine import backup, files
from data.store.engine.sqlite import sqlite3
from tests.build import NOW, a_touch


def log(store: Store, note: str) -> None:
    with store.action("log", NOW) as db:
        touches.insert(db, a_touch(note))


def notes(path: Path) -> set[str]:
    with closing(Store.open(path, now=NOW)) as store:
        return {touch.note for touch in touches.latest(store.reader)}


def test_a_backup_holds_all_that_was_committed(store: Store, path: Path) -> None:
    log(store, "in the log still")
    made = store.backup(NOW)
    assert made == path.parent / "frontdesk-backups" / "frontdesk-20261123T091500Z.db"
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("SELECT note FROM touch").fetchall() == [("in the log still",)]
    assert list(made.parent.iterdir()) == [made]


def test_one_backup_a_day_is_enough(store: Store) -> None:
    assert store.backup(NOW) is not None
    assert store.backup(NOW + timedelta(hours=9)) is None
    assert store.backup(NOW + timedelta(days=1)) is not None


def test_a_backup_does_not_wait_for_who_writes(store: Store) -> None:
    log(store, "before")
    with store.action("long", NOW) as db:
        touches.insert(db, a_touch("not yet"))
        made = backup.make(store.path, NOW)
    assert made is not None
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("SELECT note FROM touch").fetchall() == [("before",)]


def test_two_backups_at_once_are_one(store: Store) -> None:
    folder = files.backups_folder(store.path)
    folder.mkdir()
    with backup._alone(folder, wait=False) as alone:
        assert alone
        assert store.backup(NOW) is None
    assert store.backup(NOW) is not None


def test_half_a_backup_of_a_process_that_died_is_swept_up(store: Store) -> None:
    folder = files.backups_folder(store.path)
    folder.mkdir()
    (folder / "frontdesk-20261122T091500Z.part").write_bytes(b"half")
    made = store.backup(NOW)
    assert list(folder.iterdir()) == [made]


def test_no_backup_where_none_can_be_made(store: Store) -> None:
    files.backups_folder(store.path).write_text("in the way")
    with pytest.raises(StoreError, match="could not be made"):
        store.backup(NOW)


def kept_after(store: Store, days: int) -> list[str]:
    """The days of the backups that are left after one a day."""
    folder = files.backups_folder(store.path)
    folder.mkdir()
    for day in range(days):
        (folder / f"frontdesk-{NOW + timedelta(days=day):%Y%m%dT%H%M%SZ}.db").touch()
        backup.thin_out(store.path, NOW + timedelta(days=day))
    return [f"{backup.made_at(path):%m-%d}" for path in files.backups(store.path)]


def test_seven_days_and_eight_weeks_are_kept(store: Store) -> None:
    # From Monday 23 November to Wednesday 10 February: the Sundays, and the last seven days.
    assert kept_after(store, 80) == [
        *("12-27", "01-03", "01-10", "01-17", "01-24", "01-31"),
        *("02-04", "02-05", "02-06", "02-07", "02-08", "02-09", "02-10"),
    ]


def test_a_store_that_is_opened_once_a_year_keeps_its_backups(store: Store) -> None:
    def at(year: int) -> datetime:
        return NOW.replace(year=year)

    for year in range(2026, 2036):
        store.backup(at(year))
    years = [backup.made_at(path).year for path in files.backups(store.path)]
    assert years == list(range(2028, 2036))


def test_backups_before_a_change_are_kept_for_eight_weeks(store: Store) -> None:
    backup.make(store.path, NOW, before="second")
    store.backup(NOW + timedelta(weeks=8))
    assert [path.name for path in files.backups(store.path)] == [
        "frontdesk-20261123T091500Z-before-second.db",
        "frontdesk-20270118T091500Z.db",
    ]
    store.backup(NOW + timedelta(weeks=8, days=1))
    assert len(files.backups(store.path)) == 2
    assert "before" not in files.backups(store.path)[0].name


def test_other_files_in_the_folder_are_left_alone(store: Store) -> None:
    folder = files.backups_folder(store.path)
    folder.mkdir()
    for name in ("mine.db", "frontdesk-2026.db", "frontdesk-20261123T091500Z.db.gz"):
        (folder / name).touch()
    store.backup(NOW)
    assert len(list(folder.iterdir())) == 4


# The way back


def test_a_backup_takes_the_place_of_the_store(path: Path) -> None:
    with closing(Store.open(path, now=NOW)) as store:
        log(store, "kept")
        made = store.backup(NOW)
        log(store, "after")
    assert made is not None
    backup.restore(path, made)
    assert notes(path) == {"kept"}
    assert made.is_file()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_log_that_was_left_behind_is_not_played_into_the_backup(path: Path) -> None:
    with closing(Store.open(path, now=NOW)) as store:
        log(store, "kept")
        made = store.backup(NOW)
        log(store, "lost")
        left_behind = {name: path.with_name(path.name + name).read_bytes() for name in ("", "-wal", "-shm")}
    assert made is not None
    for name, content in left_behind.items():
        path.with_name(path.name + name).write_bytes(content)
    path.write_bytes(b"\xff" * 8192)  # damaged, so that the log could not be emptied into it
    backup.restore(path, made)
    assert notes(path) == {"kept"}


def test_a_store_that_is_gone_comes_back(path: Path) -> None:
    with closing(Store.open(path, now=NOW)) as store:
        log(store, "kept")
        made = store.backup(NOW)
    assert made is not None
    path.unlink()
    backup.restore(path, made)
    assert notes(path) == {"kept"}


def test_a_store_in_use_is_not_replaced(store: Store) -> None:
    log(store, "one")
    made = store.backup(NOW)
    log(store, "two")
    assert made is not None
    with pytest.raises(Busy, match="is open in another frontdesk"):
        backup.restore(store.path, made)
    log(store, "three")
    assert {touch.note for touch in touches.latest(store.reader)} == {"one", "two", "three"}


def test_a_damaged_backup_is_not_put_back(path: Path) -> None:
    with closing(Store.open(path, now=NOW)) as store:
        log(store, "kept")
        made = store.backup(NOW)
    assert made is not None
    with made.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(DamagedStore):
        backup.restore(path, made)
    with pytest.raises(NotFound):
        backup.restore(path, made.with_name("none.db"))
    assert notes(path) == {"kept"}

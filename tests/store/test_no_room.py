"""A full disk, a limit on file size, another process that writes: nothing is lost, and a sentence says so."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from data.errors import Busy, DiskFull
from data.store import Store, touches
from data.store.engine.rows import tuples
from tests.build import NOW, a_touch

BIG = "x" * 20_000


def log(store: Store, note: str) -> None:
    with store.action("log", NOW) as db:
        touches.insert(db, a_touch(note))


def fill_up(store: Store) -> int:
    """Log until the disk is full; give how many were acknowledged."""
    said = ""
    for number in range(10_000):
        try:
            log(store, f"{number} {BIG}")
        except DiskFull as error:
            said = str(error)
            break
    for words in ("Not saved", "Everything saved before is kept", "try again"):
        assert words in said
    return number


def whole(store: Store) -> list[str]:
    assert tuples(store.reader, "PRAGMA integrity_check") == [("ok",)]
    return [touch.note.split()[0] for touch in reversed(touches.latest(store.reader, 10_000))]


@contextmanager
def size_limit(limit: int) -> Iterator[None]:
    """Let no file of this process grow beyond `limit` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = os.geteuid() == 0 and not subprocess.call(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "none", folder], stderr=subprocess.DEVNULL
    )
    if not mounted:
        pytest.skip("a small disk can be mounted by root alone")
    yield folder
    subprocess.check_call(["umount", "-l", folder])


def test_a_full_disk_loses_nothing_and_the_screen_can_still_be_read(small_disk: Path) -> None:
    path = small_disk / "home" / "frontdesk.db"
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 400_000)
    with closing(Store.open(path, now=NOW)) as store:
        logged = fill_up(store)
        assert logged > 0
        assert whole(store) == [str(number) for number in range(logged)]
        ballast.unlink()
        log(store, "after")
        assert whole(store)[-1] == "after"


def test_no_room_for_a_backup_leaves_no_half_of_one(small_disk: Path) -> None:
    path = small_disk / "home" / "frontdesk.db"
    with closing(Store.open(path, now=NOW)) as store:
        for number in range(12):
            log(store, f"{number} {BIG}")
        disk = os.statvfs(small_disk)
        ballast = small_disk / "ballast"
        ballast.write_bytes(b"x" * (disk.f_bavail * disk.f_frsize - 100_000))
        with pytest.raises(DiskFull):
            store.backup(NOW)
        assert list((path.parent / "frontdesk-backups").iterdir()) == []
        ballast.unlink()
        assert store.backup(NOW) is not None


def test_no_room_for_a_new_store(small_disk: Path) -> None:
    with suppress(OSError):
        (small_disk / "ballast").write_bytes(b"x" * 4_000_000)
    with pytest.raises(DiskFull):
        Store.open(small_disk / "frontdesk.db", now=NOW)


def test_a_database_that_may_not_grow_any_more(store: Store) -> None:
    writer = store._writer
    writer.execute("PRAGMA max_page_count = 200")
    logged = fill_up(store)
    assert whole(store) == [str(number) for number in range(logged)]
    writer.execute("PRAGMA max_page_count = 100000")
    log(store, "after")
    assert whole(store)[-1] == "after"


def test_a_limit_on_file_size_is_met_by_emptying_the_log(store: Store, path: Path) -> None:
    """The log would grow to the limit long before the store does."""
    with size_limit(1_900_000):
        for number in range(100):
            log(store, f"{number} {'x' * 2_000}")
        logged = fill_up(store)
        assert path.stat().st_size > 1_000_000
    assert whole(store) == [*map(str, range(100)), *map(str, range(logged))]
    log(store, "after")


def test_another_process_that_keeps_writing(store: Store, path: Path) -> None:
    with closing(Store.open(path, now=NOW, busy_seconds=0.05)) as other:
        with store.action("long", NOW) as db:
            touches.insert(db, a_touch("long"))
            with pytest.raises(Busy, match=r"Another frontdesk is writing .* Try again") as raised:
                log(other, "short")
            assert "Nothing was changed" in str(raised.value)
            assert touches.latest(other.reader) == []
        log(other, "short")
        assert {touch.note for touch in touches.latest(store.reader)} == {"short", "long"}


def test_another_thread_that_keeps_writing(path: Path) -> None:
    begun, enough = threading.Event(), threading.Event()

    def keep_writing(store: Store) -> None:
        with store.intake() as db:
            touches.insert(db, a_touch("feed"))
            begun.set()
            enough.wait()

    with closing(Store.open(path, now=NOW, busy_seconds=0.05)) as store:
        feed = threading.Thread(target=keep_writing, args=(store,))
        feed.start()
        begun.wait()
        with pytest.raises(Busy, match="still writing"):
            log(store, "key")
        enough.set()
        feed.join()
        log(store, "key")
        assert [touch.note for touch in touches.latest(store.reader)] == ["key", "feed"]


def test_threads_take_turns(store: Store) -> None:
    def keep_logging() -> None:
        for _ in range(25):
            log(store, "from a thread")

    threads = [threading.Thread(target=keep_logging) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(whole(store)) == 100
    with store.another_reader() as reader:
        assert len(touches.latest(reader, 1000)) == 100


def test_a_store_that_another_process_is_making(path: Path) -> None:
    with closing(Store.open(path, now=NOW)) as store, store.intake() as db:
        db.execute("PRAGMA user_version = 0")
        with closing(Store.open(path, now=NOW, busy_seconds=0.05)) as other:
            assert touches.latest(other.reader) == []

"""Backups: whole, checked copies beside the store, and the way back to one (STORE.md 9)."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from data.errors import Busy, DamagedStore, NotFound, StoreError
from data.store.engine import connection, files
from data.store.engine.failures import told

_DAYS = 7
_WEEKS = 8
_STAMP = "%Y%m%dT%H%M%SZ"


def daily(store: Path, now: datetime) -> Path | None:
    """Make today's backup unless there is one, and let the old ones go; give the new one.

    Raises DamagedStore when the copy does not check out: then the store itself is damaged.
    """
    if any(made_at(path).date() == now.astimezone(UTC).date() for path in files.backups(store)):
        return None
    made = make(store, now)
    if made is not None:
        thin_out(store, now)
    return made


def make(store: Path, now: datetime, *, before: str = "") -> Path | None:
    """Copy the store as it is committed now, check the copy and put it beside the others; give it.

    `before` names the change the backup is made for. Without it: None when another process makes one now.
    """
    folder = files.backups_folder(store)
    ending = f"-before-{before}" if before else ""
    target = folder / f"{store.stem}-{now.astimezone(UTC).strftime(_STAMP)}{ending}.db"
    with _files_told(target):
        folder.mkdir(mode=0o700, exist_ok=True)
        with _alone(folder, wait=bool(before)) as alone:
            if not alone:
                return None
            for left_over in folder.glob("*.part"):
                left_over.unlink()
            with _whole_copy(store, target):
                pass
    return target


def restore(store: Path, backup: Path) -> None:
    """Put a backup in the store's place. Nobody may have the store open.

    The log of the old store goes with it: left behind it would be played into the backup.
    """
    store = store.resolve()
    if not backup.is_file():
        raise NotFound(f"There is no backup {backup}. The store was left as it is.")
    _check(store, backup)
    _need_nobody(store)
    with _files_told(store), _whole_copy(backup, store):
        for ending in ("-wal", "-shm"):
            files.companion(store, ending).unlink(missing_ok=True)


def thin_out(store: Path, now: datetime) -> None:
    """Keep the newest backup of each of seven days and eight weeks; those before a change for eight weeks."""
    days: dict[date, Path] = {}
    weeks: dict[tuple[int, int], Path] = {}
    kept: set[Path] = set()
    for path in reversed(files.backups(store)):
        made = made_at(path)
        if "-before-" not in path.name:
            days.setdefault(made.date(), path)
            weeks.setdefault(made.isocalendar()[:2], path)
        elif now - made <= timedelta(weeks=_WEEKS):
            kept.add(path)
    kept.update(list(days.values())[:_DAYS], list(weeks.values())[:_WEEKS])
    for path in files.backups(store):
        if path not in kept:
            path.unlink(missing_ok=True)


def made_at(backup: Path) -> datetime:
    """Read from its name when a backup was made."""
    stamp = backup.name.removesuffix(".db").partition("-before-")[0][-16:]
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _need_nobody(store: Path) -> None:
    """Raise Busy when some process has the store open; only then can its log not be switched off."""
    if not store.is_file():
        return
    try:
        with suppress(DamagedStore), told(store), closing(connection.writer(store, busy_seconds=0)) as db:
            db.execute("PRAGMA journal_mode = DELETE").fetchall()
    except Busy as error:
        raise Busy(
            f"{store} is open in another frontdesk. Nothing was changed. Close it and try again."
        ) from error


@contextmanager
def _alone(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Whether no other process makes a backup in this folder now; held until the block ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


@contextmanager
def _files_told(target: Path) -> Iterator[None]:
    """Say in a sentence what the disk refused."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{target} could not be made: {error.strerror}. The store is as it was.") from error


@contextmanager
def _whole_copy(source: Path, target: Path) -> Iterator[None]:
    """Make a checked copy of a store; when the block ends well it takes the place of `target` at once."""
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        db = connection.looker(source)
        try:
            with told(source):
                db.execute("VACUUM INTO ?", (str(part),))
        finally:
            db.close()
        _check(source, part)
        _settle(part)
        yield
        part.replace(target)
        _settle(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _check(store: Path, copy: Path) -> None:
    """Raise DamagedStore when a copy of the store is not whole."""
    db = connection.looker(copy)
    try:
        with told(copy):
            verdict = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    finally:
        db.close()
    if verdict != "ok":
        raise DamagedStore(
            f"{store} is damaged: a copy of it does not check out ({verdict}). {files.way_back(store)}"
        )


def _settle(path: Path) -> None:
    """Wait until the disk itself has it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

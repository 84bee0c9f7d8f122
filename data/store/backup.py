"""Backups: whole, checked copies beside the store, and the way back to one (STORE.md 9)."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.errors import DamagedStore, NotFound, StoreError
from data.store import connection, files
from data.store.failures import told

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

    `before` names the change the backup is made for. None when another process is making one already.
    """
    folder = files.backups_folder(store)
    folder.mkdir(mode=0o700, exist_ok=True)
    with _alone(folder) as alone:
        if not alone:
            return None
        for left_over in folder.glob("*.part"):
            left_over.unlink()
        ending = f"-before-{before}" if before else ""
        target = folder / f"{store.stem}-{now.astimezone(UTC).strftime(_STAMP)}{ending}.db"
        part = target.with_suffix(".part")
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            _copy(store, part)
            _check(store, part)
            _settle(part)
            part.replace(target)
            _settle(folder)
        finally:
            part.unlink(missing_ok=True)
        return target


def restore(store: Path, backup: Path) -> None:
    """Put a backup in the store's place. Nobody may have the store open.

    The log of the old store goes with it: left behind it would be played into the backup.
    """
    if not backup.is_file():
        raise NotFound(f"There is no backup {backup}. The store was left as it is.")
    _check(store, backup)
    part = store.with_name(store.name + ".part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        _copy(backup, part)
        _settle(part)
        for ending in ("-wal", "-shm"):
            files.companion(store, ending).unlink(missing_ok=True)
        part.replace(store)
        _settle(store.parent)
    finally:
        part.unlink(missing_ok=True)


def thin_out(store: Path, now: datetime) -> None:
    """Keep the newest backup of each of seven days and eight weeks; those before a change for eight weeks."""
    today = now.astimezone(UTC)
    kept: set[Path] = set()
    seen: set[tuple[str, object]] = set()
    for path in reversed(files.backups(store)):
        made = made_at(path)
        if today - made > timedelta(weeks=_WEEKS):
            continue
        if "-before-" in path.name:
            kept.add(path)
            continue
        for kind, span, limit in (("day", made.date(), _DAYS), ("week", made.isocalendar()[:2], _WEEKS)):
            if (kind, span) not in seen and sum(1 for known, _ in seen if known == kind) < limit:
                seen.add((kind, span))
                kept.add(path)
    for path in files.backups(store):
        if path not in kept:
            path.unlink(missing_ok=True)


def made_at(backup: Path) -> datetime:
    """Read from its name when a backup was made."""
    stamp = backup.name.removesuffix(".db").partition("-before-")[0][-16:]
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether no other process makes a backup in this folder now; held until the block ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


def _copy(store: Path, part: Path) -> None:
    db = connection.looker(store)
    try:
        with told(store):
            db.execute("VACUUM INTO ?", (str(part),))
    finally:
        db.close()


def _check(store: Path, copy: Path) -> None:
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
    except OSError as error:
        raise StoreError(f"The backup {path} could not be written: {error.strerror}.") from error
    finally:
        os.close(handle)

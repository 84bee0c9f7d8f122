"""The store as files: where its companions and backups lie, who may read them, and whether it looks whole."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

from data.errors import DamagedStore, DiskFull, NewerStore, ReadOnly, StoreError

APPLICATION_ID = 0x4644534B
"""`FDSK`: marks a SQLite file as a frontdesk store."""

_MAGIC = b"SQLite format 3\0"
_COMPANIONS = ("", "-wal", "-shm", "-journal")
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def companion(store: Path, ending: str) -> Path:
    """Give the file SQLite keeps beside the store: `-wal` or `-shm`."""
    return store.with_name(store.name + ending)


def backups_folder(store: Path) -> Path:
    """Give the folder beside the store that its backups lie in."""
    return store.with_name(f"{store.stem}-backups")


def calendars_folder(store: Path) -> Path:
    """Give the folder beside a store where what was fetched from calendar servers lies."""
    return store.with_name(f"{store.stem}-calendars")


def backups(store: Path) -> list[Path]:
    """Give the backups of a store, the oldest first: their names tell the time they were made."""
    name = re.compile(re.escape(store.stem) + r"-\d{8}T\d{6}Z(-before-\w+)?\.db")
    try:
        return sorted(path for path in backups_folder(store).iterdir() if name.fullmatch(path.name))
    except OSError:
        return []


def way_back(store: Path) -> str:
    """Say in a sentence which backup is the newest and how to go back to it."""
    found = backups(store)
    if not found:
        return "There is no backup beside it."
    return (
        f"The newest backup is {found[-1]}. "
        f"To go back to it, move every file that begins with {store} away and copy the backup to {store}."
    )


def prepare(store: Path) -> None:
    """Make what is missing, for its owner alone, and refuse what is no whole store."""
    try:
        _make(store)
    except PermissionError as error:
        raise ReadOnly(_not_writable(store)) from error
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull(
                f"There is no room on the disk for a store at {store}. Free some and start again."
            ) from error
        raise StoreError(
            f"No store can be made at {store}: {error.strerror}. Choose another place."
        ) from error
    examine(store)
    if not writable(store):
        raise ReadOnly(_not_writable(store))
    _tighten(store)


def examine(store: Path) -> None:
    """Look at the bytes of an existing store without SQLite, which would begin to mend and to change it."""
    try:
        with store.open("rb") as file:
            head = file.read(100)
            size = file.seek(0, os.SEEK_END)
    except PermissionError as error:
        raise ReadOnly(
            f"{store} cannot be read: it belongs to somebody else. Nothing was changed."
        ) from error
    except OSError as error:
        raise StoreError(f"{store} cannot be read: {error.strerror}. Nothing was changed.") from error
    if not head:
        _refuse_to_begin(store, "empty")
        return
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise DamagedStore(f"{store} is not a frontdesk store. It was left as it is. {way_back(store)}")
    if int.from_bytes(head[68:72]) not in (0, APPLICATION_ID):
        raise foreign(store)
    if _is_cut_off(head, size) and not _has_log(store):
        raise DamagedStore(f"{store} is cut off: its end is missing. It was left as it is. {way_back(store)}")


def foreign(store: Path) -> DamagedStore:
    """Give the error for a SQLite file that some other program has written."""
    return DamagedStore(f"{store} belongs to another program. It was left as it is. Choose another place.")


def newer(store: Path) -> NewerStore:
    """Give the error for a store that a newer frontdesk has written."""
    return NewerStore(
        f"{store} was made by a newer frontdesk. It was left as it is. Update this one and start again."
    )


def _refuse_to_begin(store: Path, state: str) -> None:
    """Never begin a new store where there was one: SQLite would even throw away the log left behind."""
    left = [path for path in (backups_folder(store), companion(store, "-wal")) if path.exists()]
    if backups(store) or _has_log(store):
        raise DamagedStore(
            f"{store} is {state}, yet what belongs to it is still there. No new store was begun. "
            f"{way_back(store)} To begin afresh instead, move {' and '.join(map(str, left))} away."
        )


def _is_cut_off(head: bytes, size: int) -> bool:
    """Whether the file is shorter than its own header says; the header counts only when it is current."""
    page = int.from_bytes(head[16:18])
    pages = int.from_bytes(head[28:32])
    current = head[24:28] == head[92:96]
    return current and size < pages * (65536 if page == 1 else page)


def _has_log(store: Path) -> bool:
    """Whether a write-ahead log holds something: then the file alone does not tell the whole state."""
    try:
        return companion(store, "-wal").stat().st_size > 0
    except OSError:
        return False


def _make(store: Path) -> None:
    if not store.parent.is_dir():
        store.parent.parent.mkdir(parents=True, exist_ok=True)
        store.parent.mkdir(mode=0o700, exist_ok=True)
    if store.exists():
        return
    _refuse_to_begin(store, "missing")
    os.close(os.open(store, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))


def _tighten(store: Path) -> None:
    """Keep others out of the files, and of the folder when there is nothing else in it."""
    ours = {store.name + ending for ending in _COMPANIONS}
    ours |= {folder.name for folder in (backups_folder(store), calendars_folder(store))}
    for name in ours:
        _close_to_others(store.with_name(name))
    for backup in backups(store):
        _close_to_others(backup)
    if {path.name for path in store.parent.iterdir()} <= ours:
        _close_to_others(store.parent)


def _close_to_others(path: Path) -> None:
    try:
        state = path.stat()
        if state.st_uid == os.geteuid() and stat.S_IMODE(state.st_mode) & 0o077:
            path.chmod(0o700 if path.is_dir() else 0o600)
    except OSError:
        return


def writable(store: Path) -> bool:
    """Whether the store and what SQLite keeps beside it may be written."""
    return _may_write(store) and _may_write(store.parent)


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _not_writable(store: Path) -> str:
    return (
        f"{store} cannot be written: the file or its folder is closed to you. Nothing was changed. "
        "Open both for writing, or choose another place."
    )

"""From SQLite's codes to sentences: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import Busy, DamagedStore, DiskFull, ReadOnly, StoreError
from data.store.engine.files import way_back
from data.store.engine.sqlite import sqlite3

if TYPE_CHECKING:
    from data.store.engine.looking import Looking


class _Code(IntEnum):
    """Primary result codes (sqlite.org/rescode.html); extended ones carry more above the low byte."""

    BUSY = 5
    LOCKED = 6
    READ_ONLY = 8
    IO = 10
    CORRUPT = 11
    FULL = 13
    CANNOT_OPEN = 14
    CONSTRAINT = 19
    MISMATCH = 20
    NOT_A_DATABASE = 26


_IO_ON_WRITING = {10, 778, 1034, 1290, 1546, 4874}
"""IOERR_WRITE, _FSYNC, _DIR_FSYNC, _TRUNCATE, _SHMSIZE; a bare IOERR where the module tells no more."""

# For a SQLite module that does not tell the code.
_BY_MESSAGE = {
    "database is locked": _Code.BUSY,
    "database table is locked": _Code.LOCKED,
    "attempt to write a readonly database": _Code.READ_ONLY,
    "disk I/O error": _Code.IO,
    "database disk image is malformed": _Code.CORRUPT,
    "malformed database schema": _Code.CORRUPT,
    "database or disk is full": _Code.FULL,
    "unable to open database file": _Code.CANNOT_OPEN,
    "file is not a database": _Code.NOT_A_DATABASE,
}


@contextmanager
def told(db: Looking | Path) -> Iterator[None]:
    """Turn every SQLite error inside into the error of data.errors that says it in a sentence."""
    try:
        yield
    except sqlite3.Error as error:
        said = in_words(error, db if isinstance(db, Path) else path_of(db))
        if said is None:
            raise
        raise said from error


def in_words(error: Exception, store: Path) -> StoreError | None:
    """Give the sentence for an SQLite error; None for one that only a programming mistake can cause."""
    code = _code(error)
    match code & 0xFF:
        case _Code.BUSY | _Code.LOCKED:
            return Busy(
                f"Another frontdesk is writing to {store} and did not finish. Nothing was changed. "
                "Try again in a moment."
            )
        case _Code.READ_ONLY | _Code.CANNOT_OPEN:
            return ReadOnly(
                f"{store} cannot be written: the file or its folder is closed to you. Nothing was changed. "
                "Open both for writing and try again."
            )
        case _Code.FULL:
            return _full(store)
        case _Code.IO if code in _IO_ON_WRITING:
            return _full(store)
        case _Code.IO:
            return DamagedStore(f"The disk cannot read {store}. It was left as it is. {way_back(store)}")
        case _Code.CORRUPT | _Code.NOT_A_DATABASE:
            return DamagedStore(f"{store} is damaged. It was left as it is. {way_back(store)}")
        case _Code.CONSTRAINT | _Code.MISMATCH:
            return StoreError(f"Not saved: the store does not take this ({error}). What was there is kept.")
        case _:
            return None


def _full(store: Path) -> DiskFull:
    return DiskFull(
        f"Not saved: the disk has no room left for {store}, or the file may not grow. "
        "Everything saved before is kept. Make room and try again."
    )


def path_of(db: Looking) -> Path:
    """Give the file behind a connection."""
    try:
        return Path(db.conn.execute("PRAGMA database_list").fetchone()[2])
    except (sqlite3.Error, TypeError):
        return Path("the store")


def _code(error: Exception) -> int:
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code
    text = str(error)
    if isinstance(error, sqlite3.IntegrityError):
        return _Code.CONSTRAINT
    return next((known for begin, known in _BY_MESSAGE.items() if text.startswith(begin)), 0)

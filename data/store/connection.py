"""How a connection is opened: always the same settings, each with its reason in STORE.md."""

from __future__ import annotations

import time
from pathlib import Path

from sqlite_utils import Database

from data.errors import Busy, ReadOnly
from data.store.failures import told
from data.store.sqlite import sqlite3

BUSY_SECONDS = 5.0
"""How long one process waits for another to finish writing."""

_CACHE_KIB = 8000
_LOG_LIMIT = 16 * 1024 * 1024
_RETRY_SECONDS = 0.02


def writer(store: Path, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Open the one connection that writes; worker threads share it, guarded by the Store's lock."""
    db = _open(store, "mode=rw", busy_seconds, shared=True)
    for pragma in (
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
        f"PRAGMA journal_size_limit = {_LOG_LIMIT}",
    ):
        db.execute(pragma)
    return db


def reader(store: Path, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Open a connection that only looks, for the calling thread."""
    db = _open(store, "mode=rw", busy_seconds)
    db.execute("PRAGMA query_only = ON")
    return db


def looker(store: Path, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Open a store that cannot be written: by the usual road, or else as a file that nobody changes.

    The second leaves out what another process has not yet moved from the log into the file.
    """
    try:
        return _looking(store, "mode=ro", busy_seconds)
    except ReadOnly:
        return _looking(store, "mode=ro&immutable=1", busy_seconds)


def use_log(db: Database, busy_seconds: float) -> None:
    """Switch the file to write-ahead logging, once in its life.

    SQLite does not wait here when another process does the same at this moment, so this waits for it.
    """
    until = time.monotonic() + busy_seconds
    while True:
        try:
            with told(db):
                db.execute("PRAGMA journal_mode = WAL").fetchall()
        except Busy:
            if time.monotonic() > until:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def _looking(store: Path, how: str, busy_seconds: float) -> Database:
    db = _open(store, how, busy_seconds)
    try:
        with told(store):
            db.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except BaseException:
        db.close()
        raise
    return db


def _open(store: Path, how: str, busy_seconds: float, *, shared: bool = False) -> Database:
    """Open in driver autocommit: transactions begin and end only where this package says so."""
    with told(store):
        connection = sqlite3.connect(
            f"{store.absolute().as_uri()}?{how}",
            uri=True,
            timeout=busy_seconds,
            isolation_level=None,
            check_same_thread=not shared,
            cached_statements=256,
        )
    db = Database(connection, execute_plugins=False)
    for pragma in (
        "PRAGMA cell_size_check = ON",
        "PRAGMA temp_store = MEMORY",
        f"PRAGMA cache_size = -{_CACHE_KIB}",
    ):
        db.execute(pragma)
    return db

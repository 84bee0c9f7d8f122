"""How a connection is opened: always the same settings, each with its reason in STORE.md."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import Busy, ReadOnly
from data.store.engine.failures import told
from data.store.engine.sqlite import sqlite3

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

BUSY_SECONDS = 5.0
"""How long one process waits for another to finish writing."""

_RETRY_SECONDS = 0.02

_ALWAYS = (
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8000",  # KiB
)
_WRITING = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_size_limit = 16777216",
)


class _Looking(sqlite3.Connection):
    """A `Looking` without sqlite-utils.

    Who only looks doesn't wait for sqlite-utils: to import it takes longer than all the dashboard asks.
    """

    @property
    def conn(self) -> _Looking:
        """Give the connection itself."""
        return self


def writer(store: Path, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Open the one connection that writes; worker threads share it, guarded by the Store's lock."""
    from sqlite_utils import Database

    return Database(_open(store, "mode=rw", busy_seconds, _WRITING, shared=True), execute_plugins=False)


def reader(store: Path, busy_seconds: float = BUSY_SECONDS) -> Looking:
    """Open a connection that only looks, for the calling thread."""
    return _open(store, "mode=rw", busy_seconds, ("PRAGMA query_only = ON",))


def looker(store: Path, busy_seconds: float = BUSY_SECONDS) -> Looking:
    """Open a store that cannot be written: by the usual road, or else as a file that nobody changes.

    The second leaves out what another process has not yet moved from the log into the file.
    """
    try:
        return _open(store, "mode=ro", busy_seconds)
    except ReadOnly:
        return _open(store, "mode=ro&immutable=1", busy_seconds)


def uses_log(db: Looking) -> bool:
    """Whether the file keeps a write-ahead log already."""
    with told(db):
        return bool(db.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


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


def _open(
    store: Path, how: str, busy_seconds: float, pragmas: Iterable[str] = (), *, shared: bool = False
) -> _Looking:
    """Open in driver autocommit: transactions begin and end only where this package says so."""
    with told(store):
        connection = sqlite3.connect(
            f"{store.absolute().as_uri()}?{how}",
            uri=True,
            timeout=busy_seconds,
            isolation_level=None,
            check_same_thread=not shared,
            cached_statements=256,
            factory=_Looking,
        )
        try:
            for pragma in (*_ALWAYS, *pragmas):
                connection.execute(pragma)
            # Only now does SQLite look at the file: what it finds wrong is told here.
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        except BaseException:
            connection.close()
            raise
    return connection

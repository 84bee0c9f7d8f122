"""The open store: one connection to look, one to write, and acts that are whole or not at all."""

from __future__ import annotations

import resource
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import Busy, DiskFull, ReadOnly
from data.store.engine import connection, files, history
from data.store.engine.failures import told
from data.store.engine.ids import Ids
from data.store.engine.rows import tuples
from data.store.engine.sqlite import sqlite3
from data.store.schema import migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_open_here: Counter[Path] = Counter()
"""Stores this process has open: to open and close such a file besides SQLite drops SQLite's locks on it."""


class Store:
    """One file with everything in it. Open it with `Store.open`."""

    def __init__(
        self, path: Path, reader: Looking, now: datetime, busy_seconds: float, *, read_only: bool = False
    ) -> None:
        made_at = tuples(reader, "SELECT made_at FROM about")[0][0]
        self.since: date = datetime.fromisoformat(made_at).date()
        """The UTC day the store was made."""
        self.path = path
        self.reader = reader
        """For the thread that opened the store; it cannot write."""
        self.read_only = read_only
        """Whether this store was opened only to look."""
        self._opened: Database | None = None
        self._busy_seconds = busy_seconds
        self._lock = threading.RLock()
        self._closed = False
        _open_here[path] += 1
        self._ids = Ids(now)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        now: datetime,
        read_only: bool = False,
        busy_seconds: float = connection.BUSY_SECONDS,
    ) -> Store:
        """Open the store at `path`, made when missing and brought up to date; `read_only` only looks.

        Raises ReadOnly when it cannot be written (open it with `read_only` then), DamagedStore, NewerStore,
        Busy after `busy_seconds`, DiskFull.
        """
        # SQLite keeps the log beside the file itself, not beside a link to it.
        path = Path(path).resolve()
        if read_only:
            return cls._look(path, now, busy_seconds)
        if not _open_here[path]:
            files.prepare(path)
        with ExitStack() as on_failure:
            reader = on_failure.enter_context(closing(connection.reader(path, busy_seconds)))
            # Asked before anything is changed, for the file may be a stranger's.
            if migrations.missing(reader, path) or not connection.uses_log(reader):
                with closing(connection.writer(path, busy_seconds)) as writer:
                    connection.use_log(writer, busy_seconds)
                    migrations.bring_up_to_date(writer, path, now)
            store = cls(path, reader, now, busy_seconds)
            on_failure.pop_all()
        return store

    @contextmanager
    def action(self, name: str, now: datetime) -> Iterator[Database]:
        """Open one act of the user: everything inside is stored together or not at all, and can be undone."""
        with self._transaction(now) as db:
            action = history.begin(db, name, now)
            yield db
            history.end(db, action)

    @contextmanager
    def intake(self, now: datetime | None = None) -> Iterator[Database]:
        """Open one transaction of a feed or an import: like an act, but it is not written down for undo."""
        with self._transaction(now) as db:
            yield db

    @contextmanager
    def another_reader(self) -> Iterator[Looking]:
        """Give a connection to look with, for a thread of its own."""
        open_one = connection.looker if self.read_only else connection.reader
        db = open_one(self.path, self._busy_seconds)
        try:
            yield db
        finally:
            db.close()

    def data_version(self) -> int:
        """Give a number that moves when another connection, of this process or any other, has written."""
        version: int = tuples(self.reader, "PRAGMA data_version")[0][0]
        return version

    def undo(self, now: datetime) -> str:
        """Take the newest act back and give its name; Changed or NotFound when that cannot be."""
        with self._transaction(now) as db:
            return history.undo(db, now)

    def settle(self) -> None:
        """Have undo reach back to here and no further: what was done until now stays done."""
        with self._transaction(None) as db:
            history.forget(db)

    def undoable(self) -> str | None:
        """Give the name of the act that `undo` would take back."""
        return history.newest(self.reader)

    def backup(self, now: datetime) -> Path | None:
        """Make today's backup and give it; None when there is one. Takes a second: call it from a thread."""
        if self.read_only:
            raise self._closed_to_writing()
        from data.store.engine import backup

        return backup.daily(self.path, now)

    def close(self) -> None:
        """Close both connections. Closing twice does nothing."""
        if self._closed:
            return
        self._closed = True
        self.reader.close()
        if self._opened is not None:
            self._opened.close()
        _open_here[self.path] -= 1

    @classmethod
    def _look(cls, path: Path, now: datetime, busy_seconds: float) -> Store:
        if not _open_here[path]:
            files.examine(path)
        with ExitStack() as on_failure:
            # Where it may be written, SQLite takes its log away again when the last one has looked.
            look = connection.reader if files.writable(path) else connection.looker
            reader = on_failure.enter_context(closing(look(path, busy_seconds)))
            if migrations.missing(reader, path):
                raise ReadOnly(
                    f"{path} was made by an older frontdesk and has to be brought up to date once, "
                    "which looking at it does not do. Nothing was changed. Start `frontdesk`, with the file "
                    "and its folder open for writing."
                )
            store = cls(path, reader, now, busy_seconds, read_only=True)
            on_failure.pop_all()
        return store

    @contextmanager
    def _transaction(self, now: datetime | None) -> Iterator[Database]:
        """Hold the writer alone, in this process by a lock and among processes by BEGIN IMMEDIATE.

        A deferred BEGIN would let two processes read first and then fail to write.
        """
        if self.read_only:
            raise self._closed_to_writing()
        if not self._lock.acquire(timeout=self._busy_seconds):
            raise Busy(
                "Another part of frontdesk is still writing. Nothing was changed. Try again in a moment."
            )
        try:
            db = self._writer
            if db.conn.in_transaction:
                raise RuntimeError("an act cannot begin inside another one")
            if now is not None:
                self._ids.at(now)
            if self._log_nears_limit():
                self._empty_log(db)
            with told(self.path):
                db.execute("BEGIN IMMEDIATE")
            try:
                with told(self.path):
                    yield db
                    db.execute("COMMIT")
            except BaseException as error:
                db.rollback()
                if isinstance(error, DiskFull):
                    self._empty_log(db)
                raise
        finally:
            self._lock.release()

    @property
    def _writer(self) -> Database:
        """The connection that writes, opened for the first act: who only looks doesn't wait for it."""
        if self._opened is None:
            if self._closed:
                raise sqlite3.ProgrammingError("the store is closed")
            self._opened = connection.writer(self.path, self._busy_seconds)
            self._opened.conn.create_function("new_id", 0, self._ids.new)
        return self._opened

    def _log_nears_limit(self) -> bool:
        """Whether the log is half as big as any file of this process may be."""
        limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
        if limit == resource.RLIM_INFINITY:
            return False
        log = files.companion(self.path, "-wal")
        return log.exists() and log.stat().st_size > limit // 2

    def _empty_log(self, db: Database) -> None:
        """Empty the log into the file, which frees what the log took: the next try may then succeed."""
        with suppress(sqlite3.Error):
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _closed_to_writing(self) -> ReadOnly:
        return ReadOnly(
            f"{self.path} was opened only to look, because it cannot be written. Nothing was changed. "
            "Open the file and its folder for writing and start again."
        )

"""What every concern of the Desk works with: the store, the settings and the time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from data.model.effort import Worked
from data.rules.days import day_start
from data.rules.pace import window_start
from data.rules.working_time import WorkingTime
from data.store import days_off, effort

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.clock import Clock
    from data.settings import Settings
    from data.store import Store
    from data.store.engine.looking import Looking


def seen_file(path: Path | None) -> tuple[int, int, int] | None:
    """Give what changes whenever a file is written anew; None where there is none."""
    try:
        stat = path.stat() if path is not None else None
    except OSError:
        return None
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino) if stat is not None else None


class Core:
    """Shared by the concerns of one Desk; holds no rules and no SQL."""

    def __init__(self, store: Store, settings: Settings, clock: Clock, settings_path: Path | None) -> None:
        self.store = store
        self.settings = settings
        self.clock = clock
        self.settings_path = settings_path
        self.settings_seen = seen_file(settings_path)
        """How the settings file was when it was last looked at, to notice that somebody changed it."""
        self.trouble = ""
        """What could not follow the last act outside the store; empty when everything did."""
        self._held = threading.local()

    def now(self) -> datetime:
        """Give the present instant in UTC, to the whole second that the store keeps."""
        return self.clock().replace(microsecond=0)

    def today(self) -> date:
        """Give the freelancer's calendar day."""
        return self.now().astimezone(ZoneInfo(self.settings.zone)).date()

    @property
    def reader(self) -> Looking:
        """Give the connection of the thread that opened the Desk; it cannot write."""
        return self.store.reader

    @contextmanager
    def act(self, name: str) -> Iterator[Database]:
        """Open one undoable transaction named after what the user does."""
        with self.store.action(name, self.now()) as db:
            yield db
        self.follow()

    def follow(self) -> None:
        """Let what is kept outside the store follow what was done: the file with the promises."""
        if self.settings.export.promises is not None:
            from data.desk.work.export import Export

            self.trouble = Export(self).keep_current()

    @contextmanager
    def reading(self) -> Iterator[Looking]:
        """Give a reader of one's own, for a worker thread; the one it has where it is reading already.

        A round of reading asks again and again, and each new connection learns the whole schema first.
        """
        held: Looking | None = getattr(self._held, "reader", None)
        if held is not None:
            yield held
            return
        with self.store.another_reader() as db:
            self._held.reader = db
            try:
                yield db
            finally:
                self._held.reader = None

    def worked_since(self, working_time: WorkingTime) -> datetime:
        """Give the instant from which work entries say how much a day yields."""
        return day_start(window_start(self.today(), working_time), self.settings.zone)

    def worked(self, db: Looking | None = None) -> Worked:
        """Give what was worked in the days that say how much a day yields; today is not over yet."""
        today = datetime.combine(self.today(), time(), ZoneInfo(self.settings.zone))
        return effort.worked_since(db or self.reader, self.worked_since(self.working_time(db)), today)

    def working_time(self, db: Looking | None = None) -> WorkingTime:
        """Give the working time of the settings and the days off, as they are now."""
        off = sorted({*self.settings.days_off, *self.own_days_off(db)})
        return WorkingTime(self.settings.zone, self.settings.working_hours, off)

    def own_days_off(self, db: Looking | None = None) -> frozenset[date]:
        """Give the days off that were entered at the Desk; those of the settings are not among them."""
        return frozenset(day.on for day in days_off.all_(db or self.reader))

"""Looking at the mail: in its windows, and in between when one wants to (SERVICE.md 2.4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.model.mail_check import MailCheck
from data.model.touch import Channel
from data.rules.days import say_clock
from data.rules.mail_windows import LENGTH, client_gap_warning, gap_warning, running_window
from data.store import clients, mail_checks

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.model.client import Client
    from data.model.touch import Thread
    from data.rules.working_time import WorkingTime
    from data.settings import Settings

_TICK = timedelta(seconds=1)
"""Instants are kept to the second: what is of this one has happened."""


class MailChecks:
    """What the freelancer does about the mail as a whole."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def check(self) -> None:
        """Write down that the mail is looked at now, within a mail window or outside of one.

        No act: what was seen can't be unseen, so undo leaves it alone. Without mail windows there is no plan
        that a look could be compared with, and nothing is written.
        """
        core = self._core
        windows = core.settings.mail_windows
        if not windows.on or not windows.at or core.store.read_only:
            return
        now = core.now()
        with core.store.intake(now) as db:
            opened = running_window(now, windows.at, core.working_time(db))
            mail_checks.insert(db, MailCheck(now, opened))

    def look(self, held: int) -> str:
        """Show what is held back until the next window, `held` exchanges, for as long as a window lasts."""
        self.check()
        until = say_clock(self._core.now() + LENGTH, self._core.settings.zone)
        return f"{held} held {'message is' if held == 1 else 'messages are'} shown until {until}."

    def warnings(self) -> tuple[str, ...]:
        """Say which reply limits are shorter than the mail windows are apart; empty when all are met."""
        core = self._core
        return warnings_of(core.settings, core.working_time(), clients.all_(core.reader), core.now())


def dealt_with(core: Core, db: Database, thread: Thread) -> None:
    """Within an act: take a mail that is dealt with in a mail window for a planned check, once a window.

    Outside of one it is none: what is urgent or nearly late is there for being answered.
    """
    now, windows = core.now(), core.settings.mail_windows
    if thread.channel is not Channel.MAIL or not windows.on:
        return
    opened = running_window(now, windows.at, core.working_time(db))
    if opened is not None and not any(
        check.planned for check in mail_checks.between(db, opened, now + _TICK)
    ):
        mail_checks.insert(db, MailCheck(now, opened))


def warnings_of(
    settings: Settings, working_time: WorkingTime, known: Iterable[Client], now: datetime
) -> tuple[str, ...]:
    """Say which reply limits are shorter than the mail windows are apart: the usual one, those of clients."""
    windows = settings.mail_windows.at if settings.mail_windows.on else ()
    limit = settings.replies.limit_minutes
    found = (
        gap_warning(windows, working_time, limit, now),
        client_gap_warning(windows, working_time, limit, known, now),
    )
    return tuple(warning for warning in found if warning)

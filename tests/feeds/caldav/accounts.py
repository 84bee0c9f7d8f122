"""An account to read in a test, and what is kept of it."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from data.feeds.caldav import Account, Kept, Pulled, pull
from data.feeds.caldav.account import connected
from data.feeds.secrets import SecretPlace
from tests.feeds.calendar.build import a_calendar, an_event
from tests.servers.radicale import PASSWORD, Proxy


def an_account(front: Proxy, user: str, password: str = PASSWORD) -> Account:
    """The account of a user, asked for through the proxy."""
    command = f"printf %s {shlex.quote(password)}"
    return Account(front.url, SecretPlace(f"work of {user}", command, user=user))


def reading(
    account: Account,
    folder: Path,
    *calendars: str,
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[Pulled, Kept]:
    """Read an account once, with what earlier readings have kept below `folder`."""
    kept = Kept(folder / "calendars", "work", account.user)
    with kept.begin() as alone, connected(replace(account, calendars=calendars), stop) as server:
        assert alone
        return pull(server, kept, calendars, progress, stop), kept


def an_item(number: int, title: str = "", *lines: str) -> str:
    """An event of the number, on Wednesday 25 November 2026."""
    times = ("DTSTART:20261125T090000Z", "DTEND:20261125T100000Z")
    return a_calendar(
        an_event(*times, f"SUMMARY:{title or f'Event {number}'}", *lines, uid=f"event-{number}")
    )


def titles(kept: Kept) -> list[str]:
    """The titles of what is kept, sorted."""
    texts = [file.read_text() for file in kept.folder.rglob("*.ics")]
    return sorted(
        line.removeprefix("SUMMARY:")
        for text in texts
        for line in text.splitlines()
        if line.startswith("SUMMARY:")
    )

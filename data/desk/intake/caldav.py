"""Takes the calendars of a server in: what is new is fetched, and what is kept becomes appointments.

While the server cannot be reached the appointments are those that were fetched last, and go on with the days.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.desk.intake import calendar
from data.errors import FeedError
from data.model.source import Around, Place
from data.settings import CaldavSettings, CalendarSettings
from data.store.engine.files import calendars_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from data.desk.core import Core
    from data.feeds.caldav import Account, Kept, Pulled
    from data.model.source import SourceState


def take_in(
    core: Core,
    feed: CaldavSettings,
    state: SourceState,
    progress: Callable[[str], None],
    stop: Callable[[], bool],
) -> SourceState:
    """Read the calendars of one account, unless nothing about them changed; give how it went.

    Offline when nobody answers, Refused for a wrong password, FeedError for anything else at the server;
    what was fetched by then becomes appointments all the same.
    """
    from data.feeds.caldav import Kept
    from data.feeds.patience import Stopped

    kept = Kept(calendars_folder(core.store.path), state.name, f"{feed.url}\n{feed.user}")
    with kept.begin() as alone:
        if not alone:  # another frontdesk reads it this very moment
            return state
        try:
            pulled = _pull(feed, state.name, kept, progress, stop)
        except Stopped:
            return state
        except FeedError:
            if stop():
                return state
            if kept.filled:
                _appointments(core, kept, state, progress, stop)
            raise
        if not kept.filled:  # stopped before anything was whole
            return state
        after = _appointments(core, kept, replace(state, note=_without(state.note)), progress, stop)
    return replace(after, note=" ".join(filter(None, (_missing(pulled), after.note))))


def look_around(
    feed: CaldavSettings,
    now: datetime,  # noqa: ARG001 - mail has a look-back
    stop: Callable[[], bool],
) -> Around:
    """Say which calendars an account would bring, with how many events each has.

    Nothing is written anywhere. FeedError says why it cannot be read.
    """
    from data.feeds.caldav import look

    found = look(_account(feed, feed.name or feed.usual_name()), stop)
    return Around(tuple(Place(each.name, each.events) for each in found))


def _pull(
    feed: CaldavSettings,
    name: str,
    kept: Kept,
    progress: Callable[[str], None],
    stop: Callable[[], bool],
) -> Pulled:
    from data.feeds.caldav import pull
    from data.feeds.caldav.account import connected

    account = _account(feed, name)
    with connected(account, stop) as server:
        return pull(server, kept, account.calendars, progress, stop)


def _account(feed: CaldavSettings, name: str) -> Account:
    from data.feeds.caldav import Account
    from data.feeds.secrets import SecretPlace

    service = feed.host if feed.keyring else ""
    place = SecretPlace(name, feed.password_command, service=service, user=feed.user)
    return Account(feed.url, place, feed.ca_file, feed.calendars)


def _appointments(
    core: Core, kept: Kept, state: SourceState, progress: Callable[[str], None], stop: Callable[[], bool]
) -> SourceState:
    """Read what is kept the way a folder of events on this machine is read."""
    local = CalendarSettings(name=state.name, kind="vdir", path=kept.folder)
    return calendar.take_in(core, local, state, progress, stop)


_MISSING, _THERE = "There is no calendar called ", " at the server."


def _missing(pulled: Pulled) -> str:
    names = " or ".join(f'"{name}"' for name in pulled.missing)
    return f"{_MISSING}{names}{_THERE}" if names else ""


def _without(note: str) -> str:
    """Give a note without what each reading says anew."""
    return note.partition(_THERE)[2].strip() if note.startswith(_MISSING) else note

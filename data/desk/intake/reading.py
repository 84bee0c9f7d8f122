"""One round of reading: every source of the settings, each by the module that takes its kind in."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING

from data.desk.intake import mail_before
from data.desk.intake.outcome import Patience, broken, failed
from data.errors import FeedError, FrontdeskError
from data.model.source import Around, SourceState
from data.store import sources

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.settings import FeedSettings

Progress = Callable[[str], None]
"""Told in words how far a reading is, a few times a second."""
Stop = Callable[[], bool]
"""Asked between batches; what was read until then stays read."""

_ROOMS = {
    "mail": "mail",
    "imap": "imap",
    "calendar": "calendar",
    "caldav": "caldav",
    "time_log": "time_log",
    "contacts": "contacts",
    "calls": "calls",
}
"""By section of the settings: the module here whose `take_in` reads such a source; imported when used."""


def read_all(
    core: Core,
    progress: Progress,
    stop: Stop,
    patience: Patience,
    only: Collection[str] | None = None,
    *,
    asked: bool = True,
) -> tuple[SourceState, ...]:
    """Read every source, or those named; one that fails says so in its state and stops no other.

    One that has to be left alone for a while (`patience`) is given as it is.
    """
    feeds = core.settings.named_feeds()
    with core.reading() as db, _few_collections():
        _follow_settings(core, feeds, {state.name for state in sources.states(db)})
        known = {state.name: state for state in sources.states(db)}
        states: list[SourceState] = []
        for name, feed in feeds.items():
            if stop() or (only is not None and name not in only):
                continue
            state = known.get(name, SourceState(name, feed.kind))
            if patience.allows(name, core.now()):
                state = _read(core, feed, state, progress, stop, patience, asked=asked)
            states.append(state)
        return tuple(states)


def take_in(
    core: Core, feed: FeedSettings, state: SourceState, progress: Progress, stop: Stop
) -> SourceState:
    """Read one source and give how it went; FeedError when it could not be read."""
    room = import_module(f"data.desk.intake.{_ROOMS[feed.SECTION]}")
    after: SourceState = room.take_in(core, feed, state, progress, stop)
    return after


def look_around(feed: FeedSettings, now: datetime, stop: Stop) -> Around:
    """Say what there is at the server of a source; nothing of a source on this machine."""
    room = import_module(f"data.desk.intake.{_ROOMS[feed.SECTION]}")
    found: Around = room.look_around(feed, now, stop) if hasattr(room, "look_around") else Around()
    return found


def _read(
    core: Core,
    feed: FeedSettings,
    state: SourceState,
    progress: Progress,
    stop: Stop,
    patience: Patience,
    *,
    asked: bool,
) -> SourceState:
    before = state
    try:
        state = replace(take_in(core, feed, state, progress, stop), offline_since=None)
        patience.worked(state.name)
    except FeedError as error:
        patience.failed(state.name, core.now(), error)
        state = failed(_as_kept(core, state), core.now(), error)
    except FrontdeskError:
        raise
    except OSError as error:
        state = replace(state, error=f"{feed.name} could not be read: {error.strerror or error}.")
    except Exception as error:
        # Whatever a source holds, it must not keep the others from being read.
        state = broken(_as_kept(core, state), error)
    if _worth_writing(before, state, asked=asked):
        with core.store.intake(core.now()) as db:
            sources.save_state(db, state)
    return state


def _as_kept(core: Core, state: SourceState) -> SourceState:
    """Give how a source is doing by what its reading kept before it failed."""
    with core.reading() as db:
        return sources.state(db, state.name) or state


def _follow_settings(core: Core, used: dict[str, FeedSettings], known: set[str]) -> None:
    """Let what is stored follow the settings: a mailbox under another name, a source that is gone."""
    for name in known - set(used):
        with core.store.intake(core.now()) as db:
            digest = mail_before.read_as(db, name)
            new = [
                other
                for other, feed in used.items()
                if other not in known and digest and _digest_of(core, feed) == digest
            ]
            if new:
                sources.rename(db, name, new[0])
            else:
                sources.forget(db, name)
        if not new:
            _forget_kept(core, name)


def _forget_kept(core: Core, name: str) -> None:
    """Let go of what lies beside the store of a source that was on the net."""
    from data.feeds.caldav.kept import forget
    from data.store.engine.files import calendars_folder

    forget(calendars_folder(core.store.path), name)


def _digest_of(core: Core, feed: FeedSettings) -> str:
    """Sum up the settings a source is read under, where that tells it from others; empty for other kinds."""
    from data.settings import CallsSettings, ImapSettings, MailSettings, TimeLogSettings

    match feed:
        case CallsSettings():
            from data.desk.intake.calls import settings_digest

            return settings_digest(feed, core.settings)
        case TimeLogSettings():
            from data.desk.intake.time_log import digest

            return digest(feed)
        case MailSettings() | ImapSettings():
            return mail_before.digest(feed)
    return ""


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for garbage in cycles less often: letters are many and have none; a sixth of a first reading."""
    usual = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _worth_writing(before: SourceState, after: SourceState, *, asked: bool) -> bool:
    """Whether a state says something new; that it worked once more, every ten minutes only unless one asked.

    Each write makes every open dashboard look again.
    """
    if replace(before, last_read_at=None) != replace(after, last_read_at=None):
        return True
    if asked or before.last_read_at is None or after.last_read_at is None:
        return before.last_read_at != after.last_read_at
    return after.last_read_at - before.last_read_at >= timedelta(minutes=10)

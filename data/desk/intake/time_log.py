"""Takes a time log in: its entries, the deliverables they mean, and the work entries these become."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from data.desk.intake import mail_before, time_placing
from data.errors import FeedError
from data.model.source import Skipped, SourceState
from data.model.time_log import LoggedTime, StoredTime
from data.rules import time_log as rules
from data.store import skips, sources, time_log

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.feeds.time_log.reading import TimeReading
    from data.settings import TimeLogSettings

_FILES = '["files"]'
"""Mark: how the files looked when they were read."""
_AGAIN = '["again"]'
"""Mark: when an entry that lay ahead has passed, so that reading again brings more."""


def take_in(
    core: Core,
    feed: TimeLogSettings,
    state: SourceState,
    progress: Callable[[str], None],  # noqa: ARG001 - read in a moment
    stop: Callable[[], bool],  # noqa: ARG001
) -> SourceState:
    """Read one time log, unless nothing about it changed since the last time; give how it went.

    A clock that runs there is no clock here, for only its end says how long it was; the note says that it
    runs.
    """
    from data.feeds.time_log.reading import fingerprint

    now = core.now()
    files = fingerprint(feed.path, feed.kind, int(now.timestamp() * 1e9))
    mark = files and f"{files} {core.settings.zone} {core.settings.day_first} {feed.run}"
    with core.reading() as db:
        marks = sources.marks(db, state.name)
    ahead = marks.get(_AGAIN, "")
    if mark and not state.error and marks.get(_FILES) == mark and not (ahead and ahead <= now.isoformat()):
        return replace(state, last_read_at=now)
    reading = read(core, feed.path, feed.kind, run=feed.run)
    if state.read and not reading.entries:
        raise FeedError(f"{feed.path} holds no time any more. What was read from it stays as it was.")
    sorted_ = rules.usable(reading.entries, now)
    skipped = [*reading.skipped, *(Skipped(where, reason) for where, reason in sorted_.skipped)]
    with core.store.intake(now) as db:
        store(db, state.name, feed.kind, reading, sorted_.kept)
        again = sorted_.again_at.isoformat() if sorted_.again_at else ""
        sources.save_marks(db, state.name, {_FILES: mark, _AGAIN: again, mail_before.SETTINGS: digest(feed)})
        skips.replace(db, state.name, skipped)
    return replace(
        state,
        first_read_at=state.first_read_at or now,
        last_read_at=now,
        error="",
        read=len(sorted_.kept),
        skipped=len(reading.skipped) + sorted_.doubtful,
        note=" ".join(notes(reading, sorted_, core.settings.zone)[:3]),
    )


def digest(feed: TimeLogSettings) -> str:
    """Sum up by what a time log is known again under another name."""
    return json.dumps([feed.SECTION, feed.kind, str(feed.path)])


def read(core: Core, path: Path, kind: str, *, run: bool = False) -> TimeReading:
    """Read a time log; FeedError when it cannot be."""
    if kind == "timewarrior":
        from data.feeds.time_log.timewarrior import read_timewarrior

        return read_timewarrior(path, run=run)
    from data.feeds.time_log.toggl import read_toggl

    return read_toggl(path, core.settings.zone, day_first=core.settings.day_first)


def notes(reading: TimeReading, sorted_: rules.Usable, zone: str) -> list[str]:
    """Say what is worth knowing about a reading."""
    said = list(reading.notes)
    for entry in sorted_.running[:1]:
        since = entry.started_at.astimezone(ZoneInfo(zone))
        said.append(
            f"A clock runs there since {since:%H:%M} ({entry.label.said}): it comes in when it is stopped."
        )
    return said


def store(
    db: Database, source: str, kind: str, reading: TimeReading, kept: Iterable[LoggedTime]
) -> tuple[int, int]:
    """Store a reading and let everything follow; give how many entries are new, and how many are gone.

    What lies within the reach of the reading and is not in it any more was deleted where it came from.
    """
    wanted = {entry.key: entry for entry in kept}
    known = {entry.key: entry for entry in time_log.of_source(db, source)}
    fresh = [entry for key, entry in wanted.items() if key not in known or _differs(known[key], entry)]
    gone = [entry for key, entry in known.items() if key not in wanted and reading.reaches(entry.started_at)]
    dirty = {entry.deliverable_id for entry in gone}
    dirty |= {known[entry.key].deliverable_id for entry in fresh if entry.key in known}
    time_log.remove(db, gone)
    time_log.put(db, source, kind, fresh)
    time_placing.count(db, {each for each in dirty | time_placing.place(db) if each})
    return sum(entry.key not in known for entry in fresh), len(gone)


def _differs(known: StoredTime, entry: LoggedTime) -> bool:
    return (known.started_at, known.ended_at, known.label, known.description) != (
        entry.started_at.replace(microsecond=0),
        entry.ended_at,
        entry.label,
        entry.description,
    )

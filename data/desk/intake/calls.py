"""Takes a log of calls in: what is new becomes entries, and what they tell is derived for their numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from data.desk.intake import callers
from data.desk.intake.call_reading import FileReading, read_file
from data.model.source import Skipped, SourceState
from data.store import amends, call_records, skips, sources, touches

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.feeds.calls import LogFile
    from data.settings import CallsSettings, Settings

_SETTINGS = '["settings"]'
_FILES = '["files"]'
_OPEN = '["open"]'
"""Mark: a reading has begun and not come to its end; whatever it stored has to be derived yet."""
_LEFT = '["left"]'
"""Mark: the contacts that entries became which were let go of; what is read anew takes them over."""
_EVER = datetime.min.replace(tzinfo=UTC)


def take_in(
    core: Core,
    log: CallsSettings,
    state: SourceState,
    progress: Callable[[str], None],
    stop: Callable[[], bool],
) -> SourceState:
    """Read what is new in one log; give how it went. Stopped in between, the next reading goes on."""
    from data.feeds.calls import list_files

    now = core.now()
    files = list_files(log.name, log.path, log.kind, now.timestamp())
    listing = _listing(log, core.settings, files)
    with core.reading() as db:
        if state.last_read_at and not state.error and sources.mark(db, state.name, _FILES) == listing:
            return replace(state, last_read_at=now)
        marks = sources.marks(db, state.name)
    reading = _Reading(core, state.name, log, marks)
    reading.begin(state, files)
    state = replace(state, first_read_at=state.first_read_at or now)
    reading.read(files, youngest(core.settings, state.last_read_at, now), progress, stop)
    reading.derive(progress, whole=not stop())
    if stop():
        return state
    told = reading.finish(files, listing)
    with core.reading() as db:
        read, strangers = call_records.counts(db, state.name)
    return replace(
        state,
        last_read_at=now,
        error="",
        read=read,
        skipped=sum(each.skipped for each in told),
        not_client=strangers + sum(each.withheld for each in told),
        note=" ".join(notes(log, core.settings, told)),
    )


def settings_digest(log: CallsSettings, settings: Settings) -> str:
    """Sum up the settings of a log that its entries depend on; the country only says whose they are."""
    return json.dumps([log.kind, str(log.path), log.zone or settings.zone, log.mine, settings.day_first])


def youngest(settings: Settings, last_read_at: datetime | None, now: datetime) -> datetime:
    """Give since when somebody may wait because of what is read now; what is older is history.

    `settle_days` before the last reading, so that a holiday loses nobody; without one, before now.
    """
    days = settings.replies.settle_days
    return min(now, last_read_at or now) - timedelta(days=days) if days else _EVER


def notes(log: CallsSettings, settings: Settings, told: Iterable[FileReading]) -> list[str]:
    """Say what is worth knowing of a reading and no mistake."""
    told = list(told)
    said = []
    if any(each.naive for each in told) and not log.zone:
        said.append(f"Its times name no zone and were read as {settings.zone}; set `zone` if that is wrong.")
    if any(each.homely for each in told) and not log.country:
        said.append("Numbers without a country code fit only numbers written so too; set `country`.")
    unfinished = [each.place for each in told if each.unfinished]
    if unfinished:
        said.append(f"{unfinished[0]} ends in the middle; the rest is read when it is there.")
    return said


class _Reading:
    """One reading of one log."""

    def __init__(self, core: Core, source: str, log: CallsSettings, marks: dict[str, str]) -> None:
        self._core, self._source, self._log, self._marks = core, source, log, marks
        self._dirty: set[str] = set()
        self._left: set[int] = set(json.loads(marks.get(_LEFT) or "[]"))

    def begin(self, state: SourceState, files: Iterable[LogFile]) -> None:
        """Write down that this reading has begun; what was read under other settings is let go."""
        wanted = settings_digest(self._log, self._core.settings)
        now = self._core.now()
        with self._core.store.intake(now) as db:
            if self._marks.get(_OPEN):
                self._dirty |= call_records.peers_of_source(db, self._source)
            if self._marks.get(_SETTINGS, wanted) != wanted:
                self._let_go(db, [file.place for file in files])
            whose = {touch.client_id for touch in touches.of_ids(db, self._left)}
            self._dirty |= call_records.peers_of_clients(db, (each for each in whose if each is not None))
            if self._marks.get(callers.COUNTRY, self._log.country) != self._log.country:
                self._dirty |= _known_anew(db, self._source, self._log.country)
            sources.save_state(db, replace(state, first_read_at=state.first_read_at or now))
            sources.save_marks(
                db,
                self._source,
                {
                    _SETTINGS: wanted,
                    callers.COUNTRY: self._log.country,
                    _OPEN: "1",
                    _FILES: "",
                    _LEFT: json.dumps(sorted(self._left)) if self._left else "",
                },
            )

    def read(
        self,
        files: Iterable[LogFile],
        since: datetime,
        progress: Callable[[str], None],
        stop: Callable[[], bool],
    ) -> None:
        """Read the files that are new or changed, each to its end."""
        for file in files:
            if stop():
                return
            before = FileReading.from_mark(file.place, self._marks.get(_place(file.place), ""))
            if before is not None and before.still_holds(file):
                continue
            told = read_file(self._core, self._source, self._log, file, since, progress, stop)
            self._dirty |= told.peers
            if stop():
                return
            self._marks[_place(file.place)] = told.mark
            with self._core.store.intake(self._core.now()) as db:
                sources.save_marks(db, self._source, {_place(file.place): told.mark})

    def derive(self, progress: Callable[[str], None], *, whole: bool) -> None:
        """Derive what the entries say, for every number that something new was read of.

        Unless the `whole` log was read, what became of entries that were let go of waits for the rest.
        """
        if self._dirty:
            progress(f"{self._log.name}: sorting")
            callers.derive(self._core, self._dirty, self._left if whole else frozenset())

    def finish(self, files: Iterable[LogFile], listing: str) -> list[FileReading]:
        """Write down that the log was read to its end; give what each file said."""
        marks = [(file.place, self._marks.get(_place(file.place), "")) for file in files]
        told = [each for place, mark in marks if (each := FileReading.from_mark(place, mark)) is not None]
        # A last line without an end is looked at again when the file has come to rest.
        settled = "" if any(each.may_be_whole for each in told) else listing
        skipped = [
            Skipped(f"{each.place}, {where}" if where else each.place, reason)
            for each in told
            for where, reason in each.reasons
        ]
        with self._core.store.intake(self._core.now()) as db:
            sources.save_marks(db, self._source, {_FILES: settled, _OPEN: "", _LEFT: ""})
            amends.prune(db)
            skips.replace(db, self._source, skipped)
        return told

    def _let_go(self, db: Database, places: list[str]) -> None:
        """Forget what was read of these files; the contacts it became are left for what is read anew."""
        peers, became = call_records.drop_of_places(db, self._source, places)
        self._left |= {touch.id for touch in touches.of_ids(db, became) if touch.is_from_log}
        self._dirty |= peers
        unread = {_place(place): "" for place in places}
        self._marks.update(unread)
        sources.save_marks(db, self._source, unread)


def _known_anew(db: Database, source: str, country: str) -> set[str]:
    """Let every number of a source be known in another country; give the keys before and after."""
    from data.desk.intake.call_reading import peer_of

    changed = [
        (number, name, wanted, peer)
        for number, name, peer in call_records.numbers(db, source)
        if (wanted := peer_of(number, name, country)) and wanted != peer
    ]
    call_records.set_peer(db, source, [(number, name, wanted) for number, name, wanted, _ in changed])
    return {wanted for _, _, wanted, _ in changed} | {peer for _, _, _, peer in changed}


def _place(place: str) -> str:
    """Give the mark that remembers what a file said."""
    return json.dumps(["file", place])


def _listing(log: CallsSettings, settings: Settings, files: Iterable[LogFile]) -> str:
    """Sum up the files as they lie there, and the settings they are read under."""
    seen = blake2b(digest_size=16)
    seen.update(f"{settings_digest(log, settings)}\0{log.country}\n".encode(errors="replace"))
    for file in files:
        seen.update(f"{file.place}\0{file.mark}\n".encode(errors="replace"))
    return seen.hexdigest()

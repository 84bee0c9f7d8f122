"""A file of calls brought in by hand: what it would bring, and bringing it in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from data.desk.intake import callers
from data.desk.intake.call_reading import FileReading, batches, store
from data.desk.intake.calls import notes, youngest
from data.errors import FeedError
from data.model.call import LogReport
from data.model.touch import Channel, Direction, Outcome
from data.settings import CallsSettings
from data.store import call_records, sources

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.desk.intake.callers import Owner
    from data.desk.intake.reading import Progress
    from data.store.call_records import StoredCall

_REASONS = 20


class CallLog:
    """Logs of telephones that stand in no section of the settings. They are only read, never changed."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def section(self, path: Path, *, kind: str = "auto", zone: str = "", country: str = "") -> CallsSettings:
        """Give the settings a file is read under; what is not said is as in the first `[[calls]]`."""
        usual = next(iter(self._core.settings.calls), None)
        return CallsSettings(
            name=callers.IMPORTED,
            kind=kind,
            path=path,
            zone=zone or (usual.zone if usual else ""),
            country=country or (usual.country if usual else ""),
            mine=usual.mine if usual else (),
        )

    def look(self, log: CallsSettings) -> LogReport:
        """Say what a file or a folder would bring; nothing is stored. FeedError when it is not there."""
        return self._go_through(log, None)

    def take_in(self, log: CallsSettings, progress: Progress = lambda _: None) -> LogReport:
        """Take a file or a folder in and say what it brought; what is there already is not doubled.

        Like every import it is no act: `u` reaches what was done before it.
        """
        return self._go_through(log, progress)

    def _go_through(self, log: CallsSettings, progress: Progress | None) -> LogReport:
        from data.feeds.calls import list_files

        now = self._core.now()
        # What was named by hand is no file that somebody is still writing.
        files = [
            replace(each, whole=True)
            for each in list_files(log.path.name, log.path, log.kind, now.timestamp())
        ]
        if not files:
            raise FeedError(f"There is no log of calls in {log.path}.")
        with self._core.reading() as db:
            counted = _Counted(callers.owners(self._core, db, also=log.country))
        since = youngest(self._core.settings, None, now)
        told = [FileReading(file.place, file.mark) for file in files]
        for file, each in zip(files, told, strict=True):
            for batch in batches(self._core, callers.IMPORTED, log, file, each, since):
                self._count(counted, batch)
                if progress is not None:
                    store(self._core, callers.IMPORTED, each, batch)
                    progress(f"{counted.count} read")
        if progress is not None:
            self._derive(log, told)
        return counted.report(self._core, log, told, stored=progress is not None)

    def _count(self, counted: _Counted, batch: Sequence[StoredCall]) -> None:
        with self._core.reading() as db:
            counted.add(batch, call_records.known_anywhere(db, (each.digest for each in batch)))

    def _derive(self, log: CallsSettings, told: Iterable[FileReading]) -> None:
        if log.country:
            with self._core.store.intake(self._core.now()) as db:
                sources.save_marks(db, callers.IMPORTED, {callers.COUNTRY: log.country})
        callers.derive(self._core, {peer for each in told for peer in each.peers})


class _Counted:
    """Counts entries as they are read; one that stands in two files is counted once."""

    def __init__(self, owners: dict[str, Owner]) -> None:
        self._owners = owners
        self._seen: set[str] = set()
        self._unknown: set[str] = set()
        self._report = LogReport()

    @property
    def count(self) -> int:
        """How many there were until now."""
        return len(self._seen)

    def add(self, batch: Iterable[StoredCall], known: set[str]) -> None:
        """Count some more; `known` are those that are in the store."""
        so_far = self._report
        counts = {name: getattr(so_far, name) for name in _COUNTS}
        first, last = so_far.first_at, so_far.last_at
        for each in batch:
            if each.digest in self._seen:
                continue
            self._seen.add(each.digest)
            counts["new"] += each.digest not in known
            counts["from_clients"] += each.peer in self._owners
            if each.peer not in self._owners and each.number:
                self._unknown.add(each.peer)
            came = each.direction is Direction.IN
            if each.channel is Channel.SMS:
                counts["messages_in" if came else "messages_out"] += 1
            else:
                counts["calls_in" if came else "calls_out"] += 1
                counts["missed"] += came and each.outcome is not Outcome.SPOKE
            first, last = min(first or each.at, each.at), max(last or each.at, each.at)
        self._report = replace(
            so_far, **counts, unknown_numbers=len(self._unknown), first_at=first, last_at=last
        )

    def report(
        self, core: Core, log: CallsSettings, told: Sequence[FileReading], *, stored: bool
    ) -> LogReport:
        """Give what was counted, with what was not understood."""
        reasons = [
            f"{place}: {reason}"
            for each in told
            for where, reason in each.reasons
            for place in (f"{each.place}, {where}" if where else each.place,)
        ]
        return replace(
            self._report,
            kinds=tuple(sorted({each.kind for each in told if each.kind})),
            withheld=sum(each.withheld for each in told),
            skipped=sum(each.skipped for each in told),
            reasons=tuple(reasons[:_REASONS]),
            notes=tuple(notes(log, core.settings, told)),
            stored=stored,
        )


_COUNTS = ("calls_in", "calls_out", "missed", "messages_in", "messages_out", "from_clients", "new")

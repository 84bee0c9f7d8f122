"""Time kept elsewhere: what it is mapped to, the tray "what is this time?", and files read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from data.desk.guards import there
from data.desk.intake import time_log as intake
from data.desk.intake import time_placing
from data.errors import WrongUse
from data.model.source import Skipped
from data.model.time_log import (
    HeldTime,
    LabelSum,
    LoggedTime,
    Placing,
    StoredTime,
    TimeLabel,
    TimeMapping,
    TimePreview,
    UnplacedTime,
)
from data.rules import time_log as rules
from data.store import clients, deliverables, time_log

if TYPE_CHECKING:
    from datetime import datetime

    from sqlite_utils import Database

    from data.desk.core import Core
    from data.feeds.time_log.reading import TimeReading

BY_HAND = "imported {}"
"""The source under which a file that is imported once is kept, by its kind."""


class TimeLog:
    """What a time tracker wrote down. Nothing there is ever changed."""

    def __init__(self, core: Core) -> None:
        self._core = core

    # What is this time?

    def unplaced(self) -> tuple[UnplacedTime, ...]:
        """Give the time nobody has said the meaning of, by label, the latest first."""
        db = self._core.reader
        groups: dict[tuple[str, TimeLabel], list[StoredTime]] = {}
        for entry in time_log.waiting(db):
            groups.setdefault((entry.kind, rules.asked(entry.label)), []).append(entry)
        owed = deliverables.open_(db) if groups else []
        known = {client.id: client for client in clients.all_(db)} if groups else {}
        mappings, over = time_log.mappings(db), time_log.over(db)
        found = []
        for (kind, label), some in groups.items():
            found.append(
                UnplacedTime(
                    kind=kind,
                    label=label,
                    entries=len(some),
                    minutes=sum(each.minutes for each in some),
                    first_at=some[0].started_at,
                    last_at=some[-1].started_at,
                    description=some[-1].description,
                    why=self._why(db, kind, some[-1].label, mappings, over),
                    suggested=rules.suggestions(label, owed, known),
                )
            )
        return tuple(sorted(found, key=lambda each: each.last_at, reverse=True))

    def held(self) -> tuple[HeldTime, ...]:
        """Give the entries held back because the same time is on the deliverable already."""
        db = self._core.reader
        found: list[HeldTime] = []
        for entry in time_log.held(db):
            what = deliverables.get(db, entry.deliverable_id or 0)
            hand = map(time_placing.span, time_log.by_hand(db, entry.deliverable_id or 0))
            by_hand = bool(rules.held([entry], hand, {}))
            found.append(HeldTime(entry, what.name if what is not None else "", by_hand))
        return tuple(found)

    def map_(
        self,
        kind: str,
        label: TimeLabel,
        deliverable_id: int,
        *,
        polish: bool = False,
    ) -> str:
        """Map a label to a deliverable: what waits and what comes counts there.

        Time under the label that lies on a deliverable which is over stays there.
        """
        placing = Placing.POLISH if polish else Placing.WORK
        with self._core.act(f"map {rules.said_label(label) or 'time without a tag'}") as db:
            what = there(deliverables.get(db, deliverable_id), "deliverable")
            before = self._on(db, deliverable_id)
            self._map_in(db, kind, label, placing, deliverable_id)
            entries, minutes = self._on(db, deliverable_id)
            after = there(deliverables.get(db, deliverable_id), "deliverable")
        said = f"{rules.said_label(label) or 'Time without a tag'} is time on {what.name} from now on"
        more = entries - before[0]
        said += f": {_said(minutes - before[1])} in {_entries(more)} counted." if more > 0 else "."
        if after.used_up and after.open:
            said += " All of its estimate is spent: judge what is left."
        return said

    def ignore(self, kind: str, label: TimeLabel) -> str:
        """Leave the time under a label out: it is no client's."""
        with self._core.act(f"ignore {rules.said_label(label) or 'time without a tag'}") as db:
            self._map_in(db, kind, label, Placing.IGNORE, None)
        return f"{rules.said_label(label) or 'Time without a tag'} is left out from now on."

    def mappings(self) -> tuple[TimeMapping, ...]:
        """Give what every label was mapped to."""
        return tuple(time_log.mappings(self._core.reader))

    def remap(self, mapping_id: int, deliverable_id: int | None, *, polish: bool = False) -> str:
        """Map what is mapped already to another deliverable, all of its time with it; None: ignore it."""
        with self._core.act("map time anew") as db:
            mapping = self._mapping(db, mapping_id)
            name = ""
            if deliverable_id is not None:
                name = there(deliverables.get(db, deliverable_id), "deliverable").name
            placing = Placing.POLISH if polish else Placing.WORK
            placing = placing if deliverable_id is not None else Placing.IGNORE
            self._save(
                db,
                replace(mapping, placing=placing, deliverable_id=deliverable_id, made_at=self._core.now()),
            )
        said = rules.said_label(mapping.label) or "Time without a tag"
        return f"{said} is time on {name} now, all of it." if name else f"{said} is left out, all of it."

    def forget(self, mapping_id: int) -> str:
        """Forget a mapping: its time is asked about again."""
        with self._core.act("forget a mapping") as db:
            mapping = self._mapping(db, mapping_id)
            time_log.delete_mapping(db, mapping.id)
            time_placing.count(db, time_placing.place(db))
        return f"{rules.said_label(mapping.label) or 'Time without a tag'} is asked about again."

    def decide(self, entry_id: int, *, counts: bool) -> str:
        """Say of one entry that it counts although it overlaps, or that it is left out."""
        with self._core.act("count time" if counts else "leave time out") as db:
            entry = there(time_log.get(db, entry_id), "entry")
            time_log.say(db, entry, counts=counts)
            time_placing.count(db, [entry.deliverable_id] if entry.deliverable_id else [])
        return f"{_said(entry.minutes)} {'are counted' if counts else 'are left out'}."

    # Files read once

    def preview(
        self, path: Path, kind: str | None = None, *, source: str = "", run: bool = False
    ) -> TimePreview:
        """Say what reading a time log would bring, and write nothing.

        `source` is the name it has in the settings, where it has one: what is known from there is not new.
        """
        kind = kind or kind_of(path)
        reading = intake.read(self._core, path, kind, run=run)
        sorted_ = rules.usable(reading.entries, self._core.now())
        db = self._core.reader
        known = {entry.key for entry in time_log.of_source(db, source or BY_HAND.format(kind))}
        kept = sorted_.kept
        return TimePreview(
            kind=kind,
            entries=len(kept),
            minutes=sum(map(_minutes, kept)),
            new=sum(entry.key not in known for entry in kept),
            first_at=kept[0].started_at if kept else None,
            last_at=kept[-1].started_at if kept else None,
            labels=self._sums(db, kind, kept),
            skipped=tuple((each.place, each.reason) for each in _skipped(reading, sorted_)),
            notes=tuple(intake.notes(reading, sorted_, self._core.settings.zone)),
        )

    def import_(self, path: Path, kind: str | None = None) -> tuple[TimePreview, int]:
        """Read a file once; give what it brought, and how many entries it says are gone.

        A file that is imported again changes nothing. What an entry between the first and the last of the
        file is missing from it was deleted there.
        """
        kind = kind or kind_of(path)
        self._not_a_source(path)
        seen = self.preview(path, kind)
        reading = intake.read(self._core, path, kind)
        kept = rules.usable(reading.entries, self._core.now()).kept
        with self._core.store.intake(self._core.now()) as db:
            _, gone = intake.store(db, BY_HAND.format(kind), kind, _part(reading, kept), kept)
        return seen, gone

    def _not_a_source(self, path: Path) -> None:
        """Make sure that a file is not imported besides being read by itself: it would come in twice."""
        here = path.expanduser().absolute()
        for feed in self._core.settings.time_log:
            if here == feed.path or feed.path in here.parents:
                raise WrongUse(f"{path} is read by itself already, as {feed.name}. Nothing was imported.")

    def _sums(self, db: Database, kind: str, kept: Iterable[LoggedTime]) -> tuple[LabelSum, ...]:
        mappings, over = time_log.mappings(db), time_log.over(db)
        sums: dict[tuple[TimeLabel, Placing | None, int | None], list[LoggedTime]] = {}
        for entry in kept:
            holding = rules.fitting(kind, entry.label, mappings)
            found = rules.placed(entry.started_at, holding, over)
            about = (found.placing, found.deliverable_id) if found else (None, None)
            sums.setdefault((rules.asked(entry.label), *about), []).append(entry)
        names = {number: self._name(db, number) for _, _, number in sums if number is not None}
        said = [
            LabelSum(label, len(some), sum(map(_minutes, some)), placing, names.get(number or 0, ""))
            for (label, placing, number), some in sums.items()
        ]
        return tuple(sorted(said, key=lambda each: (-each.minutes, rules.said_label(each.label), each.name)))

    def _map_in(
        self, db: Database, kind: str, label: TimeLabel, placing: Placing, deliverable_id: int | None
    ) -> None:
        mappings, over = time_log.mappings(db), time_log.over(db)
        holding = rules.fitting(kind, label, mappings)
        # Tags are set aside in what is asked, so what waits under it may follow mappings of its own.
        for of, waits in time_log.waiting_labels(db):
            if of == kind and rules.asked(waits) == label:
                holding = holding or rules.fitting(kind, waits, mappings)
        since = rules.since_for(holding, over)
        mapping = TimeMapping(
            kind,
            placing,
            self._core.now(),
            deliverable_id=deliverable_id,
            since=since,
            client=label.client,
            project=label.project,
            tags=label.tags,
            words=label.words,
        )
        same = [one for one in mappings if one.kind == kind and one.label == label]
        if since is not None and not (same and same[-1].deliverable_id == deliverable_id):
            same = [one for one in same if one.since == since]
        if same:
            # A correction, or the word that it goes on with what is over already.
            mapping = replace(mapping, id=same[-1].id, since=same[-1].since)
        self._save(db, mapping)

    def _save(self, db: Database, mapping: TimeMapping) -> None:
        time_log.save_mapping(db, mapping)
        dirty = time_placing.place(db)
        time_placing.count(db, dirty | ({mapping.deliverable_id} if mapping.deliverable_id else set()))

    def _mapping(self, db: Database, mapping_id: int) -> TimeMapping:
        found = [each for each in time_log.mappings(db) if each.id == mapping_id]
        return there(found[0] if found else None, "mapping")

    def _on(self, db: Database, deliverable_id: int) -> tuple[int, int]:
        counted = [each for each in time_log.of_deliverable(db, deliverable_id) if not each.held]
        return len(counted), sum(each.minutes for each in counted)

    def _name(self, db: Database, deliverable_id: int) -> str:
        what = deliverables.get(db, deliverable_id)
        return what.name if what is not None else ""

    def _why(
        self,
        db: Database,
        kind: str,
        label: TimeLabel,
        mappings: Iterable[TimeMapping],
        over: dict[int, datetime],
    ) -> str:
        """Say why time waits although something was said of it."""
        holding = rules.fitting(kind, label, mappings)
        if holding and holding[-1].deliverable_id in over:
            return f"{self._name(db, holding[-1].deliverable_id or 0)} is over: is this the next one?"
        if any(each.kind == kind and rules.fits(each.label, label) for each in mappings):
            return "its tags are mapped to different things"
        return ""


def kind_of(path: Path) -> str:
    """Tell from its name what kind of time log lies at a path; WrongUse when it does not say."""
    kinds: dict[str, Callable[[Path], bool]] = {
        "toggl": lambda at: at.suffix.lower() == ".csv",
        "timewarrior": lambda at: at.suffix.lower() in (".json", ".data") or at.is_dir(),
    }
    for kind, is_so in kinds.items():
        if is_so(path):
            return kind
    raise WrongUse(f"{path.name} does not say what it is: add --kind timewarrior or --kind toggl.")


def _skipped(reading: TimeReading, sorted_: rules.Usable) -> list[Skipped]:
    return [*reading.skipped, *(Skipped(where, reason) for where, reason in sorted_.skipped)]


def _part(reading: TimeReading, kept: Iterable[LoggedTime]) -> TimeReading:
    """Give a reading that speaks of its own time alone, even where it was of a whole folder."""
    starts = [entry.started_at for entry in kept]
    if reading.partial or not starts:
        return replace(reading, partial=True)
    return replace(reading, partial=True, since=min(starts), until=max(starts).replace(microsecond=1))


def _minutes(entry: LoggedTime) -> int:
    return round(((entry.ended_at or entry.started_at) - entry.started_at).total_seconds() / 60)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _said(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} m"] if rest or not hours else [])])

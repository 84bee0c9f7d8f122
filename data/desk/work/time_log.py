"""Time kept elsewhere: what it is mapped to, the tray "what is this time?", and files read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from data.desk.guards import there
from data.desk.intake import time_placing
from data.model.time_log import (
    HeldTime,
    Placing,
    TimeLabel,
    TimeMapping,
    TimePreview,
    UnplacedTime,
)
from data.rules import time_log as rules
from data.rules.days import say_minutes
from data.store import clients, deliverables, time_log, time_mappings

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlite_utils import Database

    from data.desk.core import Core
    from data.model.work import Deliverable
    from data.store.engine.looking import Looking

_SUGGESTED = 60
"""Labels with a suggestion, the latest: likeness takes a while, and a tray is gone through from the top."""


class TimeLog:
    """What a time tracker wrote down. Nothing there is ever changed."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def targets(self) -> tuple[tuple[Deliverable, str], ...]:
        """Give what time can be mapped to, with its client's name: what is open, then what was delivered."""
        db, year = self._core.reader, timedelta(days=365)
        names = {client.id: client.name for client in clients.all_(db)}
        found = [*deliverables.open_(db), *deliverables.delivered_since(db, self._core.now() - year)]
        return tuple((what, names[what.client_id]) for what in found if what.client_id in names)

    def names(self) -> dict[int, str]:
        """Give the names of what is mapped, however long ago it was delivered."""
        db = self._core.reader
        about = {each.deliverable_id for each in time_mappings.mappings(db) if each.deliverable_id}
        return {number: what.name for number in about if (what := deliverables.get(db, number))}

    # What is this time?

    def unplaced(self) -> tuple[UnplacedTime, ...]:
        """Give the time nobody has said the meaning of, by label, the latest first."""
        db = self._core.reader
        found = time_log.waiting(db)
        owed = deliverables.open_(db) if found else []
        known = {client.id: client for client in clients.all_(db)} if found else {}
        mappings, over = time_mappings.mappings(db), time_mappings.over(db)
        return tuple(
            UnplacedTime(
                kind=latest.kind,
                label=(label := rules.asked(latest.label)),
                entries=entries,
                minutes=minutes,
                last_at=latest.started_at,
                description=latest.description,
                why=self._why(db, latest.kind, latest.label, mappings, over),
                suggested=rules.suggestions(label, owed, known) if place < _SUGGESTED else (),
            )
            for place, (latest, entries, minutes) in enumerate(found)
        )

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
        with self._core.act(f"map {label.said}") as db:
            what = there(deliverables.get(db, deliverable_id), "deliverable")
            before = self._on(db, deliverable_id)
            self._map_in(db, kind, label, placing, deliverable_id)
            entries, minutes = self._on(db, deliverable_id)
            after = there(deliverables.get(db, deliverable_id), "deliverable")
            summed = time_log.summed_minutes(db, deliverable_id)
            held = sum(each.minutes for each in time_log.held(db) if each.deliverable_id == deliverable_id)
        said = f"{label.said} is time on {what.name} from now on"
        more = entries - before[0]
        said += f": {say_minutes(minutes - before[1])} in {_entries(more)} counted." if more > 0 else "."
        if held:
            said += f" {say_minutes(held)} there are held back, for they overlap what is counted already."
        if after.used_up and after.open:
            said += " All of its estimate is spent: judge what is left."
        if more > 0 and summed > 0:
            said += f" {say_minutes(summed)} were entered there as a sum: delete them if they are the same."
        return said

    def ignore(self, kind: str, label: TimeLabel) -> str:
        """Leave the time under a label out: it is no client's."""
        with self._core.act(f"ignore {label.said}") as db:
            self._map_in(db, kind, label, Placing.IGNORE, None)
        return f"{label.said} is left out from now on."

    def mappings(self) -> tuple[TimeMapping, ...]:
        """Give what every label was mapped to."""
        return tuple(time_mappings.mappings(self._core.reader))

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
        said = mapping.label.said
        return f"{said} is time on {name} now, all of it." if name else f"{said} is left out, all of it."

    def forget(self, mapping_id: int) -> str:
        """Forget a mapping: its time is asked about again."""
        with self._core.act("forget a mapping") as db:
            mapping = self._mapping(db, mapping_id)
            time_mappings.delete_mapping(db, mapping.id)
            time_placing.count(db, time_placing.place(db))
        return f"{mapping.label.said} is asked about again."

    def decide(self, entry_id: int, *, counts: bool) -> str:
        """Say of one entry that it counts although it overlaps, or that it is left out."""
        with self._core.act("count time" if counts else "leave time out") as db:
            entry = there(time_log.get(db, entry_id), "entry")
            time_mappings.say(db, entry, counts=counts)
            time_placing.count(db, [entry.deliverable_id] if entry.deliverable_id else [])
        return f"{say_minutes(entry.minutes)} {'are counted' if counts else 'are left out'}."

    # Files read once

    def preview(
        self, path: Path, kind: str | None = None, *, source: str = "", run: bool = False
    ) -> TimePreview:
        """Say what reading a time log would bring, and write nothing.

        `source` is the name it has in the settings, where it has one: what is known from there is not new.
        """
        from data.desk.work.time_files import preview

        return preview(self._core, path, kind, source=source, run=run)

    def import_(self, path: Path, kind: str | None = None) -> tuple[TimePreview, int]:
        """Read a file once; give what it brought, and how many entries it says are gone.

        A file that is imported again changes nothing. What an entry between the first and the last of the
        file is missing from it was deleted there.
        """
        from data.desk.work.time_files import import_

        return import_(self._core, path, kind)

    def _map_in(
        self, db: Database, kind: str, label: TimeLabel, placing: Placing, deliverable_id: int | None
    ) -> None:
        mappings, over = time_mappings.mappings(db), time_mappings.over(db)
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
        time_mappings.save_mapping(db, mapping)
        dirty = time_placing.place(db)
        time_placing.count(db, dirty | ({mapping.deliverable_id} if mapping.deliverable_id else set()))

    def _mapping(self, db: Database, mapping_id: int) -> TimeMapping:
        found = [each for each in time_mappings.mappings(db) if each.id == mapping_id]
        return there(found[0] if found else None, "mapping")

    def _on(self, db: Database, deliverable_id: int) -> tuple[int, int]:
        counted = [each for each in time_log.of_deliverable(db, deliverable_id) if not each.held]
        return len(counted), sum(each.minutes for each in counted)

    def _name(self, db: Looking, deliverable_id: int) -> str:
        what = deliverables.get(db, deliverable_id)
        return what.name if what is not None else ""

    def _why(
        self,
        db: Looking,
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


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"

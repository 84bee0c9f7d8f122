"""Lets what was read from time logs follow what is said of it: which deliverable, and whether it counts.

The work entries made of it are derived: from the entries, the mappings, the words on single entries and what
was entered by hand. They are made anew in whatever transaction changes one of these, aside of what undo
takes back, and after an undo once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from data.errors import WrongUse
from data.model.effort import WorkEntry
from data.model.time_log import Placing, StoredTime, TimeLabel, TimeMapping
from data.rules import time_log as rules
from data.store import deliverables, effort, time_log, time_mappings
from data.store.engine import history, newest_act
from data.values import frozen

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.model.work import Deliverable
    from data.store.engine.looking import Looking

_FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)


@frozen
class Hanging:
    """What of the time logs hangs on an act."""

    deliverables: frozenset[int]
    everything: bool


def hanging_on_newest(db: Looking) -> Hanging | None:
    """Say what of the time logs hangs on the act that undo would take back; None when nothing does."""
    if not time_log.any_(db):
        return None
    about = newest_act.values(db, "work_entry", "deliverable_id") | newest_act.values(db, "deliverable", "id")
    return Hanging(frozenset(about), bool(newest_act.values(db, "time_word", "key")))


def follow(db: Database, hanging: Hanging) -> None:
    """Place and count anew what hung on an act, inside the caller's transaction."""
    dirty = place(db) | hanging.deliverables
    if hanging.everything:
        dirty |= {each.deliverable_id or 0 for each in time_mappings.mappings(db)}
    count(db, dirty)


def place(db: Database) -> set[int]:
    """Let every entry follow the mappings there are; give the deliverables to count anew."""
    everything, over = time_mappings.mappings(db), time_mappings.over(db)
    dirty: set[int] = set()
    for kind, label in time_log.labels(db):
        holding = rules.fitting(kind, label, everything)
        changed = list(_changed(db, kind, label, holding, over))
        if changed:
            before = [entry for entry, _ in changed]
            dirty |= {entry.deliverable_id for entry in before if entry.deliverable_id}
            dirty |= {found.deliverable_id for _, found in changed if found and found.deliverable_id}
            with history.aside(db):
                time_log.unfollow(db, before)
                time_log.place(db, [_placed(entry, found) for entry, found in changed])
    return dirty


def _changed(
    db: Looking,
    kind: str,
    label: TimeLabel,
    holding: tuple[TimeMapping, ...],
    over: dict[int, datetime],
) -> Iterator[tuple[StoredTime, TimeMapping | None]]:
    """Give the entries of a label that are to be placed otherwise, each with the mapping it follows now."""
    only = holding[0] if holding else None
    if only is None or (len(holding) == 1 and only.since is None and only.deliverable_id not in over):
        # The usual case asks the store alone for what differs.
        placing, about = (only.placing, only.deliverable_id) if only else (None, None)
        yield from ((entry, only) for entry in time_log.not_as(db, kind, label, placing, about))
        return
    for entry in time_log.of_label(db, kind, label):
        found = rules.placed(entry.started_at, holding, over)
        wanted = (found.placing, found.deliverable_id) if found else (None, None)
        if wanted != (entry.placing, entry.deliverable_id):
            yield entry, found


def _placed(entry: StoredTime, found: TimeMapping | None) -> StoredTime:
    return replace(
        entry,
        placing=found.placing if found else None,
        deliverable_id=found.deliverable_id if found else None,
    )


def count(db: Database, deliverable_ids: Iterable[int]) -> None:
    """Bring the work entries of some deliverables in step with their time logs and what is held back.

    Whether time is polish is decided when it is first counted, and stays as it is, as with time entered here.
    """
    for deliverable_id in set(deliverable_ids):
        entries = time_log.of_deliverable(db, deliverable_id)
        what = deliverables.get(db, deliverable_id) if entries else None
        if what is not None:
            with history.aside(db):
                _count(db, what, entries)


def _count(db: Database, what: Deliverable, entries: list[StoredTime]) -> None:
    said = {key: counts for (_, key), counts in time_mappings.words(db).items()}
    back = rules.held(entries, (span(work) for work in time_log.by_hand(db, what.id)), said)
    for held in (True, False):
        turned = [each for each in entries if each.held != held and (each.id in back) == held]
        time_log.hold(db, (each.id for each in turned), held=held)
    there = time_log.following(db, entries)
    time_log.unfollow(db, [each for each in entries if each.id in back and each.id in there])
    made: list[tuple[int, WorkEntry]] = []
    for entry in entries:
        if entry.id not in back and entry.placing is not None:
            before = there.get(entry.id)
            work = _work(entry, before, what)
            if work != before:
                made.append((entry.id, work))
    time_log.follow(db, made)
    effort.sum_up(db, what.id)


def _work(entry: StoredTime, before: WorkEntry | None, what: Deliverable) -> WorkEntry:
    if before is not None and before.started_at == entry.started_at:
        polish = before.polish
    else:
        polish = rules.is_polish(entry.placing or Placing.WORK, entry.started_at, what)
    return WorkEntry(
        deliverable_id=what.id,
        started_at=entry.started_at,
        id=before.id if before is not None else 0,
        minutes=entry.minutes,
        polish=polish,
        note=entry.description or entry.label.said,
    )


def span(work: WorkEntry) -> tuple[datetime, datetime]:
    """Give from when to when somebody worked; a clock that runs has no end yet."""
    end = work.started_at + timedelta(minutes=work.minutes) if work.minutes is not None else _FOR_EVER
    return work.started_at, end


def entered_here(db: Database, work_entry_id: int) -> None:
    """Make sure that a work entry was entered here; WrongUse says where one from a time log is changed."""
    entry = time_log.behind(db, work_entry_id)
    if entry is not None:
        raise WrongUse(
            f"This time comes from {entry.source}: change it there, and it follows here. "
            "Deleting it here leaves it out."
        )


def leave_out(db: Database, work_entry_id: int) -> bool:
    """Leave the entry of a time log out that a work entry was made of; False when it was entered here."""
    entry = time_log.behind(db, work_entry_id)
    if entry is None or entry.deliverable_id is None:
        return False
    time_mappings.say(db, entry, counts=False)
    count(db, [entry.deliverable_id])
    return True

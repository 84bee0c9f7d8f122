"""The promises that fell due: kept, moved with notice, or broken (SERVICE.md §6, 4.3).

A promise is each date that a deliverable was told for, and each commitment. A date stands from the entry of
the promise history that told it until the next one with another date or none (moved, taken back, asked anew,
made to hang on an arrival). A date told twice in a row is one; one that was left and come back to is one,
judged by the last time it stood; one that was told only after it had passed was no promise.

- kept: delivered by the date, while it stood
- moved: replaced or taken back before it came
- broken: it came while it stood, and nothing was delivered; moving it afterwards changes nothing
- not counted: dropped before it came, or still ahead

A commitment is kept when it was done by its time, broken when that passed; dropped before then it is not
counted. (The time of a commitment has no history: one that was put off counts where it was put off to.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from statistics import median

from data.model.promise import Told, ToldKind, Verdict
from data.model.week import Block, Figure, Unit
from data.model.week_facts import WeekFacts
from data.model.work import Commitment, Deliverable
from data.rules.days import local_date
from data.rules.obligations import working_days_between
from data.rules.review.figures import distinct, number, out_of
from data.rules.review.window import Window
from data.rules.working_time import WorkingTime
from data.values import frozen

_DATES = (ToldKind.PROMISED, ToldKind.MOVED)


class Fate(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    MOVED = "moved"
    BROKEN = "broken"


@frozen
class Promise:
    """A promise that fell due in the week, and what became of it."""

    key: str
    """`told:ID` of a deliverable's date, `commitment:ID`."""
    due_at: datetime
    fate: Fate
    kept_at: datetime | None = None
    """When it was kept, of those that were."""
    deliverable_id: int | None = None
    """None: a commitment."""


def block(facts: WeekFacts, window: Window, working_time: WorkingTime) -> Block:
    """Give the figures of promises.

    `due`: kept of all that fell due. `kept`, `moved`, `broken`. `kept_rate`: kept of kept and broken.
    `early_days`: median working days by which deliverables were early, of how many were kept. `made`: dates
    told in the week. `made_without_yes`: those for which the promise check did not say YES, of how many.
    """
    due = promises(facts.told, facts.deliverables, facts.commitments, window)
    kept, moved, broken = ([p.key for p in due if p.fate is fate] for fate in Fate)
    made = [told for told in facts.told if told.kind in _DATES and window.holds(told.told_at)]
    unsure = [f"told:{told.id}" for told in made if told.verdict is not Verdict.YES]
    return Block(
        "promises",
        (
            out_of("due", kept, [*broken, *moved]),
            number("kept", kept),
            number("moved", moved),
            number("broken", broken),
            out_of("kept_rate", kept, broken),
            _early(due, working_time),
            number("made", [f"told:{told.id}" for told in made]),
            number("made_without_yes", unsure, of=len(made)),
        ),
    )


def promises(
    told: Iterable[Told],
    deliverables: Mapping[int, Deliverable],
    commitments: Iterable[Commitment],
    window: Window,
) -> list[Promise]:
    """Give all promises that fell due in the week and are due or settled by now, the first due first."""
    found = list(_of_deliverables(told, deliverables, window))
    found += of_commitments(commitments, window)
    return sorted(found, key=lambda promise: (promise.due_at, promise.key))


@frozen
class _Stand:
    """A date while it stood."""

    told: Told
    due_at: datetime
    until: datetime | None
    """When another date or none took its place; None: it still stands."""


def _of_deliverables(
    told: Iterable[Told], deliverables: Mapping[int, Deliverable], window: Window
) -> Iterator[Promise]:
    known = sorted(
        (each for each in told if each.told_at <= window.now),
        key=lambda each: (each.deliverable_id, each.told_at, each.id),
    )
    for number_, history in groupby(known, key=lambda each: each.deliverable_id):
        what = deliverables.get(number_)
        if what is None:
            continue
        # A date that was come back to is judged by the last time it stood.
        last = {stand.due_at: stand for stand in _stands(list(history)) if stand.told.told_at <= stand.due_at}
        for stand in last.values():
            if window.start <= stand.due_at < window.end:
                fate = _fate_of_date(stand, what, window)
                if fate is not None:
                    kept_at = what.delivered_at if fate is Fate.KEPT else None
                    yield Promise(f"told:{stand.told.id}", stand.due_at, fate, kept_at, what.id)


def _stands(history: Sequence[Told]) -> Iterator[_Stand]:
    """Give the dates of one history, each with how long it stood."""
    standing: Told | None = None
    for each in history:
        date = each.promised_at if each.kind in _DATES else None
        if standing is not None and standing.promised_at is not None:
            if date == standing.promised_at:
                continue
            yield _Stand(standing, standing.promised_at, each.told_at)
        standing = each if date is not None else None
    if standing is not None and standing.promised_at is not None:
        yield _Stand(standing, standing.promised_at, None)


def _fate_of_date(stand: _Stand, what: Deliverable, window: Window) -> Fate | None:
    due = stand.due_at
    until = stand.until if stand.until is not None and stand.until < due else None
    delivered = _by(what.delivered_at, due, window)
    dropped = _by(what.dropped_at, due, window)
    if delivered is not None and (until is None or delivered <= until):
        return Fate.KEPT
    if until is not None and (dropped is None or until < dropped):
        return Fate.MOVED
    return Fate.BROKEN if dropped is None and due < window.now else None


def of_commitments(commitments: Iterable[Commitment], window: Window) -> Iterator[Promise]:
    """Give the commitments that fell due in the week: kept by their time, or broken."""
    for each in commitments:
        if not window.start <= each.due_at < window.end:
            continue
        done = _by(each.done_at, each.due_at, window)
        if done is not None:
            yield Promise(f"commitment:{each.id}", each.due_at, Fate.KEPT, done)
        elif each.due_at < window.now and _by(each.dropped_at, each.due_at, window) is None:
            yield Promise(f"commitment:{each.id}", each.due_at, Fate.BROKEN)


def _by(at: datetime | None, due: datetime, window: Window) -> datetime | None:
    """Give an instant if it came in time and has come at all."""
    return at if at is not None and at <= due and at <= window.now else None


def _early(due: Iterable[Promise], working_time: WorkingTime) -> Figure:
    """Count the working days after the one it was delivered on, up to the one it was promised for."""
    kept = [(promise, promise.kept_at) for promise in due if promise.deliverable_id is not None]
    days = {
        promise.key: working_days_between(
            local_date(at, working_time.zone), local_date(promise.due_at, working_time.zone), working_time
        )
        for promise, at in kept
        if at is not None
    }
    middle = float(median(days.values())) if days else None
    return Figure("early_days", Unit.DAYS, middle, len(days), distinct(days))

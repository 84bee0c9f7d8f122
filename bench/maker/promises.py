"""What comes with promised work: what was told, the hours entered, what clients owe and ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from bench.maker import words
from bench.maker.put import put
from bench.maker.span import NOW, Span
from data.model.effort import WorkEntry
from data.model.promise import FindOut, Told, ToldKind
from data.model.scope import Obligation
from data.model.work import Deliverable

if TYPE_CHECKING:
    from sqlite_utils import Database

_ENTRY_MINUTES = 90
_FIND_OUTS = 4


def promises(db: Database, rng: Random, span: Span, deliverables: Iterable[Deliverable]) -> None:
    """Make up the rows of deliverables that have ids, and store them."""
    deliverables = [each for each in deliverables if each.promised_at is not None]
    put(db, "told", [each for work in deliverables for each in _told(rng, span, work)])
    put(db, "work_entry", [entry for work in deliverables for entry in _entries(span, work)])
    owed = [each for number, each in enumerate(deliverables) if each.open and number % 6 == 5]
    put(db, "obligation", [_owed(span, work) for work in owed])
    put(db, "find_out", [_find_out(rng, span, work) for work in deliverables[-_FIND_OUTS:]])


def _told(rng: Random, span: Span, work: Deliverable) -> list[Told]:
    assert work.promised_at is not None
    first = work.promised_at - timedelta(days=rng.randrange(5, 40))
    told = [Told(work.id, ToldKind.PROMISED, first, id=span.id(first), promised_at=work.promised_at)]
    if rng.random() < 0.1:
        moved = first + timedelta(days=2)
        told.append(Told(work.id, ToldKind.MOVED, moved, id=span.id(moved), promised_at=work.promised_at))
    return told


def _entries(span: Span, work: Deliverable) -> list[WorkEntry]:
    end = work.delivered_at or work.dropped_at or NOW
    left, made = work.spent_minutes, []
    while left > 0:
        end -= timedelta(hours=5)
        minutes = min(left, _ENTRY_MINUTES)
        made.append(WorkEntry(work.id, end, id=span.id(end), minutes=minutes))
        left -= minutes
    return made


def _owed(span: Span, work: Deliverable) -> Obligation:
    asked_at = NOW - timedelta(days=8)
    return Obligation(
        work.client_id,
        "texts",
        asked_at,
        id=span.id(asked_at),
        needed_on=(NOW - timedelta(days=3)).date(),
        deliverable_id=work.id,
    )


def _find_out(rng: Random, span: Span, work: Deliverable) -> FindOut:
    asked_at = NOW - timedelta(days=1)
    come_back_at = NOW + timedelta(hours=rng.randrange(1, 60))
    return FindOut(words.saying(rng), asked_at, come_back_at, id=span.id(asked_at), client_id=work.client_id)

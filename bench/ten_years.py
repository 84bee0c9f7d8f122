"""Ten years of a freelancer's work, and one week of it, made up the same every time.

The open set, what the dashboard shows, is of one size in both: so a difference between the two is the cost
of history.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.maker import agreed, days, letters, logs, people, talk, work
from bench.maker.span import NOW, Span
from data.store import Store
from data.store.engine.rows import tuples


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is."""

    days: int
    clients: int
    deliverables: int
    commitments: int
    messages: int
    calls: int
    overdue: int = 6
    """Commitments that wait in the Today pane since before now."""


TEN_YEARS = Size(3652, 200, 4_000, 6_000, 200_000, 30_000)
ONE_WEEK = Size(7, 20, 8, 12, 385, 58)
CROWDED = Size(7, 20, 8, 12, 385, 58, overdue=2_000)
"""A week after which nothing was ticked off: a pane of 2,000 rows."""

SEED = 20261123


def make(path: Path, size: Size, seed: int = SEED) -> None:
    """Make up the years of this size and store them at `path`, where nothing may be yet."""
    rng, span = Random(seed), Span(size.days)
    store = Store.open(path, now=span.start)
    try:
        with store.intake() as db:
            cast = people.meet(db, rng, span, size.clients)
        with store.intake() as db:
            recent = talk.talk(db, rng, span, cast, size.messages, size.calls)
        with store.intake() as db:
            calls = "SELECT id FROM touch WHERE channel = 'call' ORDER BY at, id"
            spoken = [number for (number,) in tuples(db, calls)]
            closed = work.work(db, rng, span, cast, size, spoken)
            days.calendar(db, rng, span, cast)
            days.decisions(db, rng, span, closed)
            agreed.agree(db, rng, span, cast)
            agreed.look(db, rng, span)
            agreed.await_mails(db, rng, span)
            logs.calls(db, rng, span, cast)
            logs.time(db, span)
        with store.intake(NOW) as db:
            letters.receive(db, rng, recent, cast)
    finally:
        store.close()

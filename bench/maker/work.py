"""What was promised: projects with their deliverables, and the small commitments between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Protocol

from bench.maker import words
from bench.maker.people import Cast
from bench.maker.promises import promises
from bench.maker.put import put
from bench.maker.span import NOW, Span, coming
from data.model.work import Commitment, CommitmentKind, Deliverable, Project

if TYPE_CHECKING:
    from sqlite_utils import Database

_PER_PROJECT = 4
_OPEN_PROJECTS = 12
_OPEN_DELIVERABLES = 20
_TODAY_COMMITMENTS = 9
_COMING_COMMITMENTS = 25
_DONE_TODAY = 3
_KINDS = (*(CommitmentKind.COMMITMENT,) * 4, CommitmentKind.FOLLOW_UP, CommitmentKind.CALLBACK)


class Amount(Protocol):
    """How much of each there is."""

    @property
    def deliverables(self) -> int: ...

    @property
    def commitments(self) -> int: ...

    @property
    def overdue(self) -> int: ...


class Worker:
    """Makes up work for the cast."""

    def __init__(self, rng: Random, span: Span, cast: Cast) -> None:
        self._rng = rng
        self._span = span
        self._cast = cast

    def past(self, deliverables: int) -> tuple[list[Project], list[Deliverable]]:
        """Make up so many deliverables that are delivered or dropped, in projects that are closed."""
        projects, made, rng = [], [], self._rng
        days = len(self._span)
        count = max(1, deliverables // _PER_PROJECT)
        for number in range(count):
            share = number / count
            begin = int(share * days)
            end = min(days - 1, begin + rng.randrange(5, 60))
            project = replace(
                self._project(share, begin),
                ended_on=self._span.date(end),
                ended_badly=rng.random() < 0.03,
                true_detail=words.saying(rng) if rng.random() < 0.5 else "",
            )
            projects.append(project)
            made += [self._delivered(project, begin, end) for _ in range(_PER_PROJECT)]
        return projects, made

    def running(self) -> tuple[list[Project], list[Deliverable]]:
        """Make up what is open now: late, short, ample, waiting for the client, without an estimate."""
        last = len(self._span) - 1
        projects = [self._project(1.0, max(0, last - 3 * number)) for number in range(_OPEN_PROJECTS)]
        made = []
        for number in range(_OPEN_DELIVERABLES):
            project = projects[number % _OPEN_PROJECTS]
            promised = coming(2 * number - 1, "17:00")
            made.append(
                replace(
                    self._deliverable(project, promised),
                    estimate_minutes=None if number % 9 == 8 else self._rng.randrange(8, 34) * 30,
                    spent_minutes=self._rng.randrange(0, 4) * 30,
                    target_on=(promised - timedelta(days=1)).date(),
                )
            )
        return projects, made

    def commitments(self, count: int, calls: list[int]) -> list[Commitment]:
        """Make up so many commitments, nearly all of them kept; every third was made in a call."""
        made, rng, days = [], self._rng, len(self._span)
        for number in range(count):
            share = number / count
            due = self._span.moment(rng, int(share * days))
            kept = due + timedelta(minutes=rng.randrange(-600, 90))
            touch = calls[int(share * len(calls))] if calls and number % 3 == 0 else None
            one = self._commitment(share, min(due, NOW - timedelta(days=1)), touch)
            dropped = rng.random() < 0.02
            made.append(replace(one, dropped_at=kept) if dropped else replace(one, done_at=kept))
        return made

    def commitments_now(self, overdue: int) -> list[Commitment]:
        """Make up what is due today, coming, done today, and so many overdue."""
        rng = self._rng
        late = [NOW - timedelta(minutes=30 + 7 * n) for n in range(overdue)]
        today = [NOW + timedelta(minutes=10 + 45 * n) for n in range(_TODAY_COMMITMENTS)]
        later = [coming(1 + n // 2, f"{9 + n % 8:02d}:30") for n in range(_COMING_COMMITMENTS)]
        done = [
            replace(self._commitment(1.0, NOW - timedelta(minutes=15 * n), None), done_at=NOW)
            for n in range(_DONE_TODAY)
        ]
        rng.shuffle(late)
        return [*done, *(self._commitment(1.0, due, None) for due in (*late, *today, *later))]

    def _project(self, share: float, begin: int) -> Project:
        client = self._cast.anyone(self._rng, share)
        at = self._span.moment(self._rng, begin)
        return Project(
            client.id,
            words.thing(self._rng).capitalize(),
            id=self._span.id(at),
            started_on=self._span.date(begin),
        )

    def _delivered(self, project: Project, begin: int, end: int) -> Deliverable:
        rng = self._rng
        day = rng.randrange(begin, end + 1)
        promised = self._span.closing(day)
        estimate = rng.randrange(2, 40) * 30
        one = replace(
            self._deliverable(project, promised),
            estimate_minutes=estimate,
            spent_minutes=int(estimate * rng.uniform(0.6, 1.7)),
        )
        at = promised + timedelta(minutes=rng.randrange(-3000, 400))
        return replace(one, dropped_at=at) if rng.random() < 0.02 else replace(one, delivered_at=at)

    def _deliverable(self, project: Project, promised: datetime) -> Deliverable:
        return Deliverable(
            project.id,
            project.client_id,
            words.thing(self._rng).capitalize(),
            id=self._span.id(promised - timedelta(days=60)),
            promised_at=promised,
        )

    def _commitment(self, share: float, due: datetime, touch: int | None) -> Commitment:
        client = self._cast.anyone(self._rng, share)
        return Commitment(
            f"Send the {words.thing(self._rng)}",
            due,
            id=self._span.id(due - timedelta(days=60)),
            client_id=client.id,
            kind=self._rng.choice(_KINDS),
            touch_id=touch,
        )


def work(
    db: Database, rng: Random, span: Span, cast: Cast, amount: Amount, calls: list[int]
) -> list[Project]:
    """Make up all that was promised and store it; give the closed projects. `calls` are their ids."""
    worker = Worker(rng, span, cast)
    closed, delivered = worker.past(amount.deliverables)
    running, owed = worker.running()
    put(db, "project", closed + running)
    put(db, "deliverable", delivered + owed)
    promises(db, rng, span, delivered + owed)
    put(db, "commitment", worker.commitments(amount.commitments, calls))
    put(db, "commitment", worker.commitments_now(amount.overdue))
    return closed

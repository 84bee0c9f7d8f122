"""Everything promised on one board, against which a candidate is weighed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from data.model.check import Odds, OpenPromise
from data.model.work import Deliverable
from data.rules.promise.check import Capacity, Needs, Weighing
from data.rules.promise.job import Job
from data.rules.promise.odds import odds
from data.rules.promise.open_work import in_promise_order, lucks
from data.rules.promise.queue import Outlook
from data.rules.working_time import WorkingTime
from data.values import frozen


@frozen
class Board:
    """What the promise check holds a candidate against; made once for a whole conversation."""

    now: datetime
    promises: tuple[OpenPromise, ...]
    jobs: tuple[Job, ...]
    """The promises as jobs, one for each."""
    history: tuple[tuple[float, float], ...]
    """Estimated and actual hours of finished jobs, the oldest first."""
    capacity: Capacity
    working_time: WorkingTime
    confidence: float
    luck: int = 0
    """The candidate's draws."""

    @classmethod
    def of(
        cls,
        deliverables: Iterable[Deliverable],
        history: tuple[tuple[float, float], ...],
        now: datetime,
        capacity: Capacity,
        working_time: WorkingTime,
        confidence: float,
        *,
        without: int | None = None,
        expected: Mapping[int, datetime] = MappingProxyType({}),
    ) -> Board:
        """Lay out what is open; the deliverable `without` is left out, for it is the candidate itself.

        `expected` says when what is promised from an arrival on would be due.
        """
        deliverables = list(deliverables)
        luck = lucks(deliverables)
        queue = [each for each in in_promise_order(deliverables, expected) if each[1].id != without]
        promises = tuple(
            OpenPromise(what.id, what.name, what.client_id, promised_at, what.work_left or 0)
            for promised_at, what, _ in queue
        )
        jobs = tuple(job for _, _, job in queue)
        own = luck.get(without or 0, len(luck) + 1)
        return cls(now, promises, jobs, history, capacity, working_time, confidence, own)

    def weigh(self, left_minutes: int, spent_minutes: int = 0) -> Weighing:
        """Weigh a candidate with so much work left; raises ValueError when there is none."""
        candidate = Job((spent_minutes + left_minutes) / 60, spent_minutes / 60, self.luck)
        outlook = Outlook.of(self.history, self.jobs, candidate)
        left = [promise.left_minutes for promise in self.promises]
        needs = Needs.by_outlook(left, left_minutes, outlook, self.confidence)
        return Weighing(self.now, self.promises, needs, self.capacity, self.working_time)

    def odds(self, left_minutes: int, spent_minutes: int = 0) -> Odds:
        """Say what the room for the candidate rests on."""
        return odds(
            self.history, Job((spent_minutes + left_minutes) / 60, spent_minutes / 60), self.confidence
        )

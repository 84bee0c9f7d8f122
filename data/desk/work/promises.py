"""The promise check, and what was told: every date goes through here, and each one is written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from data.desk.guards import unchanged
from data.desk.limits import limits_of
from data.desk.work.effort import Effort
from data.desk.work.running_project import project_in
from data.errors import WrongUse
from data.model.check import Odds
from data.model.promise import PromiseDraft, Told, ToldKind
from data.model.scope import Obligation
from data.model.touch import Channel
from data.model.work import Deliverable
from data.rules.days import add_working_days
from data.rules.free_time import FreeTime
from data.rules.promise.board import Board
from data.rules.promise.odds import odds
from data.rules.promise.open_work import expected_by, job_of
from data.rules.today import at_own_pace
from data.store import appointments, deliverables, effort, obligations, promises
from data.store.facts import FREE_DAYS_AHEAD, HISTORY_JOBS

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core

_NEEDED_WITHIN = 5
"""Working days in which what a conditional promise waits for is expected."""


class Promises:
    """Dates told to clients. Nothing is promised before the freelancer confirms it."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._effort = Effort(core)

    def board(self, deliverable_id: int | None = None) -> Board:
        """Lay out everything promised, to weigh a candidate against; the deliverable itself is left out."""
        core, now = self._core, self._core.now()
        db, working_time, limits = core.reader, core.working_time(), limits_of(core.settings)
        owed = deliverables.open_(db)
        expected = expected_by(promises.conditional(db), core.today(), working_time)
        last = max(
            (*(what.promised_at for what in owed if what.promised_at), *expected.values()), default=now
        )
        free = FreeTime(working_time, appointments.between(db, now, max(last, now) + 12 * FREE_DAYS_AHEAD))
        return Board.of(
            owed,
            effort.history(db, HISTORY_JOBS),
            now,
            at_own_pace(core.worked(), core.today(), working_time, free, limits),
            working_time,
            limits.confidence,
            without=deliverable_id,
            expected=expected,
        )

    def odds(self, what: Deliverable) -> Odds | None:
        """Say what open work counts as, and why; None where it is done or nobody knows how much it is."""
        job = job_of(what) if what.finished_at is None else None
        if job is None:
            return None
        core = self._core
        past = effort.history(core.reader, HISTORY_JOBS)
        return odds(past, job, limits_of(core.settings).confidence)

    def history(self, deliverable_id: int) -> tuple[Told, ...]:
        """Give what was told about a deliverable's date, the first entry first."""
        return tuple(promises.of_deliverable(self._core.reader, deliverable_id))

    def confirm(self, draft: PromiseDraft) -> Deliverable:
        """Store a promise, a date that was only asked for, or one that hangs on an arrival."""
        if not draft.name.strip():
            raise WrongUse("Say what they get: a promise needs a name.")
        if draft.told_at is not None and draft.told_at <= self._core.now():
            raise WrongUse("A promise is for a time that is still ahead.")
        with self._core.act(_act_name(draft)) as db:
            if draft.deliverable_id is None:
                before, stored = None, self._make(db, draft)
            else:
                before = self._known(db, draft)
                stored = self._change(db, before, draft)
            promises.insert(db, self._told(before, stored, draft))
            if draft.after and draft.told_at is None:
                self._expect(db, stored, draft.after)
        return stored

    def record(
        self, db: Database, before: Deliverable | None, after: Deliverable, how: Channel | None = None
    ) -> None:
        """Write down a date that was changed in a form, inside the caller's act."""
        was = before.promised_at if before is not None else None
        if was == after.promised_at:
            return
        if after.promised_at is None:
            kind = ToldKind.WITHDRAWN
        else:
            kind = ToldKind.PROMISED if was is None else ToldKind.MOVED
        now = self._core.now()
        promises.insert(db, Told(after.id, kind, now, promised_at=after.promised_at, how=how, verdict=None))

    def _make(self, db: Database, draft: PromiseDraft) -> Deliverable:
        """Store a new deliverable in the project it belongs to."""
        project = project_in(self._core, db, draft.client_id, draft.project.strip() or draft.name)
        return deliverables.insert(
            db,
            Deliverable(
                project.id,
                draft.client_id,
                draft.name.strip(),
                estimate_minutes=draft.left_minutes,
                estimated_at_minutes=0,
                promised_at=draft.told_at,
                target_on=draft.aim_on if draft.told_at is not None else None,
            ),
        )

    def _known(self, db: Database, draft: PromiseDraft) -> Deliverable:
        """Give the deliverable that is promised anew, if it still is what the question was put about."""
        known = deliverables.get(db, draft.deliverable_id or 0)
        if known is not None and not known.open:
            raise WrongUse(f"{known.name} is not open any more.")
        return unchanged(known, draft.opened, "deliverable")

    def _change(self, db: Database, known: Deliverable, draft: PromiseDraft) -> Deliverable:
        """Store the new date and what the work is judged at; what was only asked for changes neither."""
        if draft.told_at is None and not draft.after:
            return known
        target = draft.aim_on if draft.told_at is not None else None
        after = replace(known, promised_at=draft.told_at, target_on=target)
        deliverables.update(db, after)
        if draft.left_minutes != known.work_left:
            left = max(0, draft.left_minutes - known.pending_minutes)
            after = self._effort.judge_in(db, after, left, None)
        return after

    def _told(self, before: Deliverable | None, stored: Deliverable, draft: PromiseDraft) -> Told:
        kind, promised_at = ToldKind.ASKED, draft.wished_at
        if draft.told_at is not None:
            first = before is None or before.promised_at is None
            kind = ToldKind.PROMISED if first else ToldKind.MOVED
            promised_at = draft.told_at
        elif draft.after:
            kind, promised_at = ToldKind.CONDITIONAL, None
        return Told(
            stored.id,
            kind,
            self._core.now(),
            promised_at=promised_at,
            how=draft.how,
            why=draft.why.strip(),
            verdict=draft.verdict,
            after=draft.after.strip(),
            after_days=draft.after_days if draft.after else None,
        )

    def _expect(self, db: Database, what: Deliverable, text: str) -> None:
        """Write down what the client owes before the promise begins to run."""
        today = self._core.today()
        needed: date = add_working_days(today, _NEEDED_WITHIN, self._core.working_time()) or today
        now = self._core.now()
        obligations.insert(
            db, Obligation(what.client_id, text.strip(), now, needed_on=needed, deliverable_id=what.id)
        )


def _act_name(draft: PromiseDraft) -> str:
    if draft.told_at is not None:
        return f"promise {draft.name}"
    return f"promise {draft.name} from an arrival on" if draft.after else f"note {draft.name} as asked for"

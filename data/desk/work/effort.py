"""Where the hours go: the clock, work entries, the slack ledger, and the history promises rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.desk.guards import open_deliverable, there, unchanged
from data.desk.intake import time_placing
from data.errors import WrongUse
from data.model.card import CardDecision, CardKind
from data.model.effort import Cause, EffortChange, PastJob, Running, WorkEntry
from data.model.work import Deliverable
from data.rules.cards import done_early_key
from data.rules.days import say_minutes
from data.store import cards, deliverables, effort
from data.store.facts import HISTORY_JOBS
from data.values import frozen

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core

_LONGEST = 24 * 60
"""Minutes in one work entry; more is a sum of several."""
_FORGOTTEN = 12 * 60
"""Minutes after which a clock was left running by mistake, so that only working hours are counted."""


@frozen
class HistoryImport:
    """What came of a file of finished jobs."""

    added: int
    known: int


class Effort:
    """Time on deliverables, and what is left to do."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def running(self) -> Running | None:
        """Give the clock that runs."""
        return effort.running(self._core.reader)

    def entries(self, deliverable_id: int) -> tuple[WorkEntry, ...]:
        """Give the work entries of a deliverable, the newest first."""
        return tuple(effort.entries_of(self._core.reader, deliverable_id))

    def entry(self, entry_id: int) -> WorkEntry:
        """Give one work entry; NotFound when there is none."""
        return there(effort.entry(self._core.reader, entry_id), "entry")

    def ledger(self, deliverable_id: int) -> tuple[EffortChange, ...]:
        """Give the slack ledger of a deliverable, the newest entry first."""
        return tuple(effort.changes_of(self._core.reader, deliverable_id))

    def history(self) -> tuple[tuple[float, float], ...]:
        """Give estimated and actual hours of the latest finished jobs, the oldest first."""
        return effort.history(self._core.reader, HISTORY_JOBS)

    def toggle(self, deliverable_id: int) -> str:
        """Start the clock on a deliverable, or stop it where it runs there already."""
        with self._core.act("clock") as db:
            running = effort.running(db)
            if running is not None and running.entry.deliverable_id == deliverable_id:
                return self.stop_in(db)
            return self._start_in(db, deliverable_id)

    def start(self, deliverable_id: int) -> str:
        """Start the clock on a deliverable; one that runs elsewhere is stopped first."""
        with self._core.act("start the clock") as db:
            running = effort.running(db)
            if running is not None and running.entry.deliverable_id == deliverable_id:
                raise WrongUse(f"The clock runs on {running.name} already.")
            return self._start_in(db, deliverable_id)

    def stop(self) -> str:
        """Stop the clock, wherever it runs."""
        with self._core.act("stop the clock") as db:
            said = self.stop_in(db)
        if not said:
            raise WrongUse("No clock runs.")
        return said

    def _start_in(self, db: Database, deliverable_id: int) -> str:
        what = open_deliverable(db, deliverable_id)
        said = self.stop_in(db)
        polish = what.finished_at is not None
        effort.insert_entry(db, WorkEntry(deliverable_id, self._core.now(), polish=polish))
        time_placing.count(db, [deliverable_id])
        return f"{said} The clock runs on {what.name}.".strip()

    def stop_in(self, db: Database, deliverable_id: int | None = None) -> str:
        """Stop the clock inside the caller's act, if it runs (on this deliverable); say what it counted."""
        running = effort.running(db)
        if running is None or deliverable_id not in (None, running.entry.deliverable_id):
            return ""
        began, now = running.entry.started_at, self._core.now()
        ran = minutes = round((now - began) / timedelta(minutes=1))
        if minutes < 1:
            effort.delete_entry(db, running.entry)
            time_placing.count(db, [running.entry.deliverable_id])
            return f"Less than a minute on {running.name} was not kept."
        if ran > _FORGOTTEN:
            worked = int(self._core.working_time(db).between(began, now) // 60)
            minutes = max(1, min(worked, _LONGEST))
        effort.update_entry(db, replace(running.entry, minutes=minutes))
        time_placing.count(db, [running.entry.deliverable_id])
        kept = f"{say_minutes(minutes)} on {running.name}."
        if minutes == ran:
            return kept
        return f"The clock ran {say_minutes(ran)}: of your working hours, {kept} Its entry can be changed."

    def add_entry(self, entry: WorkEntry) -> WorkEntry:
        """Store time worked."""
        self._check(entry)
        with self._core.act(f"log {say_minutes(entry.minutes or 0)}") as db:
            there(deliverables.get(db, entry.deliverable_id), "deliverable")
            entry = effort.insert_entry(db, entry)
            time_placing.count(db, [entry.deliverable_id])
        return entry

    def edit_entry(self, entry: WorkEntry, opened: WorkEntry | None = None) -> WorkEntry:
        """Store a changed entry; Changed when it is no longer what was `opened` to be changed."""
        self._check(entry)
        with self._core.act("edit time") as db:
            before = unchanged(effort.entry(db, entry.id), opened, "entry")
            time_placing.entered_here(db, entry.id)
            entry = replace(entry, deliverable_id=before.deliverable_id)
            effort.update_entry(db, entry)
            time_placing.count(db, [entry.deliverable_id])
        return entry

    def delete_entry(self, entry_id: int) -> str:
        """Delete an entry that should never have been there; one from a time log is left out from now on."""
        with self._core.act("delete time") as db:
            entry = there(effort.entry(db, entry_id), "entry")
            if time_placing.leave_out(db, entry_id):
                return (
                    f"{say_minutes(entry.minutes or 0)} are left out from now on, whatever the time log says."
                )
            effort.delete_entry(db, entry)
            time_placing.count(db, [entry.deliverable_id])
        return f"{say_minutes(entry.minutes or 0)} are gone again."

    def judge(self, deliverable_id: int, left: int, cause: Cause | None = None, note: str = "") -> str:
        """Judge the remaining work anew, in minutes; when it grew, the ledger keeps the cause.

        Nothing left means that the work is done.
        """
        with self._core.act("judge the work left") as db:
            after = self.judge_in(db, open_deliverable(db, deliverable_id), left, cause, note)
        return f"{after.name}: {say_minutes(left) + ' left' if left else 'done'}."

    def judge_in(
        self, db: Database, what: Deliverable, left: int, cause: Cause | None, note: str = ""
    ) -> Deliverable:
        """Judge the remaining work anew inside the caller's act; undecided extras are apart."""
        total, spent = what.total_minutes, what.spent_minutes
        grew = left - max(0, total - spent) if total is not None and what.finished_at is None else 0
        after = replace(what, judged_minutes=spent + left, finished_at=None)
        if what.estimate_minutes is None:
            after = replace(
                after, estimate_minutes=spent + left, judged_minutes=None, estimated_at_minutes=spent
            )
        if left == 0:
            after = replace(after, finished_at=what.finished_at or self._core.now())
        deliverables.update(db, after)
        self._clock_follows(db, after)
        self.note_growth(db, what.id, grew, cause, note)
        return after

    def note_growth(
        self, db: Database, deliverable_id: int, grew: int, cause: Cause | None, note: str = ""
    ) -> None:
        """Write into the slack ledger that the remaining work grew or shrank, inside the caller's act."""
        if not grew:
            return
        why = (cause or Cause.OWN_ESTIMATE) if grew > 0 else None
        effort.insert_change(
            db, EffortChange(deliverable_id, self._core.now(), grew, cause=why, note=note.strip())
        )

    def _clock_follows(self, db: Database, what: Deliverable) -> None:
        """Have a clock that runs count as work or as polish, as the deliverable stands now."""
        running = effort.running(db)
        polish = what.finished_at is not None
        if running is not None and running.entry.deliverable_id == what.id and running.entry.polish != polish:
            effort.update_entry(db, replace(running.entry, polish=polish))

    def finish(self, deliverable_id: int, extra: str = "", until: datetime | None = None) -> str:
        """Note that the work is done though not delivered: it is held, or polished, on purpose.

        Until an instant its card does not ask again.
        """
        with self._core.act("finish early") as db:
            what = open_deliverable(db, deliverable_id)
            self.stop_in(db, deliverable_id)
            what = open_deliverable(db, deliverable_id)
            deliverables.update(
                db,
                replace(
                    what, finished_at=what.finished_at or self._core.now(), extra=extra.strip() or what.extra
                ),
            )
            if until is not None:
                key = done_early_key(what.id)
                card = CardDecision(key, CardKind.DONE_EARLY, client_id=what.client_id, put_off_until=until)
                cards.decide(db, replace(card, deliverable_id=what.id))
        return f"{what.name} is done; time from here on counts as polish."

    def took(self, deliverable_id: int, minutes: int) -> str:
        """Say how long a deliverable took in all; where no time was logged the next promise learns it so."""
        with self._core.act("say how long it took") as db:
            what = there(deliverables.get(db, deliverable_id), "deliverable")
            more = minutes - what.spent_minutes
            if more:
                at = what.delivered_at or self._core.now()
                effort.insert_entry(db, WorkEntry(what.id, at, minutes=more, note="in all", summed=True))
        return f"{what.name} took {say_minutes(minutes)}. The next promise knows it."

    def import_history(self, jobs: Iterable[PastJob]) -> HistoryImport:
        """Add finished jobs from before; those that are there already are not doubled."""
        jobs, fresh = list(jobs), []
        with self._core.act("import finished jobs") as db:
            known = Counter(map(_alike, effort.past_jobs(db)))
            for job in jobs:
                if known[_alike(job)] > 0:
                    known[_alike(job)] -= 1
                else:
                    fresh.append(job)
            effort.insert_past(db, fresh)
        return HistoryImport(len(fresh), len(jobs) - len(fresh))

    def _check(self, entry: WorkEntry) -> None:
        if entry.minutes is None or entry.minutes < 1:
            raise WrongUse("Time worked is at least a minute.")
        if entry.minutes > _LONGEST and not entry.summed:
            raise WrongUse("One entry is a day at most; a sum of more is entered as time spent (e).")
        if entry.started_at > self._core.now():
            raise WrongUse("Time worked lies behind you: give a start that has passed.")


def _alike(job: PastJob) -> tuple[object, ...]:
    return job.estimate_minutes, job.actual_minutes, job.finished_on

"""Where the hours went: work entries, the slack ledger and the history of finished jobs.

`deliverable.spent_minutes` and `polish_minutes` are the sums of the entries, kept in step in the same
transaction, so that no question has to add them up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from data.model.effort import EffortChange, PastJob, Running, Worked, WorkEntry
from data.store.engine.rows import as_row, first, insert, instant_text, read, tuples, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT_ENTRY = """INSERT INTO work_entry (id, deliverable_id, started_at, minutes, polish, note, summed)
    VALUES (new_id(), :deliverable_id, :started_at, :minutes, :polish, :note, :summed)"""
_UPDATE_ENTRY = """UPDATE work_entry SET started_at = :started_at,
        minutes = :minutes, polish = :polish, note = :note, summed = :summed
    WHERE id = :id AND deliverable_id = :deliverable_id"""
_INSERT_CHANGE = """INSERT INTO effort_change (id, deliverable_id, at, minutes, cause, note)
    VALUES (new_id(), :deliverable_id, :at, :minutes, :cause, :note)"""
_INSERT_PAST = """INSERT INTO past_job (id, estimate_minutes, actual_minutes, finished_on)
    VALUES (new_id(), :estimate_minutes, :actual_minutes, :finished_on)"""
_SUM = """UPDATE deliverable SET (spent_minutes, polish_minutes, teaches) = (
        SELECT spent, polish, coalesce(estimated_at_minutes * 10 <= spent, 0) FROM (
            SELECT max(0, coalesce(sum(minutes) FILTER (WHERE NOT polish), 0)) AS spent,
                max(0, coalesce(sum(minutes) FILTER (WHERE polish), 0)) AS polish
            FROM work_entry WHERE deliverable_id = :id))
    WHERE id = :id"""
# Imported jobs came before the first delivery here; those without a date before all others.
_HISTORY = """SELECT estimate_minutes, actual_minutes FROM (
        SELECT 1 AS own, delivered_at AS at, id, estimate_minutes, spent_minutes AS actual_minutes
            FROM deliverable INDEXED BY deliverable_effort
            WHERE delivered_at IS NOT NULL AND estimate_minutes > 0 AND spent_minutes > 0
                AND teaches = 1
            ORDER BY delivered_at DESC LIMIT :most)
    UNION ALL SELECT estimate_minutes, actual_minutes FROM (
        SELECT estimate_minutes, actual_minutes FROM past_job
            ORDER BY finished_on DESC, id DESC LIMIT :most)
    LIMIT :most"""


def entries_of(db: Looking, deliverable_id: int) -> list[WorkEntry]:
    """Give the work entries of a deliverable, the newest first."""
    return read(
        db,
        WorkEntry,
        "SELECT * FROM work_entry WHERE deliverable_id = ? ORDER BY started_at DESC, id DESC",
        (deliverable_id,),
    )


def entry(db: Looking, entry_id: int) -> WorkEntry | None:
    """Give one work entry."""
    return first(db, WorkEntry, "SELECT * FROM work_entry WHERE id = ?", (entry_id,))


def running(db: Looking) -> Running | None:
    """Give the clock that runs; there is one at most."""
    found = first(db, WorkEntry, "SELECT * FROM work_entry WHERE minutes IS NULL")
    if found is None:
        return None
    name, client_id = tuples(
        db, "SELECT name, client_id FROM deliverable WHERE id = ?", (found.deliverable_id,)
    )[0]
    return Running(found, name, client_id)


def insert_entry(db: Database, entry: WorkEntry) -> WorkEntry:
    """Store a new entry and give it with its id."""
    entry = replace(entry, id=insert(db, _INSERT_ENTRY, as_row(entry)))
    sum_up(db, entry.deliverable_id)
    return entry


def update_entry(db: Database, entry: WorkEntry) -> None:
    """Store a changed entry of the same deliverable; another one would be left with a wrong sum."""
    write(db, _UPDATE_ENTRY, as_row(entry))
    sum_up(db, entry.deliverable_id)


def delete_entry(db: Database, entry: WorkEntry) -> None:
    """Delete an entry that should never have been there."""
    write(db, "DELETE FROM work_entry WHERE id = ?", (entry.id,))
    sum_up(db, entry.deliverable_id)


def worked_since(db: Looking, since: datetime, until: datetime) -> Worked:
    """Sum up what was worked in a span, polish included; sums entered afterwards say nothing of a day.

    Days are those of the zone that `until` is given in, by its offset then.
    """
    offset = until.utcoffset()
    shift = f"{int(offset.total_seconds() // 60) if offset else 0:+d} minutes"
    minutes, days, first = tuples(
        db,
        """SELECT coalesce(sum(minutes), 0), count(DISTINCT date(started_at, :shift)),
                date(min(started_at), :shift)
            FROM work_entry
            WHERE NOT summed AND started_at >= :since AND started_at < :until AND minutes IS NOT NULL""",
        {"shift": shift, "since": instant_text(since), "until": instant_text(until)},
    )[0]
    return Worked(max(0, minutes), days, date.fromisoformat(first) if first else None)


def changes_of(db: Looking, deliverable_id: int) -> list[EffortChange]:
    """Give the slack ledger of a deliverable, the newest entry first."""
    return read(
        db,
        EffortChange,
        "SELECT * FROM effort_change WHERE deliverable_id = ? ORDER BY at DESC, id DESC",
        (deliverable_id,),
    )


def insert_change(db: Database, change: EffortChange) -> EffortChange:
    """Add an entry to the slack ledger and give it with its id."""
    return replace(change, id=insert(db, _INSERT_CHANGE, as_row(change)))


def history(db: Looking, most: int) -> tuple[tuple[float, float], ...]:
    """Give estimate and actual hours of the last `most` finished jobs, the oldest first."""
    newest_first = tuples(db, _HISTORY, {"most": most})
    return tuple((estimate / 60, actual / 60) for estimate, actual in reversed(newest_first))


def past_jobs(db: Database) -> list[PastJob]:
    """Give the jobs that were imported, the oldest first."""
    return read(db, PastJob, "SELECT * FROM past_job ORDER BY finished_on, id")


def insert_past(db: Database, jobs: Iterable[PastJob]) -> None:
    """Store finished jobs from before frontdesk."""
    for job in jobs:
        insert(db, _INSERT_PAST, as_row(job))


def sum_up(db: Database, deliverable_id: int) -> None:
    """Bring the sums of a deliverable in step with its entries."""
    write(db, _SUM, {"id": deliverable_id})

"""What was decided about suggested kindnesses; the suggestions themselves are never stored."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from data.model.gesture import Gesture
from data.store.engine.rows import as_row, first, insert, read

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_DECIDE = """INSERT INTO gesture (id, key, kind, client_id, project_id, due_on, done_on, dismissed_on,
        dismissed_why, put_off_until, cost_cents)
    VALUES (new_id(), :key, :kind, :client_id, :project_id, :due_on, :done_on, :dismissed_on,
        :dismissed_why, :put_off_until, :cost_cents)
    ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, client_id = excluded.client_id,
        project_id = excluded.project_id, due_on = excluded.due_on, done_on = excluded.done_on,
        dismissed_on = excluded.dismissed_on, dismissed_why = excluded.dismissed_why,
        put_off_until = excluded.put_off_until, cost_cents = excluded.cost_cents"""

# With three times OR instead it would walk through all decisions there ever were.
_DECIDED_SINCE = """SELECT * FROM gesture WHERE id IN (
        SELECT id FROM gesture WHERE done_on IS NOT NULL AND done_on >= :day
        UNION ALL SELECT id FROM gesture WHERE dismissed_on IS NOT NULL AND dismissed_on >= :day
        UNION ALL SELECT id FROM gesture WHERE put_off_until IS NOT NULL AND put_off_until >= :day)
    ORDER BY id"""


def decide(db: Database, gesture: Gesture) -> Gesture:
    """Store a decision, in place of an earlier one about the same suggestion, and give it with its id."""
    insert(db, _DECIDE, as_row(gesture))
    decided = get(db, gesture.key)
    assert decided is not None
    return decided


def get(db: Looking, key: str) -> Gesture | None:
    """Give the decision about one suggestion."""
    return first(db, Gesture, "SELECT * FROM gesture WHERE key = ?", (key,))


def decided_since(db: Looking, day: date) -> list[Gesture]:
    """Give what was done or declined on `day` or later, or put off until then."""
    return read(db, Gesture, _DECIDED_SINCE, {"day": day.isoformat()})

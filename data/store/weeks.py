"""The reviews of weeks: how far each is, its frozen figures, and what was meant to be done."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from data.model.week import Intention, ReviewState
from data.store.engine.rows import as_row, first, instant_text, read, tuples, write
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_STATE = """INSERT INTO review (id, week, step, started_at, closed_at)
    VALUES (new_id(), :week, :step, :started_at, :closed_at)
    ON CONFLICT (week) DO UPDATE SET step = excluded.step, closed_at = excluded.closed_at,
        started_at = coalesce(review.started_at, excluded.started_at)"""
_FREEZE = """INSERT INTO week_snapshot (id, week, closed_at, figures, settings)
    VALUES (new_id(), :week, :closed_at, :figures, :settings)"""
_INTENTION = """INSERT INTO intention (id, week, place, text, kept)
    VALUES (new_id(), :week, :place, :text, :kept)"""


def states(db: Looking) -> list[ReviewState]:
    """Give every review that was begun, the latest week first."""
    return read(db, ReviewState, "SELECT * FROM review ORDER BY week DESC")


def state(db: Looking, week: str) -> ReviewState | None:
    """Give how far the review of a week is; None when it was never opened."""
    return first(db, ReviewState, "SELECT * FROM review WHERE week = ?", (week,))


def save_state(db: Database, state: ReviewState) -> None:
    """Store how far a review is."""
    write(db, _STATE, as_row(state))


def snapshot(db: Looking, week: str) -> tuple[datetime, Any, dict[str, str]] | None:
    """Give when a week was closed, its frozen figures and the settings that applied; None when it is open."""
    found = tuples(db, "SELECT closed_at, figures, settings FROM week_snapshot WHERE week = ?", (week,))
    if not found:
        return None
    closed_at, figures, settings = found[0]
    return datetime.fromisoformat(closed_at), json.loads(figures), json.loads(settings)


def snapshots(db: Looking, weeks: Sequence[str]) -> dict[str, tuple[datetime, Any, dict[str, str]]]:
    """Give those of these weeks that are closed, each as `snapshot` does."""
    rows = tuples(
        db,
        "SELECT week, closed_at, figures, settings FROM week_snapshot"
        " WHERE week IN (SELECT value FROM json_each(?))",
        (json.dumps(list(weeks)),),
    )
    return {
        week: (datetime.fromisoformat(at), json.loads(figures), json.loads(settings))
        for week, at, figures, settings in rows
    }


def freeze(db: Database, week: str, at: datetime, figures: Any, settings: Mapping[str, str]) -> None:
    """Freeze the figures of a week; a week is closed once."""
    insert_row(
        db,
        _FREEZE,
        {
            "week": week,
            "closed_at": instant_text(at),
            "figures": json.dumps(figures, ensure_ascii=False),
            "settings": json.dumps(dict(settings), ensure_ascii=False),
        },
    )


def intentions(db: Looking, week: str) -> list[Intention]:
    """Give what was meant to be done in a week."""
    return read(db, Intention, "SELECT * FROM intention WHERE week = ? ORDER BY place, id", (week,))


def intention(db: Database, intention_id: int) -> Intention | None:
    """Give one of them."""
    return first(db, Intention, "SELECT * FROM intention WHERE id = ?", (intention_id,))


def set_intentions(db: Database, week: str, texts: Sequence[str]) -> None:
    """Say anew what is meant to be done in a week; what stays keeps its judgement."""
    known = {each.text: each for each in intentions(db, week)}
    write(db, "DELETE FROM intention WHERE week = ?", (week,))
    for place, text in enumerate(texts):
        kept = known[text].kept if text in known else None
        insert_row(db, _INTENTION, as_row(Intention(week, place, text, kept=kept)))


def judge(db: Database, intention_id: int, kept: bool | None) -> None:
    """Say whether an intention was kept."""
    value = None if kept is None else int(kept)
    write(db, "UPDATE intention SET kept = :kept WHERE id = :id", {"kept": value, "id": intention_id})


def count_check(db: Database, at: datetime, shown: int, rewritten: int) -> None:
    """Count a text that was looked through: what was pointed at, and how much of it was changed."""
    insert_row(
        db,
        "INSERT INTO courtesy_check (id, at, shown, rewritten) VALUES (new_id(), :at, :shown, :rewritten)",
        {"at": instant_text(at), "shown": shown, "rewritten": rewritten},
    )

"""Dates without working hours, besides those of the settings file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from data.model.calendar import DayOff
from data.store.engine.rows import insert, read, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking


def all_(db: Looking) -> list[DayOff]:
    """Give every day off in order."""
    return read(db, DayOff, 'SELECT off_on AS "on", name FROM day_off ORDER BY off_on')


def put(db: Database, day: DayOff) -> None:
    """Store a day off; one that is there already gets the new name."""
    insert(
        db,
        "INSERT INTO day_off (id, off_on, name) VALUES (new_id(), ?, ?)"
        " ON CONFLICT (off_on) DO UPDATE SET name = excluded.name",
        (day.on.isoformat(), day.name),
    )


def delete(db: Database, on: date) -> None:
    """Make a date an ordinary one again."""
    write(db, "DELETE FROM day_off WHERE off_on = ?", (on.isoformat(),))

"""Appointments as the calendars have them: replaced whole, row by row where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.calendar import Appointment
from data.store.engine.rows import as_row, first, insert, instant_text, read, tuples, write, write_all

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_PUT = """INSERT INTO appointment (id, key, source, title, starts_at, ends_at, all_day, busy, location,
        attendees, client_id, visit)
    VALUES (new_id(), :key, :source, :title, :starts_at, :ends_at, :all_day, :busy, :location, :attendees,
        :client_id, :visit)
    ON CONFLICT (key) DO UPDATE SET source = excluded.source, title = excluded.title,
        starts_at = excluded.starts_at, ends_at = excluded.ends_at, all_day = excluded.all_day,
        busy = excluded.busy, location = excluded.location, attendees = excluded.attendees,
        client_id = excluded.client_id, visit = excluded.visit"""


def replace(
    db: Database, source: str, appointments: Iterable[Appointment], *, since: datetime | None = None
) -> int:
    """Let a calendar have exactly these; give how many rows were written.

    `since`: what ended before this instant stays, for a reading that does not reach back further.
    """
    wanted = {appointment.key: appointment for appointment in appointments}
    there = {
        appointment.key: appointment
        for appointment in read(db, Appointment, "SELECT * FROM appointment WHERE source = ?", (source,))
    }
    written = 0
    for key, appointment in there.items():
        if key not in wanted and (since is None or appointment.ends_at > since):
            written += write(db, "DELETE FROM appointment WHERE key = ?", (key,))
    for key, appointment in wanted.items():
        if there.get(key) != appointment:
            insert(db, _PUT, as_row(appointment))
            written += 1
    return written


def all_(db: Looking) -> list[Appointment]:
    """Give every appointment of every calendar, in order."""
    return read(db, Appointment, "SELECT * FROM appointment ORDER BY starts_at, ends_at, key")


def set_clients(db: Database, matched: Iterable[Appointment]) -> None:
    """Remember whose appointments are, and which are visits; only rows that differ are written."""
    write_all(
        db,
        "UPDATE appointment SET client_id = :client_id, visit = :visit WHERE key = :key"
        " AND (client_id, visit) IS NOT (:client_id, :visit)",
        [as_row(each) for each in matched],
    )


def get(db: Looking, key: str) -> Appointment | None:
    """Give one appointment."""
    return first(db, Appointment, "SELECT * FROM appointment WHERE key = ?", (key,))


def between(db: Looking, start: datetime, end: datetime) -> list[Appointment]:
    """Give the appointments that touch the span from `start` to `end`, in order."""
    # A moment without length counts where it lies.
    return read(
        db,
        Appointment,
        "SELECT * FROM appointment WHERE ends_at >= :start AND starts_at < :end"
        " AND (ends_at > :start OR starts_at = ends_at) ORDER BY starts_at, ends_at, key",
        {"start": instant_text(start), "end": instant_text(end)},
    )


def count(db: Looking) -> int:
    """Count all appointments there are."""
    number: int = tuples(db, "SELECT count(*) FROM appointment")[0][0]
    return number

"""Takes a calendar in: its appointments of the coming year, matched to clients, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from data.desk import mail_judge
from data.model.source import SourceState
from data.store import appointments, clients, sources

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.settings import CalendarSettings

_BEFORE = timedelta(days=2)
_AHEAD = timedelta(days=400)


def take_in(core: Core, calendar: CalendarSettings, state: SourceState) -> SourceState:
    """Read one calendar, unless nothing about it changed since the last time; give how it went."""
    from data.feeds.calendar import fingerprint, read_calendar
    from data.rules.visits import match_appointments

    now = core.now()
    start, end = _window(now, core.settings.zone)
    with core.reading() as db:
        mark = _mark(
            db,
            fingerprint(calendar.path, calendar.kind, start, end, core.settings.zone),
            core.settings.visits.marks,
        )
        if mark and not state.error and sources.marks(db, state.name).get("") == mark:
            return replace(state, last_read_at=now)
        known = clients.all_(db)
        book = mail_judge.client_book(db)
    reading = read_calendar(
        state.name,
        calendar.path,
        calendar.kind,
        start,
        end,
        core.settings.zone,
        me=[core.settings.email] if core.settings.email else [],
    )
    matched = match_appointments(
        reading.appointments, known, marks=core.settings.visits.marks, client_of=book.find
    )
    with core.store.intake(now) as db:
        appointments.replace(db, state.name, matched, since=start)
        sources.save_marks(db, state.name, {"": mark})
    return replace(
        state,
        first_read_at=state.first_read_at or now,
        last_read_at=now,
        error="",
        read=reading.events,
        skipped=len(reading.skipped),
        note=" ".join(reading.notes[:3]),
    )


def _mark(db: Database, files: str, marks: tuple[str, ...]) -> str:
    """Sum up everything a reading depends on: the files, the window, and who the clients are."""
    whom = [
        (client.id, client.name, client.addresses, client.domains, client.post_address)
        for client in clients.all_(db)
    ]
    known = blake2b(repr((whom, marks)).encode("utf-8", "replace"), digest_size=8).hexdigest()
    return f"{files} {known}" if files else ""


def _window(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """Give the days to read, from midnight to midnight, so that one reading serves the whole day."""
    midnight = datetime.combine(now.astimezone(ZoneInfo(zone)).date(), time(), ZoneInfo(zone))
    return (midnight - _BEFORE).astimezone(UTC), (midnight + _AHEAD).astimezone(UTC)

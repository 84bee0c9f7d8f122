"""Takes a calendar in: its appointments of the coming year, matched to clients, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from data.desk.intake import judging
from data.model.source import Skipped, SourceState
from data.store import appointments, clients, people, skips, sources

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.settings import CalendarSettings

_BEFORE = timedelta(days=2)
_AHEAD = timedelta(days=400)


def take_in(
    core: Core,
    calendar: CalendarSettings,
    state: SourceState,
    progress: Callable[[str], None],  # noqa: ARG001 - one file is read in a moment
    stop: Callable[[], bool],  # noqa: ARG001
) -> SourceState:
    """Read one calendar, unless nothing about it changed since the last time; give how it went."""
    from data.feeds.calendar import fingerprint, read_calendar
    from data.feeds.mail.addresses import normal
    from data.rules.visits import match_appointments

    now = core.now()
    start, end = _window(now, core.settings.zone)
    marks = core.settings.visits.marks
    with core.reading() as db:
        known, everybody = clients.all_(db), people.all_(db)
        mine = judging.my_addresses(core, db)
        book = judging.client_book(db)
        files = fingerprint(calendar.path, calendar.kind, start, end, core.settings.zone)
        mark = f"{files} {_digest(known, everybody, sorted(mine), marks)}"
        if files and not state.error and sources.marks(db, state.name).get("") == mark:
            return replace(state, last_read_at=now)
    reading = read_calendar(
        state.name,
        calendar.path,
        calendar.kind,
        start,
        end,
        core.settings.zone,
        me=mine,
    )
    matched = match_appointments(
        reading.appointments,
        known,
        marks=marks,
        client_of=lambda address: book.find(normal(address)),
        me=mine,
    )
    with core.store.intake(now) as db:
        appointments.replace(db, state.name, matched, since=start)
        sources.save_marks(db, state.name, {"": mark})
        skips.replace(
            db,
            state.name,
            (Skipped(each.file or each.uid, each.reason, each.title) for each in reading.skipped),
        )
    return replace(
        state,
        first_read_at=state.first_read_at or now,
        last_read_at=now,
        error="",
        read=reading.events,
        skipped=len(reading.skipped),
        note=" ".join(reading.notes[:3]),
    )


def match_anew(core: Core, db: Database) -> None:
    """Say anew whose every appointment is, after clients became others; no calendar is read."""
    from data.feeds.mail.addresses import normal
    from data.rules.visits import match_appointments

    book = judging.client_book(db)
    matched = match_appointments(
        appointments.all_(db),
        clients.all_(db),
        marks=core.settings.visits.marks,
        client_of=lambda address: book.find(normal(address)),
        me=judging.my_addresses(core, db),
    )
    appointments.set_clients(db, matched)


def _digest(*what: object) -> str:
    """Sum up what a reading depends on besides the files: who the clients are and which address is mine."""
    return blake2b(repr(what).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _window(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """Give the days to read, from midnight to midnight, so that one reading serves the whole day."""
    midnight = datetime.combine(now.astimezone(ZoneInfo(zone)).date(), time(), ZoneInfo(zone))
    return (midnight - _BEFORE).astimezone(UTC), (midnight + _AHEAD).astimezone(UTC)

"""Takes a calendar in: its appointments of the coming year, matched to clients, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    from data.model.calendar import Appointment
    from data.settings import CalendarSettings
    from data.store.engine.looking import Looking

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

    now, zone = core.now(), core.settings.zone
    start, end = _window(now, zone)
    with core.reading() as db:
        whose = _Whose(core, db)
        files = fingerprint(calendar.path, calendar.kind, start, end, zone)
        mark = f"{files} {whose.digest}"
        if files and not state.error and sources.marks(db, state.name).get("") == mark:
            return replace(state, last_read_at=now)
    reading = read_calendar(state.name, calendar.path, calendar.kind, start, end, zone, me=whose.mine)
    with core.store.intake(now) as db:
        appointments.replace(db, state.name, whose.match(reading.appointments), since=start)
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
    appointments.set_clients(db, _Whose(core, db).match(appointments.all_(db)))


class _Whose:
    """What says whose an appointment is, as it is known at one moment."""

    def __init__(self, core: Core, db: Looking) -> None:
        self._clients, self._people = clients.all_(db), people.all_(db)
        self._marks = core.settings.visits.marks
        self._book = judging.client_book(db)
        self.mine = judging.my_addresses(core, db)

    @property
    def digest(self) -> str:
        """Sum up what a reading depends on besides the files: who the clients are, which address is mine."""
        what = (self._clients, self._people, sorted(self.mine), self._marks)
        return blake2b(repr(what).encode("utf-8", "replace"), digest_size=8).hexdigest()

    def match(self, found: Iterable[Appointment]) -> tuple[Appointment, ...]:
        """Give appointments with the client each is with."""
        from data.feeds.mail.addresses import normal
        from data.rules.visits import match_appointments

        return match_appointments(
            found,
            self._clients,
            marks=self._marks,
            client_of=lambda address: self._book.find(normal(address)),
            me=self.mine,
        )


def _window(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """Give the days to read, from midnight to midnight, so that one reading serves the whole day."""
    midnight = datetime.combine(now.astimezone(ZoneInfo(zone)).date(), time(), ZoneInfo(zone))
    return (midnight - _BEFORE).astimezone(UTC), (midnight + _AHEAD).astimezone(UTC)

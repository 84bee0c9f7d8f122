"""A calendar read whole: its files, their events, and the appointments these are within a window of time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from data.errors import FeedError
from data.feeds.calendar.blocks import CalendarText, split
from data.feeds.calendar.files import cannot_read, files_of, fingerprint, read_file
from data.feeds.calendar.series import Series, series_of
from data.feeds.calendar.text import one_line
from data.feeds.calendar.unroll import Window, unroll
from data.feeds.calendar.zones import Zones
from data.model.calendar import Appointment
from data.values import frozen

MAX_APPOINTMENTS = 20_000
"""In one window: more than a life has, and what a screen can bear."""


@frozen
class Skipped:
    """An event or a file that was not understood; the rest of the calendar was read."""

    file: str
    """Name of the file within the calendar."""
    uid: str
    """Empty when the whole file was skipped."""
    title: str
    reason: str
    """Continues "skipped: "."""


@frozen
class CalendarReading:
    """What one reading of a calendar brought."""

    appointments: tuple[Appointment, ...]
    """Those that touch the window, by start."""
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences to know that are no errors, such as a time zone nobody knows."""
    events: int = 0
    """Events in the files, whether within the window or not; a repeated one counts once."""
    fingerprint: str = ""
    """What `fingerprint` gave before the reading; equal later means that there is nothing new to read."""


def read_calendar(
    name: str,
    path: Path,
    kind: str,
    start: datetime,
    end: datetime,
    zone: str,
    *,
    me: Collection[str] = (),
) -> CalendarReading:
    """Read the appointments of a calendar that touch the time from `start` to `end`.

    `kind` is "ics" (one file with many events) or "vdir" (a folder, one event a file, collections as
    sub-folders). `zone` is the freelancer's: times without a zone and whole days are meant there. `me` are
    the freelancer's addresses: what one of them declined is left out. Raises FeedError when there is
    nothing to read; a broken file or event is skipped with a reason.
    """
    before = fingerprint(path, kind, start, end, zone)
    window = Window(start, end, ZoneInfo(zone))
    reader = _Reader(name, window, frozenset(address.lower() for address in me))
    for file in files_of(name, path, kind):
        label = str(file.relative_to(path)) if kind == "vdir" else file.name
        try:
            text = split(read_file(file))
        except (OSError, ValueError) as error:
            if kind == "ics":
                raise cannot_read(name, file, error) from error
            reader.skip(label, reason=_reason(error))
            continue
        if not text.is_calendar:
            if kind == "ics":
                raise FeedError(f'The calendar "{name}" was not read: {file} is no calendar file.')
            reader.skip(label, reason="it is no calendar file")
            continue
        reader.take(label, text)
    return reader.result(before)


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)


class _Reader:
    """Gathers what the files of one calendar hold."""

    def __init__(self, name: str, window: Window, me: frozenset[str]) -> None:
        self._name = name
        self._window = window
        self._me = me
        self._found: dict[str, Appointment] = {}
        self._skipped: list[Skipped] = []
        self._unknown_zones: dict[str, str] = {}
        self._events = 0

    def skip(self, file: str, *, reason: str, uid: str = "", title: str = "") -> None:
        """Note what was not understood."""
        self._skipped.append(Skipped(file, uid, title, reason))

    def take(self, file: str, text: CalendarText) -> None:
        """Take in the events of one file."""
        zones = Zones(self._window.zone, text.zones, text.zone)
        for series in series_of(text.events):
            self._events += 1
            if self._window.may_touch(series):
                self._take_series(file, series, zones)
        self._unknown_zones.update(dict.fromkeys(zones.unknown, str(zones.floating)))

    def result(self, before: str) -> CalendarReading:
        """Give everything, in order."""
        found = sorted(self._found.values(), key=lambda each: (each.starts_at, each.ends_at, each.key))
        return CalendarReading(
            appointments=tuple(found),
            skipped=tuple(self._skipped),
            notes=tuple(self._notes()),
            events=self._events,
            fingerprint=before,
        )

    def _take_series(self, file: str, series: Series, zones: Zones) -> None:
        if len(self._found) >= MAX_APPOINTMENTS:
            self.skip(
                file, uid=series.uid, title=series.title, reason="there are too many appointments already"
            )
            return
        appointments, reasons = unroll(series, zones, self._window, source=self._name, me=self._me)
        for reason in reasons:
            self.skip(file, uid=series.uid, title=series.title, reason=reason)
        # The same event in two collections of a vdir is one appointment.
        self._found.update((each.key, each) for each in _unknown(appointments, self._found))

    def _notes(self) -> Iterator[str]:
        for name, instead in self._unknown_zones.items():
            yield f'No time zone is called "{one_line(name)[:60]}"; its times were read as {instead}.'


def _unknown(appointments: Iterable[Appointment], known: Collection[str]) -> Iterator[Appointment]:
    return (each for each in appointments if each.key not in known)

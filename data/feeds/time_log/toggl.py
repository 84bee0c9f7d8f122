"""Toggl Track: the CSV of a detailed report, or a folder of such exports.

Two generations of headers are read: `User,Email,Client,Project,Task,Description,Billable,Start date,Start
time,End date,End time,Duration,Tags`, and the newer `Description,Duration,Member,…,Stop date,Stop time`.
Times have no zone in them: they are meant in the freelancer's own. In the hour that the clocks double the
duration says which of the two is meant; without one it is the first (RFC 5545).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from data.errors import FeedError
from data.feeds.time_log.reading import TimeReading, around, files_in, plausible, text_of
from data.model.source import Skipped
from data.model.time_log import LoggedTime, TimeLabel

_HEADS = {
    "user": ("user", "member", "name"),
    "email": ("email",),
    "client": ("client",),
    "project": ("project",),
    "task": ("task",),
    "description": ("description",),
    "start_date": ("start date",),
    "start_time": ("start time",),
    "end_date": ("end date", "stop date"),
    "end_time": ("end time", "stop time"),
    "duration": ("duration",),
    "tags": ("tags", "tag"),
}
_NEEDED = ("start_date", "start_time")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_OTHER = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?\s*([ap])?\.?(?:m\.?)?", re.ASCII | re.IGNORECASE)
_LENGTH = re.compile(r"(\d{1,4}):(\d\d)(?::(\d\d))?", re.ASCII)
_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)_(?:to_)?(\d{4}-\d\d-\d\d)", re.ASCII)
_NOTHING = frozenset({"(no project)", "(no client)", "without project", "without client", "-"})
_DAY = timedelta(days=1)

Row = Mapping[str, str]


def read_toggl(path: Path, zone: str, *, day_first: bool = True) -> TimeReading:
    """Read an export, or every export in a folder: of a time that several speak of, the newest is right.

    `zone` is where the times are meant; `day_first` decides on 3/4/2026 where no date of the file does.
    FeedError when there is nothing to read; a line that is not understood is skipped with a reason.
    """
    entries: dict[str, LoggedTime] = {}
    skipped: list[Skipped] = []
    notes: list[str] = []
    reach: list[tuple[datetime, datetime]] = []
    for file in sorted(files_in(path, "toggl"), key=lambda each: (each.stat().st_mtime_ns, each.name)):
        try:
            reading = read_csv(text_of(file), file.name, zone, day_first=day_first)
        except FeedError as error:
            if not path.is_dir():
                raise
            skipped.append(Skipped(file.name, str(error)))
            continue
        entries = {key: entry for key, entry in entries.items() if not reading.reaches(entry.started_at)}
        entries.update((entry.key, entry) for entry in reading.entries)
        skipped += reading.skipped
        notes += reading.notes
        reach += reading.reach or ()
    return TimeReading(tuple(entries.values()), tuple(skipped), tuple(notes), tuple(reach))


def read_csv(text: str, name: str, zone: str, *, day_first: bool = True) -> TimeReading:
    """Read the text of one export; FeedError when it is none."""
    skipped: list[Skipped] = []
    rows = list(_rows(text, name, skipped))
    first = _day_comes_first((row for _, row in rows), default=day_first)
    reader = _Reader(ZoneInfo(zone), first)
    for where, row in rows:
        reason = reader.take(row)
        if reason:
            skipped.append(Skipped(where, reason))
    # The name of an export says which days it is about; its entries alone would leave the edges open.
    period = _period(name, ZoneInfo(zone))
    reach = around([entry.started_at for entry in reader.entries]) + ((period,) if period else ())
    notes = tuple(f"{name}: {note}" for note in reader.notes())
    return TimeReading(tuple(reader.entries), tuple(skipped), notes, reach)


def _rows(text: str, name: str, skipped: list[Skipped]) -> Iterator[tuple[str, Row]]:
    """Give each line by its columns; FeedError when the first line does not name them."""
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    columns: dict[str, int] = {}
    with suppress(csv.Error):
        columns = _columns(next(reader, []))
    if any(each not in columns for each in _NEEDED) or not columns.keys() & {"end_time", "duration"}:
        raise FeedError(
            f"The time log was not read: {name} is no detailed report of Toggl: its first line names no "
            "start date and start time, or neither an end nor a duration. Export the detailed report as CSV."
        )
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            skipped.append(Skipped(f"{name}, line {reader.line_num}", f"it is no CSV ({error})"))
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            row = {
                column: " ".join(cells[place].split())
                for column, place in columns.items()
                if place < len(cells)
            }
            yield f"{name}, line {reader.line_num}", row


def _columns(heads: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        words = " ".join(head.replace("_", " ").casefold().split())
        for column, names in _HEADS.items():
            if words in names:
                found.setdefault(column, place)
    return found


def _day_comes_first(rows: Iterable[Row], *, default: bool) -> bool:
    """Tell from all dates of a file which order they have; one above twelve decides for all."""
    for row in rows:
        for column in ("start_date", "end_date"):
            found = _OTHER.fullmatch(row.get(column, ""))
            if found is None or found[2] == ".":
                continue
            if int(found[1]) > 12:
                return True
            if int(found[3]) > 12:
                return False
    return default


def _period(name: str, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    found = _PERIOD.search(name)
    try:
        first, last = (date.fromisoformat(found[1]), date.fromisoformat(found[2])) if found else (None, None)
    except ValueError:
        return None
    if first is None or last is None or last < first or not 1990 <= first.year <= last.year < 2200:
        return None
    return tuple(datetime.combine(day, time(), zone).astimezone(UTC) for day in (first, last + _DAY))  # type: ignore[return-value]


class _Reader:
    """Turns the lines of one export into entries."""

    def __init__(self, zone: ZoneInfo, day_first: bool) -> None:
        self._zone = zone
        self._day_first = day_first
        self.entries: list[LoggedTime] = []
        self._doubled = 0
        self._skipped_hour = 0

    def take(self, row: Row) -> str:
        """Take a line in; say why not, or nothing."""
        start_day, end_day = self._day(row.get("start_date", "")), self._day(row.get("end_date", ""))
        start_clock, end_clock = _clock(row.get("start_time", "")), _clock(row.get("end_time", ""))
        length = _length(row.get("duration", ""))
        if start_day is None:
            return "its start date is no date"
        if start_clock is None:
            return "its start time is no time of day"
        began = datetime.combine(start_day, start_clock)
        if not plausible(began):  # first: there is no day after the last one of the calendar
            return "its year cannot be meant"
        ended = datetime.combine(end_day or start_day, end_clock) if end_clock is not None else None
        if ended is not None and end_day is None and ended < began:
            ended += _DAY
        if ended is None and length is None:
            return "it has neither an end nor a duration"
        if ended is not None and not plausible(ended):
            return "its year cannot be meant"
        self._keep(row, *self._instants(began, ended, length))
        return ""

    def notes(self) -> Iterator[str]:
        """Say what had to be decided."""
        if self._doubled:
            yield f"{self._doubled} in the hour that the clocks double, read as the first of the two."
        if self._skipped_hour:
            yield f"{self._skipped_hour} at a time that the clocks skip, read an hour later."

    def _keep(self, row: Row, start: datetime, end: datetime) -> None:
        client, project = (_named(row.get(column, "")) for column in ("client", "project"))
        task, description = row.get("task", ""), row.get("description", "")
        tags = tuple(sorted({tag.strip() for tag in _named(row.get("tags", "")).split(",") if tag.strip()}))
        said = " · ".join(part for part in (task, description) if part)
        label = TimeLabel(client, project, tags, "" if client or project or tags else said)
        who = row.get("email") or row.get("user", "")
        key = json.dumps([f"{start:%Y%m%dT%H%M%SZ}", who, client, project, said, *tags], ensure_ascii=False)
        self.entries.append(LoggedTime(key, start, end, label, said))

    def _instants(
        self, began: datetime, ended: datetime | None, length: timedelta | None
    ) -> tuple[datetime, datetime]:
        """Give the instants of two wall-clock times, by the duration where the clocks double the hour."""
        starts = self._both(began)
        self._skipped_hour += not self._exists(began)
        if ended is None:
            self._doubled += len(starts) > 1
            return starts[0], starts[0] + (length or timedelta())
        ends = self._both(ended)
        pairs = [(start, end) for start in starts for end in ends if end >= start]
        right = [pair for pair in pairs if length is not None and abs(pair[1] - pair[0] - length) <= _SECOND]
        self._doubled += len(pairs) > 1 and not right
        return (right or pairs or [(starts[0], ends[0])])[0]

    def _both(self, wall: datetime) -> list[datetime]:
        """Give the instants a wall-clock time can mean, the first first."""
        first, second = (wall.replace(tzinfo=self._zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        return [first, second] if first < second else [first]

    def _exists(self, wall: datetime) -> bool:
        there = wall.replace(tzinfo=self._zone)
        return there.astimezone(UTC).astimezone(self._zone).replace(tzinfo=None) == wall

    def _day(self, text: str) -> date | None:
        if iso := _ISO.fullmatch(text):
            year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
        elif other := _OTHER.fullmatch(text):
            first, second, year = int(other[1]), int(other[3]), int(other[4])
            # A dot between the figures is always day first; only the others are written both ways.
            day, month = (first, second) if self._day_first or other[2] == "." else (second, first)
        else:
            return None
        try:
            return date(year, month, day)
        except ValueError:
            return None


_SECOND = timedelta(seconds=1)


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hour, half = int(found[1]), (found[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(found[2]), int(found[3] or 0))
    except ValueError:
        return None


def _length(text: str) -> timedelta | None:
    found = _LENGTH.fullmatch(text)
    if found is not None:
        return timedelta(hours=int(found[1]), minutes=int(found[2]), seconds=int(found[3] or 0))
    try:
        hours = float(text.replace(",", "."))
    except ValueError:
        return None
    return timedelta(hours=hours) if 0 <= hours < 10_000 else None


def _named(text: str) -> str:
    return "" if text.casefold() in _NOTHING else text

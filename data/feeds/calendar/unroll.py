"""From an event and its repetitions to the appointments within a window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from data.feeds.calendar.blocks import Block
from data.feeds.calendar.events import MARK, NotUnderstood, Words, event_of, words_of
from data.feeds.calendar.limits import refuse
from data.feeds.calendar.series import Series
from data.feeds.calendar.text import one_line
from data.feeds.calendar.zones import Zones
from data.model.calendar import Appointment
from data.values import frozen

_MARGIN = timedelta(days=6)
"""More than zones are apart and than a length in hours, of two digits, can be."""
_HOURS = re.compile(r"PT(?:\d{1,2}H)?(?:\d{1,3}M)?(?:\d{1,3}S)?", re.IGNORECASE)
_STAMP = re.compile(r"(\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))")
_UNTIL = re.compile(r"UNTIL=(\d{8})", re.IGNORECASE)


@frozen
class Window:
    """The time that is of interest, and the freelancer's zone."""

    start: datetime
    end: datetime
    zone: ZoneInfo

    def may_touch(self, series: Series) -> bool:
        """Whether the series could have an occurrence within the window.

        A look at the digits of its dates: most events of an old calendar are long over, and parsing them
        would be most of the work.
        """
        block = series.blocks[0]
        if len(series.blocks) > 1 or block.overrides or "RDATE" in block.lines:
            return True
        begin = _digits(block.line("DTSTART").rpartition(":")[2])
        if begin is None:
            return True
        if begin > _as_digits(self.end + _MARGIN):
            return False
        last = self._last_digits(block, begin)
        return last is None or last >= _as_digits(self.start - _MARGIN)

    def _last_digits(self, block: Block, begin: str) -> str | None:
        """Give the last day of a plain event or an ended series, None when that takes more than a look."""
        end = block.line("DTEND").rpartition(":")[2]
        last = _digits(end) if end else begin
        length = block.value("DURATION").strip()
        if last is None or (length and not _HOURS.fullmatch(length)):
            return None
        if not block.recurs:
            return max(begin, last)
        rules = block.lines["RRULE"]
        until = _UNTIL.search(rules[0])
        return until[1] if until and len(rules) == 1 and last == begin else None


def unroll(
    series: Series, zones: Zones, window: Window, *, source: str, me: frozenset[str]
) -> tuple[list[Appointment], list[str]]:
    """Give the appointments of a series that touch the window, and why parts of it were skipped."""
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar()
    reasons: list[str] = []
    for number, block in enumerate(series.blocks):
        try:
            event = event_of(block, number, zones)
            reason = refuse(event, window.end.astimezone(UTC))
        except NotUnderstood as error:
            reason = str(error)
        except Exception as error:  # whatever a file of a stranger makes the parser stumble over
            reason = f"it is not understood: {one_line(str(error))[:80]}"
        if reason:
            reasons.append(reason)
        else:
            calendar.add_component(event)
    if not calendar.subcomponents:
        return [], reasons
    try:
        # In the freelancer's zone, because whole days are compared with it by the calendar alone.
        begin, end = window.start.astimezone(window.zone), window.end.astimezone(window.zone)
        found = recurring_ical_events.of(calendar).between(begin - timedelta(days=1), end + timedelta(days=1))
        return list(_appointments(found, series, window, source, me)), reasons
    except Exception as error:  # the same for the unrolling
        return [], [*reasons, f"its repetitions are not understood: {one_line(str(error))[:80]}"]


def _appointments(
    occurrences: list[Any], series: Series, window: Window, source: str, me: frozenset[str]
) -> Iterator[Appointment]:
    words: dict[int, Words] = {}
    for occurrence in occurrences:
        number = int(occurrence[MARK])
        if number not in words:
            words[number] = words_of(series.blocks[number], me)
        said = words[number]
        if said.off:
            continue
        start, end = _span(occurrence, said, window.zone)
        if not (start < window.end and (end > window.start or start == end >= window.start)):
            continue
        whole_day = not isinstance(occurrence["DTSTART"].dt, datetime)
        yield Appointment(
            key=f"{source}:{series.uid}:{_original(occurrence, window.zone)}",
            source=source,
            title=said.title,
            starts_at=start,
            ends_at=end,
            all_day=whole_day,
            busy=said.busy and not whole_day,
            location=said.location,
            attendees=said.attendees,
        )


def _span(occurrence: Any, said: Words, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Give start and end in UTC. A length in hours is elapsed time, an end stands on the wall clock."""
    start, end = occurrence["DTSTART"].dt, occurrence["DTEND"].dt
    begin = _instant(start, zone)
    if said.short and isinstance(start, datetime):
        return begin, begin + (end.replace(tzinfo=None) - start.replace(tzinfo=None))
    if not isinstance(start, datetime) and end <= start:
        end = start + timedelta(days=1)
    return begin, max(begin, _instant(end, zone))


def _instant(value: date, zone: ZoneInfo) -> datetime:
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(), zone)
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def _original(occurrence: Any, zone: ZoneInfo) -> str:
    """Name the occurrence by when it was first meant to be, which stays when it is moved."""
    replaced = occurrence.get("RECURRENCE-ID")
    # "This and all following" gives each of them the mark of the first.
    meant = occurrence["DTSTART"] if replaced is None or "RANGE" in replaced.params else replaced
    value = meant.dt
    return f"{_instant(value, zone):%Y%m%dT%H%M%SZ}" if isinstance(value, datetime) else f"{value:%Y%m%d}"


def _digits(value: str) -> str | None:
    found = _STAMP.match(value.strip())
    return found[1] if found else None


def _as_digits(at: datetime) -> str:
    return at.astimezone(UTC).date().isoformat().replace("-", "")

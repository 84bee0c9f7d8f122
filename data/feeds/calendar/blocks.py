"""The text of a calendar file cut into events, so that a broken one harms no other.

Only the lines that matter here are kept: an event's description, attachments and alarms are never parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

_DATES = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE"})
_RULES = frozenset({"DURATION", "RRULE", "EXRULE", "SEQUENCE"})
_FACTS = frozenset(
    {"UID", "SUMMARY", "LOCATION", "STATUS", "TRANSP", "ATTENDEE", "ORGANIZER", "X-MICROSOFT-CDO-BUSYSTATUS"}
)
_KEPT = _DATES | _RULES | _FACTS

_FOLD = re.compile(r"\n[ \t]")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_BEFORE_VALUE = re.compile(r'[^":]*(?:"[^"]*"[^":]*)*:')
_ESCAPE = re.compile(r"\\([\\;,nN])")
_MAX_UID = 250
_MAX_LINES = 20_000
_MAX_LINE = 200_000
_MAX_ZONE_LINES = 2_000


@dataclass(slots=True)
class Block:
    """The lines of one VEVENT by property name, as they stand in the file."""

    lines: dict[str, list[str]] = field(default_factory=dict)
    whole: bool = True
    """Whether its end was found."""
    size: int = 0

    def line(self, name: str) -> str:
        """Give the first line of a property, empty if there is none."""
        return self.lines.get(name, [""])[0]

    def value(self, name: str) -> str:
        """Give the raw value of a property's first line."""
        return value_of(self.line(name))

    def text(self, name: str) -> str:
        """Give a property's text with the escapes of the format undone."""
        return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value(name))

    @property
    def uid(self) -> str:
        """Give the event's UID; one made from its lines where it has none or an absurd one."""
        given = self.text("UID").strip()
        if given.isprintable() and 0 < len(given) <= _MAX_UID:
            return given
        lines = given or "\n".join(line for lines in self.lines.values() for line in lines)
        return "made-" + blake2b(lines.encode(errors="replace"), digest_size=8).hexdigest()

    @property
    def recurs(self) -> bool:
        """Whether it stands for more than one occurrence."""
        return not self.lines.keys().isdisjoint({"RRULE", "RDATE"})

    @property
    def overrides(self) -> bool:
        """Whether it replaces one occurrence of another event."""
        return "RECURRENCE-ID" in self.lines

    def add(self, name: str, line: str) -> None:
        """Keep a line, unless there are absurdly many."""
        self.size += 1
        if self.size <= _MAX_LINES:
            self.lines.setdefault(name, []).append(line[:_MAX_LINE])


@dataclass(slots=True)
class CalendarText:
    """What one file holds."""

    events: list[Block] = field(default_factory=list)
    zones: dict[str, list[str]] = field(default_factory=dict)
    """The lines of each VTIMEZONE, by its TZID."""
    zone: str = ""
    """X-WR-TIMEZONE: the zone of times that name none."""
    is_calendar: bool = False


def split(text: str) -> CalendarText:
    """Cut a calendar's text into its events and zones. Any text goes in; nothing is raised."""
    found = CalendarText()
    lines = _lines(text)
    for line in lines:
        head = line[:40].strip().upper()
        if head == "BEGIN:VCALENDAR":
            found.is_calendar = True
        elif head == "BEGIN:VEVENT":
            _take_events(lines, found)
        elif head == "BEGIN:VTIMEZONE":
            _take_zone(lines, found)
        elif head.startswith("X-WR-TIMEZONE"):
            found.zone = found.zone or value_of(line).strip()
    return found


def value_of(line: str) -> str:
    """Give what stands after the first colon that is not inside quotes."""
    before = _BEFORE_VALUE.match(line)
    return line[before.end() :] if before else ""


def _lines(text: str) -> Iterator[str]:
    """Give the lines with folded ones joined, whatever line ends the file has."""
    joined = _FOLD.sub("", text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n"))
    return iter(joined.split("\n"))


def _take_events(lines: Iterator[str], found: CalendarText) -> None:
    """Take the event whose first line was just read; one that is cut off is kept as such."""
    block, inner = Block(), 0
    for line in lines:
        name = _name(line)
        if name in ("BEGIN", "END"):
            what = value_of(line).strip().upper()
            if what == "VEVENT" and name == "BEGIN":
                block.whole = False
                found.events.append(block)
                block, inner = Block(), 0
            elif what in ("VEVENT", "VCALENDAR"):
                block.whole = what == "VEVENT"
                found.events.append(block)
                return
            else:
                inner = max(0, inner + (1 if name == "BEGIN" else -1))
        elif not inner and name in _KEPT:
            block.add(name, line)
    block.whole = False
    found.events.append(block)


def _take_zone(lines: Iterator[str], found: CalendarText) -> None:
    taken = ["BEGIN:VTIMEZONE"]
    name = ""
    for line in lines:
        if len(taken) < _MAX_ZONE_LINES:
            taken.append(line)
        property_name = _name(line)
        if property_name == "TZID":
            name = name or value_of(line).strip()
        elif property_name == "END" and value_of(line).strip().upper() in ("VTIMEZONE", "VCALENDAR"):
            break
    if name and taken[-1].strip().upper() == "END:VTIMEZONE":
        found.zones.setdefault(name, taken)


def _name(line: str) -> str:
    found = _NAME.match(line)
    return found[0].upper() if found else ""

"""From the lines of an event to something that can be unrolled, with every time in its zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from data.feeds.calendar.blocks import Block, value_of
from data.feeds.calendar.text import one_line
from data.feeds.calendar.zones import Zones
from data.values import frozen

if TYPE_CHECKING:
    from icalendar import Event

MARK = "X-FRONTDESK-BLOCK"
"""Carries the number of its block through the unrolling."""

_SINGLE = ("DTSTART", "DTEND", "RECURRENCE-ID")
_LISTS = ("RDATE", "EXDATE")
_ZONE = "X-FRONTDESK-ZONE"
_PARAMETER = re.compile(r";\s*(VALUE|RANGE)=\"?([A-Z-]+)\"?", re.IGNORECASE)
_TZID = re.compile(r';\s*TZID=(?:"([^"]*)"|(.*?)(?=;\s*[A-Za-z-]+=|$))', re.IGNORECASE)
_MAILTO = re.compile(r"mailto:\s*([^\s;,\"<>:]+@[^\s;,\"<>:]+)", re.IGNORECASE)
_EMAIL = re.compile(r";\s*EMAIL=\"?([^\s;,\"<>:]+@[^\s;,\"<>:]+)", re.IGNORECASE)
_MAX_ATTENDEES = 200
_NAMES = {
    "DTSTART": "start",
    "DTEND": "end",
    "DURATION": "length",
    "RRULE": "repeat rule",
    "RDATE": "list of extra dates",
    "EXDATE": "list of dates without it",
    "RECURRENCE-ID": "mark of the occurrence it replaces",
}


class NotUnderstood(Exception):
    """The event cannot be read; the text is a reason that continues "skipped: "."""


@frozen
class Words:
    """What an event says besides its times."""

    title: str
    location: str
    attendees: tuple[str, ...]
    busy: bool
    off: bool
    """Cancelled, or declined by the freelancer: not shown at all."""
    short: bool
    """Its length is given in hours (DURATION:PT3H), which is elapsed time, and not as an end on the clock."""


def words_of(block: Block, me: frozenset[str]) -> Words:
    """Read what the event says. Anything goes; nothing is raised."""
    people = [*block.lines.get("ORGANIZER", ()), *block.lines.get("ATTENDEE", ())][:_MAX_ATTENDEES]
    addresses = [address for line in people if (address := _address(line))]
    declined = any(
        "PARTSTAT=DECLINED" in line.upper() and _address(line) in me
        for line in block.lines.get("ATTENDEE", ())
    )
    free = block.value("TRANSP").strip().upper() == "TRANSPARENT"
    free = free or block.value("X-MICROSOFT-CDO-BUSYSTATUS").strip().upper() == "FREE"
    return Words(
        title=one_line(block.text("SUMMARY")),
        location=one_line(block.text("LOCATION")),
        attendees=tuple(dict.fromkeys(addresses)),
        busy=not free,
        off=declined or block.value("STATUS").strip().upper() == "CANCELLED",
        short="DTEND" not in block.lines
        and block.value("DURATION").strip().upper().startswith(("PT", "+PT")),
    )


def event_of(block: Block, number: int, zones: Zones) -> Event:
    """Make the event that is unrolled: only times and rules, all in known zones."""
    from icalendar import Event

    if not block.whole:
        raise NotUnderstood("the file ends or goes on in the middle of it")
    if "EXRULE" in block.lines:
        raise NotUnderstood("it uses EXRULE, which was taken out of the format in 2009")
    used: list[tzinfo] = []
    lines = ["BEGIN:VEVENT", "UID:series", f"{MARK}:{number}"]
    sequence = block.value("SEQUENCE").strip()
    if sequence.isascii() and sequence.isdigit():
        lines.append(f"SEQUENCE:{sequence[:9]}")
    for name in (*_SINGLE, *_LISTS):
        lines += [_with_zone(name, line, zones, used) for line in block.lines.get(name, ())]
    for name in ("DURATION", "RRULE"):
        lines += [f"{name}:{value_of(line).strip()}" for line in block.lines.get(name, ())]
    # Any: icalendar types each property as a union of its twenty-odd kinds.
    event: Any = Event.from_ical("\r\n".join([*lines, "END:VEVENT", ""]))
    assert isinstance(event, Event)
    _refuse_errors(event)
    _put_zones(event, zones, used)
    return event


def _address(line: str) -> str:
    found = _MAILTO.findall(line) or _EMAIL.findall(line)
    return found[-1].lower()[:254] if found else ""


def _with_zone(name: str, line: str, zones: Zones, used: list[tzinfo]) -> str:
    """Write the line anew, with the number of its zone in place of the zone's name.

    icalendar would look names up in its own way and warn about odd ones. After a zone the value follows
    the last colon, because old Outlooks wrote zone names with a colon in them and no quotes.
    """
    head, _, value = line.rpartition(":") if "TZID=" in line.upper() else line.partition(":")
    found = _TZID.search(head)
    zone = zones.find(found[1] or found[2] or "") if found else None
    used.append(zone or zones.floating)
    kept = "".join(f";{parameter.upper()}={given.upper()}" for parameter, given in _PARAMETER.findall(head))
    return f"{name};{_ZONE}={len(used) - 1}{kept}:{value.strip()}"


def _refuse_errors(event: Any) -> None:
    """Raise for the first property that was not understood, and for a missing or doubled start."""
    if isinstance(event.get("DTSTART"), list):
        raise NotUnderstood("it has more than one start")
    for name, _ in event.errors:
        if name in _NAMES:
            shown = one_line(str(event.get(name)))[:40]
            raise NotUnderstood(f"its {_NAMES[name]} is not understood: {shown}")
    if "DTSTART" not in event:
        raise NotUnderstood("it has no start")
    for name in (*_SINGLE, "DURATION"):
        given = event.get(name)
        if isinstance(given, list):
            event[name] = given[0]


def _put_zones(event: Any, zones: Zones, used: list[tzinfo]) -> None:
    """Give every time its zone and bring the kinds of start, end and repeat rule together."""
    for name in _SINGLE:
        if name in event:
            prop = event[name]
            prop.dt = _in_zone(prop.dt, used[int(prop.params[_ZONE])], zones, name)
    for name in _LISTS:
        _join_list(event, name, zones, used)
    start = event["DTSTART"].dt
    if "DTEND" in event:
        event.pop("DURATION", None)
        event["DTEND"].dt = _like(start, event["DTEND"].dt)
        if event["DTEND"].dt <= start:
            # An end before the start is a slip of the pen: as good as none.
            del event["DTEND"]
    elif "DURATION" in event and event["DURATION"].dt <= timedelta():
        del event["DURATION"]
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if "UNTIL" in rule:
            rule["UNTIL"] = [_until(rule["UNTIL"][0], start, zones.floating)]


def _join_list(event: Any, name: str, zones: Zones, used: list[tzinfo]) -> None:
    if name not in event:
        return
    from icalendar.prop import vDDDLists

    given = event[name]
    values: list[Any] = []
    for each in given if isinstance(given, list) else [given]:
        zone = used[int(each.params[_ZONE])]
        values += [_in_zone(value.dt, zone, zones, name) for value in each.dts]
    event[name] = vDDDLists(values)


def _in_zone(value: object, zone: tzinfo, zones: Zones, name: str) -> Any:
    """Put a wall-clock time into its zone; dates stay dates, a period is done at both ends."""
    if isinstance(value, tuple):
        begin, end = value
        return _in_zone(begin, zone, zones, name), (
            end if isinstance(end, timedelta) else _in_zone(end, zone, zones, name)
        )
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return value.replace(tzinfo=zone)
        there = value.astimezone(zones.named) if zones.named else value
        # A calendar that names its zone and writes UTC means its own clock when it says "each week"; but a
        # rule that speaks of weekdays speaks of those in UTC, so the date must not turn.
        return there if there.date() == value.date() else value
    if isinstance(value, date):
        return value
    raise NotUnderstood(f"its {_NAMES[name]} is no date")


def _like(start: date, end: date) -> date:
    """Make the end of one kind with the start: a day, or an instant."""
    if isinstance(start, datetime) and not isinstance(end, datetime):
        return datetime.combine(end, time(), start.tzinfo)
    if isinstance(end, datetime) and not isinstance(start, datetime):
        return end.date()
    return end


def _until(until: date, start: date, floating: tzinfo) -> date:
    """Bring the last date of a rule to the kind the start has; a day includes all of itself.

    The format wants UTC for times and plain days for days; programs write every mixture.
    """
    if isinstance(start, datetime):
        if not isinstance(until, datetime):
            until = datetime.combine(until, time(23, 59, 59))
        return (until if until.tzinfo else until.replace(tzinfo=start.tzinfo)).astimezone(UTC)
    if isinstance(until, datetime):
        return (until.astimezone(floating) if until.tzinfo else until).date()
    return until

"""Small calendars to read: each builder writes what a calendar program would."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from data.feeds.calendar import CalendarReading, read_calendar

ZONE = "Europe/Berlin"


def an_event(*lines: str, uid: str = "one@studio.example") -> str:
    """A VEVENT of the given lines."""
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""])


def a_calendar(*parts: str, head: str = "") -> str:
    """A calendar of events and zones."""
    start = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + (head + "\r\n" if head else "")
    return start + "".join(parts) + "END:VCALENDAR\r\n"


def at(text: str, zone: str = ZONE) -> datetime:
    """The instant of a wall-clock time, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def reading(
    tmp_path: Path,
    text: str | bytes,
    start: str = "2026-11-23",
    end: str = "2026-12-07",
    *,
    zone: str = ZONE,
    me: tuple[str, ...] = (),
) -> CalendarReading:
    """Read a calendar of one file; the window is two weeks from Monday 23 November 2026 unless told."""
    path = tmp_path / "work.ics"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_calendar("work", path, "ics", at(start, zone), at(end, zone), zone, me=me)


def starts(found: CalendarReading, zone: str = ZONE) -> list[str]:
    """The local starts of what was read."""
    return [f"{each.starts_at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for each in found.appointments]

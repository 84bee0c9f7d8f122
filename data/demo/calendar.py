"""The demo's calendar: a visit with coffee, a weekly call, a day at the dentist's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.demo.when import Hours


def write(hours: Hours) -> str:
    """Give the ICS text."""
    visit = hours.day(0, "14:00")
    if visit < hours.now:
        visit = hours.day(1, "14:00")
    weekly = hours.day(-14, "11:15")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//frontdesk//demo//EN",
        *_event(
            "visit",
            "Visit: shop tour and next season",
            visit,
            60,
            "LOCATION:Harbour Books\\, Quay 4\\, Hamburg",
        ),
        *_event(
            "weekly",
            "Cove weekly call",
            weekly,
            30,
            "RRULE:FREQ=WEEKLY",
            "LOCATION:https://meet.example/cove",
        ),
        *_event("dentist", "Dentist", hours.day(2, "15:00"), 60),
        "END:VCALENDAR",
    ]
    return "\r\n".join(lines) + "\r\n"


def _event(uid: str, title: str, at: datetime, minutes: int, *more: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@demo.example",
        f"DTSTAMP:{_utc(at)}",
        f"DTSTART:{_utc(at)}",
        f"DTEND:{_utc(at + timedelta(minutes=minutes))}",
        f"SUMMARY:{title}",
        *more,
        "END:VEVENT",
    ]


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"

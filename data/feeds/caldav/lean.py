"""What of an event is kept on this machine: its times, title, place and people, and nothing more.

Descriptions, attachments and alarms are let go before anything is written, so that no copy of them exists.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.feeds.calendar.blocks import Block, split

_MAX = 1_000_000


def lean(text: str) -> str:
    """Give a calendar file with what the calendar feed reads of `text`; empty when it is no calendar."""
    found = split(text)
    if not found.is_calendar:
        return ""
    lines = ["BEGIN:VCALENDAR"]
    if found.zone:
        lines.append(f"X-WR-TIMEZONE:{found.zone}")
    for zone in found.zones.values():
        lines += zone
    for block in found.events:
        lines += _event(block)
    kept = "\n".join([*lines, "END:VCALENDAR", ""])
    return kept if len(kept) <= _MAX else ""


def _event(block: Block) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    for lines in block.lines.values():
        yield from lines
    if block.whole:
        yield "END:VEVENT"

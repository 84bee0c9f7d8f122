"""Working hours: the spans of a day, and the days they hold on."""

from __future__ import annotations

import re

from tui.screens.forms.notations.refusals import refused, wrong
from tui.widgets.fields import Notation, Understood
from tui.wording.row import Part
from tui.wording.times import WEEKDAYS, span

Spans = tuple[tuple[str, str], ...]
"""Spans of one day, such as (("09:00", "12:30"), ("13:30", "17:30"))."""

_NAMES = tuple(day.casefold() for day in WEEKDAYS)
_SPAN = re.compile(r"(\d{1,2})(?::(\d{2}))? ?(?:-|–|to) ?(\d{1,2})(?::(\d{2}))?")


def day_hours() -> Notation[Spans]:
    """Write the spans of a day: "9-12:30, 13:30-17:30"."""

    def say(spans: Spans) -> tuple[Part, ...]:
        return ((f"{span(sum(_minutes(end) - _minutes(start) for start, end in spans))} a day", "plain"),)

    def read(text: str) -> Understood[Spans]:
        spans: list[tuple[str, str]] = []
        for part in re.split(r"\s*(?:,|;|\band\b)\s*", text.strip()):
            found = _SPAN.fullmatch(part)
            if not found:
                return wrong("9-12:30, 13:30-17:30")
            start, end = _clock(found[1], found[2]), _clock(found[3], found[4])
            if start is None or end is None:
                return wrong("9-12:30, 13:30-17:30")
            if end <= start:
                return refused(f"{part} ends before it begins. After noon, hours count on: 9-17.")
            spans.append((start, end))
        return Understood(tuple(spans), say(tuple(spans)))

    return Notation(read, lambda spans: ", ".join(f"{start}-{end}" for start, end in spans), say)


def weekdays() -> Notation[tuple[str, ...]]:
    """Write days of the week: "mon-fri", "mon-thu, sat"."""

    def say(days: tuple[str, ...]) -> tuple[Part, ...]:
        return (
            (
                "every day" if len(days) == 7 else f"{len(days)} days a week" if len(days) > 1 else days[0],
                "plain",
            ),
        )

    def read(text: str) -> Understood[tuple[str, ...]]:
        days: set[int] = set()
        for part in text.casefold().replace(",", " ").split():
            first, dash, last = part.partition("-")
            if first not in _NAMES or (dash and last not in _NAMES):
                return wrong("mon-fri")
            start = _NAMES.index(first)
            days |= {
                (start + step) % 7 for step in range((_NAMES.index(last) - start) % 7 + 1 if dash else 1)
            }
        named = tuple(_NAMES[day] for day in sorted(days))
        return Understood(named, say(named))

    return Notation(read, _write_days, say)


def _write_days(days: tuple[str, ...]) -> str:
    if len(days) > 2 and days == _NAMES[_NAMES.index(days[0]) :][: len(days)]:
        return f"{days[0]}-{days[-1]}"
    return ", ".join(days)


def _clock(hours: str, minutes: str | None) -> str | None:
    """Give a time as the settings write it; None when there is no such time."""
    hour, minute = int(hours), int(minutes or 0)
    return f"{hour:02d}:{minute:02d}" if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) else None


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)

"""Lengths of work, of calls and of silence."""

from __future__ import annotations

import re

from data.rules.lengths import read_minutes
from tui.screens.forms.notations.refusals import refused, wrong
from tui.widgets.fields import Notation, Understood
from tui.wording.row import Part
from tui.wording.times import span

_DAYS = re.compile(r"(\d{1,3}(?:[.,]\d)?) ?(?:d|days?)(?: (.+))?")
_COUNT = re.compile(r"(\d{1,4}) ?(d|days?|w|weeks?)?")


def effort(day_minutes: int, said: str = "of work") -> Notation[int]:
    """Write lengths of work in minutes: "12h", "2d" (days of the user's own length), "90m", "1h30"."""

    def say(minutes: int) -> tuple[Part, ...]:
        return ((f"{span(minutes)} {said}".strip(), "plain"),)

    def read(text: str) -> Understood[int]:
        minutes = read_effort(text, day_minutes)
        if minutes is None:
            if text.isdigit():
                sentence = f"{text}h, {text}d or {text}m?"
                return refused(sentence)
            return wrong("1h30")
        return Understood(minutes, say(minutes))

    return Notation(read, _write_effort, say)


def call_minutes() -> Notation[int]:
    """Write how long a call was; a bare number is minutes."""

    def read(text: str) -> Understood[int]:
        minutes = int(text) if text.isdigit() and len(text) < 5 else read_effort(text, 0)
        return Understood(minutes, ((span(minutes), "plain"),)) if minutes is not None else wrong("12")

    return Notation(read, str)


def days(never: str) -> Notation[int]:
    """Write a number of days: "60", "8w", "never" (0)."""

    def say(count: int) -> tuple[Part, ...]:
        return ((f"after {count} days of silence" if count else never, "plain"),)

    def read(text: str) -> Understood[int]:
        if text.casefold() == "never":
            return Understood(0, say(0))
        match = _COUNT.fullmatch(text.casefold())
        if not match:
            return wrong("60 or never")
        count = int(match[1]) * (7 if (match[2] or "d")[0] == "w" else 1)
        return Understood(count, say(count))

    return Notation(read, lambda count: str(count) if count else "never", say)


def read_effort(text: str, day_minutes: int) -> int | None:
    """Read a length of work in minutes: days of `day_minutes`, hours, minutes. None when unclear."""
    words = " ".join(text.casefold().split())
    found = _DAYS.fullmatch(words)
    if found is None or not day_minutes:
        return read_minutes(words)
    rest = read_minutes(found[2]) if found[2] else 0
    return None if rest is None else round(float(found[1].replace(",", ".")) * day_minutes) + rest


def _write_effort(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}h{rest:02d}" if hours and rest else f"{hours}h" if hours else f"{rest}m"

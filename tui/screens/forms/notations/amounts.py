"""Lengths of work, of calls and of silence."""

from __future__ import annotations

import re

from data.rules.work_words import read_work
from tui.screens.forms.notations.refusals import refused, wrong
from tui.widgets.fields import Notation, Understood
from tui.wording.amounts import money as said_money
from tui.wording.row import Part
from tui.wording.times import hours, span

_NOTHING = re.compile(r"0 ?[mhd]?|nothing|none|no")
_AMOUNT = re.compile(r"(\d{1,3}(?:([,.' ])\d{3})(?:\2\d{3})?|\d{1,7})(?:(?!\2)[.,](\d{1,2}))?", re.ASCII)
"""Thousands may be set apart; a comma or point before one or two digits begins the cents."""
_PERCENT = re.compile(r"(\d{1,3}) ?%?", re.ASCII)
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


def work_left(day_minutes: int) -> Notation[int]:
    """Write what is left to do: as `effort`, and "0" or "nothing"."""
    usual = effort(day_minutes, "left")

    def say(minutes: int) -> tuple[Part, ...]:
        return usual.say(minutes) if minutes else (("nothing left", "kept"),)

    def read(text: str) -> Understood[int]:
        return Understood(0, say(0)) if _NOTHING.fullmatch(text.casefold()) else usual.read(text)

    return Notation(read, _write_effort, say)


def money(currency: str, hourly: int | None = None) -> Notation[int]:
    """Write amounts of money in cents: "1200", "1,200.50", "1200 EUR"; with a rate, the hours they buy."""
    shown = currency.casefold()

    def say(cents: int) -> tuple[Part, ...]:
        buys: Part = (f" · pays {hours(cents * 60 / hourly)}" if hourly else "", "dim")
        return (said_money(cents, currency), "plain"), buys

    def read(text: str) -> Understood[int]:
        bare = text.casefold().replace(shown, "").strip(" €$£") if shown else text.strip(" €$£")
        found = _AMOUNT.fullmatch(bare)
        if not found:
            return wrong("1200 or 1200.50")
        whole = "".join(letter for letter in found[1] if letter.isdigit())
        cents = int(whole) * 100 + int((found[3] or "0").ljust(2, "0"))
        return Understood(cents, say(cents))

    return Notation(read, _write_money, say)


def percent() -> Notation[int]:
    """Write a share that is added: "50", "50 %"."""

    def say(share: int) -> tuple[Part, ...]:
        return ((f"{share} % more", "plain"),)

    def read(text: str) -> Understood[int]:
        match = _PERCENT.fullmatch(text)
        return Understood(int(match[1]), say(int(match[1]))) if match else wrong("50")

    return Notation(read, str, say)


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
    """Read a length of work in minutes: days of `day_minutes`, hours, minutes, the high end of a range."""
    return read_work(text, day_minutes)


def _write_money(cents: int) -> str:
    whole, rest = divmod(cents, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def _write_effort(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}h{rest:02d}" if hours and rest else f"{hours}h" if hours else f"{rest}m"

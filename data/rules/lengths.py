"""Lengths of time as people type them: "12m", "1h30", "1.5 hours", "half an hour"."""

from __future__ import annotations

import re

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER_WORDS = {"a": 1, "an": 1, **{word: n for n, word in enumerate(_NUMBERS, 1)}}
AMOUNT = rf"(?:\d{{1,5}}(?:[.,]\d{{1,3}})?|(?:{'|'.join(NUMBER_WORDS)})(?= ))"
"""A number in digits or as a word; `read_amount` says how much it is."""

_HOUR = r"(?:h|hr|hrs|hour|hours)"
_MINUTE = r"(?:m|min|mins|minute|minutes)"
_HALF = re.compile(
    rf"half (?:an )?hour|a half hour|(?:a )?quarter (?:of )?an hour|({AMOUNT}) hour and a half", re.ASCII
)
_AND_A_HALF = re.compile(rf"({AMOUNT}) and a half {_HOUR}", re.ASCII)
_HOURS = re.compile(rf"({AMOUNT}) ?{_HOUR}(?: ?(?:and )?([0-5]?\d) ?{_MINUTE}?)?", re.ASCII)
_MINUTES = re.compile(rf"({AMOUNT}) ?{_MINUTE}", re.ASCII)
_COLON = re.compile(r"(\d{1,2}):([0-5]\d)", re.ASCII)


def read_amount(text: str) -> float:
    """Say how much a text that matched `AMOUNT` is."""
    return float(NUMBER_WORDS[text]) if text in NUMBER_WORDS else float(text.replace(",", "."))


def read_minutes(text: str) -> int | None:
    """Read a length in hours and minutes as whole minutes; None when it is none, and for nothing at all.

    A number without a unit is no length: only the field it stands in could say what it means. "1:30" is.
    """
    text = " ".join(text.lower().split())
    minutes = _clock_like(text) or _in_words(text) or _in_units(text)
    return round(minutes) or None if minutes else None


def _clock_like(text: str) -> float | None:
    found = _COLON.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def _in_words(text: str) -> float | None:
    if found := _HALF.fullmatch(text):
        if found[1]:
            return read_amount(found[1]) * 60 + 30
        return 15 if "quarter" in text else 30
    found = _AND_A_HALF.fullmatch(text)
    return read_amount(found[1]) * 60 + 30 if found else None


def _in_units(text: str) -> float | None:
    if found := _MINUTES.fullmatch(text):
        return read_amount(found[1])
    found = _HOURS.fullmatch(text)
    if not found or (found[2] and not float(read_amount(found[1])).is_integer()):
        return None
    return read_amount(found[1]) * 60 + int(found[2] or 0)

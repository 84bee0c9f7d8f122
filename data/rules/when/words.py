"""The words of typed dates, and the form in which the grammar sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_TEXT = 100
"""Nothing longer is a date; it bounds what hostile text can cost."""
_MOST_WORDS = 12

_WEEKDAYS = (
    "mon monday",
    "tue tues tuesday",
    "wed weds wednesday",
    "thu thur thurs thursday",
    "fri friday",
    "sat saturday",
    "sun sunday",
)
_MONTHS = (
    "jan january",
    "feb febr february",
    "mar march",
    "apr april",
    "may",
    "jun june",
    "jul july",
    "aug august",
    "sep sept september",
    "oct october",
    "nov november",
    "dec december",
)
WEEKDAYS = {word: i for i, words in enumerate(_WEEKDAYS) for word in words.split()}
MONTHS = {word: i for i, words in enumerate(_MONTHS, 1) for word in words.split()}
TOMORROW = "tomorrow|tom|tomo|tmr|tmrw|tmw|tomorow|tommorow|tommorrow"

# Words that say nothing a date does not: "by the end of the week" is "end week".
_SILENT = {"the", "of"}
_LEADING = {"by", "on", "at", "@", "due", "until", "till", "til", "for"}
_TRAILING = {"latest"}
# A comma that is no decimal one, as in "1,5h".
_COMMA = re.compile(r",(?!(?<=\d,)\d{1,2}(?!\d))")
_PHRASES = (
    (re.compile(r"\bno later than\b"), "by"),
    (re.compile(r"\bat (?:the )?latest\b"), "latest"),
    (re.compile(r"(?<![a-z])([ap])\.?\s?m\.?(?=[\s,]|$)"), r"\1m"),
    (re.compile(r"(?<=\d)t(?=\d\d:\d\d(?::00)?$)"), " "),
    (re.compile(r"\btonight\b"), "today evening"),
    (re.compile(r"\bthis (morning|afternoon|evening)\b"), r"today \1"),
    (re.compile(r"\bo[’']?clock\b"), "oclock"),
    (re.compile(r"(?<=[a-z])[’'](?=s\b|\s|$)"), ""),
    (re.compile(r"(?<=[a-z])-(?=[a-z])"), " "),
    (re.compile(r"(?<=[a-z])[.](?=[\s,]|$)"), ""),
)


def one_of(words: Iterable[str]) -> str:
    """Give a regular expression for any of the words."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def words_of(text: str) -> list[str]:
    """Split typed text into the words the grammar knows; empty when it can be no date.

    Everything is lower-case, silent words and commas are gone.
    """
    if len(text) > LONGEST_TEXT:
        return []
    text = " ".join(text.lower().split())
    for pattern, plain in _PHRASES:
        text = pattern.sub(plain, text)
    words = [word for word in _COMMA.sub(" ", text).split() if word not in _SILENT]
    while words and words[-1] in _TRAILING:
        words.pop()
    return words if len(words) <= _MOST_WORDS else []


def without_lead(words: list[str]) -> str:
    """Join words without the leading ones that only tie them to a sentence ("by", "at")."""
    start = 0
    while start < len(words) and words[start] in _LEADING:
        start += 1
    return " ".join(words[start:])

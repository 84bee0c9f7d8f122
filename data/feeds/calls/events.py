"""What the readers of logs are told, and what they give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from data.model.call import LONGEST_TEXT, CallRecord
from data.values import frozen


@frozen
class How:
    """How a log is to be read."""

    zone: str
    """For times that say none."""
    now: datetime
    mine: tuple[str, ...] = ()
    """The freelancer's own numbers and extensions, as the log writes them."""
    day_first: bool = True
    """Whether 2/12 is the second of December."""
    whole: bool = True
    """Whether the file is at rest; the last line of one that may still be written is left for later."""


@frozen
class Skipped:
    """An entry that could not be understood."""

    where: str
    """Such as "line 12"."""
    reason: str


@frozen
class NoZone:
    """Said once: the times of the log name no zone."""


@frozen
class Unfinished:
    """Said at most once: the file ends in the middle, what is whole was given."""


Entry = CallRecord | Skipped | NoZone | Unfinished
Entries = Iterator[Entry]


class NotThisKind(Exception):
    """The file is no log of the kind it was read as; the text says what it lacks."""


def beginning(text: str) -> str:
    """Give the beginning of a message, on one line: what is kept of it."""
    return " ".join(text[: LONGEST_TEXT * 4].split())[:LONGEST_TEXT].rstrip()

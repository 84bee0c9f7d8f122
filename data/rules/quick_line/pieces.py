"""The marked pieces of a quick line: `>` by a date, `?` to find out, `+` more than was agreed."""

from __future__ import annotations

from dataclasses import replace

from data.rules.days import local_date, say_clock, say_day
from data.rules.lengths import read_minutes
from data.rules.quick_line.values import ChangeWish, PromiseWish, QuickLine
from data.rules.when import Reading, read_when
from data.rules.when.words import MONTHS
from data.rules.working_time import Instant, WorkingTime, as_utc
from data.values import frozen

_LONGEST_DATE = 7
# Months that are words of a sentence as well: ">may need help" names no month.
_ALSO_WORDS = ("may", "march")
_TIES = ("by", "on", "at", "until", "till", "for", "before")


@frozen
class Dates:
    """Reads and says dates as of one moment."""

    now: Instant
    working_time: WorkingTime
    day_first: bool

    def read(self, words: list[str]) -> Reading | None:
        """Read words as a date."""
        text = " ".join(words).rstrip(":")
        return read_when(text, self.now, self.working_time, day_first=self.day_first) if text else None

    def say(self, reading: Reading) -> str:
        """Say a date as "Fri 27 Nov 15:00"."""
        zone = self.working_time.zone
        today = local_date(as_utc(self.now), zone)
        return f"{say_day(local_date(reading.at, zone), today)} {say_clock(reading.at, zone)}"


def read_piece(line: QuickLine, piece: str, dates: Dates) -> QuickLine:
    """Add what a piece says, mark first, to the line; what was not understood joins the note instead."""
    mark, words = piece[0], piece[1:].split()
    if mark == ">":
        return _read_dated(line, piece, words, dates)
    text = " ".join(words)
    if mark == "?":
        line = replace(line, find_outs=(*line.find_outs, text))
        return _said(line, f'To find out: "{text}". You come back on it.')
    change = _change(words)
    effort = f", {_say_minutes(change.minutes)}" if change.minutes else ""
    line = replace(line, changes=(*line.changes, change))
    return _said(line, f'Asked besides: "{change.text}"{effort}.')


def _read_dated(line: QuickLine, piece: str, words: list[str], dates: Dates) -> QuickLine:
    promise = _promise(words, dates)
    if promise:
        by = f" by {dates.say(promise.by)}" if promise.by else ""
        line = replace(line, promises=(*line.promises, promise))
        # Whatever becomes of the check, what they asked for stands in the note.
        return _noted(_said(line, f"May you promise {_say_minutes(promise.minutes)}{by}?"), piece)
    if _effort(words[:1]):
        problem = f'Is "{words[0]}" work or a time? Write ">fri {words[0]}" or ">+{words[0]} …".'
        return _problem(line, piece, problem)
    found = _at_the_front(words, dates) or _at_the_end(words, dates)
    if not found:
        return _problem(line, piece, f'No date was understood in "{piece}"; write it like ">fri send link".')
    text = " ".join(found[0]) or line.note
    if not text:
        return _problem(line, piece, f'What is to be done by {dates.say(found[1])}? Say it after "{piece}".')
    return replace(line, follow_ups=(*line.follow_ups, (text, found[1])))


def _promise(words: list[str], dates: Dates) -> PromiseWish | None:
    """Read an effort after a date ("fri 12h"), before one ("12h fri"), or alone; a text may follow the first.

    `h` after a number is effort here, not a time of day: that is what the mark is for.
    """
    for i in range(min(len(words), _LONGEST_DATE)):
        for count in (2, 1):
            minutes = _effort(words[i : i + count])
            if not minutes:
                continue
            rest = words[i + count :]
            if i == 0:
                by = dates.read(rest)
                return PromiseWish(minutes, by) if by or not rest else None
            if by := dates.read(words[:i]):
                return PromiseWish(minutes, by, " ".join(rest))
    return None


def _effort(words: list[str]) -> int | None:
    text = " ".join(words)
    return read_minutes(text) if text[:1].isdigit() and ":" not in text else None


def _at_the_front(words: list[str], dates: Dates) -> tuple[list[str], Reading] | None:
    """Find the longest date at the beginning; gives what follows it."""
    for end in range(min(len(words), _LONGEST_DATE), 0, -1):
        if end < len(words) and _belongs_to_rest(words[:end]):
            continue
        reading = dates.read(words[:end])
        if reading:
            return words[end:], reading
    return None


def _belongs_to_rest(date: list[str]) -> bool:
    """Tell whether the last word of a date goes with what follows: the 9 of "fri 9 slides"."""
    before = date[-2].lower().rstrip(".") if len(date) > 1 else ""
    number = date[-1].isdigit() and before not in MONTHS and before not in ("at", "week")
    return number or (len(date) == 1 and date[0].lower() in _ALSO_WORDS)


def _at_the_end(words: list[str], dates: Dates) -> tuple[list[str], Reading] | None:
    """Find the longest date at the end, as in "send link by fri"; gives what leads to it."""
    for start in range(max(1, len(words) - _LONGEST_DATE), len(words)):
        reading = dates.read(words[start:])
        if reading:
            tied = words[start - 1].lower() in _TIES and start > 1
            return words[: start - 1] if tied else words[:start], reading
    return None


def _change(words: list[str]) -> ChangeWish:
    """Read a change request, its effort last: "newsletter 3h"."""
    for count in (2, 1):
        minutes = _effort(words[-count:]) if len(words) > count else None
        if minutes:
            return ChangeWish(" ".join(words[:-count]), minutes)
    return ChangeWish(" ".join(words))


def _said(line: QuickLine, sentence: str) -> QuickLine:
    return replace(line, said=(*line.said, sentence))


def _problem(line: QuickLine, piece: str, problem: str) -> QuickLine:
    return _noted(replace(line, problems=(*line.problems, problem)), piece)


def _noted(line: QuickLine, piece: str) -> QuickLine:
    return replace(line, note=f"{line.note} {piece}".strip())


def _say_minutes(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} m"] if rest else [])])

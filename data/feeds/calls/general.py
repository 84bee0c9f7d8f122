"""A list of calls of any make: CSV with a header line, or JSON with one object a line.

Known columns, by many names: who, number, direction, when (or date and time), channel, minutes (or seconds,
or a duration such as 12:30), outcome, text. Only when and one of who and number must be there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data.feeds.calls.events import Entries, Entry, How, NotThisKind, NoZone, Skipped, Unfinished, beginning
from data.feeds.calls.general_words import CHANNELS, IN_WORDS, NAMES, OUT_WORDS, OUTCOMES
from data.feeds.calls.tables import CutLine, delimiter_of, plain, rows, text_of, understood, whole_lines
from data.feeds.calls.when import NoInstant, instant, seconds
from data.model.call import CallRecord
from data.model.touch import Channel, Direction, Outcome

_PHONE = re.compile(r"\+?[\d\s()./-]{5,}$", re.ASCII)
_MOST_LINE = 1 << 20


def looks_so(row: Sequence[str]) -> bool:
    """Whether a first row names columns of a list of calls."""
    return _enough(understood(row, NAMES))


def read_csv(path: Path, how: How) -> Entries:
    """Give the calls of a CSV file with a header line."""
    cut = CutLine()
    lines = text_of(path)
    first = next((line for line in lines if line.strip()), "")
    at: dict[str, int] | None = None
    reader = _Reader(how)

    def all_lines() -> Iterator[str]:
        yield first
        yield from lines

    for number, row in rows(whole_lines(all_lines(), whole=how.whole, cut=cut), delimiter_of(first)):
        if row is None:
            yield Skipped(f"line {number}", "it is no row of a CSV file")
        elif at is None:
            at = understood(row, NAMES)
            if not _enough(at):
                raise NotThisKind("its first line does not name a time, and a number or who it was")
        else:
            has = {what: row[place] for what, place in at.items() if place < len(row)}
            yield from reader.entry(f"line {number}", has)
    if at is None:
        raise NotThisKind("it is empty")
    if cut.cut:
        yield Unfinished()


def read_jsonl(path: Path, how: How) -> Entries:
    """Give the calls of a file with one JSON object in each line."""
    cut = CutLine()
    reader = _Reader(how)
    for number, line in enumerate(whole_lines(text_of(path), whole=how.whole, cut=cut), start=1):
        if not line.strip():
            continue
        where = f"line {number}"
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            yield Skipped(where, "it is no JSON")
            continue
        if not isinstance(found, dict):
            yield Skipped(where, "it is no JSON object")
            continue
        named = {plain(str(name)): _text(value) for name, value in found.items()}
        at = understood(list(named), NAMES)
        values = list(named.values())
        yield from reader.entry(where, {what: values[place] for what, place in at.items()})
    if cut.cut:
        yield Unfinished()


def _text(value: object) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)[:_MOST_LINE]


def _enough(at: Mapping[str, int]) -> bool:
    """Whether there is a time and somebody."""
    return not at.keys().isdisjoint({"when", "date"}) and not at.keys().isdisjoint(
        {"number", "from", "to", "who"}
    )


class _Unclear(Exception):
    """An entry that does not say enough; the text says what it lacks."""


class _Reader:
    """Reads entries by what their columns are."""

    def __init__(self, how: How) -> None:
        self._how = how
        self._said_no_zone = False

    def entry(self, where: str, has: Mapping[str, str]) -> Iterator[Entry]:
        """Read one entry."""
        try:
            record, naive = self._record(has)
        except (NoInstant, _Unclear) as error:
            yield Skipped(where, str(error))
            return
        if naive and not self._said_no_zone:
            self._said_no_zone = True
            yield NoZone()
        yield record

    def _record(self, has: Mapping[str, str]) -> tuple[CallRecord, bool]:
        when = has.get("when") or " ".join(filter(None, (has.get("date", ""), has.get("time", ""))))
        at, naive = instant(when, self._how)
        channel = self._channel(has)
        direction, outcome = self._direction(has), self._outcome(has)
        number, name = self._other(has, direction)
        if not number and not name:
            raise _Unclear("it does not say who it was")
        long = _long(has)
        return CallRecord(
            channel,
            direction,
            at,
            number=number[:60],
            name=name[:120],
            seconds=long,
            outcome=_ended(direction, outcome, long) if channel is Channel.CALL else None,
            text=beginning(has.get("text", "")),
        ), naive

    @staticmethod
    def _channel(has: Mapping[str, str]) -> Channel:
        said = plain(has.get("channel", ""))
        if said:
            if said not in CHANNELS:
                raise _Unclear(f"{has['channel'][:20]!r} is no channel; write call or sms")
            return CHANNELS[said]
        return next(
            (CHANNELS[word] for word in plain(has.get("direction", "")).split() if word in CHANNELS),
            Channel.CALL,
        )

    def _direction(self, has: Mapping[str, str]) -> Direction:
        said = plain(has.get("direction", ""))
        words = set(said.split())
        if words & OUT_WORDS:
            return Direction.OUT
        if words & IN_WORDS or said in OUTCOMES:
            return Direction.IN
        mine = {_digits(own) for own in self._how.mine}
        if mine and _digits(has.get("from", "")) in mine:
            return Direction.OUT
        if mine and _digits(has.get("to", "")) in mine:
            return Direction.IN
        if said:
            raise _Unclear(f"{has['direction'][:20]!r} is no direction; write in or out")
        if has.get("from") and not has.get("to"):
            return Direction.IN
        if has.get("to") and not has.get("from"):
            return Direction.OUT
        raise _Unclear("it does not say which way it went; write in or out")

    @staticmethod
    def _outcome(has: Mapping[str, str]) -> Outcome | None:
        """Give how it ended, where a column says so."""
        for said in (plain(has.get("outcome", "")), plain(has.get("direction", ""))):
            if said in OUTCOMES:
                return OUTCOMES[said]
            for word in said.split():
                if word in OUTCOMES and word not in ("no", "yes", "0", "1", "ok"):
                    return OUTCOMES[word]
        return None

    @staticmethod
    def _other(has: Mapping[str, str], direction: Direction) -> tuple[str, str]:
        number = has.get("number") or has.get("from" if direction is Direction.IN else "to", "")
        name = has.get("who", "")
        if not number and _PHONE.match(name):
            return name, ""
        if number and not _PHONE.match(number) and not name:
            # Such as a caller's name under "from".
            return "", number
        return number, name


def _long(has: Mapping[str, str]) -> int | None:
    for what, unit in (("seconds", 1), ("minutes", 60), ("duration", 1)):
        if has.get(what):
            return seconds(has[what], unit=unit)
    return None


def _ended(direction: Direction, said: Outcome | None, long: int | None) -> Outcome:
    """Say how a call ended, from what the list says and from how long it took."""
    if said is Outcome.NO_ANSWER and direction is Direction.IN:
        return Outcome.MISSED
    if said is Outcome.MISSED and direction is Direction.OUT:
        return Outcome.NO_ANSWER
    if said is not None:
        return said
    if long == 0:
        return Outcome.NO_ANSWER if direction is Direction.OUT else Outcome.MISSED
    return Outcome.SPOKE


def _digits(number: str) -> str:
    digits = "".join(letter for letter in number if letter in "0123456789")
    return digits.removeprefix("00") if digits.startswith("00") else digits

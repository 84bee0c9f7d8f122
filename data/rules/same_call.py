"""Which entries of several logs are one call, and which call was logged by hand as well.

Everything here is worked out from the whole set of entries, sorted, never from the order in which they came:
logs may be read in any order and as often as one likes, and the calls are the same.

One log never lists a call twice, so only entries of different logs can be one: the same channel and
direction, begun within two minutes of each other (telephones and switchboards have clocks of their own and
begin to count at different moments), and as long, but for a minute and a half, where both say how long.
Messages must also say the same. Of several that fit, the nearest in time go together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from data.model.call import CallRecord
from data.model.touch import Channel, Outcome, Touch
from data.values import frozen

APART = timedelta(minutes=2)
"""So far apart two logs may put the beginning of one call."""
LONGER = 90
"""Seconds by which two logs may differ about how long a call was."""
LOGGED_BEFORE = timedelta(minutes=5)
"""A call logged by hand so long before it began by its log may be the same: a form was opened too early."""
LOGGED_AFTER = timedelta(minutes=15)
"""And so long after it ended: it is written down when there is time."""

_LONGEST = timedelta(hours=12)
"""No call logged by hand is looked for in one that lasts longer."""
_REACHED = frozenset({Outcome.SPOKE, None})


@frozen
class Entry:
    """One entry of one log."""

    record: CallRecord
    log: str
    """Which log it stands in; no log lists a call twice."""
    digest: str
    """Of what the entry says; the same entry in an export that was made again has the same."""


@frozen
class Call:
    """One call or message, from all the entries that tell of it."""

    record: CallRecord
    """As the entries together have it."""
    digests: tuple[str, ...]
    """Of the entries, sorted."""

    @property
    def ends_at(self) -> datetime:
        """When it was over, as far as is known."""
        return self.record.at + timedelta(seconds=self.record.seconds or 0)


def calls_of(entries: Iterable[Entry]) -> list[Call]:
    """Give the calls that some entries about one person tell of, in the order of time."""
    groups = {entry.digest: [entry] for entry in entries}
    # The same entry may stand in two exports of one log: it is there once by its digest.
    by_kind: dict[tuple[str, str], list[list[Entry]]] = {}
    for group in groups.values():
        record = group[0].record
        by_kind.setdefault((record.channel, record.direction), []).append(group)
    found = [_call(group) for kind in by_kind.values() for group in _joined(kind)]
    return sorted(found, key=lambda call: (call.record.at, call.digests))


def pair(calls: Sequence[Call], by_hand: Iterable[Touch]) -> dict[int, Touch]:
    """Give which calls, by their place in the list, were logged by hand too: each once, the nearest."""
    pairs = sorted(
        (fit, place, touch.id, touch)
        for touch in by_hand
        for place in _around(calls, touch)
        if (fit := _fits(calls[place], touch)) is not None
    )
    taken: set[int] = set()
    found: dict[int, Touch] = {}
    for _, place, number, touch in pairs:
        if place not in found and number not in taken:
            found[place] = touch
            taken.add(number)
    return found


def _joined(groups: list[list[Entry]]) -> list[list[Entry]]:
    """Join entries of different logs that are one call, the nearest first."""
    if len({entry.log for group in groups for entry in group}) < 2:
        return groups
    groups.sort(key=lambda group: (group[0].record.at, group[0].log, group[0].digest))
    home = list(range(len(groups)))
    for _, _, first, second in sorted(_candidates([group[0] for group in groups])):
        one, other = home[first], home[second]
        if one != other and _can_be_one(groups[one], groups[other]):
            groups[one] = groups[one] + groups[other]
            groups[other] = []
            home = [one if place == other else place for place in home]
    return [group for group in groups if group]


def _candidates(entries: Sequence[Entry]) -> Iterator[tuple[bool, timedelta, int, int]]:
    """Give pairs that may be one call: those that end alike before the others, then the nearest."""
    for first, entry in enumerate(entries):
        for second in range(first + 1, len(entries)):
            other = entries[second]
            apart = other.record.at - entry.record.at
            if apart > APART:
                break
            if _alike(entry, other):
                yield _reached(entry.record) != _reached(other.record), apart, first, second


def _can_be_one(one: Iterable[Entry], others: Sequence[Entry]) -> bool:
    return all(
        _alike(entry, other) and abs(entry.record.at - other.record.at) <= APART
        for entry in one
        for other in others
    )


def _alike(entry: Entry, other: Entry) -> bool:
    a, b = entry.record, other.record
    if entry.log == other.log:
        return False
    if a.text and b.text and _words(a.text) != _words(b.text):
        return False
    both_spoke = a.outcome is Outcome.SPOKE and b.outcome is Outcome.SPOKE
    known = a.seconds is not None and b.seconds is not None
    return not (both_spoke and known) or abs((a.seconds or 0) - (b.seconds or 0)) <= LONGER


def _words(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())[:60]


def _reached(record: CallRecord) -> bool:
    return record.outcome in _REACHED


def _call(group: Sequence[Entry]) -> Call:
    """Make one call of what its entries say: begun when the first says, as long as the longest."""
    if len(group) == 1:
        return Call(group[0].record, (group[0].digest,))
    entries = sorted(group, key=lambda entry: (entry.record.at, entry.log, entry.digest))
    records = [entry.record for entry in entries]
    outcomes = {record.outcome for record in records}
    spoken = [record.seconds for record in records if record.seconds is not None]
    return Call(
        replace(
            records[0],
            name=next((record.name for record in records if record.name), ""),
            text=max((record.text for record in records), key=lambda text: (len(text), text)),
            seconds=max(spoken) if spoken else None,
            # A switchboard counts a voicemail as answered, and a telephone counts it as missed.
            outcome=next((each for each in _TELLING if each in outcomes), None),
        ),
        tuple(sorted(entry.digest for entry in entries)),
    )


_TELLING = (Outcome.VOICEMAIL, Outcome.SPOKE, Outcome.DECLINED, Outcome.MISSED, Outcome.NO_ANSWER)
"""Of two logs that differ, the one that knows more."""


def _around(calls: Sequence[Call], touch: Touch) -> Iterator[int]:
    """Give the places of the calls of that kind that lie near a contact logged by hand."""
    first = bisect_left(calls, touch.at - _LONGEST - LOGGED_AFTER, key=lambda call: call.record.at)
    for place in range(first, len(calls)):
        record = calls[place].record
        if record.at > touch.at + LOGGED_BEFORE:
            return
        if (record.channel, record.direction) == (touch.channel, touch.direction):
            yield place


def _fits(call: Call, touch: Touch) -> timedelta | None:
    """Say how far a contact logged by hand is from a call; None when it is another one."""
    begin, end = call.record.at, call.ends_at
    if not begin - LOGGED_BEFORE <= touch.at <= end + LOGGED_AFTER:
        return None
    same_end = touch.outcome is None or _reached(call.record) == (touch.outcome is Outcome.SPOKE)
    if touch.channel is Channel.CALL and not same_end:
        return None
    return max(begin - touch.at, touch.at - end, timedelta(0))

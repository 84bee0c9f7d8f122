"""Who waits on the telephone: missed calls to return, messages to answer, and what answered them.

The same as for calls logged by hand (SERVICE.md 2.1): a call that came in and was missed, declined or left on
the voicemail waits until one has spoken, whoever rang; calls that reach nobody are tries. A message waits
until one is written back; a bare thanks after one's own message waits for nothing (MAIL.md R17).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from data.model.touch import Channel, Direction, Outcome, Touch
from data.values import frozen

_MISSED = frozenset({Outcome.MISSED, Outcome.VOICEMAIL, Outcome.DECLINED})


@frozen
class Turn:
    """One contact of a client on the telephone."""

    touch: Touch
    waits: bool
    """Whether it may wait: it came from a log, lately, or belongs to an exchange with one that did."""
    closing: bool = False
    """Whether it is a message of nothing but thanks."""


@dataclass(slots=True)
class Episode:
    """One time somebody waited: from the first call or message until the answer."""

    inbound: list[Touch] = field(default_factory=list)
    answer: Touch | None = None
    """What answered it; None while it waits, or when the user's word stopped it."""
    stopped: bool = False
    """Whether the user's word stopped it."""
    tries: int = 0
    """Vain attempts to call back."""

    @property
    def waits(self) -> bool:
        """Whether somebody still waits."""
        return self.answer is None and not self.stopped


def episodes(turns: Iterable[Turn], stops: Mapping[int, Iterable[datetime]]) -> list[Episode]:
    """Give the times a client waited on one channel, the first first.

    `stops` says when the user's word stopped the clock of an exchange, by its id.
    """
    found: list[Episode] = []
    open_: Episode | None = None
    wrote_last = False
    for _, _, turn in sorted(_in_time(turns, stops), key=lambda each: each[:2]):
        if isinstance(turn, int):
            if open_ is not None and any(touch.thread_id == turn for touch in open_.inbound):
                open_.stopped, open_ = True, None
            continue
        touch = turn.touch
        if _answers(touch):
            if open_ is not None:
                open_.answer, open_ = touch, None
        elif touch.direction is Direction.OUT:
            if open_ is not None:
                open_.tries += 1
        elif turn.waits and asks(touch) and not (turn.closing and wrote_last and open_ is None):
            if open_ is None:
                open_ = Episode()
                found.append(open_)
            open_.inbound.append(touch)
        wrote_last = touch.direction is Direction.OUT or (wrote_last and turn.closing)
    return found


def _in_time(
    turns: Iterable[Turn], stops: Mapping[int, Iterable[datetime]]
) -> Iterable[tuple[datetime, int, Turn | int]]:
    """Give everything that happened with its instant; what came in the second of its answer came before."""
    for turn in turns:
        yield turn.touch.at, 1 if turn.touch.direction is Direction.OUT or _answers(turn.touch) else 0, turn
    for thread_id, instants in stops.items():
        for at in instants:
            yield at, 2, thread_id


def _answers(touch: Touch) -> bool:
    if touch.channel is Channel.CALL:
        return touch.outcome in (Outcome.SPOKE, None)
    return touch.direction is Direction.OUT


def asks(touch: Touch) -> bool:
    """Whether a contact is of the kind that waits for an answer: a call that was missed, or a message."""
    if touch.direction is Direction.OUT:
        return False
    return touch.outcome in _MISSED if touch.channel is Channel.CALL else True

"""What was written and said: threads of messages, and calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from bench.maker import words
from bench.maker.people import Cast
from bench.maker.put import put
from bench.maker.span import NOW, Span
from data.model.client import Client
from data.model.touch import Channel, Direction, Outcome, Thread, Touch

if TYPE_CHECKING:
    from sqlite_utils import Database

_WAIT_MINUTES = (6, 25, 40, 55, 70, 3900, 3950, 4010, 4100, 4200, 4260, 4300)
"""How long ago those wrote who wait now; what is over 3,000 was before the weekend."""
_SNOOZED = 2
_FROM_BEFORE = 8
_MISSED_MINUTES = (20, 4000)
_BATCH = 2_000
_OUTCOMES = (Outcome.SPOKE,) * 7 + (Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.MISSED)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A thread with its messages, the oldest first."""

    thread: Thread
    touches: tuple[Touch, ...]


class Talker:
    """Makes up exchanges with the cast."""

    def __init__(self, rng: Random, span: Span, cast: Cast) -> None:
        self._rng = rng
        self._span = span
        self._cast = cast

    def answered(self, messages: int) -> Iterator[Exchange]:
        """Make up so many messages in exchanges that rest, in the order of time."""
        done, rng = 0, self._rng
        while done < messages:
            share = done / messages
            count = min(messages - done, 1 + min(19, int(rng.expovariate(1 / 3))))
            client = self._cast.anyone(rng, share)
            at = self._span.moment(rng, int(share * len(self._span)))
            yield self._exchange(client, _pace(rng, at, count), first=Direction.IN)
            done += count

    def waiting(self) -> Iterator[Exchange]:
        """Make up what waits now: fresh, due, late, snoozed, and from before."""
        for number, minutes in enumerate((*_WAIT_MINUTES, *(90,) * _SNOOZED, *(60_000,) * _FROM_BEFORE)):
            client = self._cast.anyone(self._rng, 1.0)
            at = NOW - timedelta(minutes=minutes + number)
            times = [at - timedelta(days=2), at - timedelta(days=1), at]
            made = self._exchange(client, times, first=Direction.IN)
            newest = made.touches[-1]
            thread = replace(
                made.thread,
                waiting_since=newest.at,
                waiting_since_id=newest.message_id,
                newest_at=newest.at,
                newest_id=newest.message_id,
                waiting_count=1,
                settled=minutes == 60_000,
                snoozed_until=NOW + timedelta(days=1) if minutes == 90 else None,
            )
            yield replace(made, thread=thread)

    def missed_calls(self) -> Iterator[Exchange]:
        """Make up the calls that were missed and wait."""
        for minutes in _MISSED_MINUTES:
            at = NOW - timedelta(minutes=minutes)
            client = self._cast.anyone(self._rng, 1.0)
            person, name, _ = self._cast.someone(self._rng, client)
            thread = Thread(
                client.id,
                Channel.CALL,
                id=self._span.id(at),
                who=name,
                waiting_since=at,
                newest_at=at,
                waiting_count=1,
            )
            touch = self._call(client, at, Outcome.MISSED, Direction.IN)
            yield Exchange(thread, (replace(touch, thread_id=thread.id, person_id=person),))

    def calls(self, count: int) -> Iterator[Touch]:
        """Make up calls, in the order of time."""
        for number in range(count):
            client = self._cast.anyone(self._rng, number / count)
            at = self._span.moment(self._rng, int(number / count * len(self._span)))
            direction = self._rng.choice((Direction.IN, Direction.OUT))
            yield self._call(client, at, self._rng.choice(_OUTCOMES), direction)

    def _call(self, client: Client, at: datetime, outcome: Outcome, direction: Direction) -> Touch:
        person, name, _ = self._cast.someone(self._rng, client)
        spoke = outcome is Outcome.SPOKE
        return Touch(
            Channel.CALL,
            direction,
            at,
            id=self._span.id(at),
            client_id=client.id,
            person_id=person,
            who=name,
            note=words.saying(self._rng) if spoke else "",
            minutes=self._rng.randrange(2, 40) if spoke else None,
            outcome=outcome,
        )

    def _exchange(self, client: Client, times: list[datetime], first: Direction) -> Exchange:
        """Put a message at each instant, by turns theirs and mine."""
        person, name, address = self._cast.someone(self._rng, client)
        subject = words.thing(self._rng).capitalize()
        thread = Thread(
            client.id,
            Channel.MAIL,
            id=self._span.id(times[0]),
            subject=subject,
            who=name,
            newest_at=times[-1],
        )
        touches = []
        for number, at in enumerate(times):
            theirs = (number % 2 == 0) == (first is Direction.IN)
            own_id = self._span.id(at)
            domain = address.partition("@")[2] if theirs else "studio.example"
            touches.append(
                Touch(
                    Channel.MAIL,
                    Direction.IN if theirs else Direction.OUT,
                    at,
                    id=own_id,
                    client_id=client.id,
                    person_id=person,
                    thread_id=thread.id,
                    who=name,
                    subject=subject if number == 0 else f"Re: {subject}",
                    message_id=f"{own_id:x}@{domain}",
                )
            )
        return Exchange(thread, tuple(touches))


def talk(db: Database, rng: Random, span: Span, cast: Cast, messages: int, calls: int) -> list[Exchange]:
    """Make up all that was written and said and store it; give the exchanges of the last ninety days."""
    talker = Talker(rng, span, cast)
    recent: list[Exchange] = []
    batch: list[Exchange] = []
    for exchange in talker.answered(messages):
        batch.append(exchange)
        if exchange.touches[0].at > NOW - timedelta(days=90):
            recent.append(exchange)
        if len(batch) == _BATCH:
            _store(db, batch)
            batch = []
    waiting = list(talker.waiting())
    _store(db, [*batch, *waiting, *talker.missed_calls()])
    put(db, "touch", talker.calls(calls))
    return recent + waiting


def _store(db: Database, exchanges: list[Exchange]) -> None:
    put(db, "thread", (exchange.thread for exchange in exchanges))
    put(db, "touch", (touch for exchange in exchanges for touch in exchange.touches))


def _pace(rng: Random, at: datetime, count: int) -> list[datetime]:
    """Give `count` instants from `at` on, hours and days apart, none of them after the last hour."""
    times = [at]
    for _ in range(count - 1):
        times.append(times[-1] + timedelta(minutes=int(rng.expovariate(1 / 400)) + 3))
    return [min(each, NOW - timedelta(hours=1)) for each in times]

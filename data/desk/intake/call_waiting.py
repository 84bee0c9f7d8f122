"""Writes who waits on the telephone: what logs brought opens, feeds and answers exchanges.

An exchange that only holds what was logged by hand is the user's: an answer seen in a log closes it, and
nothing else is changed of it. What the user did with an exchange (asleep, urgent) stays while nothing new was
said in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.touch import Answer, Channel, Direction, Outcome, Thread, Touch
from data.rules.call_exchanges import Episode, Turn, asks, episodes
from data.store import amends, call_records, clock_stops, threads, touches

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core

_LABELS = {
    Outcome.MISSED: "missed call",
    Outcome.VOICEMAIL: "voicemail",
    Outcome.DECLINED: "declined call",
}
_HOW = {Channel.CALL: Answer.CALL, Channel.SMS: Answer.SMS}


def let_wait(core: Core, db: Database, client_id: int, were: set[int]) -> None:
    """Write the exchanges of one client on the telephone; `were` had contacts that may be gone by now."""
    said = touches.by_telephone(db, client_id)
    clocked = call_records.clocked_touches(db, (touch.id for touch in said))
    own = {
        touch.thread_id
        for touch in said
        if touch.thread_id is not None and (touch.is_from_log or (touch.id in clocked and asks(touch)))
    }
    all_ = {thread.id: thread for thread in threads.of_client(db, client_id) if thread.channel in _HOW}
    derived = clock_stops.of_threads(db, all_, derived=True)
    there = {
        number: thread
        for number, thread in all_.items()
        if number in own or number in were or number in derived or thread.waiting_since
    }
    _Waiting(core, db, client_id, said, clocked, own, there, derived).write(were)


class _Waiting:
    """The exchanges of one client."""

    def __init__(
        self,
        core: Core,
        db: Database,
        client_id: int,
        said: Sequence[Touch],
        clocked: set[int],
        own: Iterable[int],
        there: dict[int, Thread],
        derived: Mapping[int, Sequence[datetime]],
    ) -> None:
        self._core, self._db, self._client_id = core, db, client_id
        self._said, self._clocked, self._own, self._there = said, clocked, set(own), there
        self._stops = clock_stops.of_threads(db, self._own, derived=False)
        self._derived = derived
        self._used: set[int] = set()
        self._thread_of: dict[int, int] = {}

    def write(self, were: set[int]) -> None:
        """Write everything."""
        for channel in _HOW:
            turns = [self._turn(touch) for touch in self._said if touch.channel is channel]
            for episode in episodes(turns, self._stops):
                self._episode(channel, episode)
        self._belong()
        for thread_id in sorted((self._own | were) - self._used):
            if thread_id in self._there and not self._held_by_hand(thread_id):
                threads.delete(self._db, thread_id)
        self._answer_what_was_logged()

    def _turn(self, touch: Touch) -> Turn:
        # Of what was logged by hand the user has said already whether it waits.
        young = touch.is_from_log and touch.id in self._clocked
        waits = asks(touch) and (young or touch.thread_id in self._own)
        closing = False
        if waits and touch.channel is Channel.SMS and touch.is_from_log:
            from data.feeds.mail.closing import is_closing

            closing = is_closing(touch.subject)
        return Turn(touch, waits, closing)

    def _episode(self, channel: Channel, episode: Episode) -> None:
        there = self._known_thread(channel, episode)
        thread = self._thread(channel, episode, there)
        if there is None:
            thread = threads.insert(self._db, thread)
        elif thread != there:
            at = episode.answer.at if episode.answer else self._core.now()
            with amends.amending(self._db, "thread", thread.id, at):
                threads.update(self._db, thread)
        self._used.add(thread.id)
        self._thread_of.update({touch.id: thread.id for touch in episode.inbound})
        answer = episode.answer
        if answer is not None and answer.is_from_log and answer.direction is Direction.OUT:
            self._thread_of[answer.id] = thread.id
            answer = None
        self._stop(thread.id, answer)

    def _known_thread(self, channel: Channel, episode: Episode) -> Thread | None:
        """Give the exchange these contacts had before; of two the older."""
        ids = {touch.thread_id for touch in episode.inbound if touch.thread_id is not None}
        found = (self._there.get(number) for number in sorted(ids - self._used))
        return next((thread for thread in found if thread is not None and thread.channel is channel), None)

    def _thread(self, channel: Channel, episode: Episode, there: Thread | None) -> Thread:
        first, last = episode.inbound[0], episode.inbound[-1]
        thread = there or Thread(self._client_id, channel, who=first.who)
        if there is None or all(touch.is_from_log for touch in episode.inbound):
            about = last if channel is Channel.SMS else first
            thread = replace(thread, subject=_about(channel, about), who=first.who)
        if not episode.waits:
            return replace(thread, newest_at=last.at).at_rest()
        if thread.newest_at is None or last.at > thread.newest_at:
            thread = replace(thread, snoozed_until=None)
        return replace(
            thread,
            waiting_since=first.at,
            newest_at=last.at,
            waiting_count=len(episode.inbound),
            tries=episode.tries,
        )

    def _stop(self, thread_id: int, answer: Touch | None) -> None:
        """Write down once when an answer came that is no turn of the exchange itself."""
        there = self._derived.get(thread_id, ())
        wanted = [] if answer is None or self._said_so(thread_id, answer) else [answer]
        for at in there:
            if at not in [each.at for each in wanted]:
                clock_stops.delete_derived(self._db, thread_id, at)
        for each in wanted:
            if each.at not in there:
                clock_stops.insert(self._db, thread_id, each.at, _HOW[each.channel], derived=True)

    def _said_so(self, thread_id: int, answer: Touch) -> bool:
        """Whether the user, logging the answer, stopped the clock already."""
        return any(at >= answer.at for at in self._stops.get(thread_id, ()))

    def _belong(self) -> None:
        """Let contacts belong to the exchanges they are part of."""
        for touch in self._said:
            wanted = self._thread_of.get(touch.id)
            if wanted is None and not (touch.is_from_log or touch.thread_id in self._own):
                continue
            if wanted != touch.thread_id:
                with amends.amending(self._db, "touch", touch.id, self._core.now()):
                    touches.update(self._db, replace(touch, thread_id=wanted))

    def _held_by_hand(self, thread_id: int) -> bool:
        """Whether something logged by hand still is in an exchange."""
        left = touches.of_thread(self._db, thread_id)
        return any(touch.message_id is None and touch.direction is Direction.IN for touch in left)

    def _answer_what_was_logged(self) -> None:
        """Close what waits by hand alone, where a log shows that it was answered since, and when exactly."""
        for thread in self._there.values():
            newest = thread.newest_at or thread.waiting_since
            if thread.id in self._used | self._own or newest is None:
                continue
            answer = self._answer_since(thread.channel, newest)
            stopped = self._derived.get(thread.id, ())
            if thread.waiting_since is None:
                for at in stopped:
                    self._follow_answer(thread, at, answer)
            elif answer is not None:
                with amends.amending(self._db, "thread", thread.id, answer.at):
                    threads.update(self._db, thread.at_rest())
                clock_stops.insert(self._db, thread.id, answer.at, _HOW[thread.channel], derived=True)

    def _follow_answer(self, thread: Thread, at: datetime, answer: Touch | None) -> None:
        """Let the end of a wait follow its answer, where logs now say that it came."""
        if answer is not None and answer.at == at:
            return
        if answer is not None:
            clock_stops.delete_derived(self._db, thread.id, at)
            clock_stops.insert(self._db, thread.id, answer.at, _HOW[thread.channel], derived=True)
            amends.move(self._db, "thread", thread.id, at, answer.at)
            return
        amends.take_back(self._db, [("thread", thread.id)])
        clock_stops.delete_derived(self._db, thread.id, at)
        waits = [each.at for each in touches.of_thread(self._db, thread.id) if each.direction is Direction.IN]
        if waits and threads.get(self._db, thread.id) == thread:  # no act could want it back any more
            threads.update(
                self._db,
                replace(thread, waiting_since=min(waits), newest_at=max(waits), waiting_count=len(waits)),
            )

    def _answer_since(self, channel: Channel, newest: datetime) -> Touch | None:
        for touch in self._said:
            if touch.channel is not channel or touch.at < newest or not touch.is_from_log:
                continue
            spoke = touch.outcome is Outcome.SPOKE
            if spoke if channel is Channel.CALL else touch.direction is Direction.OUT:
                return touch
        return None


def _about(channel: Channel, touch: Touch) -> str:
    label = _LABELS.get(touch.outcome, "") if touch.outcome else ""
    return label or touch.subject or channel.value

"""Exchanges with all their turns, for the times somebody waited in them in days gone by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.touch import Answer, Channel
from data.model.week_facts import Exchange, Turn
from data.store.engine.rows import many, tuples

if TYPE_CHECKING:
    from data.store.engine.looking import Looking

_CHANNELS = {channel.value: channel for channel in Channel}

_SPOKEN = """SELECT DISTINCT thread_id FROM touch
    WHERE at >= :start AND at < :until AND thread_id IS NOT NULL"""
_STOPPED = "SELECT DISTINCT thread_id FROM clock_stop WHERE at >= :start AND at < :until"
# Still waiting; or closed after the week when the client had spoken last before its end: the last entries of
# an index on (thread_id, direction, at) say so.
_WAITING = """SELECT id FROM thread
        WHERE waiting_since IS NOT NULL AND settled = 0 AND waiting_since < :until
    UNION SELECT thread_id FROM (
        SELECT DISTINCT thread_id FROM touch
            WHERE at >= :until AND at < :ahead AND thread_id IS NOT NULL AND direction = 'out'
        UNION SELECT thread_id FROM clock_stop WHERE at >= :until AND at < :ahead) AS closed
    WHERE coalesce((SELECT max(at) FROM touch
            WHERE thread_id = closed.thread_id AND direction = 'in' AND at < :until), '')
        > coalesce((SELECT max(at) FROM touch
            WHERE thread_id = closed.thread_id AND direction = 'out' AND at < :until), '')"""
_THREADS = """SELECT id, client_id, channel, urgent, CASE WHEN settled THEN NULL ELSE waiting_since END
    FROM thread WHERE id IN (SELECT value FROM json_each(:ids))"""
# A letter that does not count, such as a bare thanks, is a contact and starts no clock (MAIL.md R17). What
# came in the very second of an answer was answered.
_TURNS = """SELECT thread_id, at, direction = 'in' AS came_in, NULL AS how FROM touch
        WHERE thread_id IN (SELECT value FROM json_each(:ids))
            AND (direction = 'out' OR NOT EXISTS (
                SELECT 1 FROM mail WHERE touch_id = touch.id AND verdict = 'not_counted'))
    UNION ALL SELECT thread_id, at, 0, how FROM clock_stop
        WHERE thread_id IN (SELECT value FROM json_each(:ids))
    ORDER BY at, came_in DESC"""


def threads_of(db: Looking, at: Mapping[str, str]) -> set[int]:
    """Give the threads in which something was said or a clock was stopped, from `start` to `until`."""
    return {number for (number,) in tuples(db, _SPOKEN, dict(at)) + tuples(db, _STOPPED, dict(at))}


def waiting_at(db: Looking, at: Mapping[str, str]) -> set[int]:
    """Give the threads that may have waited at `until` or were stopped since `start`, whatever was said.

    What waited then and was closed later is found until `ahead`.
    """
    return {number for (number,) in tuples(db, _WAITING, dict(at)) + tuples(db, _STOPPED, dict(at))}


def exchanges_of(db: Looking, threads: Collection[int], hidden: Iterable[int] = ()) -> tuple[Exchange, ...]:
    """Give these exchanges with their turns in order; in those of hidden clients nobody waits now."""
    ids, gone = {"ids": many(sorted(threads))}, frozenset(hidden)
    turns: dict[int, list[Turn]] = defaultdict(list)
    for number, at, came_in, how in tuples(db, _TURNS, ids):
        turns[number].append(Turn(datetime.fromisoformat(at), came_in == 1, Answer(how) if how else None))
    return tuple(
        Exchange(
            thread_id=number,
            client_id=client_id,
            channel=_CHANNELS[channel],
            urgent=urgent == 1,
            waiting_since=datetime.fromisoformat(since) if since and client_id not in gone else None,
            turns=tuple(turns[number]),
        )
        for number, client_id, channel, urgent, since in tuples(db, _THREADS, ids)
    )

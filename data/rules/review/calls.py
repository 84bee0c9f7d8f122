"""Calls, and those that were to be returned (SERVICE.md 2.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from data.model.client import Client
from data.model.touch import Channel, Direction, Outcome, Touch
from data.model.week import Block, Figure, Unit
from data.model.week_facts import Exchange, WeekFacts
from data.model.work import CommitmentKind
from data.rules.replies import ReplyLimits
from data.rules.review.figures import distinct, number, out_of
from data.rules.review.promises import Fate, of_commitments
from data.rules.review.replies import Episode, episodes, limit_of
from data.rules.review.window import Window
from data.rules.working_time import WorkingTime


def block(facts: WeekFacts, window: Window, working_time: WorkingTime, limits: ReplyLimits) -> Block:
    """Give `in`, `out`, `missed`, `voicemail` (both of those that came in), `minutes` and `callbacks`.

    `callbacks`: missed calls and voicemails returned within their limit, of those that were returned in time
    this week or ran out of time in it, so that each one counts in one week. One that needed no call is left
    out unless its time had run out before that was said. Beside them the callbacks that were promised for a
    time of the week, kept or not as in the figures of promises.
    """
    calls = [touch for touch in facts.touches if touch.channel is Channel.CALL and window.holds(touch.at)]
    came = [touch for touch in calls if touch.direction is Direction.IN]
    long = [touch for touch in calls if touch.minutes]
    minutes = sum(touch.minutes or 0 for touch in calls)
    good, bad = _callbacks(facts.exchanges, facts.clients, window, working_time, limits)
    said = [each for each in facts.commitments if each.kind is CommitmentKind.CALLBACK]
    for promise in of_commitments(said, window):
        (good if promise.fate is Fate.KEPT else bad).append(promise.key)
    return Block(
        "calls",
        (
            number("in", _keys(came)),
            number("out", _keys(touch for touch in calls if touch.direction is Direction.OUT)),
            number("missed", _keys(touch for touch in came if touch.outcome is Outcome.MISSED)),
            number("voicemail", _keys(touch for touch in came if touch.outcome is Outcome.VOICEMAIL)),
            Figure("minutes", Unit.MINUTES, minutes, len(long), distinct(_keys(long))),
            out_of("callbacks", good, bad),
        ),
    )


def _callbacks(
    exchanges: Iterable[Exchange],
    clients: Mapping[int, Client],
    window: Window,
    working_time: WorkingTime,
    limits: ReplyLimits,
) -> tuple[list[str], list[str]]:
    """Give those returned in time, and those that were not."""
    good: list[str] = []
    bad: list[str] = []
    for exchange in exchanges:
        if exchange.channel is not Channel.CALL:
            continue
        limit = timedelta(minutes=limit_of(exchange, clients, limits))
        for episode in episodes(exchange):
            returned = _returned_in_time(episode, limit, window, working_time)
            if returned is not None:
                (good if returned else bad).append(episode.key)
    return good, bad


def _returned_in_time(
    episode: Episode, limit: timedelta, window: Window, working_time: WorkingTime
) -> bool | None:
    """Say whether it was returned in time; None when that was not decided in the week."""
    due = working_time.add(episode.since, limit.total_seconds())
    closed = episode.closed if window.happened(episode.closed) else None
    if closed is not None and (due is None or closed < due):
        return True if episode.answered and window.holds(closed) else None
    return False if window.holds(due) else None


def _keys(touches: Iterable[Touch]) -> list[str]:
    return [f"touch:{touch.id}" for touch in touches]

"""Which kindnesses to suggest: few, spread over clients, never twice too close (SERVICE.md 5).

Suggestions are computed anew each time; stored are only the decisions about them, by key. The order of
judgement: what was decided or lapsed falls out, then clients who just got something, then all but one
per client, then all beyond the week's number.

A coffee for a visit is bound to its appointment: it takes its place in the week's number but is never
hidden by it. It keeps the distance for its client like every other kindness (the visit in the Today
pane carries the orders anyway).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from data.model.facts import Facts
from data.model.gesture import Gesture, GestureKind
from data.model.today import GestureItem
from data.rules.days import local_date, week_start
from data.rules.gesture_ideas import GestureRules, Idea, ideas
from data.rules.working_time import WorkingTime

__all__ = ["GestureRules", "done_this_week", "suggest"]

LAPSE_DAYS = 21
"""A kindness later than this is left: it would only tell that it was forgotten."""

_CARDS = frozenset({GestureKind.THANK_YOU_CARD, GestureKind.CARD_3_MONTHS, GestureKind.CARD_6_MONTHS})
_RANK = {
    GestureKind.THANK_YOU_CARD: 0,
    GestureKind.COFFEE: 1,
    GestureKind.CARD_3_MONTHS: 2,
    GestureKind.CARD_6_MONTHS: 2,
    GestureKind.KEEP_IN_TOUCH: 3,
}
"""Which one a client gets when several would fit."""


def suggest(
    facts: Facts,
    now: datetime,
    working_time: WorkingTime,
    rules: GestureRules,
    first_free: date | None,
) -> tuple[GestureItem, ...]:
    """Give the kindnesses to show now, the longest due first.

    `first_free` is the first day with room for new work; the cards after 3 and 6 months mention it.
    """
    today = local_date(now, working_time.zone)
    decided: dict[int, list[Gesture]] = {}
    for gesture in facts.decisions:
        decided.setdefault(gesture.client_id, []).append(gesture)
    fitting = [
        idea
        for idea in ideas(facts, now, working_time, rules, first_free)
        if _is_on(idea, decided.get(idea.client.id, ()), today, facts.store_since, rules.spacing_days)
    ]
    resting = {
        gesture.client_id
        for gesture in facts.decisions
        if gesture.done_on is not None and abs((today - gesture.done_on).days) < rules.spacing_days
    }
    chosen = _one_per_client(idea for idea in fitting if idea.client.id not in resting)
    room = rules.per_week - done_this_week(facts.decisions, today)
    return tuple(_marked(idea, decided.get(idea.client.id, ()), today) for idea in _within(room, chosen))


def done_this_week(decisions: Iterable[Gesture], today: date) -> int:
    """Count the kindnesses done in the ISO week `today` lies in."""
    monday = week_start(today)
    return sum(
        1 for gesture in decisions if gesture.done_on is not None and week_start(gesture.done_on) == monday
    )


def _is_on(
    idea: Idea, decisions: Sequence[Gesture], today: date, store_since: date | None, close_days: int
) -> bool:
    """Whether an idea's time has come, has not passed, and what was decided for its client lets it be."""
    if today < idea.shown_from or (store_since is not None and idea.due_on < store_since):
        return False
    put_off = None
    for decision in decisions:
        if not _answers(decision, idea, close_days):
            continue
        if decision.done_on or decision.dismissed_on:
            return False
        put_off = max(filter(None, (put_off, decision.put_off_until)), default=None)
    if put_off is not None and today < put_off:
        return False
    return today <= max(idea.due_on, put_off or idea.due_on) + timedelta(days=LAPSE_DAYS)


def _answers(decision: Gesture, idea: Idea, close_days: int) -> bool:
    """Whether a decision is about this idea.

    Cards to one client that are due close together are one card: what was decided about one when the
    other could be seen as well holds for both.
    """
    if decision.key == idea.key:
        return True
    if decision.kind not in _CARDS or idea.kind not in _CARDS:
        return False
    if abs((decision.due_on - idea.due_on).days) > close_days:
        return False
    decided = decision.done_on or decision.dismissed_on
    return decided is None or decided >= idea.shown_from


def _one_per_client(fitting: Iterable[Idea]) -> list[Idea]:
    """Keep one idea for each client: the kind that matters most, of these the one due first."""
    chosen: dict[int, Idea] = {}
    for idea in sorted(fitting, key=lambda idea: (_RANK[idea.kind], idea.due_on, idea.key)):
        chosen.setdefault(idea.client.id, idea)
    return list(chosen.values())


def _within(room: int, ideas: list[Idea]) -> list[Idea]:
    """Keep to what is left of the week's number; coffees stay and use it up first."""
    ordered = sorted(ideas, key=lambda idea: (idea.due_on, _RANK[idea.kind], idea.client.name, idea.key))
    room -= sum(1 for idea in ordered if idea.kind is GestureKind.COFFEE)
    kept = []
    for idea in ordered:
        if idea.kind is not GestureKind.COFFEE:
            room -= 1
            if room < 0:
                continue
        kept.append(idea)
    return kept


def _marked(idea: Idea, decisions: Iterable[Gesture], today: date) -> GestureItem:
    """Put an idea into words and mark what is overdue; put off is not before the day it was put off to."""
    put_off = max((d.put_off_until for d in decisions if d.key == idea.key and d.put_off_until), default=None)
    return replace(idea.in_words(), overdue=today > max(idea.due_on, put_off or idea.due_on))

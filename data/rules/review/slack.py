"""Where the slack went, and what is left of it (SERVICE.md 1.6, 1.9)."""

from __future__ import annotations

from collections.abc import Iterable

from data.model.effort import Cause, EffortChange
from data.model.today import Room, SlackItem
from data.model.week import Block, Figure, Unit
from data.model.week_facts import WeekFacts
from data.rules.review.figures import distinct, number
from data.rules.review.window import Window

_RED = (Room.SHORT, Room.LATE)


def block(facts: WeekFacts, window: Window) -> Block:
    """Give the figures of slack.

    `start`: what was left when the week before was closed; None where it was not. `end`: capacity less what
    is owed until the last promise, as the dashboard has it now, of how many promises; `red`: those that are
    short or late now. Both None for a week long past: nobody kept what they were. `spent_own_estimate`,
    `spent_extra_asked` …: by how much the work grew in the week, by cause. `given_back`: by how much it was
    judged down. Working time, in minutes. `next_load`: what is owed by the end of the week after, out of the
    time there is in it, as the third step says; None once the week is over.
    """
    ledger = [change for change in facts.effort_changes if window.holds(change.at)]
    spent = [
        _sum(
            f"spent_{cause}",
            [c for c in ledger if c.minutes > 0 and (c.cause or Cause.OWN_ESTIMATE) is cause],
        )
        for cause in Cause
    ]
    given_back = _sum("given_back", [change for change in ledger if change.minutes < 0])
    start = Figure("start", Unit.WORK, facts.slack_before)
    return Block(
        "slack", (start, _end(facts.slack), *spent, _red(facts.slack), given_back, _next(facts, window))
    )


def _next(facts: WeekFacts, window: Window) -> Figure:
    if facts.coming is None:
        return Figure("next_load", Unit.LOAD, None)
    owed, capacity = facts.coming
    end = window.week.next().end
    promised = [(item.deliverable.promised_at, item) for item in facts.slack or ()]
    rows = distinct(
        item.key for at, item in promised if at is not None and at < end and item.owed_minutes is not None
    )
    return Figure("next_load", Unit.LOAD, owed, capacity, rows)


def _sum(name: str, changes: Iterable[EffortChange]) -> Figure:
    changes = list(changes)
    rows = distinct(f"deliverable:{change.deliverable_id}" for change in changes)
    return Figure(name, Unit.WORK, sum(abs(change.minutes) for change in changes), len(changes), rows)


def _end(items: tuple[SlackItem, ...] | None) -> Figure:
    counted = [item for item in items or () if item.owed_minutes is not None]
    if not counted:
        return Figure("end", Unit.WORK, None, None if items is None else 0)
    # The last promise has the most of both; what is late has no capacity left.
    capacity = max(item.capacity_minutes or 0 for item in counted)
    owed = max(item.owed_minutes or 0 for item in counted)
    return Figure("end", Unit.WORK, capacity - owed, len(counted), distinct(item.key for item in counted))


def _red(items: tuple[SlackItem, ...] | None) -> Figure:
    if items is None:
        return Figure("red", Unit.NUMBER, None)
    return number("red", [item.key for item in items if item.room in _RED])

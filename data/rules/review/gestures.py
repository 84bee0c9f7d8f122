"""Small kind things: what was suggested, done and declined, and whose anniversary comes (SERVICE.md 5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from data.model.gesture import Gesture
from data.model.week import Block, Figure, Unit
from data.model.week_facts import WeekFacts
from data.rules.days import add_months
from data.rules.review.figures import distinct, number
from data.rules.review.window import Window

ANNIVERSARY_DAYS = 35
"""From the end of the week on."""


def block(facts: WeekFacts, window: Window) -> Block:
    """Give `suggested`, `done`, `declined`, `cost_cents` and `anniversaries`.

    `suggested`: what was done or declined in the week, and what the dashboard shows now; None once the week
    is over, for nobody keeps what was shown and left. `cost_cents`: what was paid for those done, of how many
    of them something was paid. `anniversaries`: clients who have been that for so many whole years on a day
    of the five weeks after this one, the first day first.
    """
    done = [each for each in facts.gestures if window.holds_day(each.done_on)]
    declined = [each for each in facts.gestures if window.holds_day(each.dismissed_on)]
    return Block(
        "gestures",
        (
            _suggested(facts, [*done, *declined]),
            number("done", [f"gesture:{each.key}" for each in done]),
            number("declined", [f"gesture:{each.key}" for each in declined]),
            _cost(done),
            number("anniversaries", _anniversaries(facts, window)),
        ),
    )


def _suggested(facts: WeekFacts, decided: Iterable[Gesture]) -> Figure:
    if facts.suggestions is None:
        return Figure("suggested", Unit.NUMBER, None)
    keys = distinct([*(each.key for each in decided), *(item.key for item in facts.suggestions)])
    return number("suggested", [f"gesture:{key}" for key in keys])


def _cost(done: Iterable[Gesture]) -> Figure:
    paid = [each for each in done if each.cost_cents]
    total = sum(each.cost_cents or 0 for each in paid)
    return Figure("cost_cents", Unit.CENTS, total, len(paid), tuple(f"gesture:{each.key}" for each in paid))


def _anniversaries(facts: WeekFacts, window: Window) -> list[str]:
    first = window.week.starts_on + timedelta(days=7)
    days = {
        client.id: day
        for client in facts.clients.values()
        if client.since is not None and (day := _next(client.since, first)) is not None
    }
    last = first + timedelta(days=ANNIVERSARY_DAYS)
    coming = sorted((day, number_) for number_, day in days.items() if day < last)
    return [f"client:{number_}" for _, number_ in coming]


def _next(since: date, first: date) -> date | None:
    """Give the first anniversary on `first` or later; the day itself is none. 29 Feb clamps to the 28th."""
    for years in (first.year - since.year, first.year - since.year + 1):
        day = add_months(since, 12 * years)
        if years > 0 and day >= first:
            return day
    return None

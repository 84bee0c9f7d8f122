"""What is agreed with clients, what they owe, and how far their delay moved things (SERVICE.md 1.1, 1.8)."""

from __future__ import annotations

from data.model.agreement import Terms
from data.model.week import Block, Figure, Unit
from data.model.week_facts import WeekFacts
from data.rules.agreements import agreed
from data.rules.days import local_date
from data.rules.obligations import days_late
from data.rules.review.figures import distinct, number, out_of
from data.rules.review.window import Window
from data.rules.working_time import WorkingTime


def block(facts: WeekFacts, window: Window, working_time: WorkingTime, terms: Terms) -> Block:
    """Give `complete`, `stale`, `owed`, `oldest_days` and `days_moved`.

    `complete`: of the clients one was in contact with in the week, on any channel and whoever began, or for
    whom work was open at the cut, those with whom all was agreed by the day of the cut that
    `data.rules.agreements` asks for. `stale`: agreements that stood with these clients then and rest on
    settings that say something else now (a closed week: when it was closed). `owed`: what clients still owed
    at the cut. `oldest_days`: working days the most overdue of it was late then. `days_moved`: working days
    that what came in the week, and what was still owed, was late, summed up.
    """
    asked = [each for each in facts.obligations if window.happened(each.asked_at)]
    open_ = [
        each
        for each in asked
        if not window.happened(each.received_at) and not window.happened(each.dropped_at)
    ]
    late = {each: days_late(each, window.last_day, working_time) for each in open_}
    oldest_first = sorted(open_, key=lambda each: (-late[each], each.needed_on, each.id))
    for each in asked:
        if each.received_at is not None and window.holds(each.received_at):
            late[each] = days_late(each, local_date(each.received_at, working_time.zone), working_time)
    oldest = late[oldest_first[0]] if oldest_first else None
    rows = [f"obligation:{each.id}" for each in oldest_first]
    moved = distinct(f"obligation:{each.id}" for each, days in late.items() if days)
    return Block(
        "expectations",
        (
            *_agreements(facts, window, terms),
            number("owed", rows),
            Figure("oldest_days", Unit.DAYS, oldest, len(open_), tuple(rows[:1])),
            Figure("days_moved", Unit.DAYS, sum(late.values()), len(late), moved),
        ),
    )


def _agreements(facts: WeekFacts, window: Window, terms: Terms) -> tuple[Figure, Figure]:
    met = {touch.client_id for touch in facts.touches if window.holds(touch.at)} | facts.open_work
    good: list[str] = []
    bad: list[str] = []
    stale: list[str] = []
    for client_id in facts.clients:
        if client_id in met:
            theirs = (each for each in facts.agreements if each.client_id == client_id)
            stands = agreed(theirs, terms, window.last_day)
            (good if stands.complete else bad).append(f"agreed:{client_id}")
            stale += [f"agreement:{number_}" for number_ in stands.stale]
    return out_of("complete", good, bad), number("stale", stale)

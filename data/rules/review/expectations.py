"""What clients owe, and how far their delay moved things (SERVICE.md 1.8)."""

from __future__ import annotations

from data.model.week import Block, Figure, Unit
from data.model.week_facts import WeekFacts
from data.rules.days import local_date
from data.rules.obligations import days_late
from data.rules.review.figures import distinct, number
from data.rules.review.window import Window
from data.rules.working_time import WorkingTime


def block(facts: WeekFacts, window: Window, working_time: WorkingTime) -> Block:
    """Give `owed`, `oldest_days` and `days_moved`.

    `owed`: what clients still owed at the cut. `oldest_days`: working days the most overdue of it was late
    then. `days_moved`: working days that what came in the week, and what was still owed, was late, summed
    up.
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
            number("owed", rows),
            Figure("oldest_days", Unit.DAYS, oldest, len(open_), tuple(rows[:1])),
            Figure("days_moved", Unit.DAYS, sum(late.values()), len(late), moved),
        ),
    )

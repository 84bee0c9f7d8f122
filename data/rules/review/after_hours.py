"""What happened outside working hours, and the evenings that were guarded (SERVICE.md 2.5-2.8, 2.13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from data.model.after_hours import AwaitedMail
from data.model.effort import WorkEntry
from data.model.touch import Direction
from data.model.week import Block, Figure, Unit
from data.model.week_facts import WeekFacts
from data.rules.after_hours import confirmed_at
from data.rules.days import day_start
from data.rules.review.figures import distinct, number, out_of
from data.rules.review.rules import ReviewRules
from data.rules.review.window import Window
from data.rules.working_time import WorkingTime


def block(facts: WeekFacts, window: Window, working_time: WorkingTime, rules: ReviewRules) -> Block:
    """Give the figures of after hours.

    `contacts_in`, `contacts_out`: contacts outside working hours. `became_tomorrow`: commitments made in one
    of them. `loaded_minutes`: whole minutes that entries begun in the week reach beyond working hours;
    `loaded_cents`: what they cost with the loading, None without a rate. `evenings`: the working days that
    are over and whose evening, from the last closing to midnight, saw neither a contact from the freelancer
    nor work, of those that are over; a day that closes at midnight or later has no evening. Its rows are
    what broke one. `confirming_mails`: mails asked for on the phone that came, of those that came in the week
    or whose noon passed in it, whichever was first, so that each one counts in one week; one that comes after
    its noon has come all the same if that is before the week ends. What was let go before that is left out.
    """
    late = [t for t in facts.touches if window.holds(t.at) and not working_time.is_open(t.at)]
    keys = {touch.id: touch.direction for touch in late}
    made = [f"commitment:{each.id}" for each in facts.commitments if each.touch_id in keys]
    loaded = {entry: _loaded(entry, window, working_time) for entry in facts.entries}
    minutes = sum(loaded.values())
    rows = distinct(f"work_entry:{entry.id}" for entry, beyond in loaded.items() if beyond)
    return Block(
        "after_hours",
        (
            number("contacts_in", [f"touch:{t.id}" for t in late if t.direction is Direction.IN]),
            number("contacts_out", [f"touch:{t.id}" for t in late if t.direction is Direction.OUT]),
            number("became_tomorrow", made),
            out_of("confirming_mails", *_confirmed(facts.awaited_mails, window)),
            Figure("loaded_minutes", Unit.WORK, minutes, None, rows),
            Figure("loaded_cents", Unit.CENTS, _cents(minutes, rules), None, rows),
            _evenings(facts, window, working_time),
        ),
    )


def _confirmed(awaited: Iterable[AwaitedMail], window: Window) -> tuple[list[str], list[str]]:
    """Give those that came, and those whose noon passed without them."""
    good: list[str] = []
    bad: list[str] = []
    for each in awaited:
        came = confirmed_at(each)
        decided_at = each.write_up_at if came is None else min(came, each.write_up_at)
        let_go = each.dropped_at is not None and each.dropped_at < decided_at
        if window.holds(decided_at) and not let_go:
            (good if window.happened(came) else bad).append(f"awaited_mail:{each.id}")
    return good, bad


def worked_span(entry: WorkEntry, window: Window) -> tuple[datetime, datetime]:
    """Give when an entry was worked on; what still runs has come to the cut. Corrections last no time."""
    if entry.minutes is None:
        return entry.started_at, max(entry.started_at, window.cut)
    return entry.started_at, entry.started_at + timedelta(minutes=max(0, entry.minutes))


def _loaded(entry: WorkEntry, window: Window, working_time: WorkingTime) -> int:
    """Give the whole minutes of an entry outside working hours; what is less is not charged for."""
    if not window.holds(entry.started_at):
        return 0
    start, end = worked_span(entry, window)
    return int(((end - start).total_seconds() - working_time.between(start, end)) // 60)


def _cents(minutes: int, rules: ReviewRules) -> int | None:
    """Give minutes × rate × (1 + loading), to the nearest cent."""
    if rules.hourly_cents is None:
        return None
    return (minutes * rules.hourly_cents * (100 + rules.loading_percent) + 3_000) // 6_000


def _evenings(facts: WeekFacts, window: Window, working_time: WorkingTime) -> Figure:
    """Count the evenings that are over and were guarded, from the day the store was made on."""
    spans = [(f"touch:{t.id}", t.at, t.at) for t in facts.touches if t.direction is Direction.OUT]
    worked = ((f"work_entry:{entry.id}", *worked_span(entry, window)) for entry in facts.entries)
    spans += [(key, start, end) for key, start, end in worked if end > start]
    since = facts.store_since or date.min
    evenings = [(at, midnight) for day, at, midnight in _over(window, working_time) if day >= since]
    broken = [
        [key for key, start, end in spans if start < midnight and (start >= closing or end > closing)]
        for closing, midnight in evenings
    ]
    guarded = sum(1 for rows in broken if not rows)
    return Figure(
        "evenings", Unit.OF, guarded, len(evenings), distinct(key for rows in broken for key in rows)
    )


def _over(window: Window, working_time: WorkingTime) -> Iterator[tuple[date, datetime, datetime]]:
    """Give the day, closing and midnight of each working day that is over."""
    day: date
    for day in window.week.days:
        closing, midnight = (
            working_time.day_closing(day),
            day_start(day + timedelta(days=1), window.week.zone),
        )
        if closing is not None and closing < midnight <= window.now:
            yield day, closing, midnight

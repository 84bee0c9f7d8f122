"""Where the definitions of a week's figures bend: instants, corrections, what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from data.model.card import CardDecision, CardKind
from data.model.effort import WorkEntry
from data.model.promise import FindOut, ToldKind
from data.model.today import GestureItem
from data.model.touch import Channel, Direction
from data.model.week import WeekReview
from data.model.week_facts import WeekFacts
from data.rules.review import ReviewRules, Week, review
from tests.build import (
    BERLIN,
    NOW,
    a_client,
    a_commitment,
    a_deliverable,
    a_gesture_item,
    a_touch,
    office_hours,
)
from tests.rules import a_week
from tests.rules.a_week import exchange, on, told

WEEK = Week.of("2026-W47", BERLIN)
RULES = ReviewRules(hourly_cents=8_500)


def reviewed(
    facts: WeekFacts, week: Week = WEEK, now: datetime = NOW, rules: ReviewRules = RULES
) -> WeekReview:
    return review(facts, week, now, office_hours(), rules)


def test_without_a_rate_after_hours_work_has_no_price() -> None:
    price = reviewed(a_week.facts(), rules=ReviewRules()).figure("after_hours", "loaded_cents")
    assert (price.value, len(price.rows)) == (None, 2)


def test_of_a_week_long_past_nobody_knows_the_slack() -> None:
    past = reviewed(replace(a_week.facts(), slack=None))
    assert past.figure("slack", "end").value is None
    assert past.figure("slack", "red").value is None


def test_of_a_week_long_past_nobody_knows_what_was_suggested() -> None:
    found = reviewed(WeekFacts(slack=None, suggestions=None)).figure("gestures", "suggested")
    assert (found.value, found.rows) == (None, ())


def test_what_the_dashboard_suggests_counts_once() -> None:
    shown: tuple[GestureItem, ...] = (a_gesture_item(key="done"), a_gesture_item(key="new"))
    found = reviewed(replace(a_week.facts(), suggestions=shown)).figure("gestures", "suggested")
    assert (found.value, found.rows) == (3, ("gesture:done", "gesture:declined", "gesture:new"))


def test_a_running_clock_counts_until_now() -> None:
    facts = WeekFacts(
        clients={1: a_client()},
        deliverables={1: a_deliverable()},
        entries=(WorkEntry(1, on("17 16:30"), 1),),
    )
    running = reviewed(facts, now=on("17 18:10"))
    assert running.figure("after_hours", "loaded_minutes").value == 70
    assert running.figure("attention", "minutes").value == 100
    assert running.clients[0].minutes == 100


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        # Half a minute of the evening is not charged for.
        (WorkEntry(1, on("17 16:30:30"), 1, 30), 0),
        (WorkEntry(1, on("17 16:30:30"), 1, 31), 1),
        (WorkEntry(1, on("17 08:00"), 1, 600), 120),
        (WorkEntry(1, on("21 23:00"), 1, 240), 240),
        (WorkEntry(1, on("22 23:00"), 1, 240), 240),
        (WorkEntry(1, on("23 00:00"), 1, 60), 0),
    ],
)
def test_entries_are_split_at_the_minute_and_belong_to_the_week_they_began_in(
    entry: WorkEntry, expected: int
) -> None:
    found = reviewed(WeekFacts(entries=(entry,)), now=NOW + timedelta(days=7))
    assert found.figure("after_hours", "loaded_minutes").value == expected


def test_a_night_shift_has_no_evening() -> None:
    hours = office_hours(("18:00", "02:00"))
    found = review(WeekFacts(), WEEK, NOW, hours, RULES).figure("after_hours", "evenings")
    assert (found.value, found.of) == (0, 0)


@pytest.mark.parametrize(
    ("touch", "minutes", "guarded"),
    [("17 17:00", 0, 4), ("17 16:59", 0, 5), ("18 00:00", 0, 5), ("17 16:00", 60, 5), ("17 16:00", 61, 4)],
)
def test_an_evening_is_from_the_closing_to_midnight(touch: str, minutes: int, guarded: int) -> None:
    facts = WeekFacts(touches=(a_touch(at=on(touch), direction=Direction.OUT),))
    if minutes:
        facts = WeekFacts(entries=(WorkEntry(1, on(touch), 1, minutes),))
    found = reviewed(facts).figure("after_hours", "evenings")
    assert (found.value, found.of) == (guarded, 5)


@pytest.mark.parametrize(
    ("missed", "returned", "figure"),
    [
        ("17 10:00", "17 11:59", (1, 1)),
        ("17 10:00", "17 12:00", (0, 1)),
        # It ran out of time on the Friday before, and counts there.
        ("13 10:00", "16 10:00", (0, 0)),
        ("13 16:30", "16 10:00", (1, 1)),
        # Returned at once, though there was time until Monday.
        ("20 16:30", "20 16:45", (1, 1)),
    ],
)
def test_a_call_to_be_returned_counts_in_one_week(
    missed: str, returned: str, figure: tuple[int, int]
) -> None:
    call = exchange(1, 1, f"in {missed}", f"call {returned}", channel=Channel.CALL)
    found = reviewed(WeekFacts(exchanges=(call,))).figure("calls", "callbacks")
    assert (found.value, found.of) == figure


def test_a_word_at_the_very_instant_tells_a_slip_too_late_and_an_answer_in_time() -> None:
    card = CardDecision("heads_up:1:2026-11-19T16:00", CardKind.HEADS_UP, 1, done_at=on("19 17:00"))
    facts = WeekFacts(
        told=(told(1, 1, "10 10:00", "19 17:00"),),
        deliverables={1: a_deliverable()},
        cards=(card,),
        find_outs=(FindOut("a", on("16 09:00"), on("17 12:00"), 1, told_at=on("17 12:00")),),
    )
    assert reviewed(facts).figure("honesty", "heads_ups").value == 0
    assert reviewed(facts).figure("honesty", "find_outs").value == 1


def test_moving_a_date_after_it_came_is_broken_and_at_the_very_instant_too() -> None:
    for moved in ("19 17:00", "19 18:00"):
        history = (told(1, 1, "10 10:00", "19 17:00"), told(2, 1, moved, "24 17:00", ToldKind.MOVED))
        facts = WeekFacts(told=history, deliverables={1: a_deliverable()})
        assert reviewed(facts).figure("promises", "broken").rows == ("told:1",)


@pytest.mark.parametrize("kind", [ToldKind.WITHDRAWN, ToldKind.CONDITIONAL, ToldKind.ASKED])
def test_a_date_that_was_taken_back_in_time_counts_as_moved(kind: ToldKind) -> None:
    history = (told(1, 1, "10 10:00", "19 17:00"), replace(told(2, 1, "18 10:00", "19 17:00", kind)))
    facts = WeekFacts(told=history, deliverables={1: a_deliverable(promised_at=None)})
    assert reviewed(facts).figure("promises", "moved").value == 1


def test_a_date_told_twice_is_one_and_one_told_afterwards_is_none() -> None:
    history = (
        told(1, 1, "10 10:00", "19 17:00"),
        told(2, 1, "18 10:00", "19 17:00", ToldKind.MOVED),
        told(3, 2, "20 10:00", "19 17:00"),
    )
    facts = WeekFacts(told=history, deliverables={1: a_deliverable(id=1), 2: a_deliverable(id=2)})
    assert reviewed(facts).figure("promises", "due").rows == ("told:1",)


def test_what_was_dropped_after_it_came_is_broken_all_the_same() -> None:
    facts = WeekFacts(commitments=(a_commitment(id=1, due_at=on("18 12:00"), dropped_at=on("20 12:00")),))
    assert reviewed(facts).figure("promises", "broken").value == 1


def test_ten_answers_have_a_ninetieth_percentile() -> None:
    ten = tuple(exchange(n, 1, "in 17 10:00", f"out 17 10:{n:02d}") for n in range(1, 11))
    assert reviewed(WeekFacts(exchanges=ten)).figure("replies", "p90").value == 9
    assert reviewed(WeekFacts(exchanges=ten[1:])).figure("replies", "p90").value is None


def test_an_exchange_that_stopped_waiting_in_no_way_written_down_is_not_counted() -> None:
    facts = WeekFacts(exchanges=(exchange(1, 1, "in 17 10:00"),))
    assert reviewed(facts).figure("replies", "within").of == 0
    assert reviewed(facts).figure("replies", "urgent").of == 0


def test_an_answer_that_bounced_was_none() -> None:
    facts = WeekFacts(exchanges=(exchange(1, 1, "in 17 10:00", "out 17 11:00", waiting_since="17 10:00"),))
    found = reviewed(facts)
    assert found.figure("replies", "median").of == 0
    assert found.figure("replies", "oldest_open").value == 6 * 60 + 3 * 480 + 60


def test_anniversaries_are_those_of_the_five_weeks_after() -> None:
    days = [date(2020, 11, 22), date(2020, 11, 23), date(2025, 12, 27), date(2020, 12, 28), date(2026, 12, 1)]
    clients = {n: a_client(id=n, since=day) for n, day in enumerate(days)}
    found = reviewed(WeekFacts(clients=clients)).figure("gestures", "anniversaries")
    assert found.rows == ("client:1", "client:2")
    leap = WeekFacts(clients={1: a_client(since=date(2024, 2, 29))})
    assert reviewed(leap, Week.of("2027-W07", BERLIN)).figure("gestures", "anniversaries").value == 1


def test_a_kindness_is_a_word_and_who_was_never_spoken_to_counts_from_the_start() -> None:
    clients = {
        1: a_client(id=1, since=date(2026, 1, 1)),
        2: a_client(id=2, since=date(2026, 1, 1), keep_in_touch_days=0),
        3: a_client(id=3, since=date(2026, 11, 1)),
    }
    facts = WeekFacts(clients=clients, store_since=date(2026, 2, 1))
    assert reviewed(facts).figure("attention", "quiet").rows == ("client:1",)
    kind = replace(facts, gestures=tuple(replace(each, client_id=1) for each in a_week.GESTURES))
    assert reviewed(kind).figure("attention", "quiet").value == 0

"""Slack in promise order, the week's load, the first free day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from data.model.calendar import Appointment
from data.model.today import Room, SlackItem
from data.model.work import Deliverable
from data.rules.capacity import first_free_day, free_minutes, load
from data.rules.slack import slack
from data.rules.working_time import WorkingTime
from tests.build import (
    BERLIN,
    NOW,
    TODAY,
    a_client,
    a_deliverable,
    a_project,
    an_appointment,
    at,
    office_hours,
)

HOUR = 60
FIVE_HOURS_A_DAY = office_hours(("09:00", "14:00"))


def promised(name: str, when: str, hours: float, **fields: Any) -> Deliverable:
    return a_deliverable(
        name, id=len(name), promised_at=at(when), estimate_minutes=int(hours * HOUR), **fields
    )


def judged(
    *deliverables: Deliverable,
    now: str = "10:15",
    busy: Iterable[Appointment] = (),
    hours: WorkingTime | None = None,
) -> list[SlackItem]:
    clients, projects = {1: a_client()}, {1: a_project()}
    return list(slack(deliverables, clients, projects, at(now), hours or office_hours(), list(busy)))


def test_slack_is_counted_in_promise_order_over_shared_capacity() -> None:
    birch = promised("Birch", "2026-11-26 14:00", 6)
    candidate = promised("Asked", "2026-11-27 14:00", 12)
    acme = promised("Acme", "2026-11-30 14:00", 8)
    cove = promised("Cove", "2026-12-04 14:00", 10)
    items = judged(cove, acme, candidate, birch, now="09:00", hours=FIVE_HOURS_A_DAY)
    assert [item.deliverable.name for item in items] == ["Birch", "Asked", "Acme", "Cove"]
    assert [item.capacity_minutes for item in items] == [20 * HOUR, 25 * HOUR, 30 * HOUR, 50 * HOUR]
    assert [item.owed_minutes for item in items] == [6 * HOUR, 18 * HOUR, 26 * HOUR, 36 * HOUR]
    assert [item.slack_minutes for item in items] == [14 * HOUR, 7 * HOUR, 4 * HOUR, 14 * HOUR]


def test_items_that_look_fine_alone_can_be_short_together() -> None:
    first = promised("First", "2026-11-24 17:00", 8)
    second = promised("Second", "2026-11-24 17:00", 8)
    items = judged(first, second)
    assert [item.naive_slack_minutes for item in items] == [6 * HOUR + 45, 6 * HOUR + 45]
    assert [item.room for item in items] == [Room.SHORT, Room.SHORT]
    assert {item.slack_minutes for item in items} == {-(HOUR + 15)}


def test_work_is_what_remains_as_judged_last() -> None:
    begun = promised("Begun", "2026-11-27 17:00", 8, spent_minutes=3 * HOUR)
    corrected = promised("Corrected", "2026-11-26 17:00", 8, spent_minutes=3 * HOUR, judged_minutes=12 * HOUR)
    over = promised("Over its estimate", "2026-11-25 17:00", 2, spent_minutes=5 * HOUR)
    assert [item.owed_minutes for item in judged(begun, corrected, over)] == [0, 9 * HOUR, 14 * HOUR]


@pytest.mark.parametrize(
    ("hours", "room"),
    [(10, Room.AMPLE), (10.75, Room.AMPLE), (11, Room.TIGHT), (14.75, Room.TIGHT), (15, Room.SHORT)],
)
def test_less_than_half_a_day_of_slack_is_tight(hours: float, room: Room) -> None:
    assert judged(promised("Work", "2026-11-24 17:00", hours))[0].room is room


def test_a_tenth_of_much_work_is_tight_as_well() -> None:
    items = judged(promised("Big", "2027-01-15 17:00", 290))
    assert items[0].slack_minutes == 318 * HOUR + 45 - 290 * HOUR
    assert items[0].room is Room.TIGHT


def test_late_comes_first_and_its_work_is_still_owed() -> None:
    late = promised("Late", "2026-11-20 17:00", 2)
    next_one = promised("Next one", "2026-11-23 17:00", 3)
    items = judged(next_one, late)
    assert [item.room for item in items] == [Room.LATE, Room.TIGHT]
    assert (items[0].capacity_minutes, items[0].slack_minutes) == (0, -2 * HOUR)
    assert items[1].slack_minutes == 6 * HOUR + 45 - 5 * HOUR
    assert items[0].act_today


def test_a_promise_is_late_only_after_its_instant() -> None:
    item = promised("Now", "10:15", 0)
    assert judged(item)[0].room is Room.TIGHT
    assert judged(item, now="10:16")[0].room is Room.LATE


def test_nothing_is_said_without_a_promise_or_an_estimate() -> None:
    no_promise = a_deliverable("No promise", id=2, promised_at=None)
    no_estimate = a_deliverable(
        "No estimate", id=3, estimate_minutes=None, promised_at=at("2026-11-24 09:00")
    )
    known = promised("Known", "2026-12-24 17:00", 5)
    items = judged(no_promise, no_estimate, known)
    assert [item.deliverable.name for item in items] == ["Known", "No estimate", "No promise"]
    assert [item.room for item in items] == [Room.AMPLE, Room.UNKNOWN, Room.UNKNOWN]
    assert items[0].owed_minutes == 5 * HOUR
    assert items[1].slack_minutes is None
    assert not items[1].act_today


def test_late_is_known_without_an_estimate() -> None:
    item = judged(a_deliverable(estimate_minutes=None, promised_at=at("09:00")))[0]
    assert (item.room, item.slack_minutes, item.act_today) == (Room.LATE, None, True)


def test_what_was_delivered_or_dropped_is_not_owed() -> None:
    assert judged(a_deliverable(delivered_at=NOW), a_deliverable(id=2, dropped_at=NOW)) == []


def test_the_latest_start_leaves_just_enough_free_time() -> None:
    meeting = an_appointment(starts_at=at("2026-11-24 10:00"), minutes=120)
    item = judged(promised("Work", "2026-11-24 17:00", 4), busy=[meeting])[0]
    assert item.latest_start == at("2026-11-24 13:00")
    item = judged(promised("Work", "2026-11-24 17:00", 6), busy=[meeting])[0]
    assert item.latest_start == at("2026-11-24 09:00")
    assert not item.act_today


@pytest.mark.parametrize(
    ("hours", "when", "act"),
    [
        (4, "2026-11-27 17:00", False),
        (8, "2026-11-24 17:00", False),
        (9, "2026-11-24 17:00", True),  # must be begun today
        (20, "2026-11-24 17:00", True),  # short: tell them
        (0, "17:00", True),  # only to be sent, but today
    ],
)
def test_today_matters_when_tomorrow_is_too_late(hours: float, when: str, act: bool) -> None:
    assert judged(promised("Work", when, hours))[0].act_today is act


def test_before_a_weekend_the_next_working_day_is_monday() -> None:
    item = promised("Work", "2026-11-30 17:00", 8)
    assert not judged(item, now="2026-11-27 12:00")[0].act_today
    assert judged(promised("Work", "2026-11-30 17:00", 9), now="2026-11-27 12:00")[0].act_today


def test_names_of_what_is_gone_are_empty() -> None:
    item = slack([a_deliverable()], {}, {}, NOW, office_hours(), [])[0]
    assert (item.client, item.project, item.key) == ("", "", "deliverable:1")


def test_overlapping_appointments_are_taken_off_once() -> None:
    busy = [
        an_appointment(starts_at=at("10:00"), minutes=120),
        an_appointment("Inside", starts_at=at("10:30"), minutes=30),
        an_appointment("Overlaps", starts_at=at("11:30"), minutes=60),
        an_appointment("Evening", starts_at=at("16:30"), minutes=120),
        an_appointment("Free", starts_at=at("14:00"), busy=False),
        an_appointment("Fair", starts_at=at("00:00"), minutes=24 * HOUR, all_day=True),
    ]
    assert free_minutes(at("09:00"), at("2026-11-24 09:00"), office_hours(), busy) == 5 * HOUR


def test_free_minutes_over_the_autumn_change_are_elapsed_ones() -> None:
    night = WorkingTime(BERLIN, {"sat": [["22:00", "06:00"]]})
    start = at("2026-10-24 12:00")
    assert free_minutes(start, start + timedelta(days=2), night, []) == 9 * HOUR


def test_load_is_what_is_owed_this_week_of_what_is_left_of_it() -> None:
    works = [
        promised("Late", "2026-11-20 17:00", 2),
        promised("Friday", "2026-11-27 17:00", 8),
        promised("Monday", "2026-11-30 09:00", 40),
        a_deliverable("Unknown", id=9, promised_at=None),
        a_deliverable("Sent", id=10, delivered_at=NOW),
    ]
    busy = [an_appointment(minutes=105)]
    assert load(works, NOW, office_hours(), busy) == 10 / 37


def test_without_time_left_this_week_there_is_no_load() -> None:
    assert load([a_deliverable()], at("2026-11-27 17:00"), office_hours(), []) is None
    assert load([], at("2026-11-28 12:00"), office_hours(), []) is None
    assert load([], NOW, office_hours(), []) == 0


def test_the_first_free_day_comes_when_all_owed_work_is_done() -> None:
    def free(hours: float, now: str = "09:00", busy: Iterable[Appointment] = ()) -> date | None:
        works = [a_deliverable(estimate_minutes=int(hours * HOUR), promised_at=None)]
        return first_free_day(works, at(now), office_hours(), list(busy))

    assert free(0) == free(7) == TODAY
    assert free(7.5) == free(8) == date(2026, 11, 24)
    assert free(40) == date(2026, 11, 30)
    assert free(0, now="16:30") == date(2026, 11, 24)
    assert free(0, now="2026-11-28 12:00") == date(2026, 11, 30)
    assert free(0, busy=[an_appointment(starts_at=at("08:00"), minutes=600)]) == date(2026, 11, 24)


def test_who_never_opens_is_never_free() -> None:
    never = WorkingTime(BERLIN, {})
    assert first_free_day([], NOW, never, []) is None
    assert first_free_day([a_deliverable()], NOW, never, []) is None
    assert load([a_deliverable()], NOW, never, []) is None
    item = slack([a_deliverable()], {}, {}, NOW, never, [])[0]
    assert (item.slack_minutes, item.latest_start, item.room) == (-480, None, Room.SHORT)

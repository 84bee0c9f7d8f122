"""Kind things that are not suggested: too many, too soon, declined, or to somebody who left unhappy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.model.gesture import Gesture, GestureKind
from data.rules.gestures import done_this_week
from data.rules.working_time import WorkingTime
from tests.build import BERLIN, TODAY, a_client, a_gesture, an_appointment, at
from tests.rules.suggesting import DAY, ended, kinds, suggested


def test_after_a_bad_end_there_is_nothing() -> None:
    bad = ended(date(2026, 11, 20), id=1, ended_badly=True)
    good_before = ended(date(2026, 8, 24), id=2)
    quiet: dict[str, Any] = {"last_contact": {1: at("2026-09-21 12:00")}}
    visit = [an_appointment(client_id=1, visit=True)]
    assert not suggested(ended_projects=[bad, good_before], appointments=visit, **quiet)
    assert not suggested(ended_badly=frozenset({1}), **quiet)
    better_since = ended(TODAY, id=3)
    assert [i.project_id for i in suggested(ended_projects=[bad, better_since])] == [3]


def test_a_first_import_brings_no_flood() -> None:
    clients = [a_client(f"Client {number}", id=number) for number in range(1, 50)]
    projects = [
        ended(date(2026, 5, 1) + number * DAY, id=number, client_id=number) for number in range(1, 50)
    ]
    quiet = {number: at("2026-03-01 12:00") for number in range(1, 50)}
    items = suggested(clients=clients, ended_projects=projects, last_contact=quiet, store_since=TODAY)
    assert all(item.due_on >= TODAY for item in items)
    assert len(items) <= 3


@pytest.mark.parametrize("decided", [{"done_on": date(2026, 11, 1)}, {"dismissed_on": date(2026, 11, 1)}])
def test_what_was_decided_stays_decided(decided: dict[str, Any]) -> None:
    decision = a_gesture("thank_you_card:project:1", GestureKind.THANK_YOU_CARD, **decided)
    assert not suggested(ended_projects=[ended(date(2026, 11, 20))], decisions=[decision])


def test_what_was_put_off_comes_back_on_its_day_and_lapses_later() -> None:
    project = ended(date(2026, 11, 20))
    put_off = a_gesture(
        "thank_you_card:project:1", GestureKind.THANK_YOU_CARD, put_off_until=date(2026, 12, 1)
    )
    known: dict[str, Any] = {"ended_projects": [project], "decisions": [put_off]}
    assert not suggested(on=date(2026, 11, 30), **known)
    (card,) = suggested(on=date(2026, 12, 1), **known)
    assert not card.overdue
    assert suggested(on=date(2026, 12, 2), **known)[0].overdue
    assert suggested(on=date(2026, 12, 22), **known)
    assert not suggested(on=date(2026, 12, 23), **known)


def test_never_two_for_one_client_within_the_spacing() -> None:
    project = ended(date(2026, 11, 20))

    def after(days: int) -> bool:
        done = a_gesture("coffee:work:7", GestureKind.COFFEE, done_on=TODAY - days * DAY)
        return bool(suggested(ended_projects=[project], decisions=[done]))

    assert not after(0)
    assert not after(13)
    assert after(14)


def test_a_client_gets_what_matters_most() -> None:
    known: dict[str, Any] = {
        "clients": [a_client(keep_in_touch_days=10)],
        "last_contact": {1: at("2026-11-10 12:00")},
    }
    later_card, thank_you = ended(date(2026, 8, 24), id=1), ended(date(2026, 11, 20), id=2)
    visit = an_appointment(client_id=1, visit=True)
    assert kinds(suggested(**known)) == [GestureKind.KEEP_IN_TOUCH]
    assert kinds(suggested(ended_projects=[later_card], **known)) == [GestureKind.CARD_3_MONTHS]
    assert kinds(suggested(ended_projects=[later_card], appointments=[visit], **known)) == [
        GestureKind.COFFEE
    ]
    everything = suggested(ended_projects=[later_card, thank_you], appointments=[visit], **known)
    assert kinds(everything) == [GestureKind.THANK_YOU_CARD]


def test_the_week_counts_from_monday_to_sunday() -> None:
    def done(on: date) -> Gesture:
        return a_gesture(on.isoformat(), GestureKind.COFFEE, done_on=on)

    decisions = [done(date(2026, 11, day)) for day in (22, 23, 26, 29, 30)]
    assert done_this_week(decisions, date(2026, 11, 25)) == 3
    assert done_this_week([a_gesture("x", GestureKind.COFFEE, dismissed_on=TODAY)], TODAY) == 0


def test_who_never_works_is_asked_for_no_thank_you_card() -> None:
    never = WorkingTime(BERLIN, {})
    assert not suggested(ended_projects=[ended(date(2026, 11, 20))], hours=never)


def test_a_reason_is_said_whole() -> None:
    """The pane cuts what its row has no room for; the detail has room."""
    name = "漢" * 30
    (card,) = suggested(ended_projects=[ended(date(2026, 11, 20), name, true_detail="x" * 200)])
    assert name in card.reason
    assert "x" * 200 in card.reason

"""Kind things: which, when and why (SERVICE.md 5)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from data.model.gesture import GestureKind
from data.rules.gestures import GestureRules
from tests.build import (
    NOW,
    TODAY,
    a_client,
    a_commitment,
    a_deliverable,
    a_gesture,
    a_project,
    a_thread,
    an_appointment,
    at,
)
from tests.rules.suggesting import DAY, ended, kinds, suggested

# 5.1 thank-you card


def test_a_project_that_ended_asks_for_a_card_within_three_working_days() -> None:
    (card,) = suggested(ended_projects=[ended(date(2026, 11, 20), true_detail="the launch night")])
    assert (card.key, card.kind, card.project_id) == (
        "thank_you_card:project:1",
        GestureKind.THANK_YOU_CARD,
        1,
    )
    assert (card.due_on, card.overdue) == (date(2026, 11, 25), False)
    assert card.title == "Thank-you card"
    assert card.reason == "Checkout closed Fri 20 Nov · mention the launch night"


def test_without_a_true_detail_the_card_asks_for_one() -> None:
    (card,) = suggested(ended_projects=[ended(TODAY)])
    assert card.reason == "Checkout closed today · name one true detail"


def test_a_forgotten_card_is_overdue_and_then_left() -> None:
    project = ended(date(2026, 11, 20))
    assert suggested(on=date(2026, 11, 26), ended_projects=[project])[0].overdue
    assert suggested(on=date(2026, 12, 16), ended_projects=[project])
    assert not suggested(on=date(2026, 12, 17), ended_projects=[project])


def test_a_project_that_is_yet_to_end_asks_for_nothing() -> None:
    assert not suggested(ended_projects=[ended(TODAY + DAY)])


# 5.3 cards after three and six months


def test_the_card_for_the_thirtieth_of_november_is_due_on_the_last_of_february() -> None:
    project = ended(date(2026, 11, 30))
    assert not suggested(on=date(2027, 2, 20), ended_projects=[project])
    (card,) = suggested(on=date(2027, 2, 21), ended_projects=[project], free=date(2027, 3, 3))
    assert (card.key, card.due_on) == ("card_3_months:project:1", date(2027, 2, 28))
    assert card.reason == "Checkout closed Mon 30 Nov · free from Wed 3 Mar"
    (card,) = suggested(on=date(2027, 5, 23), ended_projects=[project], free=None)
    assert (card.key, card.due_on) == ("card_6_months:project:1", date(2027, 5, 30))
    assert card.reason == "Checkout closed Mon 30 Nov"


@pytest.mark.parametrize(
    "other",
    [
        {"deliverables": [a_deliverable(promised_at=None)]},
        {"projects": [a_project("Shop", id=2)], "deliverables": []},
    ],
)
def test_no_later_card_while_other_work_is_open_with_them(other: dict[str, Any]) -> None:
    project = ended(date(2026, 8, 24), id=9)
    assert kinds(suggested(ended_projects=[project])) == [GestureKind.CARD_3_MONTHS]
    assert not suggested(ended_projects=[project], **other)
    assert suggested(ended_projects=[project], deliverables=[a_deliverable(delivered_at=NOW)])


def test_cards_close_together_are_one_and_one_decision_answers_both() -> None:
    projects = [ended(date(2026, 8, 24), "Shop", id=1), ended(date(2026, 8, 28), "Logo", id=2)]
    (card,) = suggested(ended_projects=projects)
    assert card.project_id == 1
    done = a_gesture(card.key, card.kind, due_on=card.due_on, done_on=TODAY)
    for days in range(40):
        assert not suggested(on=TODAY + days * DAY, ended_projects=projects, decisions=[done])


def test_a_card_sent_before_the_next_project_ended_does_not_answer_it() -> None:
    projects = [ended(date(2026, 11, 2), "Shop", id=1), ended(date(2026, 11, 9), "Logo", id=2)]
    done = a_gesture(
        "thank_you_card:project:1",
        GestureKind.THANK_YOU_CARD,
        due_on=date(2026, 11, 5),
        done_on=date(2026, 11, 4),
    )
    assert [i.project_id for i in suggested(ended_projects=projects, decisions=[done])] == [2]


# 5.2 coffee


def test_a_visit_asks_for_coffee_with_their_orders() -> None:
    visit = an_appointment("Visit", client_id=1, visit=True, key="work:7")
    (coffee,) = suggested(clients=[a_client(coffee="flat white, black")], appointments=[visit])
    assert (coffee.key, coffee.due_on) == ("coffee:work:7", TODAY)
    assert coffee.reason == "visit today 14:00 · flat white, black"
    (coffee,) = suggested(on=date(2026, 11, 22), appointments=[visit])
    assert coffee.reason == "visit tomorrow 14:00 · ask once what they drink, note it"


def test_coffee_is_for_visits_of_today_and_tomorrow_that_have_not_begun() -> None:
    def visit(starts_at: datetime, **fields: Any) -> bool:
        return bool(suggested(appointments=[an_appointment(starts_at=starts_at, client_id=1, **fields)]))

    assert not visit(at("10:00"), visit=True)
    assert not visit(at("14:00"), visit=False)
    assert not suggested(appointments=[an_appointment(visit=True)])
    assert visit(at("2026-11-24 23:30"), visit=True)
    assert not visit(at("2026-11-25 00:00"), visit=True)
    assert visit(at("2026-11-22 00:00"), visit=True, all_day=True, minutes=2 * 24 * 60)


def test_a_full_week_does_not_hide_a_coffee_but_a_coffee_uses_the_week_up() -> None:
    visit = an_appointment("Visit", client_id=1, visit=True)
    clients = [a_client(id=1), a_client("Dune", id=2)]
    rules = GestureRules(per_week=1)
    project = ended(date(2026, 11, 20), client_id=2)
    items = suggested(clients=clients, appointments=[visit], ended_projects=[project], rules=rules)
    assert kinds(items) == [GestureKind.COFFEE]
    done = a_gesture("x", GestureKind.KEEP_IN_TOUCH, client_id=3, done_on=TODAY)
    items = suggested(
        clients=clients, appointments=[visit], ended_projects=[project], rules=rules, decisions=[done]
    )
    assert kinds(items) == [GestureKind.COFFEE]


# 5.6 keep in touch


def test_a_long_silence_asks_for_a_hello_with_a_reason() -> None:
    (hello,) = suggested(
        last_contact={1: at("2026-09-21 12:00")}, ended_projects=[ended(date(2026, 7, 1), "Menu")]
    )
    assert hello.key == "keep_in_touch:client:1:2026-09-21"
    assert (hello.due_on, hello.overdue, hello.title) == (date(2026, 11, 20), True, "Say hello")
    assert hello.reason == "quiet since Mon 21 Sep · ask how Menu is doing"
    assert not suggested(last_contact={1: at("2026-09-25 12:00")})


@pytest.mark.parametrize(("own", "there"), [(30, True), (90, False), (0, False), (None, True)])
def test_a_client_may_have_an_interval_of_their_own(own: int | None, there: bool) -> None:
    items = suggested(clients=[a_client(keep_in_touch_days=own)], last_contact={1: at("2026-09-21 12:00")})
    assert bool(items) is there


@pytest.mark.parametrize(
    "in_touch",
    [
        {"deliverables": [a_deliverable()]},
        {"commitments": [a_commitment()]},
        {"threads": [a_thread()]},
        {"appointments": [an_appointment(client_id=1, starts_at=at("2026-11-25 09:00"))]},
        {"last_contact": {1: at("2026-11-22 12:00")}},
    ],
)
def test_no_hello_while_one_is_in_touch_anyway(in_touch: dict[str, Any]) -> None:
    assert not suggested(**({"last_contact": {1: at("2026-09-21 12:00")}} | in_touch))


def test_what_lies_among_the_old_mail_does_not_keep_one_in_touch() -> None:
    assert suggested(last_contact={1: at("2026-09-21 12:00")}, threads=[a_thread(settled=True)])


def test_a_gesture_is_a_contact_too() -> None:
    done = a_gesture("coffee:work:7", GestureKind.COFFEE, done_on=date(2026, 11, 1))
    assert not suggested(last_contact={1: at("2026-09-21 12:00")}, decisions=[done])


def test_an_unanswered_hello_lapses_and_comes_again_after_the_next_interval() -> None:
    known: dict[str, Any] = {"last_contact": {1: at("2026-09-21 12:00")}}
    due = date(2026, 11, 20)
    assert suggested(on=due + 21 * DAY, **known)
    assert not suggested(on=due + 22 * DAY, **known)
    (hello,) = suggested(on=due + 60 * DAY, **known)
    assert (hello.due_on, hello.overdue) == (due + 60 * DAY, False)


def test_who_was_never_contacted_counts_from_the_first_day_it_could_have_been_noted() -> None:
    assert not suggested(clients=[a_client()])
    (hello,) = suggested(clients=[a_client(since=date(2026, 9, 20))])
    assert hello.key == "keep_in_touch:client:1:2026-09-20"
    since: dict[str, Any] = {"store_since": date(2026, 11, 1), "clients": [a_client(since=date(2020, 1, 1))]}
    assert not suggested(**since)
    assert suggested(on=date(2026, 12, 31), **since)
    assert suggested(store_since=None, clients=[a_client(since=date(2026, 9, 20))])


def test_a_hello_is_no_gift() -> None:
    known: dict[str, Any] = {
        "last_contact": {1: at("2026-09-21 12:00")},
        "ended_projects": [ended(date(2026, 11, 20))],
        "appointments": [],
    }
    assert kinds(suggested(clients=[a_client(takes_gifts=False)], **known)) == [GestureKind.KEEP_IN_TOUCH]
    visit = [an_appointment(client_id=1, visit=True)]
    assert not suggested(clients=[a_client(takes_gifts=False)], appointments=visit)

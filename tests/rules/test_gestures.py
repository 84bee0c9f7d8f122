"""Kind things: which, when, why, and when not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from data.model.gesture import Gesture, GestureKind
from data.model.today import GestureItem
from data.model.work import Project
from data.rules.gestures import GestureRules, done_this_week, suggest
from data.rules.working_time import WorkingTime
from tests.build import (
    BERLIN,
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
    facts,
    office_hours,
)

RULES = GestureRules()
FREE = date(2026, 12, 9)
DAY = timedelta(days=1)


def ended(on: date, name: str = "Checkout", **fields: Any) -> Project:
    return a_project(name, ended_on=on, **fields)


def suggested(
    *,
    on: date | datetime = NOW,
    rules: GestureRules = RULES,
    hours: WorkingTime | None = None,
    free: date | None = FREE,
    **known: Any,
) -> tuple[GestureItem, ...]:
    now = on if isinstance(on, datetime) else at(f"{on.isoformat()} 10:15")
    return suggest(facts(**({"projects": []} | known)), now, hours or office_hours(), rules, free)


def kinds(items: Iterable[GestureItem]) -> list[GestureKind]:
    return [item.kind for item in items]


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


# when not


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


def test_reasons_fit_a_row_whatever_the_names_are() -> None:
    for name in ("x" * 10_000, "漢字" * 50, "a漢" * 50, ""):
        project = ended(date(2026, 11, 20), name, true_detail=name)
        (card,) = suggested(ended_projects=[project])
        assert len(card.reason.encode("utf-16-le")) // 2 <= 60
    wide = suggested(ended_projects=[ended(date(2026, 11, 20), "漢" * 30)])[0].reason
    assert wide.startswith("漢" * 10 + "… closed")

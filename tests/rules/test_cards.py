"""The cards of the Today pane: when each shows, what it says, and what sends it away."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from data.model.card import CardDecision, CardKind
from data.model.promise import Conditional, FindOut, Told, ToldKind
from data.model.scope import Obligation
from data.model.today import AgendaItem, AgendaKind, Room, SlackItem, Stage
from data.rules.cards import CardRules, cards, find_out_items
from data.rules.obligations import NudgeRules, days_late, nudge_on, would_become
from tests.build import NOW, TODAY, a_client, a_deliverable, a_project, a_slack_item, at, facts, office_hours

HOURS = office_hours()


def dealt(
    *items: SlackItem, now: datetime = NOW, rules: CardRules | None = None, **known: Any
) -> list[AgendaItem]:
    known.setdefault("clients", [a_client()])
    known.setdefault("projects", [])
    return list(cards(facts(**known), items, now, HOURS, rules or CardRules()))


def short(**fields: Any) -> SlackItem:
    usual: dict[str, Any] = {"room": Room.SHORT, "slack": -60, "heads_up_by": at("2026-11-25 17:00")}
    return a_slack_item(**(usual | fields))


def test_a_promise_that_is_whole_and_does_not_hold_wants_a_word() -> None:
    (card,) = dealt(short())
    assert (card.kind, card.text, card.stage) == (
        AgendaKind.HEADS_UP,
        "Heads-up: Checkout redesign",
        Stage.DUE,
    )
    assert (card.at, card.about_id, card.client) == (at("2026-11-25 17:00"), 1, "Harbour Books")
    (late,) = dealt(short(heads_up_by=at("09:00")))
    assert late.stage is Stage.LATE


def test_the_card_says_today_where_the_slack_says_today() -> None:
    (card,) = dealt(short(act_today=True, heads_up_by=at("2026-11-27 17:00")))
    assert (card.stage, card.at) == (Stage.DUE, at("17:00"))


@pytest.mark.parametrize("room", [Room.LATE, Room.TIGHT, Room.AMPLE, Room.UNKNOWN])
def test_what_is_late_or_holds_wants_no_heads_up(room: Room) -> None:
    assert dealt(short(room=room)) == []


def test_a_heads_up_given_comes_back_when_the_date_moves() -> None:
    (card,) = dealt(short())
    told = CardDecision(card.key, CardKind.HEADS_UP, deliverable_id=1, done_at=NOW)
    assert dealt(short(), cards=(told,)) == []
    moved = short(deliverable=a_deliverable(promised_at=at("2026-12-02 17:00")))
    assert len(dealt(moved, cards=(told,))) == 1


def test_a_card_that_is_put_off_shows_again() -> None:
    (card,) = dealt(short())
    later = CardDecision(card.key, CardKind.HEADS_UP, put_off_until=at("13:00"))
    assert dealt(short(), cards=(later,)) == []
    assert dealt(short(), cards=(later,), now=at("13:00")) == [card]


def test_finished_work_asks_what_to_do_with_it() -> None:
    (card,) = dealt(a_slack_item(deliverable=a_deliverable(finished_at=NOW)))
    assert (card.kind, card.text) == (AgendaKind.DONE_EARLY, "Done early: Checkout redesign")


@pytest.mark.parametrize(("pending", "shows"), [(0, False), (48, False), (49, True)])
def test_extras_over_a_tenth_of_the_estimate_are_talked_about(pending: int, shows: bool) -> None:
    found = dealt(a_slack_item(deliverable=a_deliverable(pending_minutes=pending)))
    assert [card.kind for card in found] == ([AgendaKind.SCOPE] if shows else [])


def an_obligation(needed: str, **fields: Any) -> Obligation:
    return Obligation(1, "texts", at("2026-11-16 10:00"), date.fromisoformat(needed), **({"id": 5} | fields))


@pytest.mark.parametrize(
    ("needed", "nudged", "on"),
    [
        ("2026-11-27", None, "2026-11-25"),
        ("2026-11-23", None, "2026-11-19"),
        ("2026-11-20", "2026-11-20 10:00", "2026-11-25"),
        ("2026-11-27", "2026-11-25 10:00", "2026-11-30"),
    ],
)
def test_a_nudge_two_days_before_and_every_three_after(needed: str, nudged: str | None, on: str) -> None:
    owed = an_obligation(needed, nudged_at=at(nudged) if nudged else None)
    assert nudge_on(owed, HOURS, NudgeRules()).isoformat() == on


def test_a_nudge_says_how_late_it_is() -> None:
    (late,) = dealt(obligations=(an_obligation("2026-11-19"),))
    assert (late.text, late.about_id) == ("Remind them: texts, 2 days late", 5)
    (one,) = dealt(obligations=(an_obligation("2026-11-20"),))
    assert one.text == "Remind them: texts, 1 day late"
    (soon,) = dealt(obligations=(an_obligation("2026-11-25"),))
    assert soon.text == "Remind them: texts"
    assert dealt(obligations=(an_obligation("2026-11-26"),)) == []


def test_what_is_delivered_waits_for_nothing_any_more() -> None:
    owed = an_obligation("2026-11-19", deliverable_id=7)
    assert dealt(obligations=(owed,)) == []
    open_still = a_slack_item(deliverable=a_deliverable(id=7), room=Room.AMPLE)
    assert [card.kind for card in dealt(open_still, obligations=(owed,))] == [AgendaKind.NUDGE]


def test_their_delay_moves_the_promise_by_as_many_working_days() -> None:
    owed = an_obligation("2026-11-18")
    late = days_late(owed, date(2026, 11, 23), HOURS)
    assert late == 3
    assert would_become(at("2026-11-27 17:00"), late, HOURS) == at("2026-12-02 17:00")
    assert would_become(at("2026-11-27 17:00"), 0, HOURS) == at("2026-11-27 17:00")
    assert days_late(owed, date(2026, 11, 17), HOURS) == 0


def test_a_conditional_promise_runs_from_the_arrival() -> None:
    item = a_slack_item(deliverable=a_deliverable(promised_at=None), room=Room.UNKNOWN, slack=None)
    told = Told(1, ToldKind.CONDITIONAL, NOW, id=9, after="the texts", after_days=5)
    assert dealt(item, conditionals=(Conditional(told),)) == []
    (card,) = dealt(item, conditionals=(Conditional(told, arrived_at=NOW),))
    assert (card.kind, card.text) == (
        AgendaKind.ARRIVED,
        "the texts came, tell the date: Checkout redesign",
    )


@pytest.mark.parametrize(("days", "shows"), [(6, False), (7, True)])
def test_a_client_with_open_work_hears_from_you_each_week(days: int, shows: bool) -> None:
    found = dealt(a_slack_item(), last_word={1: NOW - timedelta(days=days)})
    assert [card.text for card in found] == (["Say where it stands"] if shows else [])
    assert dealt(a_slack_item(), last_word={1: NOW - timedelta(days=30)}, told_at={1: NOW}) == []
    assert dealt(a_slack_item(), last_word={1: NOW - timedelta(days=30)}, rules=CardRules(0)) == []
    assert dealt(a_slack_item()) == [], "nobody knows since when they wait for a word"
    begun = [a_project(started_on=TODAY - timedelta(days=days))]
    assert [card.text for card in dealt(a_slack_item(), projects=begun)] == [card.text for card in found], (
        "before the first word it is the beginning of the work"
    )


def test_a_prospect_is_asked_for_agreements_until_it_is_decided() -> None:
    called = {1: NOW - timedelta(days=3), 2: NOW - timedelta(days=60), 3: NOW}
    clients = [a_client(), a_client("Birch", id=2)]
    (card,) = dealt(first_calls=called, clients=clients)
    assert (card.kind, card.key, card.client) == (AgendaKind.AGREEMENTS, "agreements:1", "Harbour Books")
    assert (card.at, card.all_day, card.about_id) == (at("17:00"), True, 1)
    dropped = CardDecision(card.key, CardKind.AGREEMENTS, client_id=1, done_at=NOW)
    assert dealt(first_calls=called, clients=clients, cards=(dropped,)) == []


def asked(**fields: Any) -> FindOut:
    usual: dict[str, Any] = {"id": 7, "client_id": 1, "come_back_at": at("2026-11-24 11:00")}
    return FindOut(question="hosting price", asked_at=at("2026-11-23 09:00"), **(usual | fields))


def found_out(find_out: FindOut, now: datetime = NOW) -> list[AgendaItem]:
    known = facts(clients=[a_client()], find_outs=(find_out,))
    return list(find_out_items(known, now, HOURS, CardRules()))


def test_a_find_out_shows_on_its_day_and_when_three_quarters_are_gone() -> None:
    assert found_out(asked()) == []
    (still,) = found_out(asked(), at("2026-11-23 17:00"))
    assert (still.text, still.stage) == ("Still on it: hosting price", Stage.DUE)
    (today,) = found_out(asked(answer="120 a year"), at("2026-11-24 09:00"))
    assert (today.text, today.stage) == ("Find out: hosting price", Stage.FRESH)
    (late,) = found_out(asked(answer="120 a year"), at("2026-11-24 11:01"))
    assert late.stage is Stage.LATE


def test_an_interim_word_is_asked_for_once() -> None:
    told = asked(interim_at=at("2026-11-23 16:00"))
    assert found_out(told, at("2026-11-23 17:00")) == []


def test_what_was_told_today_is_kept() -> None:
    (done,) = found_out(asked(told_at=at("10:00")))
    assert done.stage is Stage.DONE
    assert found_out(asked(told_at=at("2026-11-20 10:00"))) == []
    assert found_out(asked(dropped_at=at("10:00"))) == []

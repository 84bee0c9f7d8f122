"""Agreements at the Desk: agreed, corrected, taken back, asked for, gone stale, and counted in the week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from data.desk import Desk
from data.errors import Changed, NotFound, WrongUse
from data.model.agreement import AgreedHow, Agreement, AgreementKind
from data.model.client import Client
from data.model.draft import ContactDraft
from data.model.today import AgendaItem, AgendaKind
from data.model.touch import Channel, Direction, Outcome
from data.model.work import Deliverable, Project
from tests.build import NOW, TODAY, at
from tests.desk.conftest import Hand

AVAILABILITY, RATES = AgreementKind.AVAILABILITY, AgreementKind.RATES


@pytest.fixture
def acme(desk: Desk) -> Client:
    return desk.clients.add(Client("Acme", addresses=("ana@acme.example",)))


def an_agreement(client: Client, kind: AgreementKind = AVAILABILITY, **fields: Any) -> Agreement:
    usual: dict[str, Any] = {"text": "Mondays", "noted_on": TODAY, "agreed_on": TODAY}
    return Agreement(client.id, kind, **(usual | fields))


def everything(desk: Desk, client: Client) -> None:
    for kind in AgreementKind:
        if kind is not AgreementKind.EMERGENCY:
            desk.agreements.agree(an_agreement(client, kind))


def cards(desk: Desk) -> list[AgendaItem]:
    return [each for each in desk.today().agenda if each.kind is AgendaKind.AGREEMENTS]


def spoke(desk: Desk, client: Client, days: int = 0) -> None:
    desk.contacts.log(
        ContactDraft(Channel.CALL, Direction.IN, client.id, NOW - timedelta(days=days), outcome=Outcome.SPOKE)
    )


def test_what_is_agreed_stands_until_it_is_agreed_anew(desk: Desk, acme: Client) -> None:
    first = desk.agreements.agree(an_agreement(acme, agreed_on=TODAY - timedelta(days=9)))
    second = desk.agreements.agree(an_agreement(acme, text="Mondays and Tuesdays", how=AgreedHow.MAIL))
    assert desk.agreements.of_client(acme.id).standing == (second,)
    assert desk.agreements.history(acme.id, AVAILABILITY) == (first, second)
    assert desk.undo() == "agree on availability"
    assert desk.agreements.of_client(acme.id).standing == (first,)


def test_what_was_agreed_earlier_does_not_take_the_place_of_what_came_later(desk: Desk, acme: Client) -> None:
    later = desk.agreements.agree(an_agreement(acme))
    desk.agreements.agree(an_agreement(acme, text="as it was", agreed_on=TODAY - timedelta(days=400)))
    assert desk.agreements.of_client(acme.id).standing == (later,)


def test_a_correction_changes_the_one_and_undo_brings_it_back(desk: Desk, acme: Client) -> None:
    made = desk.agreements.agree(an_agreement(acme))
    mended = desk.agreements.edit(replace(made, text="Tuesdays"), made)
    assert desk.agreements.of_client(acme.id).standing == (mended,)
    with pytest.raises(Changed, match="changed elsewhere"):
        desk.agreements.edit(replace(made, text="Fridays"), made)
    desk.undo()
    assert desk.agreements.get(made.id) == made


def test_deleting_lets_the_one_before_stand_again(desk: Desk, acme: Client) -> None:
    first = desk.agreements.agree(an_agreement(acme, agreed_on=date(2026, 11, 3)))
    second = desk.agreements.agree(an_agreement(acme))
    said = desk.agreements.delete(second.id)
    assert said == "Availability is gone: what was agreed Tuesday 3 November stands again."
    assert desk.agreements.delete(first.id) == "Availability is gone."
    assert desk.agreements.of_client(acme.id).standing == ()
    with pytest.raises(NotFound):
        desk.agreements.get(first.id)
    desk.undo()
    desk.undo()
    assert desk.agreements.history(acme.id, AVAILABILITY) == (first, second)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "  "}, "needs a few words"),
        ({"agreed_on": None}, "When was it agreed"),
        ({"agreed_on": TODAY + timedelta(days=1)}, "still ahead"),
        ({"acknowledge_minutes": 0}, "within how many minutes"),
        ({"loading_percent": 1_001}, "percentage"),
    ],
)
def test_what_cannot_be_agreed_is_refused_in_a_sentence(
    desk: Desk, acme: Client, fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(WrongUse, match=said):
        desk.agreements.agree(an_agreement(acme, **fields))
    assert desk.agreements.of_client(acme.id).standing == ()


def test_an_emergency_policy_says_what_it_lacks(desk: Desk, acme: Client) -> None:
    everything(desk, acme)
    assert desk.agreements.of_client(acme.id).complete
    half = desk.agreements.agree(
        an_agreement(acme, AgreementKind.EMERGENCY, agreed_on=None, channel="call", loading_percent=50)
    )
    assert desk.agreements.said(half) == (
        "Emergency: noted. Still missing: what does not count, how soon you answer, the date agreed."
    )
    assert not desk.agreements.of_client(acme.id).complete
    whole = replace(half, no_emergency="wishes", acknowledge_minutes=30, agreed_on=TODAY)
    desk.agreements.edit(whole, half)
    assert desk.agreements.said(whole) == "Emergency: agreed."
    assert desk.agreements.of_client(acme.id).complete


# Stale

RATE = "[rates]\nhourly = 85\nafter_hours_loading_percent = {}\n"


def test_only_who_has_a_whole_policy_may_ring_in_an_emergency(desk: Desk, acme: Client) -> None:
    assert desk.agreements.on_call() == ()
    policy = an_agreement(
        acme,
        AgreementKind.EMERGENCY,
        no_emergency="Typos",
        channel="by phone",
        acknowledge_minutes=30,
        loading_percent=50,
        agreed_on=None,
    )
    written = desk.agreements.agree(policy)
    assert desk.agreements.on_call() == ()
    desk.agreements.edit(replace(written, agreed_on=written.noted_on))
    assert desk.agreements.on_call() == (acme.name,)
    desk.clients.delete(acme.id)
    assert desk.agreements.on_call() == ()


def test_another_setting_makes_stale_what_rests_on_it(open_desk: Callable[[str], Desk], clock: Hand) -> None:
    desk = open_desk(RATE.format(50))
    acme = desk.clients.add(Client("Acme"))
    everything(desk, acme)
    desk.agreements.agree(an_agreement(acme, AgreementKind.EMERGENCY))
    assert desk.agreements.of_client(acme.id).stale == ()
    dearer = open_desk(RATE.format(30))
    stands = dearer.agreements.of_client(acme.id)
    names = {each.id: each.kind.value for each in stands.standing}
    assert [names[number] for number in stands.stale] == ["rates", "emergency"]
    elsewhere = open_desk("[rates]\nhourly = 90\n")
    (change,) = elsewhere.agreements.of_client(acme.id).outdated
    assert (change.then, change.now) == ("85.00 EUR an hour", "90.00 EUR an hour")
    clock.turn(minutes=1)
    elsewhere.agreements.agree(an_agreement(acme, RATES))
    assert elsewhere.agreements.of_client(acme.id).stale == ()


def test_a_correction_makes_nothing_fresh(open_desk: Callable[[str], Desk]) -> None:
    desk = open_desk(RATE.format(50))
    acme = desk.clients.add(Client("Acme"))
    made = desk.agreements.agree(an_agreement(acme, RATES))
    dearer = open_desk(RATE.format(30))
    dearer.agreements.edit(replace(made, text="85 an hour"), made)
    assert dearer.agreements.of_client(acme.id).stale == (made.id,)
    moved = dearer.agreements.edit(replace(made, kind=AgreementKind.PROCESS))
    assert (moved.rate_then, moved.loading_then) == ("", "")


# The card


def test_a_prospect_with_a_call_is_asked_for_agreements(desk: Desk, acme: Client) -> None:
    assert cards(desk) == []
    spoke(desk, acme)
    (card,) = cards(desk)
    assert (card.text, card.client, card.key) == (
        "Agree how you work together",
        "Acme",
        f"agreements:{acme.id}",
    )
    desk.agreements.agree(an_agreement(acme))
    assert cards(desk) == []
    desk.undo()
    assert cards(desk) == [card]


def test_no_call_that_only_rang_and_no_finished_project_asks(desk: Desk, acme: Client) -> None:
    missed = ContactDraft(Channel.CALL, Direction.IN, acme.id, NOW, outcome=Outcome.MISSED)
    desk.contacts.log(missed)
    assert cards(desk) == []
    spoke(desk, acme)
    desk.work.add_project(Project(acme.id, "Old", started_on=TODAY, ended_on=TODAY))
    assert cards(desk) == []


def test_calls_read_in_from_years_ago_flood_nothing(desk: Desk, clock: Hand) -> None:
    for number in range(30):
        client = desk.clients.add(Client(f"Client {number}", since=date(2024, 1, 1)))
        spoke(desk, client, days=number + 1)
    assert cards(desk) == []


def test_the_card_is_put_off_and_comes_back(desk: Desk, acme: Client, clock: Hand) -> None:
    spoke(desk, acme)
    (card,) = cards(desk)
    desk.cards.put_off(card, NOW + timedelta(days=1))
    assert cards(desk) == []
    clock.turn(days=1, minutes=1)
    assert [each.key for each in cards(desk)] == [card.key]


def test_the_card_is_dropped_for_good_until_it_is_undone(desk: Desk, acme: Client, clock: Hand) -> None:
    spoke(desk, acme)
    (card,) = cards(desk)
    assert desk.cards.drop(card) == "Agree how you work together: not needed."
    assert cards(desk) == []
    clock.turn(days=3)
    assert cards(desk) == []
    desk.undo()
    assert [each.key for each in cards(desk)] == [card.key]


# The sheet


def test_the_sheet_says_what_is_agreed_and_what_is_not(desk: Desk, acme: Client) -> None:
    with pytest.raises(WrongUse, match="Nothing is agreed"):
        desk.drafts.agreements(acme.id)
    desk.agreements.agree(an_agreement(acme, text="Mondays, {{ 7 * 7 }}\n[/]"))
    body = desk.drafts.agreements(acme.id).draft.body
    assert "- When I work: Mondays, {{ 7 * 7 }} [/] (agreed on Monday 23 November)\n" in body
    assert "still to be agreed:\n- How the work goes\n- What it costs\n- What I need from you\n" in body
    assert "emergenc" not in body.casefold()


def test_a_proposed_policy_is_said_to_be_one(desk: Desk, acme: Client) -> None:
    policy = an_agreement(acme, AgreementKind.EMERGENCY, text="the shop is down", agreed_on=None)
    made = desk.agreements.agree(replace(policy, acknowledge_minutes=1, loading_percent=50))
    body = desk.drafts.agreements(acme.id).draft.body
    assert "Here is how I suggest that we work together." in body
    assert "What I suggest for emergencies:\n- What counts: the shop is down\n" in body
    assert "- I answer within: 1 minute\n- What it costs: 50 % more than usual\n" in body
    desk.agreements.edit(replace(made, agreed_on=TODAY))
    body = desk.drafts.agreements(acme.id).draft.body
    assert "Here is what we agreed" in body
    assert "In an emergency:\n- What counts: the shop is down (agreed on Monday 23 November)\n" in body


def test_the_sheet_says_no_day_that_is_aimed_for(desk: Desk, acme: Client) -> None:
    aim = date(2026, 12, 1)
    desk.work.add_deliverable_to(
        "Site", Deliverable(0, acme.id, "Site", promised_at=at("2026-12-04 17:00"), target_on=aim)
    )
    everything(desk, acme)
    composed = desk.drafts.agreements(acme.id)
    assert composed.check(composed.draft.body) == ()
    assert not [each for each in ("1 Dec", "2026-12-01", "1.12.") if each in composed.draft.body]


# The week


def figures(desk: Desk, week: str | None = None) -> tuple[object, object, object]:
    review = desk.reviews.week(week)
    complete = review.figure("expectations", "complete")
    return complete.value, complete.of, review.figure("expectations", "stale").value


def test_the_week_counts_whom_one_met_or_works_for(desk: Desk, acme: Client, clock: Hand) -> None:
    birch, cove = desk.clients.add(Client("Birch")), desk.clients.add(Client("Cove"))
    assert figures(desk) == (0, 0, 0)
    spoke(desk, acme)
    everything(desk, acme)
    desk.work.add_deliverable_to("Logo", Deliverable(0, birch.id, "Logo", promised_at=at("17:00")))
    desk.agreements.agree(an_agreement(birch, RATES))
    desk.agreements.agree(an_agreement(cove, RATES))
    assert figures(desk) == (1, 2, 0)
    keys = desk.reviews.week().figure("expectations", "complete").rows
    rows = desk.reviews.rows(keys)
    assert [(row.client, row.title, row.opens) for row in rows] == [
        ("Birch", "Missing: availability, process, obligations", f"client:{birch.id}"),
        ("Acme", "All agreed", f"client:{acme.id}"),
    ]


def test_a_closed_week_keeps_its_figures_whatever_is_agreed_or_set_later(
    open_desk: Callable[[str], Desk], clock: Hand
) -> None:
    desk = open_desk(RATE.format(50))
    acme, birch = desk.clients.add(Client("Acme")), desk.clients.add(Client("Birch"))
    spoke(desk, acme)
    desk.agreements.agree(an_agreement(acme, RATES))
    what = desk.work.add_deliverable_to("Logo", Deliverable(0, birch.id, "Logo", promised_at=at("17:00")))
    clock.at = at("2026-11-27 16:00")
    week = desk.reviews.running()
    desk.reviews.close(week, lambda *_: "")
    clock.turn(days=5)
    desk.work.deliver(what.id)
    later = open_desk(RATE.format(30))
    now = later.now().date()
    for kind in AgreementKind:
        later.agreements.agree(an_agreement(acme, kind, noted_on=now, agreed_on=now))
    assert figures(later, week) == (0, 2, 0)
    assert later.reviews.week(week).corrected == ()


def test_rows_behind_stale_say_what_it_is(open_desk: Callable[[str], Desk]) -> None:
    desk = open_desk(RATE.format(50))
    acme = desk.clients.add(Client("Acme"))
    spoke(desk, acme)
    desk.agreements.agree(an_agreement(acme, RATES, text="85 an hour"))
    later = open_desk(RATE.format(30))
    assert figures(later) == (0, 1, 1)
    (row,) = later.reviews.rows(later.reviews.week().figure("expectations", "stale").rows)
    assert (row.title, row.client, row.said) == ("85 an hour", "Acme", "rates")

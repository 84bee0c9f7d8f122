"""A call after hours at the Desk: one act, a mail that is found when it comes, a card when it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from data.desk import Desk
from data.errors import WrongUse
from data.model.client import Client
from data.model.draft import ContactDraft, FollowUp
from data.model.letter import DraftKind
from data.model.today import AgendaItem, AgendaKind
from data.model.touch import Channel, Direction, Outcome, Touch
from data.model.work import CommitmentKind
from data.store import awaited_mails, touches
from tests.build import at
from tests.desk.conftest import Hand

EVENING = at("2026-11-26 19:30")
MORNING = at("2026-11-27 09:30")
NOON = at("2026-11-27 12:00")


@pytest.fixture
def acme(desk: Desk) -> Client:
    return desk.clients.add(Client("Acme", addresses=("ann@acme.example",)))


def call(client: Client, **fields: object) -> ContactDraft:
    draft = ContactDraft(
        Channel.CALL,
        Direction.IN,
        client.id,
        EVENING,
        minutes=4,
        outcome=Outcome.SPOKE,
        note="form says no",
        tomorrow=FollowUp("Look at the form", MORNING),
    )
    return replace(draft, **fields)  # type: ignore[arg-type]


def evening(desk: Desk, clock: Hand, client: Client) -> Touch:
    clock.at = EVENING
    return desk.contacts.log(call(client))


def write_ups(desk: Desk) -> list[AgendaItem]:
    return [item for item in desk.today().agenda if item.kind is AgendaKind.WRITE_UP]


def mail(desk: Desk, client: Client, when: datetime) -> None:
    """A mail as reading a mailbox stores it: no act, and nothing to undo."""
    with desk._core.store.intake(when) as db:
        touches.insert(db, Touch(Channel.MAIL, Direction.IN, when, client_id=client.id, subject="As said"))


def test_the_call_the_promise_and_the_awaited_mail_are_one_act(desk: Desk, clock: Hand, acme: Client) -> None:
    touch = evening(desk, clock, acme)
    (promise,) = desk.work.commitments(acme.id)
    assert (promise.text, promise.due_at, promise.touch_id) == ("Look at the form", MORNING, touch.id)
    assert promise.kind is CommitmentKind.FOLLOW_UP
    awaited = desk.after_hours.awaited_in(touch.id)
    assert awaited is not None
    assert (awaited.write_up_at, awaited.commitment_id, awaited.first_mail_at) == (NOON, promise.id, None)
    desk.undo()
    assert desk.work.commitments(acme.id) == ()
    assert desk.clients.contacts(acme.id) == ()
    assert desk.after_hours.awaited_in(touch.id) is None


def test_tomorrow_is_half_an_hour_after_the_next_opening(desk: Desk) -> None:
    assert desk.after_hours.tomorrow(EVENING) == MORNING
    assert desk.after_hours.tomorrow(at("2026-11-27 10:00")) is None


def test_at_noon_without_a_mail_it_is_to_be_written_up(desk: Desk, clock: Hand, acme: Client) -> None:
    touch = evening(desk, clock, acme)
    clock.at = at("2026-11-27 11:59")
    assert write_ups(desk) == []
    clock.at = NOON
    (card,) = write_ups(desk)
    awaited = desk.after_hours.awaited_in(touch.id)
    assert awaited is not None
    assert (card.text, card.client, card.about_id) == (
        "Write it up: Look at the form",
        "Acme",
        awaited.id,
    )


@pytest.mark.parametrize(
    ("when", "confirms"),
    [
        (at("2026-11-26 19:29"), False),
        (at("2026-11-26 22:00"), True),
        (at("2026-11-27 15:00"), True),
        (at("2026-12-04 08:00"), False),
    ],
)
def test_the_first_mail_of_theirs_within_a_week_takes_the_card_away(
    desk: Desk, clock: Hand, acme: Client, when: datetime, confirms: bool
) -> None:
    evening(desk, clock, acme)
    mail(desk, acme, when)
    clock.at = at("2026-12-04 10:00")
    assert bool(write_ups(desk)) is not confirms


def test_the_mail_of_somebody_else_confirms_nothing(desk: Desk, clock: Hand, acme: Client) -> None:
    evening(desk, clock, acme)
    mail(desk, desk.clients.add(Client("Birch")), at("2026-11-27 09:00"))
    clock.at = NOON
    assert len(write_ups(desk)) == 1


def test_told_is_logged_and_undone_as_one(desk: Desk, clock: Hand, acme: Client) -> None:
    touch = evening(desk, clock, acme)
    clock.at = NOON
    (card,) = write_ups(desk)
    desk.cards.told(card, Channel.MAIL)
    assert write_ups(desk) == []
    assert [each.channel for each in desk.clients.contacts(acme.id)] == [Channel.MAIL, Channel.CALL]
    awaited = desk.after_hours.awaited_in(touch.id)
    assert awaited is not None
    assert awaited.written_at == NOON
    desk.undo()
    assert write_ups(desk) == [card]


def test_it_can_be_put_off_let_go_with_a_reason_or_have_come_another_way(
    desk: Desk, clock: Hand, acme: Client
) -> None:
    evening(desk, clock, acme)
    clock.at = NOON
    (card,) = write_ups(desk)
    desk.cards.put_off(card, at("2026-11-27 15:00"))
    assert write_ups(desk) == []
    clock.at = at("2026-11-27 15:00")
    assert write_ups(desk) == [card]
    with pytest.raises(WrongUse, match="Say why"):
        desk.after_hours.drop(card.about_id, " ")
    assert "Not to be written up" in desk.after_hours.drop(card.about_id, "they came by")
    assert write_ups(desk) == []
    with pytest.raises(WrongUse, match="settled already"):
        desk.after_hours.came(card.about_id)
    desk.undo()
    assert desk.after_hours.came(card.about_id) == "Confirmed: Look at the form."
    assert write_ups(desk) == []


def test_the_draft_says_what_and_when(desk: Desk, clock: Hand, acme: Client) -> None:
    touch = evening(desk, clock, acme)
    awaited = desk.after_hours.awaited_in(touch.id)
    assert awaited is not None
    draft = desk.drafts.write_up(awaited.id).draft
    assert (draft.kind, draft.to) == (DraftKind.WRITE_UP, ("ann@acme.example",))
    assert "We spoke on the phone today at 19:30." in draft.body
    assert "> Look at the form" in draft.body
    assert "I will see to it tomorrow at 09:30." in draft.body
    clock.at = NOON
    composed = desk.drafts.write_up(awaited.id)
    assert "I said that I would see to it today at 09:30" in composed.draft.body
    assert [each.words for each in composed.check(composed.draft.body)] == ["[…]"]
    (promise,) = desk.work.commitments(acme.id)
    desk.work.done_commitment(promise.id)
    assert "It is done." in desk.drafts.write_up(awaited.id).draft.body


def test_a_promise_that_moved_is_written_up_as_it_is_now(desk: Desk, clock: Hand, acme: Client) -> None:
    touch = evening(desk, clock, acme)
    (promise,) = desk.work.commitments(acme.id)
    desk.work.edit_commitment(replace(promise, text="Mend the form", due_at=at("2026-11-30 10:00")))
    awaited = desk.after_hours.awaited_in(touch.id)
    assert awaited is not None
    assert (awaited.text, awaited.due_at) == ("Mend the form", at("2026-11-30 10:00"))


def test_without_the_call_or_the_promise_no_mail_is_awaited(desk: Desk, clock: Hand, acme: Client) -> None:
    touch = evening(desk, clock, acme)
    clock.at = NOON
    (promise,) = desk.work.commitments(acme.id)
    desk.work.delete_commitment(promise.id)
    assert write_ups(desk) == []
    desk.undo()
    assert len(write_ups(desk)) == 1
    desk.contacts.delete(touch.id)
    assert write_ups(desk) == []
    desk.undo()
    assert len(write_ups(desk)) == 1


def test_a_call_that_is_corrected_takes_its_awaited_mail_along(desk: Desk, clock: Hand, acme: Client) -> None:
    touch = evening(desk, clock, acme)
    birch = desk.clients.add(Client("Birch"))
    desk.contacts.edit(replace(touch, client_id=birch.id, at=at("2026-11-26 18:30")))
    mail(desk, birch, at("2026-11-26 19:00"))
    awaited = desk.after_hours.awaited_in(touch.id)
    assert awaited is not None
    assert (awaited.client_id, awaited.first_mail_at) == (birch.id, at("2026-11-26 19:00"))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"outcome": Outcome.VOICEMAIL}, "Nobody was spoken to"),
        ({"channel": Channel.CHAT, "outcome": None}, "Nobody was spoken to"),
        ({"client_id": None, "who": "somebody"}, "Say which client"),
        ({"tomorrow": FollowUp(" ", MORNING)}, "Say what was put off"),
        ({"at": at("2026-11-26 16:00")}, "ended within your hours"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_stored(
    desk: Desk, clock: Hand, acme: Client, fields: dict[str, object], sentence: str
) -> None:
    clock.at = EVENING
    with pytest.raises(WrongUse, match=sentence):
        desk.contacts.log(call(acme, **fields))
    assert desk.clients.contacts(acme.id) == ()


def test_somebody_new_is_made_with_it(desk: Desk, clock: Hand, acme: Client) -> None:
    clock.at = EVENING
    touch = desk.contacts.log(call(acme, client_id=None, new_client="Zed"))
    awaited = desk.after_hours.awaited_in(touch.id)
    assert awaited is not None
    assert awaited.client_id == desk.clients.by_name("Zed").id


def test_the_card_goes_by_itself_after_four_weeks(desk: Desk, clock: Hand, acme: Client) -> None:
    evening(desk, clock, acme)
    clock.at = at("2026-12-24 12:00")
    assert len(write_ups(desk)) == 1
    clock.at = at("2026-12-25 12:00")
    assert write_ups(desk) == []


def test_the_open_ones_are_found_by_their_index(desk: Desk) -> None:
    plan = desk._core.reader.execute(
        f"EXPLAIN QUERY PLAN {awaited_mails._OPEN}", {"since": "2026-01-01T00:00:00Z", "within": "+7 days"}
    ).fetchall()
    said = " ".join(row[3] for row in plan)
    assert "awaited_mail_open" in said
    assert "SCAN awaited_mail" not in said
    assert "touch_client" in said


def test_contacts_after_hours_are_counted_for_each_client(desk: Desk, clock: Hand, acme: Client) -> None:
    evening(desk, clock, acme)
    mail(desk, acme, at("2026-11-28 12:00"))
    mail(desk, acme, at("2026-11-30 10:00"))
    clock.at = at("2026-11-30 11:00")
    found = desk.after_hours.contacts_of(acme.id)
    assert (found.came, found.answered_at, found.since_answered) == (2, EVENING, 1)
    clock.at = at("2027-03-30 11:00")
    assert desk.after_hours.contacts_of(acme.id).came == 0


def test_the_review_counts_those_that_came(desk: Desk, clock: Hand, acme: Client) -> None:
    evening(desk, clock, acme)
    clock.at = at("2026-11-27 11:00")
    assert desk.reviews.week().figure("after_hours", "confirming_mails").of == 0
    clock.at = at("2026-11-27 16:00")
    figure = desk.reviews.week().figure("after_hours", "confirming_mails")
    assert (figure.value, figure.of) == (0, 1)
    (row,) = desk.reviews.rows(figure.rows)
    assert (row.title, row.client, row.at, row.said) == ("Look at the form", "Acme", EVENING, "awaited")
    mail(desk, acme, at("2026-11-27 15:00"))
    figure = desk.reviews.week().figure("after_hours", "confirming_mails")
    assert (figure.value, figure.of) == (1, 1)
    (row,) = desk.reviews.rows(figure.rows)
    assert row.said == "came"

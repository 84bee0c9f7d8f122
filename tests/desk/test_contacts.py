"""Logging what was said, and what it does to the clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data.desk import Desk
from data.errors import NotFound, WrongUse
from data.model.client import Client
from data.model.draft import ContactDraft, FollowUp
from data.model.today import AgendaKind
from data.model.touch import Channel, Direction, Outcome
from tests.build import NOW
from tests.desk.conftest import Hand


@pytest.fixture
def acme(desk: Desk) -> Client:
    return desk.clients.add(Client("Acme", addresses=("ana@acme.example",)))


def a_call(
    client: Client,
    outcome: Outcome = Outcome.SPOKE,
    direction: Direction = Direction.IN,
    *,
    ago: float = 0,
    note: str = "",
    follow_ups: tuple[FollowUp, ...] = (),
    answers: tuple[int, ...] = (),
) -> ContactDraft:
    return ContactDraft(
        Channel.CALL,
        direction,
        client.id,
        NOW - timedelta(minutes=ago),
        outcome=outcome,
        note=note,
        follow_ups=follow_ups,
        answers=answers,
    )


def test_a_missed_call_waits_with_the_limit_of_callbacks(desk: Desk, acme: Client) -> None:
    desk.contacts.log(a_call(acme, Outcome.MISSED, ago=30))
    (item,) = desk.today().waiting
    assert (item.channel, item.limit_minutes, item.elapsed_minutes) == (Channel.CALL, 120, 30)


def test_a_second_missed_call_does_not_restart_the_clock(desk: Desk, acme: Client) -> None:
    desk.contacts.log(a_call(acme, Outcome.MISSED, ago=60))
    desk.contacts.log(a_call(acme, Outcome.VOICEMAIL, ago=5))
    (item,) = desk.today().waiting
    assert (item.elapsed_minutes, item.count) == (60, 2)


@pytest.mark.parametrize("direction", [Direction.IN, Direction.OUT])
def test_a_talk_closes_the_missed_call(desk: Desk, acme: Client, direction: Direction) -> None:
    desk.contacts.log(a_call(acme, Outcome.MISSED, ago=60))
    desk.contacts.log(a_call(acme, Outcome.SPOKE, direction))
    assert desk.today().waiting == ()


def test_a_talk_noted_late_answers_no_later_call(desk: Desk, acme: Client) -> None:
    desk.contacts.log(a_call(acme, Outcome.MISSED, ago=30))
    yesterday = desk.contacts.log(a_call(acme, Outcome.SPOKE, ago=24 * 60))
    desk.contacts.log(a_call(acme, Outcome.NO_ANSWER, Direction.OUT, ago=23 * 60))
    (item,) = desk.today().waiting
    assert (item.elapsed_minutes, item.tries) == (30, 0)
    # A correction of it answers only what came before that talk was over.
    desk.contacts.edit(replace(yesterday, at=yesterday.at + timedelta(minutes=5)))
    assert [each.thread_id for each in desk.today().waiting] == [item.thread_id]
    desk.contacts.edit(replace(yesterday, at=NOW - timedelta(minutes=40), minutes=15))
    assert desk.today().waiting == ()


def test_a_talk_in_between_leaves_what_came_after_it(desk: Desk, acme: Client) -> None:
    desk.contacts.log(a_call(acme, Outcome.MISSED, ago=90))
    desk.contacts.log(a_call(acme, Outcome.MISSED, ago=10))
    desk.contacts.log(a_call(acme, Outcome.SPOKE, Direction.OUT, ago=60))
    (item,) = desk.today().waiting
    assert (item.elapsed_minutes, item.count) == (10, 1)


def test_a_missed_call_noted_late_waits_since_it_came(desk: Desk, acme: Client) -> None:
    desk.contacts.log(a_call(acme, Outcome.MISSED, ago=10))
    desk.contacts.log(a_call(acme, Outcome.VOICEMAIL, ago=15))
    (item,) = desk.today().waiting
    assert (item.elapsed_minutes, item.count, item.newest_at) == (15, 2, NOW - timedelta(minutes=10))


def test_a_vain_try_is_counted_and_closes_nothing(desk: Desk, acme: Client) -> None:
    desk.contacts.log(a_call(acme, Outcome.MISSED, ago=60))
    for _ in range(3):
        desk.contacts.log(a_call(acme, Outcome.NO_ANSWER, Direction.OUT))
    (item,) = desk.today().waiting
    assert item.tries == 3


def test_a_talk_with_one_client_leaves_another_waiting(desk: Desk, acme: Client) -> None:
    birch = desk.clients.add(Client("Birch"))
    desk.contacts.log(a_call(acme, Outcome.MISSED, ago=60))
    desk.contacts.log(a_call(birch))
    assert [item.client for item in desk.today().waiting] == ["Acme"]


def test_a_message_that_wants_an_answer_waits_until_a_call_answers_it(desk: Desk, acme: Client) -> None:
    desk.contacts.log(
        ContactDraft(
            Channel.CHAT,
            Direction.IN,
            acme.id,
            NOW - timedelta(hours=1),
            note="and on Sundays?",
            wants_answer=True,
        )
    )
    (item,) = desk.today().waiting
    assert (item.channel, item.subject) == (Channel.CHAT, "and on Sundays?")
    desk.contacts.log(a_call(acme, answers=(item.thread_id,)))
    assert desk.today().waiting == ()


def test_a_follow_up_becomes_a_commitment(desk: Desk, acme: Client) -> None:
    follow_up = FollowUp("send the link", NOW + timedelta(hours=2))
    touch = desk.contacts.log(a_call(acme, follow_ups=(follow_up,)))
    (item,) = (each for each in desk.today().agenda if each.kind is not AgendaKind.AGREEMENTS)
    assert (item.kind, item.text, item.client) == (AgendaKind.FOLLOW_UP, "send the link", "Acme")
    assert desk.work.commitment(int(item.key.partition(":")[2])).touch_id == touch.id


def test_one_undo_takes_back_all_a_call_brought_about(desk: Desk, acme: Client) -> None:
    desk.contacts.log(a_call(acme, Outcome.MISSED, ago=60))
    before = desk.today()
    follow_up = FollowUp("send the link", NOW + timedelta(hours=2))
    desk.contacts.log(a_call(acme, follow_ups=(follow_up,)))
    assert desk.today() != before
    desk.undo()
    assert desk.today() == before


def test_a_call_from_someone_new_makes_the_client_in_the_same_act(desk: Desk) -> None:
    desk.contacts.log(ContactDraft(Channel.CALL, Direction.IN, None, NOW, new_client="Ines Aral"))
    assert [client.name for client in desk.clients.all()] == ["Ines Aral"]
    desk.undo()
    assert desk.clients.all() == ()


def test_nobody_at_all_is_refused(desk: Desk) -> None:
    with pytest.raises(WrongUse, match="who it was"):
        desk.contacts.log(ContactDraft(Channel.CALL, Direction.IN, None, NOW))


def test_a_deleted_missed_call_waits_no_longer(desk: Desk, acme: Client) -> None:
    touch = desk.contacts.log(a_call(acme, Outcome.MISSED, ago=60))
    desk.contacts.delete(touch.id)
    assert desk.today().waiting == ()
    with pytest.raises(NotFound):
        desk.contacts.get(touch.id)
    desk.undo()
    assert len(desk.today().waiting) == 1


def test_a_changed_note_is_found(desk: Desk, acme: Client) -> None:
    touch = desk.contacts.log(a_call(acme, note="staging"))
    desk.contacts.edit(replace(touch, note="launch night"))
    assert [hit.title for hit in desk.find("launch")] == ["launch night"]


def test_clock_of_a_call_runs_on_in_business_hours_only(desk: Desk, acme: Client, clock: Hand) -> None:
    desk.contacts.log(a_call(acme, Outcome.MISSED))
    clock.turn(days=1)
    (item,) = desk.today().waiting
    assert item.elapsed_minutes == 8 * 60


def test_correcting_a_call_corrects_its_clock(desk: Desk, acme: Client) -> None:
    birch = desk.clients.add(Client("Birch"))
    first = desk.contacts.log(a_call(acme, Outcome.MISSED, ago=60))
    second = desk.contacts.log(a_call(acme, Outcome.MISSED, ago=5))
    desk.contacts.edit(replace(first, client_id=birch.id))
    assert {(i.client, i.elapsed_minutes, i.count) for i in desk.today().waiting} == {
        ("Acme", 5, 1),
        ("Birch", 60, 1),
    }
    desk.contacts.edit(replace(desk.contacts.get(second.id), outcome=Outcome.SPOKE))
    assert [item.client for item in desk.today().waiting] == ["Birch"]
    desk.undo()
    desk.undo()
    assert [(i.client, i.elapsed_minutes, i.count) for i in desk.today().waiting] == [("Acme", 60, 2)]


def test_deleting_one_of_two_missed_calls_leaves_one(desk: Desk, acme: Client) -> None:
    first = desk.contacts.log(a_call(acme, Outcome.MISSED, ago=60))
    desk.contacts.log(a_call(acme, Outcome.MISSED, ago=5))
    desk.contacts.delete(first.id)
    (item,) = desk.today().waiting
    assert (item.elapsed_minutes, item.count) == (5, 1)

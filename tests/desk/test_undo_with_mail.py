"""Undo where letters are involved: the day after it is the day before the act, however far it reaches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data.desk import Desk
from data.model.client import Client, Person
from data.model.draft import ContactDraft
from data.model.today import Today
from data.model.touch import Answer, Channel, Direction, Outcome
from tests.desk.conftest import Hand
from tests.desk.test_mail_intake import settings_of
from tests.feeds.mail.post import NOW, Post


@pytest.fixture
def desk(open_desk: Callable[[str], Desk], tmp_path: Path, clock: Hand) -> Desk:
    """A Desk with two clients who wait, one of them also on the telephone."""
    clock.at = NOW
    post = Post(tmp_path / "mail")
    post.jo("hello", 1)
    post.ann("m1")
    post.ann("m2", 12, answers="m1")
    post.ann("other", 13)
    post.ann("bo", 14, From="Bo <bo@cove.example>")
    desk = open_desk(settings_of(post))
    birch = desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    cove = desk.clients.add(Client("Cove"))
    desk.clients.add_person(Person(cove.id, "Bo", addresses=("bo@cove.example",)))
    desk.sources.sync()
    desk.contacts.log(ContactDraft(Channel.CALL, Direction.IN, birch.id, NOW, outcome=Outcome.MISSED))
    return desk


def first_mail(desk: Desk) -> int:
    return next(item.thread_id for item in desk.today().waiting if item.newest_id == "m2@x.example")


def birch(desk: Desk) -> Client:
    return desk.clients.by_name("Birch")


def answered_by_call(desk: Desk) -> object:
    return desk.contacts.log(
        ContactDraft(
            Channel.CALL,
            Direction.OUT,
            birch(desk).id,
            NOW,
            outcome=Outcome.SPOKE,
            answers=(first_mail(desk),),
        )
    )


ACTS: dict[str, Callable[[Desk], object]] = {
    "no reply needed": lambda desk: desk.waiting.answered(first_mail(desk), Answer.NO_REPLY_NEEDED),
    "answered by call": lambda desk: desk.waiting.answered(first_mail(desk), Answer.CALL),
    "no client matter": lambda desk: desk.waiting.answered(first_mail(desk), Answer.NOT_CLIENT_MATTER),
    "a call that answers": answered_by_call,
    "sleep": lambda desk: desk.waiting.snooze(first_mail(desk), NOW.replace(hour=15)),
    "urgent": lambda desk: desk.waiting.mark_urgent(first_mail(desk), True),
    "delete a client": lambda desk: desk.clients.delete(birch(desk).id),
    "another address": lambda desk: desk.clients.edit(replace(birch(desk), addresses=("x@y.example",))),
    "a new client": lambda desk: desk.clients.add(Client("Dune", domains=("sub.cove.example",))),
    "delete a person": lambda desk: desk.clients.delete_person(
        desk.clients.people(desk.clients.by_name("Cove").id)[0].id
    ),
    "import": lambda desk: desk.clients.take_in([Client("Cove", addresses=("cy@cove.example",))]),
    "ignore": lambda desk: desk.matching.ignore("x@y.example"),
}


def seen(desk: Desk) -> tuple[Today, object, object]:
    contacts = {client.name: desk.clients.contacts(client.id) for client in desk.clients.all()}
    without_ids = {
        name: [(t.channel, t.direction, t.at, t.who, t.message_id) for t in each]
        for name, each in contacts.items()
    }
    return desk.today(), desk.sources.verdicts(), without_ids


def lasting(today: Today) -> object:
    """Give what of a snapshot does not hang on numbers that are given anew."""
    return (
        [(i.client, i.subject, i.waiting_since, i.newest_id, i.urgent, i.count) for i in today.waiting],
        today.agenda,
        today.slack,
        (today.snoozed, today.from_before, today.unknown_senders, today.clients),
    )


@pytest.mark.parametrize("name", ACTS)
def test_every_act_is_taken_back(desk: Desk, name: str) -> None:
    today, verdicts, contacts = seen(desk)
    ACTS[name](desk)
    desk.undo()
    after, verdicts_after, contacts_after = seen(desk)
    assert lasting(after) == lasting(today)
    assert (verdicts_after, contacts_after) == (verdicts, contacts)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("urgent", "no reply needed"),
        ("a new client", "delete a client"),
        ("delete a person", "no client matter"),
        ("import", "a call that answers"),
        ("another address", "ignore"),
        ("no reply needed", "delete a client"),
        ("a call that answers", "another address"),
        ("sleep", "delete a person"),
    ],
)
def test_two_acts_are_taken_back_one_after_the_other(desk: Desk, first: str, second: str) -> None:
    today, verdicts, contacts = seen(desk)
    ACTS[first](desk)
    between = lasting(desk.today())
    ACTS[second](desk)
    desk.undo()
    assert lasting(desk.today()) == between
    desk.undo()
    after, verdicts_after, contacts_after = seen(desk)
    assert lasting(after) == lasting(today)
    assert (verdicts_after, contacts_after) == (verdicts, contacts)

"""Two clients that are one, and one that is two: all of it moves, mail is judged anew, undo restores all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.desk import Desk
from data.errors import NotFound, WrongUse
from data.model.client import Client, Person
from data.model.draft import ContactDraft, FollowUp
from data.model.gesture import GestureKind
from data.model.merging import SplitDraft
from data.model.touch import Channel, Direction, Outcome
from data.model.work import Commitment, Project
from data.store import belongings, gestures
from data.store.engine.history import RECORDED
from data.store.engine.rows import tuples
from tests.build import a_deliverable, a_gesture
from tests.desk.conftest import Hand
from tests.desk.test_matching import matching
from tests.feeds.mail.post import NOW, Post

Open = Callable[[str], Desk]


@pytest.fixture
def post(tmp_path: Path) -> Post:
    office = Post(tmp_path / "mail")
    office.jo("hello", 1)
    return office


@pytest.fixture
def desk(open_desk: Open, post: Post, clock: Hand) -> Desk:
    clock.at = NOW
    return open_desk(
        '[replies]\nsettle_days = 0\n\n[[mail]]\nname = "studio"\nkind = "maildir"\n'
        f'path = "{post.root}"\nme = ["jo@studio.example"]\n'
    )


def everything(desk: Desk) -> dict[str, list[Any]]:
    """Every row of every table, but for the history of acts itself."""
    db = desk._core.reader
    left_out = {"change", "action", "doing", "source", "source_mark"}
    names = [
        name
        for (name,) in tuples(db, "SELECT name FROM sqlite_schema WHERE type = 'table'")
        if name not in left_out and not name.startswith(("sqlite_", "_sqlite", "find_"))
    ]
    return {name: sorted(tuples(db, f"SELECT * FROM {name}"), key=repr) for name in names}


def full_client(desk: Desk, name: str, domain: str) -> Client:
    """A client with a person and one of everything."""
    client = desk.clients.add(
        Client(
            name, addresses=(f"office@{domain}",), domains=(domain,), phones=(f"+49 40 {len(name)}550110",)
        )
    )
    person = desk.clients.add_person(
        Person(client.id, f"Pat {name}", addresses=(f"pat@{name.lower()}.test",))
    )
    project = desk.work.add_project(Project(client.id, "Site", started_on=date(2026, 9, 1)))
    desk.work.add_deliverable(a_deliverable(id=0, project_id=project.id, client_id=client.id))
    desk.work.add_commitment(Commitment("Send the quote", NOW + timedelta(days=1), client_id=client.id))
    desk.contacts.log(
        ContactDraft(
            Channel.CALL,
            Direction.IN,
            client.id,
            NOW,
            person_id=person.id,
            outcome=Outcome.MISSED,
            follow_ups=(FollowUp("Call back", NOW + timedelta(hours=2)),),
            find_outs=("Which host?",),
        )
    )
    with desk._core.act("gesture") as db:
        key = f"keep_in_touch:client:{client.id}:2026-01-01"
        gestures.decide(
            db, a_gesture(key, GestureKind.KEEP_IN_TOUCH, client_id=client.id, dismissed_on=date(2026, 2, 1))
        )
    return client


def test_every_table_that_belongs_to_a_client_is_moved_or_judged_anew(desk: Desk) -> None:
    """A new table with a client in it must be recorded for undo, or be named as derived."""
    found = {each.table for each in belongings.references(desk._core.reader) if each.to == "client"}
    assert found - set(RECORDED) - belongings.DERIVED == set()
    assert {"touch", "thread", "project", "deliverable", "person", "obligation", "card_link"} <= found


def test_all_of_one_goes_to_the_other(desk: Desk) -> None:
    acme, birch = full_client(desk, "Acme", "acme.example"), full_client(desk, "Birch", "birch.example")
    moves = desk.merging.moves(acme.id, birch.id)
    assert (moves["touch"], moves["thread"], moves["project"], moves["person"]) == (1, 1, 1, 1)
    before = everything(desk)
    assert desk.merging.merge(acme.id, birch.id) == "Birch is part of Acme now."
    assert [client.name for client in desk.clients.all()] == ["Acme"]
    assert belongings.counts(desk._core.reader, birch.id) == {}
    assert len(desk.clients.people(acme.id)) == 2
    assert len(desk.work.projects(acme.id)) == 2
    assert {"birch.example", "office@birch.example"} <= matching(desk)["Acme"]
    keys = {key for (key,) in tuples(desk._core.reader, "SELECT key FROM gesture")}
    assert f"keep_in_touch:client:{birch.id}:2026-01-01" in keys  # Acme's own decision under that key holds
    assert desk.undo() == "merge Birch into Acme"
    assert everything(desk) == before


def test_what_both_say_is_joined(desk: Desk) -> None:
    kept = desk.clients.add(
        Client("Acme", zone="Europe/Paris", note="One.", keep_in_touch_days=0, since=date(2025, 1, 1))
    )
    gone = desk.clients.add(
        Client(
            "Birch",
            zone="Europe/Rome",
            note="Two.",
            keep_in_touch_days=30,
            reply_limit_minutes=60,
            takes_gifts=False,
            coffee="tea",
            since=date(2024, 1, 1),
        )
    )
    friend = desk.clients.add(Client("Cove", referred_by="BIRCH"))
    desk.merging.merge(kept.id, gone.id)
    joined = desk.clients.get(kept.id)
    assert (joined.zone, joined.note, joined.keep_in_touch_days) == ("Europe/Paris", "One.\nTwo.", 0)
    assert (joined.reply_limit_minutes, joined.takes_gifts, joined.coffee) == (60, False, "tea")
    assert joined.since == date(2024, 1, 1)
    assert desk.clients.get(friend.id).referred_by == "Acme"


def test_an_exchange_that_waits_stays_one_and_keeps_its_sleep(desk: Desk, post: Post) -> None:
    acme = desk.clients.add(Client("Acme", addresses=("kim@acme.example",)))
    birch = desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    post.ann("m1")
    desk.sources.sync()
    (item,) = desk.today().waiting
    desk.waiting.mark_urgent(item.thread_id, urgent=True)
    before = everything(desk)
    desk.merging.merge(acme.id, birch.id)
    (after,) = desk.today().waiting
    assert (after.client, after.thread_id, after.waiting_since) == (
        "Acme",
        item.thread_id,
        item.waiting_since,
    )
    desk.undo()
    assert everything(desk) == before


def test_one_exchange_with_both_becomes_one(desk: Desk, post: Post) -> None:
    acme = desk.clients.add(Client("Acme", addresses=("kim@acme.example",)))
    birch = desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    post.ann("m1")
    post.put("m2", 11, headers={"From": "Kim <kim@acme.example>", "In-Reply-To": "<m1@x.example>"})
    desk.sources.sync()
    assert len(desk.today().waiting) == 2
    before = everything(desk)
    desk.merging.merge(acme.id, birch.id)
    (item,) = desk.today().waiting
    assert (item.client, item.count) == ("Acme", 2)
    desk.undo()
    assert everything(desk) == before


def test_what_cannot_be_merged_says_why(desk: Desk) -> None:
    acme, birch = desk.clients.add(Client("Acme")), desk.clients.add(Client("Birch"))
    with pytest.raises(WrongUse, match="one and the same client"):
        desk.merging.merge(acme.id, acme.id)
    desk.merging.merge(acme.id, birch.id)
    with pytest.raises(NotFound, match="not on the lists any more"):
        desk.merging.merge(acme.id, birch.id)


def test_a_part_becomes_a_client_with_all_that_hangs_on_it(desk: Desk, post: Post) -> None:
    acme = full_client(desk, "Acme", "acme.example")
    ann = desk.clients.add_person(Person(acme.id, "Ann", addresses=("ann@birch.example",)))
    desk.contacts.log(
        ContactDraft(Channel.CALL, Direction.OUT, acme.id, NOW, who="Ann", outcome=Outcome.SPOKE)
    )
    site = desk.work.add_project(Project(acme.id, "Shop"))
    desk.work.add_deliverable(a_deliverable("Basket", id=0, project_id=site.id, client_id=acme.id))
    post.ann("m1")
    desk.sources.sync()
    (item,) = [item for item in desk.today().waiting if item.channel is Channel.MAIL]
    before = everything(desk)
    new = desk.merging.split(
        SplitDraft(acme.id, "Birch", people=(ann.id,), domains=("acme.example",), projects=(site.id,))
    )
    assert matching(desk)["Birch"] == {"acme.example", "Ann: ann@birch.example"}
    assert [each.name for each in desk.work.deliverables(new.id)] == ["Basket"]
    assert {touch.who for touch in desk.clients.contacts(new.id)} == {
        "Ann",  # the call
        "Ann Bell",  # her mail
        "ann@birch.example",  # the mail to her
    }
    (after,) = [item for item in desk.today().waiting if item.channel is Channel.MAIL]
    assert (after.client, after.thread_id) == ("Birch", item.thread_id)
    assert len(desk.clients.contacts(acme.id)) == 1
    assert len(desk.work.commitments(acme.id)) == 2
    assert desk.undo() == "split Birch off Acme"
    assert everything(desk) == before


def test_a_person_takes_their_calls_and_what_was_promised_in_them(desk: Desk) -> None:
    acme = full_client(desk, "Acme", "acme.example")
    (pat,) = desk.clients.people(acme.id)
    new = desk.merging.split(SplitDraft(acme.id, "Pat alone", people=(pat.id,)))
    assert len(desk.clients.contacts(new.id)) == 1
    assert {each.text for each in desk.work.commitments(new.id)} == {"Call back"}
    assert len(desk.find_outs.of_client(new.id)) == 1
    assert [item.client for item in desk.today().waiting] == ["Pat alone"]


def test_a_split_of_nothing_or_with_a_taken_name_is_refused(desk: Desk) -> None:
    acme = desk.clients.add(Client("Acme", addresses=("a@acme.example",)))
    before = everything(desk)
    for draft, words in (
        (SplitDraft(acme.id, "Birch"), "Say who or what"),
        (SplitDraft(acme.id, "\u200b", addresses=("a@acme.example",)), "needs a name"),
        (SplitDraft(acme.id, "ACME", addresses=("a@acme.example",)), "There is a client Acme already"),
    ):
        with pytest.raises(WrongUse, match=words):
            desk.merging.split(draft)
    with pytest.raises(NotFound, match="not there any more"):
        desk.merging.split(SplitDraft(acme.id, "Birch", people=(1,)))
    assert everything(desk) == before


_POINTS = st.lists(st.integers(0, 5), unique=True, max_size=6)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_POINTS, _POINTS)
def test_a_split_of_what_was_merged_is_as_before(desk: Desk, mine: list[int], people: list[int]) -> None:
    desk.settle()
    acme = desk.clients.add(Client("Acme", addresses=("office@acme.example",)))
    birch = desk.clients.add(
        Client(
            "Birch",
            addresses=tuple(f"b{n}@birch.example" for n in mine),
            domains=tuple(f"d{n}.example" for n in mine if n % 2),
            phones=tuple(f"+49 30 55500{n}" for n in mine),
        )
    )
    for number in people:
        desk.clients.add_person(Person(birch.id, f"P{number}", addresses=(f"p{number}@birch.example",)))
    before, there = matching(desk), desk.clients.people(birch.id)
    desk.merging.merge(acme.id, birch.id)
    if mine or people:
        draft = SplitDraft(
            acme.id,
            "Birch",
            tuple(person.id for person in there),
            birch.addresses,
            birch.domains,
            birch.phones,
        )
        desk.merging.split(draft)
        assert matching(desk) == before
    with suppress(NotFound):
        while True:
            desk.undo()
    assert matching(desk) == {}

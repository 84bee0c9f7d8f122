from __future__ import annotations

from contextlib import closing
from datetime import date, datetime

import pytest

from data.model.agreement import Agreement, AgreementKind
from data.model.found import Found
from data.model.promise import FindOut
from data.model.scope import ChangeRequest, Obligation
from data.store import (
    Store,
    agreements,
    change_requests,
    clients,
    commitments,
    deliverables,
    find_outs,
    obligations,
    projects,
    search,
    touches,
)
from data.store.schema.migrations import SCHEMA
from tests.build import NOW, TODAY, a_client, a_commitment, a_deliverable, a_project, a_touch, at


@pytest.fixture
def filled(store: Store) -> Store:
    with store.action("fill", NOW) as db:
        client = clients.insert(db, a_client("Harbour Books"), NOW)
        project = projects.insert(db, a_project("Checkout", client_id=client.id, ended_on=TODAY))
        item = a_deliverable("Checkout redesign", project_id=project.id, client_id=client.id)
        deliverables.insert(db, item)
        commitments.insert(db, a_commitment("Send the checkout quote", client_id=client.id))
        touches.insert(db, a_touch("asks about Müller's banner", client_id=client.id, who="Dana Ruiz"))
        touches.insert(db, a_touch(who="Unknown Caller"))
    return store


def titles(store: Store, text: str) -> list[str]:
    return [found.title for found in search.find(store.reader, text)]


def test_everything_with_a_word_is_found_the_newest_first(filled: Store) -> None:
    assert titles(filled, "checkout") == ["Send the checkout quote", "Checkout redesign", "Checkout"]


def test_a_hit_says_what_it_opens(filled: Store) -> None:
    (touch,) = search.find(filled.reader, "banner")
    client_id = clients.all_(filled.reader)[0].id
    touch_id = touches.of_client(filled.reader, client_id)[0].id
    assert touch == Found(
        f"touch:{touch_id}", "asks about Müller's banner", "Harbour Books", client_id, at("10:00")
    )
    (client,) = search.find(filled.reader, "harbour")
    assert client == Found(f"client:{client_id}", "Harbour Books", "Harbour Books", client_id, None)


def test_a_contact_with_nobody_known_is_found_by_who_it_was(filled: Store) -> None:
    (found,) = search.find(filled.reader, "caller")
    assert (found.title, found.client, found.client_id) == ("Unknown Caller", "Unknown Caller", None)


@pytest.mark.parametrize("text", ["muller", "MÜLLER", "mül", "ban mull", "müller's", "ruiz"])
def test_words_are_found_by_their_beginning_whatever_the_accents(filled: Store, text: str) -> None:
    assert titles(filled, text) == ["asks about Müller's banner"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        '"',
        '"""',
        "*",
        "-",
        "NOT",
        "a AND",
        "(",
        "who:",
        "subject:x",
        "NEAR(a b)",
        "\0",
        "'; --",
    ],
)
def test_no_sign_is_an_operator(filled: Store, text: str) -> None:
    assert titles(filled, text) == []


def test_every_word_has_to_be_there(filled: Store) -> None:
    assert titles(filled, "checkout banner") == []


def test_a_hidden_client_is_not_found_nor_what_is_theirs(filled: Store) -> None:
    with filled.action("delete client", NOW) as db:
        clients.hide(db, clients.all_(db)[0].id, NOW)
    assert titles(filled, "harbour") == titles(filled, "checkout") == titles(filled, "banner") == []
    filled.undo(NOW)
    assert titles(filled, "harbour") == ["Harbour Books"]


def test_what_is_changed_deleted_and_brought_back_is_found_as_it_is(filled: Store) -> None:
    touch = touches.latest(filled.reader)[0]
    with filled.action("delete", NOW) as db:
        touches.delete(db, touch.id)
    assert titles(filled, "caller") == []
    filled.undo(NOW)
    assert titles(filled, "caller") == ["Unknown Caller"]


def test_never_more_than_a_screenful(store: Store) -> None:
    with store.intake() as db:
        for number in range(30):
            touches.insert(db, a_touch(f"call {number}"))
    assert titles(store, "call") == [f"call {number}" for number in range(29, 9, -1)]


@pytest.fixture
def agreed(store: Store) -> Store:
    with store.action("fill", NOW) as db:
        client = clients.insert(db, a_client("Harbour Books"), NOW)
        project = projects.insert(db, a_project("Checkout", client_id=client.id))
        work = deliverables.insert(db, a_deliverable(project_id=project.id, client_id=client.id))
        agreements.insert(
            db,
            Agreement(
                client_id=client.id,
                kind=AgreementKind.EMERGENCY,
                text="the shop is down",
                noted_on=TODAY,
                no_emergency="a typo on the Über page",
                channel="the red telephone",
            ),
        )
        obligations.insert(
            db,
            Obligation(client_id=client.id, text="the müsli texts", asked_at=at("09:00"), needed_on=TODAY),
        )
        change_requests.insert(
            db, ChangeRequest(deliverable_id=work.id, text="a newsletter", asked_at=at("09:30"))
        )
        for question, whose in (("what hosting costs", client.id), ("who owns the domain", None)):
            asked = FindOut(
                question=question,
                client_id=whose,
                asked_at=at("09:00"),
                come_back_at=at("12:00"),
                answer="forty a month",
            )
            find_outs.insert(db, asked)
    return store


@pytest.mark.parametrize(
    ("words", "kind", "title", "client", "when"),
    [
        ("shop down", "agreement", "emergency: the shop is down", "Harbour Books", TODAY),
        ("uber", "agreement", "emergency: the shop is down", "Harbour Books", TODAY),
        ("red tele", "agreement", "emergency: the shop is down", "Harbour Books", TODAY),
        ("musli", "obligation", "the müsli texts", "Harbour Books", TODAY),
        ("newsl", "change_request", "a newsletter", "Harbour Books", at("09:30")),
        ("hosting forty", "find_out", "what hosting costs", "Harbour Books", at("12:00")),
        ("domain", "find_out", "who owns the domain", "", at("12:00")),
    ],
)
def test_what_was_agreed_owed_asked_besides_and_asked_is_found(
    agreed: Store, words: str, kind: str, title: str, client: str, when: date | datetime
) -> None:
    (found,) = search.find(agreed.reader, words)
    assert found.key.partition(":")[0] == kind
    assert (found.title, found.client, found.at or found.day) == (title, client, when)


def test_what_was_agreed_with_a_hidden_client_is_not_found(agreed: Store) -> None:
    with agreed.action("delete client", NOW) as db:
        clients.hide(db, clients.all_(db)[0].id, NOW)
    assert [titles(agreed, words) for words in ("shop", "musli", "newsletter", "hosting")] == [[]] * 4


def test_what_was_entered_before_it_could_be_found_is_found(agreed: Store) -> None:
    found_as = ("agreement", "obligation", "change_request", "find_out")
    with agreed.intake() as db:
        for table in found_as:
            for act in ("insert", "delete", "update"):
                db.execute(f"DROP TRIGGER find_{table}_{act}")
            db.execute(f"DROP TABLE find_{table}")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'words'")
        db.execute(f"PRAGMA user_version = {len(SCHEMA.names) - 1}")
    path = agreed.path
    agreed.close()
    with closing(Store.open(path, now=NOW)) as again:
        assert [len(titles(again, words)) for words in ("shop", "musli", "newsletter", "hosting")] == [1] * 4


def test_what_was_agreed_comes_last_and_is_never_crowded_out(agreed: Store) -> None:
    with agreed.intake() as db:
        client_id = clients.all_(db)[0].id
        for number in range(30):
            touches.insert(db, a_touch(f"the shop {number}", client_id=client_id))
    found = search.find(agreed.reader, "shop")
    assert len(found) == search.LIMIT
    assert [each.title for each in found[-2:]] == ["the shop 11", "emergency: the shop is down"]

from __future__ import annotations

import pytest

from data.model.found import Found
from data.store import Store, clients, commitments, deliverables, projects, search, touches
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

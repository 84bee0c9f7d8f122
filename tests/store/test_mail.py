from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from data.model.source import UnknownSender
from data.store import Store, clients, clusters, mail, senders, sources, threads, touches
from data.store.engine.rows import tuples
from data.store.mail import Judgement, StoredLetter
from tests.build import NOW, a_client, a_thread, a_touch


def a_letter(key: str = "1.host", **fields: Any) -> StoredLetter:
    usual: dict[str, Any] = {
        "source": "work",
        "folder": "INBOX",
        "file": f"cur/{key}:2,S",
        "flags": "S",
        "message_id": f"{key}@harbour.example",
        "cluster_id": 1,
        "sender": "ann@harbour.example",
        "sender_name": "Ann",
        "subject": "Re: dates",
        "base_subject": "dates",
        "arrived_at": NOW,
        "facts": '{"to": ["me@studio.example"]}',
    }
    return StoredLetter(key=key, **(usual | fields))


def stored(store: Store, clusters: Sequence[int] = (1,)) -> list[StoredLetter]:
    return mail.letters_of_clusters(store.reader, clusters)


def test_a_letter_comes_back_as_it_was_stored(store: Store) -> None:
    letter = a_letter()
    with store.intake() as db:
        mail.add(db, [letter])
    (found,) = stored(store)
    assert found == replace(letter, id=found.id)
    assert mail.by_message_id(store.reader, letter.message_id) == [found]
    assert mail.verdicts(store.reader) == mail.verdicts(store.reader, "work") == [replace(found, facts="")]
    assert mail.verdicts(store.reader, "home") == []


def test_what_is_known_follows_the_files(store: Store) -> None:
    with store.intake() as db:
        mail.add(db, [a_letter("1"), a_letter("2", cluster_id=2), a_letter("3", folder="Sent", cluster_id=3)])
        assert mail.set_files(db, "work", {("INBOX", "1"): ("cur/1:2,RS", "RS")}) == {1}
        assert mail.set_gone(db, "work", [("INBOX", "2")], NOW) == {2}
    assert mail.known(store.reader, "work") == {
        ("INBOX", "1"): ("cur/1:2,RS", "RS"),
        ("Sent", "3"): ("cur/3:2,S", "S"),
    }
    assert mail.known(store.reader, "work", "Sent") == {("Sent", "3"): ("cur/3:2,S", "S")}
    assert mail.known(store.reader, "home") == {}
    assert [letter.gone_at for letter in stored(store, [2])] == [NOW]


def test_a_file_that_comes_back_is_the_same_letter(store: Store) -> None:
    with store.intake() as db:
        mail.add(db, [a_letter()])
        mail.set_gone(db, "work", [("INBOX", "1.host")], NOW)
    (gone,) = stored(store)
    with store.intake() as db:
        mail.add(db, [a_letter(facts="{}")])
    assert stored(store) == [replace(gone, gone_at=None, facts="{}")]


def test_letters_of_clusters_come_in_the_order_of_arrival(store: Store) -> None:
    with store.intake() as db:
        mail.add(
            db,
            [
                a_letter("late", arrived_at=NOW + timedelta(hours=1)),
                a_letter("other", cluster_id=2),
                a_letter("early", cluster_id=3),
            ],
        )
    assert [letter.key for letter in stored(store, [1, 3])] == ["early", "late"]
    assert mail.all_clusters(store.reader) == {1, 2, 3}
    assert mail.clusters_of_messages(store.reader, ["other@harbour.example", "none"]) == {2}


def test_judgements_point_to_what_the_letter_became(store: Store) -> None:
    with store.intake() as db:
        client = clients.insert(db, a_client(), NOW)
        thread = threads.insert(db, a_thread(client_id=client.id))
        touch = touches.insert(db, a_touch(client_id=client.id, thread_id=thread.id, message_id="1"))
        mail.add(db, [a_letter()])
    (letter,) = stored(store)
    judged = Judgement(letter.id, "unanswered", "", "R12", client.id, thread.id, touch.id)
    with store.intake() as db:
        mail.judge(db, [judged])
    (found,) = stored(store)
    assert (found.verdict, found.rule) == ("unanswered", "R12")
    assert (found.client_id, found.thread_id, found.touch_id) == (client.id, thread.id, touch.id)
    with store.intake() as db:
        touches.delete(db, touch.id)
        threads.delete(db, thread.id)
    (left,) = stored(store)
    assert (left.client_id, left.thread_id, left.touch_id) == (client.id, None, None)


def test_judging_the_same_again_writes_nothing(store: Store) -> None:
    with store.intake() as db:
        mail.add(db, [a_letter()])
    (letter,) = stored(store)
    with store.intake() as db:
        mail.judge(db, [Judgement(letter.id, "skipped", "no_sender", "R5")])
        before = db.conn.total_changes
        mail.judge(db, [Judgement(letter.id, "skipped", "no_sender", "R5")])
        assert db.conn.total_changes == before


def test_letters_are_found_by_whom_they_name(store: Store) -> None:
    with store.intake() as db:
        mail.add(
            db,
            [
                a_letter(str(number), cluster_id=number, facts=facts)
                for number, facts in enumerate(
                    ['{"senders":["ann@acme.example"]}', '{"to":["bob@mail.acme.example"]}', "{}"], 1
                )
            ],
        )
    look = store.reader
    assert mail.clusters_naming(look, ["ann@acme.example"]) == {1}
    assert mail.clusters_naming(look, ["acme.example"]) == {1, 2}
    assert mail.clusters_naming(look, []) == set()


def test_the_users_word_is_kept_by_message_and_can_be_undone(store: Store) -> None:
    with store.action("no reply needed", NOW) as db:
        mail.rule(db, "1@x.example", "no_reply_needed", NOW)
    with store.action("answered", NOW) as db:
        mail.rule(db, "1@x.example", "call", NOW + timedelta(hours=1))
    assert mail.rulings(store.reader, ["1@x.example", "2@x.example"]) == {
        "1@x.example": mail.Ruling("1@x.example", "call", NOW + timedelta(hours=1))
    }
    store.undo(NOW)
    assert mail.rulings(store.reader, ["1@x.example"])["1@x.example"].ruling == "no_reply_needed"
    with store.action("open again", NOW) as db:
        mail.unrule(db, "1@x.example")
    assert mail.rulings(store.reader, ["1@x.example"]) == {}


def test_my_own_addresses_are_learned_per_mailbox(store: Store) -> None:
    with store.intake() as db:
        mail.learn_me(db, "work", ["me@studio.example", "jo@studio.example"])
        mail.learn_me(db, "work", {"me@studio.example"})
        mail.learn_me(db, "home", ["jo@home.example"])
    assert mail.me(store.reader, "work") == {"me@studio.example", "jo@studio.example"}


# Clusters


def test_letters_that_share_a_token_lie_in_one_cluster(store: Store) -> None:
    with store.intake() as db:
        first = clusters.join(db, ["m:1", "s:dates"])
        assert clusters.join(db, ["m:2", "m:1"]) == first
        other = clusters.join(db, ["m:3"])
        assert other != first
        assert clusters.join(db, ["m:3"]) == other


def test_a_letter_that_ties_two_clusters_makes_them_one(store: Store) -> None:
    with store.intake() as db:
        first, second, third = clusters.join_all(db, [["m:1"], ["m:2"], ["m:3"]])
        mail.add(db, [a_letter("1", cluster_id=first), a_letter("2", cluster_id=second)])
        assert clusters.join(db, ["m:9", "m:2", "m:1"]) == min(first, second)
        assert clusters.join(db, ["m:2"]) == clusters.join(db, ["m:1"]) == first
        assert clusters.join(db, ["m:3"]) == third
    assert [letter.key for letter in stored(store, [first])] == ["1", "2"]
    assert stored(store, [second]) == []


def test_a_batch_is_joined_as_if_letter_by_letter(store: Store) -> None:
    letters = [["m:1"], ["m:2"], [], ["m:3", "m:1"], ["m:4", "m:2", "m:3"], ["m:5"], []]
    with store.intake() as db:
        joined = clusters.join_all(db, letters)
    assert joined[0] == joined[1] == joined[3] == joined[4]
    assert len(set(joined)) == 4


def test_a_letter_without_tokens_never_shares_its_cluster(store: Store) -> None:
    with store.intake() as db:
        alone = clusters.join(db, [])
        mail.add(db, [a_letter(cluster_id=alone)])
        assert clusters.join(db, []) != alone
        assert clusters.join(db, ["m:1"]) != alone


# The tray


def not_a_client(store: Store, *letters: StoredLetter) -> None:
    with store.intake() as db:
        mail.add(db, letters)
        mail.judge(
            db, [Judgement(letter.id, "not_counted", "not_client", "R3") for letter in mail.verdicts(db)]
        )


def test_the_tray_holds_who_wrote_lately_and_is_no_client(store: Store) -> None:
    hour = timedelta(hours=1)
    not_a_client(
        store,
        a_letter("1", sender="bob@x.example", sender_name="Bob", subject="first", arrived_at=NOW - 3 * hour),
        a_letter("2", sender="bob@x.example", sender_name="B", subject="second", arrived_at=NOW - hour),
        a_letter("3", sender="cy@x.example", subject="hi", sender_name="", arrived_at=NOW - 2 * hour),
        a_letter("4", sender="old@x.example", arrived_at=NOW - timedelta(days=91)),
        a_letter("5", sender="", arrived_at=NOW),
    )
    assert senders.unknown(store.reader, NOW) == [
        UnknownSender("bob@x.example", "B", 2, NOW - hour, "second"),
        UnknownSender("cy@x.example", "", 1, NOW - 2 * hour, "hi"),
    ]
    assert senders.count(store.reader, NOW) == 2


def test_who_is_ignored_leaves_the_tray_until_that_is_undone(store: Store) -> None:
    not_a_client(store, a_letter("1", sender="bob@x.example"), a_letter("2", sender="cy@x.example"))
    with store.action("ignore", NOW) as db:
        senders.ignore(db, "bob@x.example")
        senders.ignore(db, "bob@x.example")
        senders.ignore(db, "nobody@x.example")
    assert [sender.address for sender in senders.unknown(store.reader, NOW)] == ["cy@x.example"]
    assert senders.count(store.reader, NOW) == 1
    assert senders.ignored(store.reader) == ["bob@x.example", "nobody@x.example"]
    store.undo(NOW)
    assert senders.count(store.reader, NOW) == 2
    with store.action("ignore", NOW) as db:
        senders.ignore(db, "bob@x.example")
        senders.unignore(db, "bob@x.example")
    assert senders.count(store.reader, NOW) == 2


@pytest.mark.parametrize("arrived_at", [NOW, None])
def test_who_becomes_a_client_leaves_the_tray(store: Store, arrived_at: datetime | None) -> None:
    not_a_client(
        store, a_letter("1", arrived_at=arrived_at), a_letter("2", arrived_at=NOW - timedelta(days=1))
    )
    letters = mail.verdicts(store.reader)
    with store.intake() as db:
        mail.judge(db, [Judgement(letters[0].id, "unanswered", "", "R12")])
    assert [sender.newest_at for sender in senders.unknown(store.reader, NOW)] == [NOW - timedelta(days=1)]
    with store.intake() as db:
        mail.judge(db, [Judgement(letters[1].id, "unanswered", "", "R12")])
    assert senders.count(store.reader, NOW) == 0
    assert tuples(store.reader, "SELECT * FROM stranger") == []


def test_a_forgotten_mailbox_leaves_no_strangers(store: Store) -> None:
    not_a_client(store, a_letter("1"), a_letter("2", source="home", arrived_at=NOW - timedelta(days=1)))
    with store.intake() as db:
        sources.forget(db, "work")
    assert [sender.newest_at for sender in senders.unknown(store.reader, NOW)] == [NOW - timedelta(days=1)]
    assert tuples(store.reader, "SELECT count(*) FROM mail_facts") == [(1,)]
    with store.intake() as db:
        sources.forget(db, "home")
    assert senders.count(store.reader, NOW) == 0

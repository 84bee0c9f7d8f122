"""Where mail lies and which addresses are mine: R1 and R2."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.feeds.mail.judge import judge
from data.feeds.mail.people import learn_me
from tests.feeds.mail.post import Post


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path)


# R1


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        ("Archive", "filed"),
        ("Clients/Birch", "filed"),
        ("Drafts", "draft"),
        ("Junk", "junk"),
        ("Trash", "trash"),
        ("Outbox", "outbox"),
        ("Templates", "template"),
        ("Papierkorb", "trash"),
        ("Corbeille/Old", "trash"),
        (".Spam", "junk"),
        (".INBOX.Entw&APw-rfe", "draft"),
    ],
)
def test_a_message_outside_the_watched_folders_does_not_wait(post: Post, folder: str, reason: str) -> None:
    post.ann("other")
    post.ann("m1", folder=folder)
    assert post.says("m1") == f"not_counted {reason}"
    assert post.verdict("m1").rule == "R1"


def test_a_message_filed_after_it_was_answered_is_answered(post: Post) -> None:
    post.ann("other")
    post.ann("m1", folder="Archive")
    post.jo("o1", answers="m1")
    assert post.says("m1") == "answered reply"


def test_what_was_filed_leaves_the_rest_of_the_thread_waiting(post: Post) -> None:
    post.ann("m1", 10, folder="Archive")
    post.ann("m2", 12, answers="m1")
    [exchange] = post.waiting()
    assert exchange.waiting_since_id == "m2@x.example"
    assert exchange.count == 1


def test_a_message_whose_file_went_away_was_filed(post: Post) -> None:
    post.ann("m1")
    gone = [letter.left() for letter in post.letters()]
    [verdict] = judge(gone, post.me, post.book).verdicts.values()
    assert (verdict.verdict, verdict.reason) == ("not_counted", "filed")


def test_my_reply_counts_even_after_its_file_went_away(post: Post) -> None:
    post.ann("m1")
    post.jo("o1", answers="m1")
    letters = [letter.left() if letter.role == "sent" else letter for letter in post.letters()]
    judgement = judge(letters, post.me, post.book)
    assert {verdict.verdict for verdict in judgement.verdicts.values()} == {"answered", "outbound"}


def test_a_deleted_message_is_handled(post: Post) -> None:
    post.ann("m1", flags="ST")
    assert post.says("m1") == "not_counted deleted"


@pytest.mark.parametrize("folder", ["Drafts", "Junk", "Trash", "Outbox", "Templates"])
def test_what_i_did_not_send_answers_nothing(post: Post, folder: str) -> None:
    post.ann("m1")
    post.jo("o1", answers="m1", folder=folder)
    assert post.says("m1") == "unanswered"


def test_a_draft_of_mine_in_the_inbox_answers_nothing(post: Post) -> None:
    post.ann("m1")
    post.jo("o1", answers="m1", folder="INBOX", flags="DS")
    assert post.says("m1") == "unanswered"
    assert post.says("o1") == "not_counted draft"


@pytest.mark.parametrize("folder", ["INBOX", "Archive", "Gesendete Objekte", "[Gmail]/Sent Mail"])
def test_my_reply_counts_wherever_it_lies(post: Post, folder: str) -> None:
    post.ann("m1")
    post.jo("o1", answers="m1", folder=folder)
    assert post.says("m1") == "answered reply"
    assert post.says("o1") == "outbound"


def test_globs_widen_what_is_watched(post: Post) -> None:
    post.watch = ("INBOX", "Clients/*")
    post.ann("m0")
    post.ann("m1", folder="Clients/Birch")
    post.ann("m2", folder="Trash")
    assert post.says("m1") == "unanswered"
    assert post.says("m2") == "not_counted trash"


# R2


def test_my_other_addresses_are_learnt_from_sent(post: Post) -> None:
    post.ann("m1")
    post.jo("o1", 11, answers="m1", From="Jo <jo.m@elsewhere.example>")
    post.ann("m2", 12, To="jo.m+work@ELSEWHERE.example", Subject="Another")
    assert post.says("m1") == "answered reply"
    assert post.says("m2") == "unanswered"
    assert learn_me(post.letters()) == {"jo.m@elsewhere.example"}


def test_my_domain_may_be_spelt_either_way(tmp_path: Path) -> None:
    post = Post(tmp_path, me=("hello@büro.example",))
    post.ann("m1", To="Hello@xn--bro-hoa.example")
    post.ann("m2", To="hello@BÜRO.example")
    assert post.says("m1") == post.says("m2") == "unanswered"

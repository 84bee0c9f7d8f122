"""My word counts more than the rule (R18), and the rule can say what it thinks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.feeds.mail.explain import explain
from data.feeds.mail.judge import judge
from data.feeds.mail.verdict import Ruling
from tests.feeds.mail.post import JO, Post


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path)


# R18


@pytest.mark.parametrize(
    ("ruling", "said"),
    [
        (Ruling.ANSWERED, "answered answered"),
        (Ruling.NO_REPLY_NEEDED, "answered no_reply_needed"),
        (Ruling.NOT_CLIENT_MATTER, "not_counted not_client_matter"),
    ],
)
def test_my_word_covers_a_message_and_all_before_it(post: Post, ruling: Ruling, said: str) -> None:
    post.ann("m1", 9)
    post.ann("m2", 10, answers="m1")
    rulings = {"m2@x.example": ruling}
    assert post.says("m1", rulings) == post.says("m2", rulings) == said
    assert post.waiting(rulings) == []
    post.ann("m3", 11, answers="m1 m2")
    [exchange] = post.waiting(rulings)
    assert (exchange.waiting_since_id, exchange.count) == ("m3@x.example", 1)


def test_my_word_is_about_one_client_and_thread(post: Post) -> None:
    post.ann("m1", 9)
    post.put("p1", 9, headers={"From": "pat@cove.example", "References": "<m1@x.example>"})
    post.ann("m2", 8, Subject="Another thing")
    rulings = {"m1@x.example": Ruling.NO_REPLY_NEEDED}
    assert {one.anchor for one in post.waiting(rulings)} == {"p1@x.example", "m2@x.example"}


def test_my_word_reopens_what_was_left_out(post: Post) -> None:
    post.ann("m1", 9)
    post.jo("o1", 10, answers="m1")
    post.ann("m2", 11, answers="m1 o1", body="Thanks!\n")
    post.ann("m3", 12, To="x@y.example", Cc=JO, Subject="For your eyes")
    post.put("s1", 12, headers={"From": "stranger@nowhere.example"})
    rulings = {f"{name}@x.example": Ruling.COUNTS for name in ("m2", "m3", "s1")}
    assert post.says("m2") == "not_counted closing"
    assert post.says("m2", rulings) == post.says("m3", rulings) == "unanswered"
    assert post.says("s1", rulings) == "not_counted not_client"


# in words


def test_every_verdict_can_be_said_in_words(post: Post) -> None:
    post.ann("m1", 9)
    post.jo("o1", 10, answers="m1")
    post.ann("m2", 11, answers="m1 o1", body="Thanks!\n")
    post.file("no message", name=".hidden")
    post.file("no message", name="1.x")
    letters = post.letters()
    verdicts = judge(letters, post.me, post.book).verdicts
    said = {letter.message_id or letter.key: explain(verdicts[letter.at], letter) for letter in letters}
    assert said == {
        "m1@x.example": "Answered: you replied in the thread (R6).",
        "o1@x.example": "Yours: one of your addresses wrote it (R2).",
        "m2@x.example": "Not counted: it only closes the exchange with thanks (R17).",
        ".hidden": "No message: its name begins with a dot (R16).",
        "1.x": "Skipped: it names no sender (R16).",
    }
    strange = replace(letters[0], senders=("{who}@x.example",))
    assert explain(verdicts[letters[0].at], strange)

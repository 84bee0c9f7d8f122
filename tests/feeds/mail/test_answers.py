"""Who was answered: R6 to R8."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.feeds.mail.post import ANN, JO, Post, at


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path)


# R6


def test_a_reply_answers(post: Post) -> None:
    post.ann("m1")
    post.jo("o1", answers="m1")
    verdict = post.verdict("m1")
    assert (verdict.verdict, verdict.reason, verdict.rule) == ("answered", "reply", "R6")


@pytest.mark.parametrize(
    "headers",
    [
        {"References": None},
        {"In_Reply_To": None},
        {"In_Reply_To": "Your message of Monday <m1@x.example>", "References": None},
        {"In_Reply_To": None, "References": "<ghost@x.example>\n <m1\n @x.example>"},
        {"In_Reply_To": "<other@x.example> <m1@x.example>", "References": None},
        {"To": "Bob <bob@birch.example>"},
        {"To": "third@party.example", "Cc": ANN},
        {"To": None, "Bcc": ANN},
        {"To": None},
    ],
)
def test_a_reply_may_name_and_reach_her_in_many_ways(post: Post, headers: dict[str, str | None]) -> None:
    post.ann("m1")
    post.jo("o1", answers="m1", extra={"Subject": "Something else", **headers})
    assert post.says("m1") == "answered reply"


@pytest.mark.parametrize(
    "to", ["third@party.example", JO, "undisclosed-recipients:;", "Pat <pat@cove.example>"]
)
def test_passing_it_on_to_somebody_else_is_no_answer(post: Post, to: str) -> None:
    post.ann("m1")
    post.jo("o1", answers="m1", To=to, Subject="Fwd: Case m1")
    assert post.says("m1") == "unanswered"


def test_a_reply_to_her_reply_to_counts(post: Post) -> None:
    post.ann("m1", Reply_To="desk@elsewhere.example")
    post.jo("o1", answers="m1", To="desk@elsewhere.example")
    assert post.says("m1") == "answered reply"


def test_a_reply_written_by_a_slow_clock_counts_for_what_it_names(post: Post) -> None:
    post.ann("m1", 10)
    post.jo("o1", 9, answers="m1")
    assert post.says("m1") == "answered reply"


def test_a_reply_answers_earlier_messages_of_the_thread_too(post: Post) -> None:
    post.ann("m1", 9)
    post.ann("m2", 10, answers="m1", From="Bob <bob@birch.example>")
    post.jo("o1", 9.5, answers="m1 m2", References=None)
    assert post.says("m1") == post.says("m2") == "answered reply"


def test_what_came_after_my_reply_waits(post: Post) -> None:
    post.ann("m1", 9)
    post.jo("o1", 10, answers="m1")
    post.ann("m2", 11, answers="m1 o1")
    [exchange] = post.waiting()
    assert (exchange.waiting_since, exchange.waiting_since_id) == (at(11), "m2@x.example")


def test_only_a_missing_ancestor_ties_us(post: Post) -> None:
    post.ann("m1", References="<ghost@x.example>")
    post.jo("o1", References="<ghost@x.example>", Subject="Another word")
    assert post.says("m1") == "answered reply"


def test_an_id_without_an_at_sign_ties_nothing(post: Post) -> None:
    post.ann("m1", References="<yes>")
    post.jo("o1", References="<yes>", Subject="Another word")
    assert post.says("m1") == "unanswered"


def test_circles_of_references_are_harmless(post: Post) -> None:
    post.ann("m1", 10, References="<m1@x.example> <m2@x.example>", In_Reply_To="<m1@x.example>")
    post.ann("m2", 11, References="<m1@x.example>")
    [exchange] = post.waiting()
    assert (exchange.waiting_since_id, exchange.newest_id, exchange.count) == (
        "m1@x.example",
        "m2@x.example",
        2,
    )


def test_a_list_is_answered_on_the_list(post: Post) -> None:
    posted = {"To": "project@birch.example", "List_Id": "Project <project.birch.example>"}
    post.ann("m1", 10, extra=posted)
    post.jo("o1", 11, answers="m1", To="project@birch.example")
    assert post.says("m1") == "answered reply"
    post.ann("m2", 12, answers="m1 o1", extra=posted)
    post.jo("o2", 13, answers="m1 o1 m2", To="else@where.example")
    assert post.says("m2") == "unanswered"


def test_a_list_is_known_by_its_post_address(post: Post) -> None:
    post.ann("m1", To=JO, List_Id="<4711.lists.example>", List_Post="<mailto:Team@lists.example>")
    post.jo("o1", answers="m1", To="team@lists.example")
    assert post.says("m1") == "answered reply"


# R7


def test_the_mark_of_the_mail_program_answers_one_message(post: Post) -> None:
    post.ann("m1", 10, flags="RS")
    post.ann("m2", 11, answers="m1", flags="S")
    post.ann("m3", 12, answers="m1 m2", flags="PS")
    assert post.says("m1") == "answered answered flag"
    assert post.verdict("m1").rule == "R7"
    [exchange] = post.waiting()
    assert (exchange.waiting_since_id, exchange.count) == ("m2@x.example", 2)
    assert not exchange.answered_flag


def test_an_exchange_knows_when_only_the_mark_says_so(post: Post) -> None:
    post.ann("m1", flags="RS")
    [exchange] = post.judgement().exchanges
    assert exchange.answered_flag
    assert exchange.waiting_since is None


def test_a_mark_on_a_newer_message_covers_the_older_one(post: Post) -> None:
    post.ann("m1", 10)
    post.ann("m2", 11, answers="m1", flags="RS")
    assert post.waiting() == []


# R8


@pytest.mark.parametrize(
    "subject", ["case M1", "AW: Case m1", "Fwd: [Studio] Re: CASE m1", "RE[2]:  Case   m1"]
)
def test_a_new_mail_on_the_same_subject_answers(post: Post, subject: str) -> None:
    post.ann("m1")
    post.jo("o1", Subject=subject)
    verdict = post.verdict("m1")
    assert (verdict.verdict, verdict.reason, verdict.rule) == ("answered", "subject", "R8")


@pytest.mark.parametrize(
    ("hour", "headers"),
    [
        (11, {"Subject": "Invoice 17"}),
        (9, {"Subject": "Case m1"}),
        (11, {"Subject": "Case m1", "To": "Bob <bob@birch.example>"}),
        (11, {"Subject": "Case m1", "To": "x@y.example", "Cc": ANN}),
        (11, {"Subject": "Case m1", "Auto-Submitted": "auto-replied"}),
    ],
)
def test_another_subject_person_or_time_does_not(post: Post, hour: int, headers: dict[str, str]) -> None:
    post.ann("m1", 10)
    post.jo("o1", hour, extra=headers)
    assert post.says("m1") == "unanswered"


def test_no_subject_is_no_common_subject(post: Post) -> None:
    post.ann("m1", Subject="Re:")
    post.jo("o1", Subject="")
    assert post.says("m1") == "unanswered"


def test_writing_on_another_subject_is_noted(post: Post) -> None:
    post.ann("m1", 10)
    post.jo("o1", 9, Subject="Earlier")
    assert post.waiting()[0].wrote_since is None
    post.jo("o2", 12, Subject="Invoice 17")
    assert post.waiting()[0].wrote_since == at(12)

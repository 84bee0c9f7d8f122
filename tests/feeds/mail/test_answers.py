"""Who was answered, and since when somebody waits: R6 to R8, R12 to R14, R18."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.feeds.mail.explain import explain
from data.feeds.mail.judge import judge
from data.feeds.mail.verdict import Ruling
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


# R12


def test_one_entry_for_each_client_and_thread(post: Post) -> None:
    post.ann("m1", 9, Subject="Launch")
    post.put("p1", 10, headers={"From": "Pat <pat@cove.example>", "References": "<m1@x.example>"})
    post.ann("m2", 11, answers="m1", From="Bob <bob@birch.example>", Subject="Re: Launch", Importance="High")
    post.ann("m3", 12, Subject="Another thing")
    waiting = {(one.client_id, one.anchor): one for one in post.waiting()}
    assert set(waiting) == {(1, "m1@x.example"), (2, "p1@x.example"), (1, "m3@x.example")}
    first = waiting[1, "m1@x.example"]
    assert (first.waiting_since, first.newest_at, first.count) == (at(9), at(11), 2)
    assert (first.subject, first.who, first.address) == ("Re: Launch", "Bob", "bob@birch.example")
    assert first.urgent
    assert not waiting[1, "m3@x.example"].urgent


def test_an_exchange_lists_its_messages_in_order(post: Post) -> None:
    post.ann("m1", 9)
    post.jo("o1", 10, answers="m1")
    post.jo("f1", 10.5, answers="m1", To="third@party.example")
    post.ann("m2", 11, answers="m1 o1")
    [exchange] = post.judgement().exchanges
    names = {letter.at: letter.message_id for letter in post.letters()}
    assert [names[member] for member in exchange.members] == [
        f"{name}@x.example" for name in ("m1", "o1", "m2")
    ]


# R13


def test_a_copy_is_no_second_message(post: Post) -> None:
    post.ann("m1", 10)
    post.ann("m1", 10, folder="Archive", flags="RS")
    verdicts = post.judgement().verdicts
    assert sorted(f"{at[0]} {verdict.verdict}" for at, verdict in verdicts.items()) == [
        "Archive duplicate",
        "INBOX answered",
    ]


@pytest.mark.parametrize("flags", ["ST", "T"])
def test_a_deleted_copy_does_not_delete_the_other(post: Post, flags: str) -> None:
    post.ann("m1", 10, flags=flags)
    post.ann("m1", 10)
    assert sorted(verdict.verdict for verdict in post.judgement().verdicts.values()) == [
        "duplicate",
        "unanswered",
    ]


def test_my_message_in_sent_and_on_the_list_is_one(post: Post) -> None:
    post.jo("o1", 10)
    post.jo("o1", 10.01, folder="INBOX", List_Id="<l.x.example>")
    verdicts = post.judgement().verdicts
    assert {at[0]: verdict.verdict for at, verdict in verdicts.items()} == {
        "INBOX": "duplicate",
        "Sent": "outbound",
    }


def test_one_id_of_two_senders_names_two_messages(post: Post) -> None:
    post.ann("m1", 10, Message_ID="<same@x.example>")
    post.put("p1", 11, headers={"Message-ID": "<same@x.example>", "From": "pat@cove.example"})
    post.jo("o1", 12, answers="same", Subject="Another word")
    assert {one.client_id for one in post.waiting()} == {1, 2}


def test_one_id_used_again_days_later_is_another_message(post: Post) -> None:
    post.ann("m1", 10, Message_ID="<same@x.example>")
    post.ann("m2", 10 + 49, Message_ID="<same@x.example>")
    [exchange] = post.waiting()
    assert exchange.count == 2


def test_without_an_id_copies_are_known_by_their_headers(post: Post) -> None:
    post.ann("m1", 10, Message_ID=None)
    post.ann("m1", 10, Message_ID=None, X_Sync="added by a tool")
    post.ann("m2", 11, Message_ID=None)
    assert sorted(verdict.verdict for verdict in post.judgement().verdicts.values()) == [
        "duplicate",
        "unanswered",
        "unanswered",
    ]


@pytest.mark.parametrize(
    "written", ["\n <m1@x.example>", "m1@x.example", "<m1@x.example> (added)", "<m1@\n x.example>"]
)
def test_an_id_may_be_written_in_odd_ways(post: Post, written: str) -> None:
    post.ann("m1", Message_ID=written)
    post.jo("o1", answers="m1", Subject="Another word")
    assert post.says("m1") == "answered reply"


# R14


def bounce(post: Post, **headers: str | None) -> None:
    report = {
        "From": "Mail Delivery System <MAILER-DAEMON@mx.example>",
        "Subject": "Undelivered Mail",
        "Content-Type": "multipart/report; report-type=delivery-status; boundary=b",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    post.put("b1", 11.5, headers=report)


def test_a_bounce_takes_the_answer_back(post: Post) -> None:
    post.ann("m1", flags="RS")
    post.jo("o1", answers="m1")
    bounce(post, In_Reply_To="<o1@x.example>", References="<m1@x.example> <o1@x.example>")
    assert post.says("b1") == "not_counted bounce"
    assert post.says("o1") == "outbound bounced"
    assert post.says("m1") == "unanswered"
    post.jo("o2", 12, answers="m1")
    assert post.says("m1") == "answered reply"


def test_a_bounce_of_my_second_reply_leaves_the_first(post: Post) -> None:
    post.ann("m1")
    post.jo("o1", answers="m1")
    post.jo("o2", 11.2, answers="m1 o1")
    bounce(post, References="<m1@x.example> <o1@x.example> <o2@x.example>")
    assert post.says("m1") == "answered reply"
    assert post.says("o1") == "outbound"


def test_a_bounce_may_name_my_reply_in_its_text_alone(post: Post) -> None:
    post.ann("m1")
    post.jo("o1", answers="m1")
    post.put(
        "b1",
        11.5,
        body="--b\n\nNo\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <o1@x.example>\n--b--\n",
        headers={
            "From": "MAILER-DAEMON@mx.example",
            "Content-Type": "multipart/report; report-type=delivery-status; boundary=b",
        },
    )
    assert post.says("m1") == "unanswered"


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_a_report_of_a_delay_takes_nothing_back(post: Post, action: str) -> None:
    post.ann("m1")
    post.jo("o1", answers="m1")
    post.put(
        "b1",
        11.5,
        body=f"--b\nContent-Type: message/delivery-status\n\nAction: {action}\n--b--\n",
        headers={
            "From": "MAILER-DAEMON@mx.example",
            "In-Reply-To": "<o1@x.example>",
            "Content-Type": "multipart/report; report-type=delivery-status; boundary=b",
        },
    )
    assert post.says("b1") == "not_counted report"
    assert post.says("m1") == "answered reply"


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

"""One entry, one message, and answers that came back: R12 to R14."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.feeds.mail.post import Post, at


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path)


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

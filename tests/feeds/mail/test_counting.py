"""What waits for me and what was meant for others: R9 to R11, R17."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.feeds.mail.post import ANN, JO, Post


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path)


# R9


@pytest.mark.parametrize(
    "headers",
    [
        {"To": "JO+birch@studio.example"},
        {"To": f"Bob <bob@birch.example>, {JO}"},
        {"To": f"Team: bob@birch.example, {JO};"},
        {"To": None},
        {"To": None, "Cc": ""},
        {"To": "projects@studio.example", "Delivered-To": "jo@studio.example"},
        {"To": "projects@studio.example", "X-Original-To": "jo@studio.example"},
    ],
)
def test_what_is_addressed_to_me_waits(post: Post, headers: dict[str, str | None]) -> None:
    post.put("m1", headers=headers)
    assert post.says("m1") == "unanswered"


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"To": "bob@birch.example", "Cc": JO}, "cc_only"),
        ({"To": None, "Cc": JO}, "cc_only"),
        ({"To": "undisclosed-recipients:;", "Delivered-To": "jo@studio.example"}, "bcc"),
        ({"To": "bob@birch.example", "Delivered-To": "jo@studio.example"}, "bcc"),
        ({"To": ANN, "Delivered-To": "jo@studio.example"}, "bcc"),
        ({"To": "a@x.example, b@x.example", "Delivered-To": "jo@studio.example"}, "bcc"),
        ({"To": "somebody@studio.example"}, "bcc"),
    ],
)
def test_what_is_meant_for_others_does_not(post: Post, headers: dict[str, str | None], reason: str) -> None:
    post.put("m1", headers=headers)
    assert post.says("m1") == f"not_counted {reason}"
    assert post.verdict("m1").rule == "R9"


@pytest.mark.parametrize("headers", [{"To": "bob@birch.example", "Cc": JO}, {"To": "bob@birch.example"}])
def test_a_direct_reply_to_me_always_waits(post: Post, headers: dict[str, str]) -> None:
    post.ann("m1", 9)
    post.jo("o1", 10, answers="m1")
    post.ann("m2", 11, answers="m1 o1", extra=headers)
    assert post.says("m2") == "unanswered"


def test_in_copy_in_a_thread_of_mine_but_answering_somebody_else(post: Post) -> None:
    post.ann("m1", 9)
    post.jo("o1", 10, answers="m1")
    post.ann("m2", 11, answers="m1 o1 other", To="bob@birch.example", Cc=JO)
    assert post.says("m2") == "not_counted cc_only"


def test_an_alias_is_suggested(post: Post) -> None:
    post.ann("m1", To="projects@studio.example", Delivered_To="jo@studio.example")
    assert post.judgement().aliases == ("projects@studio.example",)


# R10

LIST = {"List_Id": "All <all.birch.example>", "To": "all@birch.example", "Precedence": "list"}


def test_a_list_i_have_no_part_in_does_not_wait(post: Post) -> None:
    post.ann("m1", extra=LIST)
    post.ann("m2", extra={**LIST, "Cc": JO})
    assert post.says("m1") == post.says("m2") == "not_counted list"


def test_a_list_waits_when_it_is_to_me_or_i_take_part(post: Post) -> None:
    post.ann("m1", 9, extra={**LIST, "To": f"all@birch.example, {JO}"})
    post.ann("m2", 9, extra=LIST)
    post.jo("o2", 10, answers="m2", To="all@birch.example")
    post.ann("m3", 11, answers="m2 other", From="Bob <bob@birch.example>", extra=LIST)
    post.ann("m4", 12, answers="m2 o2", From="Eve <eve@birch.example>", extra=LIST)
    assert [post.says(name) for name in ("m1", "m3", "m4")] == ["unanswered"] * 3
    assert post.says("m2") == "answered reply"


UNSUBSCRIBE = {"List_Unsubscribe": "<https://birch.example/off>"}


@pytest.mark.parametrize(
    ("sender", "second", "said"),
    [
        (ANN, {}, "unanswered"),
        (ANN, {"Precedence": "list"}, "unanswered"),
        (ANN, {"Precedence": "bulk"}, "not_counted bulk"),
        (ANN, {"Precedence": "Junk"}, "not_counted bulk"),
        (ANN, {"Feedback_ID": "7:birch"}, "not_counted bulk"),
        ("news@birch.example", {}, "not_counted bulk"),
        ("stranger@nowhere.example", {}, "not_counted not_client"),
        ("stranger@nowhere.example", {"Precedence": "bulk"}, "not_counted bulk"),
    ],
)
def test_a_newsletter_is_known_by_two_marks(
    post: Post, sender: str, second: dict[str, str], said: str
) -> None:
    post.ann("m1", From=sender, extra={**UNSUBSCRIBE, **second})
    assert post.says("m1") == said


def test_a_direct_reply_is_never_bulk(post: Post) -> None:
    post.jo("o1", 10)
    post.ann("m1", 11, answers="o1", Precedence="bulk", Feedback_ID="1", extra=UNSUBSCRIBE)
    post.ann("m2", 12, answers="o1", From="crm@birch.example", extra=LIST)
    assert post.says("m1") == post.says("m2") == "unanswered"


# R11


@pytest.mark.parametrize("method", ["REQUEST", "REPLY", "CANCEL"])
def test_an_invitation_is_for_the_calendar(post: Post, method: str) -> None:
    post.ann("m1", Content_Type=f"Text/Calendar; charset=utf-8; method={method}")
    assert post.says("m1") == "not_counted calendar"


def test_an_attached_calendar_file_changes_nothing(post: Post) -> None:
    body = (
        "--b\nContent-Type: text/plain\n\nDoes it suit you?\n--b\nContent-Type: text/calendar; name=x.ics\n"
        "Content-Disposition: attachment\n\nBEGIN:VCALENDAR\n--b--\n"
    )
    post.ann("m1", body=body, Content_Type="multipart/mixed; boundary=b")
    assert post.says("m1") == "unanswered"


# R17


def thanks(post: Post, body: str, **headers: str | None) -> str:
    post.ann("m1", 9)
    post.jo("o1", 10, answers="m1")
    post.ann("m2", 11, answers="m1 o1", body=body, extra=headers)
    return post.says("m2")


def test_thanks_close_an_exchange(post: Post) -> None:
    assert (
        thanks(post, "Thank you!\n\nOn Mon, 2 Nov 2026 at 10:00, Jo wrote:\n> Shall I?\n")
        == "not_counted closing"
    )
    assert post.verdict("m2").rule == "R17"
    assert post.waiting() == []


def test_thanks_for_nothing_of_mine_wait(post: Post) -> None:
    post.ann("m1", 9, body="Thanks!\n")
    post.ann("m2", 10, answers="m1", body="Thanks!\n")
    assert post.says("m1") == post.says("m2") == "unanswered"


def test_thanks_do_not_close_the_question_before(post: Post) -> None:
    post.ann("m1", 9)
    post.jo("o1", 10, answers="m1")
    post.ann("m2", 11, answers="m1 o1")
    post.ann("m3", 12, answers="m1 o1", body="Thanks!\n")
    [exchange] = post.waiting()
    assert (exchange.waiting_since_id, exchange.newest_id) == ("m2@x.example", "m2@x.example")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/encrypted; protocol=x; boundary=b", "--b\n\nThanks\n--b--\n"),
        ("application/pkcs7-mime; smime-type=enveloped-data", "Thanks!\n"),
        ("text/plain", "Thanks!\n-----BEGIN PGP MESSAGE-----\n\nabc\n"),
        ("image/png", "Thanks!\n"),
        ("text/plain", ""),
    ],
)
def test_without_a_text_nothing_is_closed(post: Post, kind: str, body: str) -> None:
    assert thanks(post, body, Content_Type=kind) == "unanswered"


def test_a_closing_may_be_wrapped(post: Post) -> None:
    assert thanks(post, "VGhhbmsgeW91IQ==\n", Content_Transfer_Encoding="base64") == "not_counted closing"


def test_a_closing_may_be_in_the_last_of_the_references(tmp_path: Path) -> None:
    post = Post(tmp_path)
    assert thanks(post, "Danke!\n", In_Reply_To=None) == "not_counted closing"

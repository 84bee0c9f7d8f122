"""Who wrote it, if anybody: R3 to R5."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.feeds.mail.book import ClientBook, refused_domain
from data.model.client import Person
from tests.build import a_client
from tests.feeds.mail.post import BIRCH, JO, Post


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path)


# R3


@pytest.mark.parametrize(
    ("sender", "client_id"),
    [
        ("ANN@BIRCH.EXAMPLE", 1),
        ("ann+list@birch.example", 1),
        ("bob@birch.example", 1),
        ("bob@mail.office.birch.example", 1),
        ("ann.home@letters.example", 1),
        ("lena@DÜNE.example", 3),
        ("lena@xn--dne-hoa.example", 3),
        ("ann@birch.example (Ann (of Birch) Bell)", 1),
        ('"Bell, Ann" <ann@birch.example>', 1),
        ("=?utf-8?B?QmVsbCwgQW5u?= <ann@birch.example>", 1),
        ("<@relay.example:ann@birch.example>", 1),
        ("stranger@nowhere.example, pat@cove.example", 2),
        ("Office: pat@cove.example, ann@birch.example;", 2),
        ("ann @ birch . example", 1),
    ],
)
def test_a_client_is_known_by_address_and_domain(post: Post, sender: str, client_id: int) -> None:
    post.put("m1", headers={"From": sender})
    assert post.says("m1") == "unanswered"
    assert post.verdict("m1").client_id == client_id


@pytest.mark.parametrize(
    "sender",
    [
        '"ann@birch.example" <x@evil.example>',
        "ann@birch.example <x@evil.example>",
        "=?utf-8?Q?ann=40birch=2Eexample_=3Cann=40birch=2Eexample=3E?= <x@evil.example>",
        "x@notbirch.example",
        "x@birch.example.evil.example",
        "someone@letters.example",
        "(ann@birch.example) x@evil.example",
        '"ann@birch.example <x@evil.example>',
    ],
)
def test_nothing_but_the_address_makes_a_client(post: Post, sender: str) -> None:
    post.put("m1", headers={"From": sender})
    assert post.says("m1") == "not_counted not_client"


def test_exact_addresses_come_before_domains() -> None:
    other = a_client("Other", id=7, addresses=("guest@birch.example",))
    book = ClientBook([BIRCH, other], [Person(client_id=9, name="Zoe", addresses=("Zoe@Birch.example",))])
    assert book.find("guest@birch.example") == 7
    assert book.find("zoe@birch.example") == 9
    assert book.find("ann@birch.example") == 1


@pytest.mark.parametrize("domain", ["gmail.com", "GMX.de", "web.de", "com", "@outlook.com", "example"])
def test_free_mail_is_nobodys_domain(domain: str) -> None:
    assert refused_domain(domain)
    book = ClientBook([a_client("Pat", id=4, domains=(domain,))])
    assert book.refused == ((4, domain),)
    assert book.find(f"someone@{domain.lstrip('@').lower()}") is None


# R4


def test_a_contact_form_is_from_its_reply_to(post: Post) -> None:
    post.put("m1", headers={"From": "Form <no-reply@forms.example>", "Reply-To": "Pat <pat@cove.example>"})
    post.put("m2", headers={"From": JO, "Reply-To": "pat@cove.example", "Subject": "Form"})
    assert post.verdict("m1").client_id == post.verdict("m2").client_id == 2
    assert post.says("m1") == post.says("m2") == "unanswered"
    assert {one.who for one in post.waiting()} == {"Pat", "pat@cove.example"}


@pytest.mark.parametrize("reply_to", ["jo@studio.example", "donotreply@forms.example", "nobody"])
def test_an_unusable_reply_to_makes_no_person(post: Post, reply_to: str) -> None:
    post.put("m1", headers={"From": "noreply@birch.example", "Reply-To": reply_to})
    assert post.says("m1") == "not_counted noreply"


def test_a_reply_to_does_not_change_who_an_ordinary_sender_is(post: Post) -> None:
    post.ann("m1", Reply_To="desk@elsewhere.example")
    assert post.verdict("m1").address == "ann@birch.example"


def test_my_own_mail_with_a_reply_to_is_mine(post: Post) -> None:
    post.ann("m1")
    post.jo("o1", 11, Reply_To="pat@cove.example", Subject="Mine, in Sent")
    post.jo("o2", 11, folder="INBOX", answers="m1", Reply_To="team@studio.example")
    post.jo("o3", 11, folder="INBOX", List_Id="<x.lists.example>", Reply_To="x@lists.example", Subject="List")
    post.jo("o4", 11, folder="INBOX", Reply_To="team@studio.example", Subject="A copy to myself")
    for name in ("o1", "o2", "o3", "o4"):
        assert post.says(name) == "outbound"
    assert post.says("m1") == "answered reply"


# R5


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Auto-Submitted": "auto-replied"}, "auto"),
        ({"Auto-Submitted": "auto-generated (rejected)"}, "auto"),
        ({"Auto-Submitted": "Auto-Replied; owner=x"}, "auto"),
        ({"X-Autoreply": "yes"}, "auto"),
        ({"X-Autorespond": "Holiday"}, "auto"),
        ({"X-Apple-Action": "VACATION"}, "auto"),
        ({"Precedence": "auto_reply"}, "auto"),
        ({"Return-Path": "<>"}, "auto"),
        ({"X-Failed-Recipients": "x@y.example"}, "bounce"),
        ({"From": "MAILER-DAEMON@birch.example"}, "bounce"),
        ({"From": "Postmaster <postmaster@birch.example>"}, "bounce"),
        ({"From": "bounces+77@birch.example"}, "bounce"),
        ({"From": "<>"}, "bounce"),
        ({"Content-Type": "multipart/report; report-type=delivery-status; boundary=b"}, "bounce"),
        ({"Content-Type": "Multipart/Report; boundary=b; report-type=disposition-notification"}, "report"),
        ({"Content-Type": "multipart/report; boundary=b"}, "report"),
        ({"From": "noreply@birch.example"}, "noreply"),
        ({"From": "No-Reply@birch.example"}, "noreply"),
        ({"From": "do.not.reply@birch.example"}, "noreply"),
        ({"From": "notifications@birch.example"}, "noreply"),
        ({"From": "billing-noreply@birch.example"}, "noreply"),
        ({"From": "noreply-4711@birch.example"}, "noreply"),
        ({"To": f"{JO}, " + ", ".join(f"p{n}@x.example" for n in range(50))}, "bulk"),
        ({"Cc": ", ".join(f"p{n}@x.example" for n in range(5000))}, "bulk"),
    ],
)
def test_what_no_person_wrote_does_not_wait(post: Post, headers: dict[str, str], reason: str) -> None:
    post.put("m1", headers=headers)
    assert post.says("m1") == f"not_counted {reason}"
    assert post.verdict("m1").rule == "R5"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "no"},
        {"X-Auto-Response-Suppress": "All"},
        {"Precedence": "bulk"},
        {"Precedence": "list"},
        {"Return-Path": "<ann@birch.example>"},
        {"From": "noreen.plym@birch.example"},
        {"From": "reply@birch.example"},
        {"From": "nora.replyson@birch.example"},
        {"From": "ann@noreply.birch.example"},
        {"To": f"{JO}, " + ", ".join(f"p{n}@x.example" for n in range(49))},
        {"List-Unsubscribe": "<mailto:off@birch.example>"},
    ],
)
def test_one_weak_sign_proves_nothing(post: Post, headers: dict[str, str]) -> None:
    post.put("m1", headers=headers)
    assert post.says("m1") == "unanswered"


def test_an_automatic_reply_neither_opens_nor_closes_nor_reopens(post: Post) -> None:
    post.ann("m1", 10)
    post.jo("o1", 11, answers="m1", Auto_Submitted="auto-replied")
    assert post.says("m1") == "unanswered"
    assert post.says("o1") == "not_counted auto"
    post.jo("o2", 12, answers="m1")
    post.ann("m2", 12.1, answers="m1 o2", X_Autoreply="yes", Subject="Out of office")
    assert post.says("m1") == "answered reply"
    assert post.waiting() == []


def test_people_who_are_no_clients_are_named_for_the_tray(post: Post) -> None:
    post.put("m1", headers={"From": "Kim Novak <kim@elsewhere.example>"})
    verdict = post.verdict("m1")
    assert (verdict.reason, verdict.address, verdict.client_id) == (
        "not_client",
        "kim@elsewhere.example",
        None,
    )
    [letter] = post.letters()
    assert letter.name == "Kim Novak"

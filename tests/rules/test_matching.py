"""Who is this? What is suggested for somebody unknown, and what is not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.matching import BookEntry, CardLink, Suggestion, Why
from data.model.source import UnknownSender
from data.rules.matching import Known, domains_above, name_key, same_phone
from tests.build import NOW, a_client, a_person

ACME = a_client("Acme", id=1, addresses=("office@acme.example",))
BIRCH = a_client("Birch & Co", id=2, addresses=("kim@birch.example",))
ANN = a_person("Ann Bell", id=7, client_id=1, addresses=("ann@acme.example",), phones=("+49 40 5550110",))


def a_sender(address: str = "zed@new.example", name: str = "Zed", **more: Any) -> UnknownSender:
    return UnknownSender(address, name, 1, NOW, "Hello", **more)


def an_entry(name: str = "Dana Ruiz", **more: Any) -> BookEntry:
    return BookEntry(name, **({"uid": name} | more))


def known(*entries: BookEntry, links: tuple[CardLink, ...] = (), **more: Any) -> Known:
    usual: dict[str, Any] = {"clients": (ACME, BIRCH), "people": (ANN,)}
    return Known(
        **(usual | more),
        entries=entries,
        links=links,
        not_theirs=lambda domain: domain in ("free.example", "hub.example"),
    )


def guess(sender: UnknownSender, *entries: BookEntry, **more: Any) -> Suggestion | None:
    return known(*entries, **more).stranger(sender).suggestion


def test_nothing_speaks_for_somebody_new() -> None:
    row = known().stranger(a_sender())
    assert (row.suggestion, row.domain) == (None, "new.example")


def test_the_same_domain_is_the_same_client() -> None:
    found = guess(a_sender("pat@birch.example", "Pat"))
    assert found == Suggestion(Why.DOMAIN, "Birch & Co", 2)


def test_a_domain_below_a_clients_is_theirs_too() -> None:
    found = guess(a_sender("pat@mail.birch.example"))
    assert found is not None
    assert found.client_id == 2


@pytest.mark.parametrize("address", ["pat@free.example", "pat@hub.example"])
def test_free_mail_and_shared_domains_never_suggest(address: str) -> None:
    clients = (a_client("One", id=1, addresses=(f"one@{address.partition('@')[2]}",)),)
    row = known(clients=clients, people=()).stranger(a_sender(address))
    assert (row.suggestion, row.domain) == (None, "")


def test_a_domain_two_clients_write_from_suggests_neither() -> None:
    clients = (ACME, a_client("Other", id=3, addresses=("x@acme.example",)))
    assert guess(a_sender("pat@acme.example"), clients=clients, people=()) is None


@pytest.mark.parametrize("name", ["Ann Bell", "bell, ann", "ANN BÉLL (Acme)"])
def test_the_same_name_is_somebody_known(name: str) -> None:
    found = guess(a_sender("ann@free.example", name))
    assert found == Suggestion(Why.NAME, "Acme", 1, person="Ann Bell", person_id=7)


def test_a_misspelt_name_is_somebody_known() -> None:
    people = (a_person("Marta Lindqvist", id=9, client_id=2),)
    found = guess(a_sender("m@free.example", "Marta Lindqist"), people=people)
    assert found == Suggestion(Why.NAME, "Birch & Co", 2, person="Marta Lindqvist", person_id=9)


@pytest.mark.parametrize("name", ["Ann", "Bell", "Anna Berg", "", "  "])
def test_a_name_that_is_only_like_it_is_nobody(name: str) -> None:
    assert guess(a_sender("ann@free.example", name)) is None


def test_a_name_at_two_clients_is_nobody() -> None:
    people = (ANN, a_person("Ann Bell", id=8, client_id=2))
    assert guess(a_sender("ann@free.example", "Ann Bell"), people=people) is None


def test_a_known_person_who_writes_from_another_address_of_the_domain() -> None:
    found = guess(a_sender("a.bell@acme.example", "Ann Bell"))
    assert found == Suggestion(Why.DOMAIN, "Acme", 1, person="Ann Bell", person_id=7)


def test_a_card_names_a_new_client_with_a_person() -> None:
    entry = an_entry(organisation="Harbour Books", addresses=("dana@free.example",))
    found = guess(a_sender("dana@free.example", ""), entry)
    assert found == Suggestion(Why.CARD, "Harbour Books", None, person="Dana Ruiz", entry=entry)


def test_a_card_without_an_organisation_is_a_client_by_the_persons_name() -> None:
    entry = an_entry(addresses=("dana@free.example",))
    found = guess(a_sender("dana@free.example"), entry)
    assert found == Suggestion(Why.CARD, "Dana Ruiz", None, entry=entry)


def test_a_card_of_a_known_organisation_is_theirs() -> None:
    entry = an_entry("Ann Bell", organisation="ACME", addresses=("bell@free.example",))
    found = guess(a_sender("bell@free.example"), entry)
    assert found == Suggestion(Why.CARD, "Acme", 1, person="Ann Bell", person_id=7, entry=entry)


def test_a_card_that_was_taken_leads_to_whom_it_became() -> None:
    entry = an_entry(organisation="Elsewhere", addresses=("new@free.example",), uid="u1")
    link = CardLink("u1", client_id=2)
    found = guess(a_sender("new@free.example"), entry, links=(link,))
    assert found is not None
    assert (found.client_id, found.person) == (2, "Dana Ruiz")


def test_a_number_in_the_address_book() -> None:
    entry = an_entry(organisation="Harbour Books", phones=("040 / 555 01 99",))
    found = guess(a_sender("", "", phone="+49405550199"), entry)
    assert found == Suggestion(Why.PHONE, "Harbour Books", None, person="Dana Ruiz", entry=entry)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+49 40 5550110", "040 5550110", True),
        ("0049405550110", "+49 40 555-01-10", True),
        ("+49 40 5550110", "+44 40 5550110", False),
        ("+49 (0)40 5550110", "+49 40 5550110", True),
        ("+49 40 5550110 ext. 3", "040 5550110", True),
        ("110", "110", True),
        ("110", "5550110", False),
        ("", "", False),
    ],
)
def test_numbers_with_and_without_the_country(one: str, other: str, same: bool) -> None:
    assert same_phone(one, other) is same
    assert same_phone(other, one) is same


@pytest.mark.parametrize(
    ("domain", "above"),
    [
        ("acme.example", ()),
        ("mail.acme.example", ("acme.example",)),
        ("a.b.acme.co.uk", ("b.acme.co.uk", "acme.co.uk")),
        ("birch.co.uk", ()),
        ("example", ()),
        ("", ()),
    ],
)
def test_domains_of_one_company_lie_above_each_other(domain: str, above: tuple[str, ...]) -> None:
    assert domains_above(domain) == above


@pytest.mark.parametrize(
    ("known_one", "address", "client_id"),
    [
        ("x@mail.acme.test", "y@acme.test", 1),
        ("x@acme.test", "y@mail.acme.test", 1),
        ("x@notacme.test", "y@acme.test", None),
        ("x@birch.co.uk", "y@acme.co.uk", None),
    ],
)
def test_a_company_has_domains_below_its_own(known_one: str, address: str, client_id: int | None) -> None:
    found = guess(a_sender(address), clients=(a_client("One", id=1, addresses=(known_one,)),), people=())
    assert (found and found.client_id) == client_id


_WORDS = st.text(alphabet="abcé ,.-")


@given(_WORDS, _WORDS)
def test_a_name_key_does_not_depend_on_the_order_of_words(one: str, other: str) -> None:
    assert name_key(f"{one} {other}") == name_key(f"{other} {one}")


@given(st.text(alphabet="0123456789+ -()", max_size=16), st.text(alphabet="0123456789+ -()", max_size=16))
def test_the_same_number_whichever_comes_first(one: str, other: str) -> None:
    assert same_phone(one, other) is same_phone(other, one)

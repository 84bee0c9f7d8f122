"""Which client an appointment is with, and whether a take-away coffee can come along."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.client import Client
from data.rules.visits import match_appointments
from tests.build import a_client, an_appointment

HARBOUR = a_client(
    "Harbour Books Ltd",
    id=1,
    addresses=("dana@harbour.example",),
    domains=("harbour.example",),
    post_address="Harbour Books\nFlat 3, 12 Mill Lane\nLeeds LS1 4AB",
)
BIRCH = a_client("Birch GmbH", id=2, domains=("birch.example",), post_address="Hauptstraße 5, 10827 Berlin")
BIRCH_TREES = a_client("Birch Trees", id=3)
ART = a_client("Art", id=4)
CAFE = a_client("Café Müller", id=5)
TOKYO = a_client("東京商事", id=6)
ALL = (HARBOUR, BIRCH, BIRCH_TREES, ART, CAFE, TOKYO)


def matched(
    title: str = "Planning", location: str = "", *attendees: str, clients: tuple[Client, ...] = ALL
) -> tuple[int | None, bool]:
    appointment = an_appointment(title, location=location, attendees=attendees)
    (found,) = match_appointments([appointment], clients, me=("kim@studio.example",))
    return found.client_id, found.visit


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("dana@harbour.example", 1),
        ("anyone@harbour.example", 1),
        ("x@mail.birch.example", 2),
        ("x@notbirch.example", None),
        ("kim@studio.example", None),
    ],
)
def test_an_attendee_tells_the_client(address: str, client: int | None) -> None:
    assert matched("Planning", "", "kim@studio.example", address) == (client, False)


def test_my_own_address_tells_nothing_even_at_a_clients_domain() -> None:
    own = a_client("Own", id=9, domains=("studio.example",))
    assert matched("Planning", "", "kim@studio.example", clients=(own,)) == (None, False)


def test_of_attendees_of_two_clients_the_one_named_counts_else_the_first() -> None:
    both = ("ben@birch.example", "dana@harbour.example")
    assert matched("Harbour Books: planning", "", *both)[0] == 1
    assert matched("Planning", "", *both)[0] == 2


def test_people_are_known_by_whoever_knows_them() -> None:
    appointment = an_appointment(attendees=("ann@home.example",))
    (found,) = match_appointments([appointment], ALL, client_of={"ann@home.example": 2}.get)
    assert found.client_id == 2


@pytest.mark.parametrize(
    ("title", "client"),
    [
        ("Harbour Books: planning", 1),
        ("planning with HARBOUR BOOKS LTD.", 1),
        ("Harbours books", None),
        ("Birch", 2),
        ("Birch Trees kick-off", 3),
        ("Birch and Birch Trees", 3),
        ("Harbour Books and Birch", None),
        ("Birchwood walk", None),
        ("Lunch with Art", 4),
        ("An art exhibition", None),
        ("Cafe Muller", 5),
        ("CAFÉ MÜLLER, tasting", 5),
        ("東京商事訪問", 6),
        ("[/] [red] Birch", 2),
        ("", None),
    ],
)
def test_a_name_in_the_title_tells_the_client(title: str, client: int | None) -> None:
    assert matched(title)[0] == client


def test_a_name_in_the_place_tells_the_client_too() -> None:
    assert matched("Planning", "Birch, second floor") == (2, False)


@pytest.mark.parametrize(
    "location",
    [
        "12 Mill Lane, Leeds",
        "Harbour Books, 12 Mill Ln, LS1 4AB",
        "Mill Lane 12",
        "12 MILL LANE",
        "at 12, mill lane (ring twice)",
    ],
)
def test_at_the_clients_address_it_is_a_visit(location: str) -> None:
    assert matched("Planning", location) == (1, True)


@pytest.mark.parametrize(
    "location", ["Hauptstr. 5, Berlin", "Hauptstrasse 5", "HAUPTSTRASSE 5", "Hauptstraße 5, 2. OG"]
)
def test_a_street_however_it_is_written(location: str) -> None:
    assert matched("Planning", location) == (2, True)


@pytest.mark.parametrize("location", ["112 Mill Lane", "Mill Lane 1", "Leeds LS1 4AB", "Flat 3", "Berlin"])
def test_another_place_is_not_the_clients(location: str) -> None:
    assert matched("Planning", location, "dana@harbour.example") == (1, False)


def test_the_place_counts_more_than_who_comes() -> None:
    assert matched("Planning", "Hauptstr. 5", "dana@harbour.example") == (2, True)


def test_two_clients_in_one_house_are_told_apart_by_who_comes_or_not_at_all() -> None:
    near = a_client("Near", id=8, domains=("near.example",), post_address="Hauptstraße 5\nBerlin")
    both = (BIRCH, near)
    assert matched("Planning", "Hauptstr. 5", "x@near.example", clients=both) == (8, True)
    assert matched("Near: planning", "Hauptstr. 5", clients=both) == (8, True)
    assert matched("Planning", "Hauptstr. 5", clients=both) == (None, False)


@pytest.mark.parametrize(
    ("title", "location"),
    [
        ("Visit Birch", ""),
        ("Birch #visit", ""),
        ("Birch, on site", ""),
        ("Planning @Birch", ""),
        ("Birch planning", "at client"),
        ("Birch planning @client", ""),
        ("Birch: ON-SITE", ""),
    ],
)
def test_a_mark_makes_it_a_visit(title: str, location: str) -> None:
    assert matched(title, location) == (2, True)


@pytest.mark.parametrize(
    ("title", "location"),
    [
        ("Visit Birch", "https://zoom.example/j/1"),
        ("Visit Birch", "Microsoft Teams Meeting"),
        ("Visit Birch", "Google Meet"),
        ("Birch: call about the visit", ""),
        ("Birch: visit on Zoom", ""),
        ("Birch planning", "Hauptstr. 5 / Zoom"),
        ("Birch planning", "Phone"),
        ("Birch: visitors' statistics", ""),
        ("Birch", ""),
    ],
)
def test_what_is_no_visit(title: str, location: str) -> None:
    assert matched(title, location) == (2, False)


def test_on_the_phone_in_the_title_does_not_move_the_house() -> None:
    assert matched("Birch: phone contract", "Hauptstr. 5") == (2, True)


def test_a_visit_to_nobody_known_is_none() -> None:
    assert matched("Visit the dentist") == (None, False)


def test_other_marks_of_the_settings() -> None:
    appointment = an_appointment("Birch vor Ort")
    assert match_appointments([appointment], ALL)[0].visit is False
    assert match_appointments([appointment], ALL, marks=["Vor Ort", " "])[0].visit is True


def test_what_was_matched_before_is_forgotten() -> None:
    appointment = an_appointment("Lunch", client_id=7, visit=True)
    (found,) = match_appointments([appointment], ALL)
    assert (found.client_id, found.visit) == (None, False)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=30), st.text(max_size=60))
def test_no_text_crashes_it_and_a_visit_always_has_a_client(
    title: str, place: str, name: str, post: str
) -> None:
    client = a_client(name, id=1, post_address=post)
    (found,) = match_appointments([an_appointment(title, location=place)], [client])
    assert found.client_id in (None, 1)
    assert found.client_id == 1 or not found.visit


@given(
    st.lists(
        st.sampled_from(["Harbour", "Books", "Birch", "Trees", "visit", "call", "12", "Mill", "Lane"]),
        max_size=6,
    )
)
def test_the_order_of_the_clients_does_not_matter(words: list[str]) -> None:
    title = " ".join(words)
    assert matched(title, title, clients=ALL) == matched(title, title, clients=ALL[::-1])

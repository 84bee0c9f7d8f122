"""The tray asks who somebody is: what it suggests, what is done, and that undo takes all of it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.desk import Desk
from data.errors import NotFound, WrongUse
from data.model.client import Client, Person
from data.model.matching import Why
from tests.desk.conftest import Hand
from tests.feeds.mail.post import NOW, Post

Open = Callable[[str], Desk]


@pytest.fixture
def post(tmp_path: Path) -> Post:
    office = Post(tmp_path / "mail")
    office.jo("hello", 1)
    return office


@pytest.fixture
def desk(open_desk: Open, post: Post, clock: Hand) -> Desk:
    clock.at = NOW
    return open_desk(
        '[replies]\nsettle_days = 0\n\n[[mail]]\nname = "studio"\nkind = "maildir"\n'
        f'path = "{post.root}"\nme = ["jo@studio.example"]\n'
    )


def write(post: Post, name: str, sender: str, **headers: str) -> None:
    post.put(name, headers={"From": sender} | headers)


def tray(desk: Desk) -> dict[str, str]:
    """Who is in the tray, and whose they may be."""
    return {
        row.sender.point: row.suggestion.client if row.suggestion else "" for row in desk.matching.strangers()
    }


def matching(desk: Desk) -> dict[str, set[str]]:
    """Whose every address and domain is, by name, and who there."""
    found: dict[str, set[str]] = {}
    for client in desk.clients.all():
        points = {*client.addresses, *client.domains, *client.phones}
        for person in desk.clients.people(client.id):
            points |= {f"{person.name}: {point}" for point in (*person.addresses, *person.phones)}
        found[client.name] = points
    return found


def test_the_suggestion_of_a_domain_makes_a_person_there(desk: Desk, post: Post) -> None:
    desk.clients.add(Client("Birch & Co", addresses=("kim@birch.example",)))
    write(post, "m1", "Ann Bell <ann@birch.example>")
    desk.sources.sync()
    assert tray(desk) == {"ann@birch.example": "Birch & Co"}
    before = matching(desk)
    assert desk.matching.take("ann@birch.example") == "Ann Bell is at Birch & Co."
    assert tray(desk) == {}
    assert matching(desk) == {"Birch & Co": {"kim@birch.example", "Ann Bell: ann@birch.example"}}
    assert [item.client for item in desk.today().waiting] == ["Birch & Co"]
    desk.undo()
    assert (matching(desk), tray(desk)) == (before, {"ann@birch.example": "Birch & Co"})


def test_the_suggestion_of_a_name_completes_the_person(desk: Desk, post: Post) -> None:
    acme = desk.clients.add(Client("Acme"))
    desk.clients.add_person(Person(acme.id, "Ann Bell", role="owner"))
    write(post, "m1", "Ann Bell <ann@home.example>")
    desk.sources.sync()
    (row,) = desk.matching.strangers()
    assert row.suggestion is not None
    assert row.suggestion.why is Why.NAME
    desk.matching.take("ann@home.example")
    (person,) = desk.clients.people(acme.id)
    assert (person.addresses, person.role) == (("ann@home.example",), "owner")


def test_what_nothing_speaks_for_cannot_be_taken(desk: Desk, post: Post) -> None:
    write(post, "m1", "Zed <zed@new.example>")
    desk.sources.sync()
    with pytest.raises(NotFound, match=r"Nothing speaks for whose zed@new\.example is"):
        desk.matching.take("zed@new.example")


def test_a_new_client_with_a_person_and_the_whole_domain_is_one_act(desk: Desk, post: Post) -> None:
    write(post, "m1", "Zed <zed@new.example>")
    write(post, "m2", "Yan <yan@new.example>")
    desk.sources.sync()
    desk.matching.make_client("zed@new.example", "New Ltd", person="Zed", domain="new.example")
    assert matching(desk) == {"New Ltd": {"new.example", "Zed: zed@new.example"}}
    assert tray(desk) == {}
    desk.undo()
    assert (matching(desk), set(tray(desk))) == ({}, {"zed@new.example", "yan@new.example"})


def test_a_client_who_is_the_person_needs_no_person(desk: Desk, post: Post) -> None:
    write(post, "m1", "Zed <zed@new.example>")
    desk.sources.sync()
    desk.matching.make_client("zed@new.example", "Zed", person=" ZED ")
    assert matching(desk) == {"Zed": {"zed@new.example"}}


def test_a_whole_domain_is_theirs(desk: Desk, post: Post) -> None:
    acme = desk.clients.add(Client("Acme"))
    write(post, "m1", "Zed <zed@new.example>")
    write(post, "m2", "Yan <yan@new.example>")
    desk.sources.sync()
    desk.matching.whole_domain("new.example", acme.id)
    assert tray(desk) == {}
    with pytest.raises(WrongUse, match="is Acme's already"):
        desk.matching.whole_domain("new.example", acme.id)
    with pytest.raises(WrongUse, match="half the world writes from there"):
        desk.matching.whole_domain("gmail.com", acme.id)


def test_newsletters_and_robots_of_strangers_are_not_asked_about(desk: Desk, post: Post) -> None:
    write(post, "m1", "News <news@shop.example>", **{"List-Unsubscribe": "<mailto:off@shop.example>"})
    write(post, "m2", "List <list@shop.example>", **{"List-Id": "<all.shop.example>"})
    write(post, "m3", "Robot <robot@shop.example>", **{"Auto-Submitted": "auto-generated"})
    write(post, "m4", "Sam <sam@shop.example>")
    desk.sources.sync()
    assert set(tray(desk)) == {"sam@shop.example"}
    assert desk.today().unknown_senders == 1
    (state,) = desk.sources.states()
    assert state.not_client == 3


def test_a_reply_to_you_is_asked_about_whatever_it_came_through(desk: Desk, post: Post) -> None:
    post.jo("o1", to="sam@shop.example")
    post.put(
        "m1",
        11,
        headers={
            "From": "Sam <sam@shop.example>",
            "In-Reply-To": "<o1@x.example>",
            "List-Unsubscribe": "<mailto:off@shop.example>",
        },
    )
    desk.sources.sync()
    assert set(tray(desk)) == {"sam@shop.example"}


def test_a_shared_domain_matches_nobody_by_itself(desk: Desk, post: Post) -> None:
    desk.clients.add(Client("Agency", domains=("hub.example",), addresses=("boss@hub.example",)))
    write(post, "m1", "Zed <zed@hub.example>")
    write(post, "m2", "Boss <boss@hub.example>")
    desk.sources.sync()
    assert len(desk.today().waiting) == 2
    desk.matching.share("@Hub.Example")
    assert desk.matching.shared_domains() == ("hub.example",)
    assert tray(desk) == {"zed@hub.example": ""}
    assert [item.client for item in desk.today().waiting] == ["Agency"]
    with pytest.raises(WrongUse, match="marked as shared by several"):
        desk.clients.add(Client("Other", domains=("hub.example",)))
    desk.undo()
    assert (desk.matching.shared_domains(), tray(desk)) == ((), {})
    assert len(desk.today().waiting) == 2


def test_a_shared_domain_under_a_clients_stays_out_of_it(desk: Desk, post: Post) -> None:
    desk.clients.add(Client("Agency", domains=("hub.example",)))
    write(post, "m1", "Zed <zed@desk.hub.example>")
    desk.sources.sync()
    assert tray(desk) == {}
    desk.matching.share("desk.hub.example")
    assert set(tray(desk)) == {"zed@desk.hub.example"}
    desk.matching.unshare("desk.hub.example")
    assert tray(desk) == {}


def test_what_is_shared_by_everybody_needs_no_mark(desk: Desk) -> None:
    with pytest.raises(WrongUse, match="matches nobody already"):
        desk.matching.share("gmail.com")
    with pytest.raises(NotFound, match="not marked as shared"):
        desk.matching.unshare("hub.example")


def test_a_domain_two_clients_claim_says_what_to_do(desk: Desk) -> None:
    desk.clients.add(Client("Acme", domains=("hub.example",)))
    with pytest.raises(WrongUse, match="If both write from there, mark it as shared"):
        desk.clients.add(Client("Birch", domains=("hub.example",)))


def test_an_address_of_two_people_is_refused(desk: Desk) -> None:
    acme, birch = desk.clients.add(Client("Acme")), desk.clients.add(Client("Birch"))
    ann = desk.clients.add_person(Person(acme.id, "Ann", addresses=("ann@x.example",)))
    for client_id in (acme.id, birch.id):
        with pytest.raises(WrongUse, match="belongs to Ann of Acme already"):
            desk.clients.add_person(Person(client_id, "Bob", addresses=("ann@x.example",)))
    with pytest.raises(WrongUse, match="belongs to Ann of Acme already"):
        desk.clients.edit(Client("Birch", birch.id, addresses=("ann@x.example",)))
    desk.clients.edit_person(Person(birch.id, "Ann", ann.id, addresses=("ann@x.example",)))
    assert matching(desk) == {"Acme": set(), "Birch": {"Ann: ann@x.example"}}


@pytest.mark.parametrize("name", ["\u200b", "\u202e", "\n", "\u3164", ""])
def test_a_name_that_nobody_sees_is_refused(desk: Desk, name: str) -> None:
    with pytest.raises(WrongUse, match="A client needs a name"):
        desk.clients.add(Client(name))
    acme = desk.clients.add(Client("Acme"))
    with pytest.raises(WrongUse, match="A person needs a name"):
        desk.clients.add_person(Person(acme.id, name))


def test_a_name_is_kept_on_one_line_without_what_turns_it(desk: Desk) -> None:
    assert desk.clients.add(Client("Ac\u202eme\nLtd")).name == "Acme Ltd"
    with pytest.raises(WrongUse, match="There is a client Acme Ltd already"):
        desk.clients.add(Client("ACME\u200b  LTD"))

"""Address books: what a look says, what taking in brings, and what a watched card proposes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.desk import Desk
from data.errors import FeedError, NotFound
from data.model.address_book import BookImport, BookLook, Standing
from data.model.client import Client, Person
from data.model.matching import BookEntry, Why
from data.model.source import BookCounts
from data.store import senders
from tests.desk.conftest import Hand
from tests.desk.test_matching import matching, tray, write
from tests.feeds.mail.post import NOW, Post

Open = Callable[[str], Desk]


def a_card(name: str, *lines: str, uid: str) -> str:
    head = ("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", f"UID:{uid}")
    return "\n".join((*head, *lines, "END:VCARD", ""))


ANN = a_card("Ann Bell", "ORG:Harbour Books", "EMAIL:ann@harbour.example", "TEL:+49 40 5550110", uid="ann")
TOM = a_card("Tom Reed", "ORG:harbour books", "EMAIL:tom@harbour.example", uid="tom")
ZED = a_card("Zed", "EMAIL:zed@new.example", "ADR:;;Lane 1;Kiel;;24103;", uid="zed")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "contacts.vcf"
    file.write_text(ANN + TOM + ZED)
    return file


@pytest.fixture
def watching(open_desk: Open, book: Path, tmp_path: Path, clock: Hand) -> tuple[Desk, Post]:
    """A Desk with a mailbox and a watched address book."""
    clock.at = NOW
    post = Post(tmp_path / "mail")
    post.jo("hello", 1)
    desk = open_desk(
        f'[[mail]]\nname = "studio"\nkind = "maildir"\npath = "{post.root}"\nme = ["jo@studio.example"]\n'
        f'[[contacts]]\nkind = "vcard"\npath = "{book}"\n'
    )
    return desk, post


def standings(look: BookLook) -> dict[str, Standing]:
    return {each.entry.name: each.standing for each in look.proposed}


def everybody(desk: Desk, file: Path) -> BookImport:
    return desk.address_book.take_in(each.entry for each in desk.address_book.look(file).proposed)


def test_a_look_counts_and_writes_nothing(desk: Desk, book: Path) -> None:
    book.write_text(ANN + TOM + ZED + "BEGIN:VCARD\nVERSION:9\nFN:Bad\nEND:VCARD\n")
    harbour = desk.clients.add(Client("Harbour Books"))
    desk.clients.add_person(Person(harbour.id, "Tom Reed", addresses=("tom@harbour.example",)))
    before = desk.data_version()
    look = desk.address_book.look(book)
    assert look.counts == BookCounts(3, 3, 1, known=1, more=0, new=2)
    assert standings(look) == {"Ann Bell": Standing.NEW, "Tom Reed": Standing.KNOWN, "Zed": Standing.NEW}
    assert [(name, reason[:14]) for _place, name, reason in look.skipped] == [("Bad", "its version 9 ")]
    assert desk.data_version() == before


def test_a_book_is_tried_out_before_it_is_watched(desk: Desk, book: Path) -> None:
    desk.clients.add(Client("Zed", addresses=("zed@new.example",)))
    candidate = desk.connecting.at(book)
    assert (candidate.kind, candidate.count) == ("vcard", 3)
    trial = desk.connecting.try_out(desk.connecting.proposal(candidate))
    assert trial.book == BookCounts(3, 3, 1, known=1, more=0, new=2)
    assert (trial.state.read, trial.state.error) == (3, "")
    assert desk.address_book.watched().proposed == ()
    desk.connecting.adopt(candidate)
    desk.sources.sync()
    assert desk.address_book.watched().counts.cards == 3


def test_cards_of_one_organisation_are_one_client(desk: Desk, book: Path) -> None:
    assert everybody(desk, book) == BookImport(clients=2, people=2, completed=0, same=0)
    assert matching(desk) == {
        "Harbour Books": {
            "Ann Bell: ann@harbour.example",
            "Ann Bell: +49 40 5550110",
            "Tom Reed: tom@harbour.example",
        },
        "Zed": {"zed@new.example"},
    }
    assert desk.clients.by_name("Zed").post_address == "Lane 1, 24103 Kiel"
    desk.undo()
    assert desk.clients.all() == ()


def test_who_exists_is_completed_and_never_doubled(desk: Desk, book: Path) -> None:
    harbour = desk.clients.add(Client("Harbour Books"))
    desk.clients.add_person(Person(harbour.id, "Ann Bell", role="owner"))
    zed = desk.clients.add(Client("Zed", addresses=("zed@new.example",)))
    assert everybody(desk, book) == BookImport(clients=0, people=1, completed=1, same=1)
    (ann, _tom) = desk.clients.people(harbour.id)
    assert (ann.name, ann.role, ann.addresses) == ("Ann Bell", "owner", ("ann@harbour.example",))
    assert desk.clients.get(zed.id).addresses == ("zed@new.example",)


def test_what_is_somebody_elses_is_left_out_and_said(desk: Desk, book: Path) -> None:
    desk.clients.add(Client("Acme", addresses=("shared@x.example",)))
    book.write_text(
        a_card("Bo", "ORG:Birch", "EMAIL:bo@birch.example", uid="bo")
        + a_card("Cy", "ORG:Birch", "EMAIL:cy@birch.example", "EMAIL:bo@birch.example", uid="cy")
    )
    outcome = everybody(desk, book)
    assert outcome.clients == 1
    assert matching(desk)["Acme"] == {"shared@x.example"}
    assert matching(desk)["Birch"] == {"Bo: bo@birch.example", "Bo: cy@birch.example"}


def test_taking_in_twice_changes_nothing(desk: Desk, book: Path) -> None:
    everybody(desk, book)
    before, undoable = matching(desk), desk.undo
    assert everybody(desk, book) == BookImport(clients=0, people=0, completed=0, same=3)
    assert matching(desk) == before
    assert undoable() == "take in 3 cards"
    assert desk.clients.all() == ()


_NAMES = st.sampled_from(["Ann Bell", "Bell, Ann", "Tom", "Acme", "Harbour"])
_ENTRIES = st.builds(
    BookEntry,
    _NAMES,
    organisation=st.sampled_from(["", "Acme", "ACME", "Harbour"]),
    addresses=st.lists(st.sampled_from(["a@x.example", "b@x.example", "c@y.example"]), max_size=2).map(tuple),
    phones=st.lists(st.sampled_from(["+49 40 5550110", "040 5550110", "5550111"]), max_size=2).map(tuple),
    uid=st.sampled_from(["1", "2", "3", "4"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_ENTRIES, max_size=5, unique_by=lambda entry: entry.uid))
def test_whatever_is_taken_in_twice_changes_nothing_the_second_time(
    desk: Desk, entries: list[BookEntry]
) -> None:
    desk.settle()
    before = matching(desk)
    desk.address_book.take_in(entries)
    once = matching(desk)
    again = desk.address_book.take_in(entries)
    assert (again.clients, again.people) == (0, 0)
    assert matching(desk) == once
    points = [point for owned in once.values() for point in owned if "@" in point]
    bare = [point.rpartition(": ")[2] for point in points]
    assert len(bare) == len(set(bare))
    with suppress(NotFound):
        while True:
            desk.undo()
    assert matching(desk) == before


def test_a_watched_book_names_who_wrote_and_makes_nobody_a_client(watching: tuple[Desk, Post]) -> None:
    desk, post = watching
    write(post, "m1", "<ann@harbour.example>")
    desk.sources.sync()
    assert desk.clients.all() == ()
    (row,) = desk.matching.strangers()
    assert row.suggestion is not None
    assert (row.suggestion.why, row.suggestion.client, row.suggestion.person) == (
        Why.CARD,
        "Harbour Books",
        "Ann Bell",
    )
    (state,) = [state for state in desk.sources.states() if state.kind == "vcard"]
    assert (state.name, state.read, state.error) == ("contacts", 3, "")
    (first, *_) = desk.address_book.watched().proposed
    assert (first.entry.name, first.wrote) == ("Ann Bell", 1)
    assert desk.matching.take("ann@harbour.example") == "Ann Bell is at Harbour Books."
    assert matching(desk) == {"Harbour Books": {"Ann Bell: ann@harbour.example", "Ann Bell: +49 40 5550110"}}
    assert tray(desk) == {}


def test_a_changed_card_is_proposed_not_written(watching: tuple[Desk, Post], book: Path) -> None:
    desk, _post = watching
    desk.sources.sync()
    everybody(desk, book)
    before = matching(desk)
    book.write_text(ANN.replace("TEL:", "EMAIL:bell@harbour.example\nTEL:") + TOM + ZED)
    desk.sources.sync()
    assert matching(desk) == before
    (proposal,) = desk.address_book.proposals()
    assert (proposal.client, proposal.person, proposal.addresses) == (
        "Harbour Books",
        "Ann Bell",
        ("bell@harbour.example",),
    )
    desk.address_book.decline(proposal.link_id)
    assert desk.address_book.proposals() == ()
    desk.undo()
    (proposal,) = desk.address_book.proposals()
    desk.address_book.accept(proposal.link_id)
    assert "Ann Bell: bell@harbour.example" in matching(desk)["Harbour Books"]
    assert desk.address_book.proposals() == ()
    with pytest.raises(NotFound, match="not in the address book any more"):
        desk.address_book.accept(1)


def test_a_book_that_goes_takes_only_its_knowledge_with_it(
    watching: tuple[Desk, Post], open_desk: Open, book: Path
) -> None:
    desk, _post = watching
    desk.sources.sync()
    everybody(desk, book)
    without = open_desk("")
    without.sources.sync()
    assert without.address_book.watched().counts.cards == 0
    assert set(matching(without)) == {"Harbour Books", "Zed"}


def test_an_unreadable_book_keeps_what_was_known(watching: tuple[Desk, Post], book: Path) -> None:
    desk, _post = watching
    desk.sources.sync()
    book.unlink()
    desk.sources.sync()
    (state,) = [state for state in desk.sources.states() if state.kind == "vcard"]
    assert "is not there" in state.error
    assert desk.address_book.watched().counts.cards == 3
    with pytest.raises(FeedError, match="is not there"):
        desk.address_book.look(book)


def test_a_deleted_person_is_forgotten_with_the_card(desk: Desk, book: Path) -> None:
    everybody(desk, book)
    (ann, _tom) = desk.clients.people(desk.clients.by_name("Harbour Books").id)
    desk.clients.delete_person(ann.id)
    assert standings(desk.address_book.look(book))["Ann Bell"] is Standing.NEW
    desk.undo()
    assert standings(desk.address_book.look(book))["Ann Bell"] is Standing.KNOWN


def test_the_tray_is_counted_without_reading_the_book(desk: Desk) -> None:
    assert senders.count(desk._core.reader, NOW) == 0

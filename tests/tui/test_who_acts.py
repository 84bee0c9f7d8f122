"""The tray of unknown senders and the address book on the dashboard, key by key, at a real store."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from data.desk import Desk
from data.desk.people.address_book import AddressBook
from data.model.client import Client
from tests.desk.conftest import Hand
from tests.desk.test_address_book import ANN, TOM, ZED
from tests.desk.test_matching import matching, write
from tests.driver import session
from tests.feeds.mail.post import NOW, Post


@pytest.fixture
def written_to(open_desk: Callable[[str], Desk], tmp_path: Path, clock: Hand) -> Desk:
    """A desk that three unknown people wrote to, and a watched address book that knows one of them."""
    clock.at = NOW
    post = Post(tmp_path / "mail")
    post.jo("hello", 1)
    write(post, "m1", "Pat <pat@birch.example>")
    write(post, "m2", "<ann@harbour.example>")
    write(post, "m3", "Lee <lee@hub.example>")
    book = tmp_path / "contacts.vcf"
    book.write_text(ANN + TOM + ZED)
    desk = open_desk(
        f'[[mail]]\nname = "studio"\nkind = "maildir"\npath = "{post.root}"\nme = ["jo@studio.example"]\n'
        f'[[contacts]]\nkind = "vcard"\npath = "{book}"\n'
    )
    desk.clients.add(Client("Birch & Co", addresses=("kim@birch.example",)))
    desk.sources.sync()
    return desk


async def test_one_goes_through_the_tray_and_back(written_to: Desk) -> None:
    async with session(written_to) as day:
        await day.press("i")
        await day.sees("Who is this?", "same domain as Birch & Co", "card: Ann Bell, Harbour Books (new)")
        for point in ("pat@birch.example", "ann@harbour.example"):
            await day.sees(point)
            rows = day.app.screen.query_one("Rows")
            rows.move_to(point)  # type: ignore[attr-defined]
            await day.press("enter")
            await day.sees_no(point)
        assert set(matching(written_to)) == {"Birch & Co", "Harbour Books"}
        await day.press("x")
        await day.sees("Everybody who wrote or called is known. u takes the latest back.")
        await day.press("u")
        await day.sees("lee@hub.example")
        await day.press("u")
        await day.sees("ann@harbour.example")
        assert set(matching(written_to)) == {"Birch & Co"}
        await day.press("u")
        await day.sees("pat@birch.example")
        await day.press("u")
        await day.sees("Nothing was done here yet")
        assert [client.name for client in written_to.clients.all()] == ["Birch & Co"]


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_a_question_mark_shows_the_keys_of_the_tray(written_to: Desk, size: tuple[int, int]) -> None:
    async with session(written_to, size=size) as day:
        await day.press("i")
        await day.sees("Who is this?")
        await day.press("question_mark")
        await day.sees("Keys, here and now", "Shared domain", "Several clients write from there")
        await day.press("escape")
        await day.sees_no("Keys, here and now")
        await day.sees("Who is this?")
        await day.press("question_mark")
        await day.sees("Keys, here and now")
        rows = day.app.screen.query_one("Rows")
        assert rows.move_to("who.ignore")  # type: ignore[attr-defined]
        await day.press("enter")
        await day.until(lambda: len(written_to.matching.strangers()) == 2, "nobody was left out")


async def test_a_question_mark_in_a_form_is_a_letter(written_to: Desk) -> None:
    async with session(written_to) as day:
        await day.press("n", "b", "f")
        await day.sees("Where is it?")
        await day.press("a", "question_mark", "b")
        await day.sees("a?b")


async def test_a_shared_domain_is_said_in_the_tray(written_to: Desk) -> None:
    async with session(written_to) as day:
        await day.press("i")
        await day.sees("Who is this?")
        day.app.screen.query_one("Rows").move_to("lee@hub.example")  # type: ignore[attr-defined]
        await day.press("S")
        await day.sees("Do several clients write from hub.example?")
        await day.press("y")
        await day.until(lambda: written_to.matching.shared_domains() == ("hub.example",), "not shared")


async def test_clients_are_chosen_from_the_watched_book(written_to: Desk) -> None:
    async with session(written_to, size=(80, 24)) as day:
        await day.press("n", "b")
        await day.sees("Which address book?")
        await day.press("w")
        await day.sees("Who becomes a client?", "wrote or called once")
        await day.press("enter")
        await day.until(lambda: len(written_to.clients.all()) == 2, "nobody was taken in")
        assert matching(written_to)["Harbour Books"] == {
            "Ann Bell: ann@harbour.example",
            "Ann Bell: +49 40 5550110",
        }


@pytest.mark.parametrize("keys", [("w",), ("f", *"BOOK", "enter")])
async def test_the_screen_stays_alive_while_a_book_is_read(
    written_to: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    may_go_on, of = threading.Event(), AddressBook._proposed
    monkeypatch.chdir(tmp_path)
    (tmp_path / "BOOK").write_text(ANN)

    def slow(*given: object) -> object:
        assert may_go_on.wait(20), "the screen waits for the book"
        return of(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(AddressBook, "_proposed", slow)
    async with session(written_to) as day:
        await day.press("n", "b")
        await day.sees("Which address book?")
        await day.press(*keys)
        await day.sees("Reading ")
        may_go_on.set()
        await day.sees("Who becomes a client?")


async def test_a_book_need_not_be_read_to_its_end(written_to: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    may_go_on, of = threading.Event(), AddressBook._proposed

    def slow(*given: object) -> object:
        assert may_go_on.wait(20), "the screen waits for the book"
        return of(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(AddressBook, "_proposed", slow)
    async with session(written_to) as day:
        await day.press("n", "b")
        await day.sees("Which address book?")
        await day.press("w")
        await day.sees("Reading ")
        await day.press("escape")
        await day.sees_no("Reading ")
        may_go_on.set()
        await day.app.workers.wait_for_complete([each for each in day.app.workers if each.name == "_look"])
        await day.sees_no("Who becomes a client?")


async def test_a_file_that_is_none_keeps_the_question_open(written_to: Desk, tmp_path: Path) -> None:
    async with session(written_to) as day:
        await day.press("n", "b", "f")
        await day.sees("Where is it?")
        await day.type(str(tmp_path / "no.vcf"))
        await day.press("enter")
        await day.sees("is not there")
        await day.press("ctrl+u")
        await day.type(str(tmp_path / "contacts.vcf"))
        await day.press("enter")
        await day.sees("Who becomes a client?")


async def test_a_changed_card_is_asked_about(written_to: Desk, tmp_path: Path) -> None:
    book = tmp_path / "contacts.vcf"
    written_to.address_book.take_in(each.entry for each in written_to.address_book.watched().proposed)
    book.write_text(ANN.replace("TEL:", "EMAIL:bell@harbour.example\nTEL:") + TOM + ZED)
    written_to.sources.sync()
    async with session(written_to) as day:
        await day.press("i")
        await day.sees("Cards changed")
        await day.press("c")
        await day.sees("Ann Bell of Harbour Books: bell@harbour.example")
        await day.press("t")
        await day.until(lambda: not written_to.address_book.proposals(), "not taken over")
        assert "Ann Bell: bell@harbour.example" in matching(written_to)["Harbour Books"]

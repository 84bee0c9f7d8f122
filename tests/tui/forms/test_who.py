"""Who is this? The rows of the tray, and what each key wishes for."""

from __future__ import annotations

import mailbox
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from data.desk import Desk
from data.model.client import Client, Person
from data.model.matching import BookEntry, Stranger, Suggestion, Why
from data.model.source import UnknownSender
from tests.build import BERLIN, NOW
from tests.tui.forms.conftest import Show, Stage
from tui.screens.who import SenderChoice, WhoIsThis
from tui.widgets.rows import Rows
from tui.wording.row import Row
from tui.wording.who import reason, stranger_row

MAIL = """
[[mail]]
kind = "maildir"
path = "{path}"
me = ["jo@studio.example"]
"""


def answer(pilot: Pilot[None]) -> Any:
    assert isinstance(pilot.app, Stage)
    (given,) = pilot.app.answers
    return given


@pytest.fixture
def written_to(open_desk: Callable[[str], Desk], tmp_path: Path) -> Desk:
    """A desk whose mailbox holds two mails of people unknown."""
    box = mailbox.Maildir(tmp_path / "Mail")
    for at, sender in ((50, b"Zed [/] <zed@new.example>"), (40, b"Pat <pat@gmail.com>")):
        box.add(
            b"From: " + sender + b"\nTo: jo@studio.example\nSubject: [red] A site?\n"
            b"Message-ID: <%d@new.example>\nDate: Mon, 23 Nov 2026 09:%d:00 +0100\n\nHi" % (at, at)
        )
    desk = open_desk(MAIL.format(path=tmp_path / "Mail"))
    desk.clients.add(Client("Birch"))
    desk.sources.sync()
    return desk


def birch(desk: Desk) -> Client:
    return desk.clients.by_name("Birch")


def said(row: Row) -> tuple[list[str], str]:
    return [cell.text for cell in row.cells], "".join(text for text, _ in row.under[0].parts)


def told(pilot: Pilot[None]) -> str:
    return "".join(str(each.content) for each in pilot.app.screen.query("#told").results(Static))


async def test_somebody_unknown_becomes_a_client(show: Show, written_to: Desk) -> None:
    async with show(WhoIsThis(written_to)) as pilot:
        rows = pilot.app.screen.query_one(Rows).rows
        assert [row.key for row in rows] == ["zed@new.example", "pat@gmail.com"]
        await pilot.press("n", *"Zed & Co", "enter", "enter", "y", "enter")
        await pilot.app.workers.wait_for_complete()
        assert answer(pilot) == SenderChoice(
            "zed@new.example", "client", "Zed & Co", person="Zed [/]", domain="new.example"
        )


async def test_free_mail_is_not_asked_about_as_a_domain(show: Show, written_to: Desk) -> None:
    async with show(WhoIsThis(written_to)) as pilot:
        await pilot.press("down", "D")
        assert "free mail" in told(pilot)
        await pilot.press("S")
        assert "free mail" in told(pilot)
        await pilot.press("n", "enter", "enter")
        await pilot.app.workers.wait_for_complete()
        assert answer(pilot) == SenderChoice("pat@gmail.com", "client", "Pat", person="Pat")


async def test_an_address_is_the_clients_own(show: Show, written_to: Desk) -> None:
    async with show(WhoIsThis(written_to), size=(80, 24)) as pilot:
        await pilot.press("a", "b", "i", "enter")
        await pilot.pause()
        await pilot.press("c")
        await pilot.app.workers.wait_for_complete()
        assert answer(pilot) == SenderChoice("zed@new.example", "add", client_id=birch(written_to).id)


async def test_somebody_is_a_new_person_at_a_client(show: Show, written_to: Desk) -> None:
    async with show(WhoIsThis(written_to)) as pilot:
        await pilot.press("a", "b", "i", "enter")
        await pilot.pause()
        await pilot.press("n")
        await pilot.app.workers.wait_for_complete()
        wanted = SenderChoice("zed@new.example", "person", "Zed [/]", client_id=birch(written_to).id)
        assert answer(pilot) == wanted


async def test_somebody_is_a_person_who_is_known(show: Show, written_to: Desk) -> None:
    ann = written_to.clients.add_person(Person(birch(written_to).id, "Ann"))
    async with show(WhoIsThis(written_to)) as pilot:
        await pilot.press("a", "b", "i", "enter")
        await pilot.pause()
        await pilot.press("1")
        await pilot.app.workers.wait_for_complete()
        assert answer(pilot) == SenderChoice("zed@new.example", "to_person", person_id=ann.id)


async def test_enter_takes_the_suggestion(show: Show, written_to: Desk) -> None:
    written_to.clients.edit(Client("Birch", birch(written_to).id, addresses=("kim@new.example",)))
    async with show(WhoIsThis(written_to)) as pilot:
        (row, _) = pilot.app.screen.query_one(Rows).rows
        assert said(row)[1] == "→ same domain as Birch · [red] A site?"
        await pilot.press("enter")
        assert answer(pilot) == SenderChoice("zed@new.example", "take")


async def test_enter_without_a_suggestion_asks_for_the_client(show: Show, written_to: Desk) -> None:
    async with show(WhoIsThis(written_to)) as pilot:
        await pilot.press("enter", "escape")
        await pilot.pause()
        await pilot.press("x")
        await pilot.app.workers.wait_for_complete()
        assert answer(pilot) == SenderChoice("zed@new.example", "ignore")


async def test_a_whole_domain_is_the_suggested_clients(show: Show, written_to: Desk) -> None:
    written_to.clients.edit(Client("Birch", birch(written_to).id, addresses=("kim@new.example",)))
    async with show(WhoIsThis(written_to)) as pilot:
        await pilot.press("D", "y")
        await pilot.app.workers.wait_for_complete()
        wanted = SenderChoice(
            "zed@new.example", "domain", client_id=birch(written_to).id, domain="new.example"
        )
        assert answer(pilot) == wanted


async def test_whose_a_domain_is_is_asked_about_all_of_it(show: Show, written_to: Desk) -> None:
    async with show(WhoIsThis(written_to)) as pilot:
        await pilot.press("D")
        await pilot.pause()
        box = pilot.app.screen.query_one("#box")
        assert str(box.border_title) == "Whose is all of new.example?"


async def test_a_domain_can_be_shared(show: Show, written_to: Desk) -> None:
    async with show(WhoIsThis(written_to)) as pilot:
        await pilot.press("S", "y")
        await pilot.app.workers.wait_for_complete()
        assert answer(pilot) == SenderChoice("zed@new.example", "share", domain="new.example")


async def test_undo_takes_back_only_what_was_done_here(show: Show, written_to: Desk) -> None:
    async with show(WhoIsThis(written_to)) as pilot:
        await pilot.press("u")
        assert "Nothing was done here yet" in told(pilot)
    async with show(WhoIsThis(written_to, place=1, done=1)) as pilot:
        assert pilot.app.screen.query_one(Rows).cursor_key == "pat@gmail.com"
        await pilot.press("u")
        assert answer(pilot) == SenderChoice("", "undo")


def test_a_row_says_who_how_many_and_what_about() -> None:
    row = Stranger(UnknownSender("zed@new.example", "", 3, NOW, ""))
    assert said(stranger_row(row, NOW, BERLIN)) == (["zed@new.example", "", "3 times", "10:15"], "no subject")


def test_a_number_from_the_address_book_has_a_name() -> None:
    entry = BookEntry("Ann Bell", "Harbour Books", phones=("110",))
    suggestion = Suggestion(Why.PHONE, "Harbour Books", person="Ann Bell", entry=entry)
    row = Stranger(UnknownSender("", "", 1, NOW, "", phone="+49 110"), suggestion)
    assert said(stranger_row(row, NOW, BERLIN)) == (
        ["Ann Bell", "+49 110", "", "10:15"],
        "→ phone in your address book: Ann Bell, Harbour Books (new) · a call",
    )


@pytest.mark.parametrize(
    ("suggestion", "words"),
    [
        (Suggestion(Why.DOMAIN, "Birch & Co", 2), "same domain as Birch & Co"),
        (Suggestion(Why.NAME, "Acme", 1, "Ann Bell", 7), "same name as Ann Bell of Acme"),
        (Suggestion(Why.CARD, "Harbour Books", 3, "Ann Bell"), "card: Ann Bell, Harbour Books"),
        (Suggestion(Why.CARD, "[/]\nBad"), "card: [/] Bad (new)"),
    ],
)
def test_a_suggestion_says_its_reason(suggestion: Suggestion, words: str) -> None:
    assert reason(suggestion) == words

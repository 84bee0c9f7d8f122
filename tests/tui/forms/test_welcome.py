"""The welcome of a first start, from an empty home folder and from one with mail in it."""

from __future__ import annotations

import mailbox
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from data.desk import Desk
from data.model.client import Client
from tests.tui.forms.conftest import Show, Stage
from tui.screens.welcome import Welcome, WelcomeAnswer, apply
from tui.widgets.fields import TextField, TickField


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    return folder


@pytest.fixture
def maildir(home: Path) -> Path:
    """A mailbox in the usual place."""
    box = mailbox.Maildir(home / "Maildir")
    box.add(b"From: ann@harbour.example\nTo: jo@studio.example\nSubject: Hello\n\nHi")
    return home / "Maildir"


def answer(pilot: Pilot[None]) -> WelcomeAnswer:
    assert isinstance(pilot.app, Stage)
    (given,) = pilot.app.answers
    assert isinstance(given, WelcomeAnswer)
    return given


async def looked_around(pilot: Pilot[None]) -> None:
    """Wait until the search for mailboxes is over."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_three_enters_of_a_user_in_a_hurry(show: Show, desk: Desk, home: Path) -> None:
    async with show(Welcome(desk)) as pilot:
        await looked_around(pilot)
        await pilot.press("ctrl+s", "ctrl+s", "ctrl+s")
        assert answer(pilot) == WelcomeAnswer(email="jo@studio.example", me=("jo@studio.example",))


async def test_what_is_said_is_stored(show: Show, desk: Desk, maildir: Path) -> None:
    async with show(Welcome(desk)) as pilot:
        await looked_around(pilot)
        await pilot.press(*"Jo", "enter", "enter", *"9-12, 13-17", "enter", *"mon-thu", "enter")
        await pilot.press(*"lisbon", "enter")
        await pilot.press("space", "ctrl+s", *"Acme", "enter", *"ann@acme.example", "ctrl+s")
        said = apply(desk, answer(pilot))
    assert said.startswith("Acme is your first client.")
    assert desk.settings.zone == "Europe/Lisbon"
    assert desk.settings.name == "Jo"
    assert desk.settings.working_hours["thu"] == (("09:00", "12:00"), ("13:00", "17:00"))
    assert desk.settings.working_hours["fri"] == ()
    (box,) = desk.settings.mail
    assert (box.path, box.me) == (maildir, ("jo@studio.example",))
    (client,) = desk.clients.all()
    assert client.addresses == ("ann@acme.example",)


async def test_nothing_is_read_that_was_not_ticked(show: Show, desk: Desk, maildir: Path) -> None:
    async with show(Welcome(desk)) as pilot:
        await looked_around(pilot)
        assert pilot.app.screen.query_one("#feeds", TickField).display
        await pilot.press("ctrl+s", "ctrl+s", "ctrl+s")
        apply(desk, answer(pilot))
    assert desk.settings.mail == ()


async def test_an_empty_machine_says_what_to_do(show: Show, desk: Desk, home: Path) -> None:
    async with show(Welcome(desk), size=(80, 24)) as pilot:
        await looked_around(pilot)
        await pilot.press("ctrl+s")
        said = str(pilot.app.screen.query_one("#intro-1", Static).content)
        assert "No mailbox and no calendar" in said
        assert "on a server" in said
        assert "S and there n connects it" in said
        await pilot.press("enter")  # nothing to fill in: on to the last step
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "client"


async def test_hours_that_end_before_they_begin_are_refused(show: Show, desk: Desk, home: Path) -> None:
    async with show(Welcome(desk)) as pilot:
        await pilot.press("tab", "tab", *"9-5", "ctrl+s")
        hours = pilot.app.screen.query_one("#hours", TextField)
        assert hours.has_focus
        assert "ends before it begins" in str(hours.border_subtitle)


async def test_esc_goes_a_step_back_and_then_leaves(show: Show, desk: Desk, home: Path) -> None:
    async with show(Welcome(desk)) as pilot:
        await looked_around(pilot)
        await pilot.press("ctrl+s", "ctrl+s", "escape", "escape", "escape")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [None]


async def test_an_address_without_a_name_is_asked_about(show: Show, desk: Desk, home: Path) -> None:
    async with show(Welcome(desk)) as pilot:
        await looked_around(pilot)
        await pilot.press("ctrl+s", "ctrl+s", "tab", *"ann@acme.example", "ctrl+s")
        assert "What are they called?" in str(pilot.app.screen.query_one("#client").border_subtitle)


def test_the_sentence_without_a_client(open_desk: Callable[[str], Desk], home: Path) -> None:
    desk = open_desk("")
    assert apply(desk, WelcomeAnswer(name="Jo")).startswith("Welcome.")
    assert apply(desk, WelcomeAnswer(client=Client("[/] Acme"))).startswith("[/] Acme is your first client.")

"""Mail that comes while the dashboard is open: seen at once, and never in the way of leaving."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from data.desk import Desk
from data.feeds.mail.imap import wire
from data.model.client import Client
from tests.desk.conftest import Hand
from tests.driver import session
from tests.feeds.mail.imap.conftest import own_server, rich, rich_box
from tests.feeds.mail.imap.letters import NOW, ann, at, jo, settings
from tests.servers.dovecot import Dovecot, Mailbox
from tui import app
from tui.app import FrontdeskApp
from tui.widgets.top_line import TopLine

__all__ = ["own_server", "rich", "rich_box"]

Open = Callable[[str], Desk]
PATIENCE = 60.0
"""Seconds after which something counts as never coming."""


def open_at(open_desk: Open, clock: Hand, box: Mailbox) -> Desk:
    clock.at = NOW
    desk = open_desk(settings(box))
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    box.put("Sent", jo("hello", 1), at=at(1))
    return desk


async def test_a_mail_is_on_the_screen_as_soon_as_it_came(
    open_desk: Open, clock: Hand, rich_box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "_READ_EVERY", 3600)  # whatever is seen is seen because the server told of it
    desk = open_at(open_desk, clock, rich_box)
    async with session(desk) as driver:
        await driver.until(lambda: listens(rich_box), "nobody listens")
        for number in range(3):
            rich_box.put("INBOX", ann(f"m{number}", Subject=f"Question {number}?"), at=at(10))
            await driver.sees(f"Question {number}?")


def listens(box: Mailbox) -> bool:
    """Whether somebody has the inbox open: what comes from now on is told."""
    return f"imap({box.user})" in box.server.log and box.server.log.count(f"Login: user=<{box.user}>") >= 3


async def test_a_server_that_goes_and_comes_back_is_listened_to_again(
    open_desk: Open, clock: Hand, own_server: Dovecot
) -> None:
    box = own_server.new_user()
    desk = open_at(open_desk, clock, box)
    async with session(desk) as driver:
        await driver.until(lambda: listens(box), "nobody listens")
        own_server.kill()
        await driver.press("r")
        await driver.sees("studio: offline since 13:00")
        assert not driver.app.query("Toast.-error")
        own_server.start()
        box.put("INBOX", ann("m1", Subject="Are you there?"), at=at(10))
        await driver.press("r")
        await driver.sees("Are you there?")
        await driver.sees_no("offline since")


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that takes a connection and never says a word."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server.getsockname()[1]


async def test_leaving_does_not_wait_for_a_server_that_never_answers(
    open_desk: Open, clock: Hand, silent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "SILENCE_SECONDS", 3600.0)
    desk = open_desk(
        f'[[imap]]\nhost = "127.0.0.1"\nport = {silent}\nsecurity = "none"\nuser = "jo"\n'
        'password_command = "echo x"\n'
    )
    dashboard = FrontdeskApp(desk)
    async with asyncio.timeout(PATIENCE), dashboard.run_test() as pilot:
        while not any(worker.group == "reading" and worker.is_running for worker in dashboard.workers):
            await pilot.pause()
    assert not any(worker.is_running for worker in dashboard.workers)


async def test_whoever_asks_for_a_reading_is_told_that_it_goes_on(
    open_desk: Open, clock: Hand, silent: int
) -> None:
    desk = open_desk(
        f'[[imap]]\nhost = "127.0.0.1"\nport = {silent}\nsecurity = "none"\nuser = "jo"\n'
        'password_command = "echo x"\n'
    )
    dashboard = FrontdeskApp(desk)
    async with asyncio.timeout(PATIENCE), dashboard.run_test() as pilot:
        await pilot.press("r")
        while dashboard.dashboard.query_one(TopLine).doing != "reading …":
            await pilot.pause()
        assert any(worker.group == "reading" and worker.is_running for worker in dashboard.workers)

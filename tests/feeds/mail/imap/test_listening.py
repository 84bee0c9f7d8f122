"""The thread that waits for news: it tells, it comes back, and it ends the moment it is told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from data.feeds.mail.imap import folders, listening
from data.feeds.mail.imap.account import Account
from data.feeds.mail.imap.connection import Connection
from data.feeds.mail.imap.listening import Listener
from data.feeds.mail.imap.login import connected
from data.feeds.secrets import SecretPlace
from tests.feeds.mail.imap.letters import ann
from tests.servers.dovecot import PASSWORD, Dovecot, Mailbox
from tests.servers.lying import lying

PATIENCE = 60.0
AT_ONCE = listening._SLICE_SECONDS / 2
"""Half of the shortest time it waits by itself: within this it has heard that it shall end."""


class News:
    """Counts what was told, and waits for more."""

    def __init__(self) -> None:
        self._told = threading.Semaphore(0)

    def __call__(self) -> None:
        self._told.release()

    def comes(self, within: float = PATIENCE) -> bool:
        return self._told.acquire(timeout=within)


def account(box: Mailbox) -> Account:
    place = SecretPlace("studio", command=f"echo {PASSWORD}", user=box.user)
    return Account("localhost", box.server.tls_port, box.user, place, ca_file=box.server.certificate)


def now() -> datetime:
    return datetime(2026, 11, 6, 12, tzinfo=UTC)


@contextmanager
def listener(there: Account, news: News, clock: Callable[[], datetime] = now) -> Iterator[Listener]:
    made = Listener(there, news, clock)
    made.start()
    try:
        yield made
    finally:
        made.stop()
        made.join(AT_ONCE)
        assert not made.is_alive


def test_it_tells_what_came_before_and_what_comes(rich_box: Mailbox) -> None:
    rich_box.put("INBOX", ann("m1"))
    news = News()
    with listener(account(rich_box), news):
        assert news.comes()
        rich_box.put("INBOX", ann("m2"))
        assert news.comes()
        with rich_box.client() as client:
            client.select_folder("INBOX")
            client.add_flags(client.search(), [b"\\Answered"])
        assert news.comes()


def test_it_renews_and_still_hears(rich_box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "_RENEW_SECONDS", 0.05)
    news = News()
    with listener(account(rich_box), news):
        assert news.comes()
        rich_box.put("INBOX", ann("m1"))
        assert news.comes()


def test_a_long_silence_is_no_answer_that_takes_too_long(rich_box: Mailbox) -> None:
    with connected(account(rich_box)) as connection:
        connection.examine("INBOX")
        connection.idle()
        # As if so much time had passed as one answer may take.
        connection.client.wire._until = 0.0
        assert not connection.idle_done()


def test_it_comes_back_after_a_server_did(own_server: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "_FIRST_PAUSE_SECONDS", 0.1)
    box = own_server.new_user()
    news = News()
    with listener(account(box), news):
        assert news.comes()
        own_server.kill()
        own_server.start()
        assert news.comes()
        box.put("INBOX", ann("m1"))
        assert news.comes()


def test_whatever_goes_wrong_it_tries_again(rich_box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "_FIRST_PAUSE_SECONDS", 0.05)
    usual, asked = folders.find_folders, []

    def stumbles(connection: Connection) -> tuple[folders.Folder, ...]:
        asked.append(connection)
        if len(asked) == 1:
            raise RuntimeError("nobody thought of it")
        return usual(connection)

    monkeypatch.setattr(folders, "find_folders", stumbles)
    news = News()
    with listener(account(rich_box), news):
        assert news.comes()
    assert len(asked) == 2


def test_a_nudge_ends_a_long_wait(own_server: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "_FIRST_PAUSE_SECONDS", 600.0)
    box = own_server.new_user()
    own_server.kill()
    news = News()
    with listener(account(box), news) as made:
        assert not news.comes(0.5)
        own_server.start()
        made.nudge()
        assert news.comes()


def test_a_machine_that_slept_connects_anew(rich_box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "_SLICE_SECONDS", 0.05)
    at = [now()]
    news = News()
    with listener(account(rich_box), news, lambda: at[0]):
        assert news.comes()
        at[0] += timedelta(hours=9)
        assert news.comes()  # said once on each connection
        rich_box.server.wrote(f"Login: user=<{rich_box.user}>", 2)
    assert rich_box.server.log.count(f"Login: user=<{rich_box.user}>") == 2


def test_a_server_without_idle_is_left_to_the_clock(poor: Dovecot) -> None:
    news = News()
    made = Listener(account(poor.new_user()), news, now)
    made.start()
    made.join(PATIENCE)
    assert not made.is_alive
    assert not news.comes(0)


def test_a_wrong_password_is_not_tried_again_soon(rich_box: Mailbox) -> None:
    place = SecretPlace("studio", command="echo wrong", user=rich_box.user)
    there = Account(
        "localhost", rich_box.server.tls_port, rich_box.user, place, ca_file=rich_box.server.certificate
    )
    news = News()
    with listener(there, news):
        assert not news.comes(1.0)


def test_a_server_that_never_answers_is_left_at_once() -> None:
    news = News()
    with lying(greeting=b"") as server:
        place = SecretPlace("studio", command="echo x")
        there = Account("127.0.0.1", server.port, "jo", place, security="none")
        with listener(there, news):
            assert not news.comes(0.5)

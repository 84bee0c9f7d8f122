"""The server that other tests lean on is there again whenever they ask for it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from tests.servers.dovecot import Dovecot
from tests.servers.ports import free_port, is_free


@pytest.fixture
def server() -> Iterator[Dovecot]:
    with Dovecot() as made:
        yield made


def test_it_starts_over_the_same_mail_though_it_was_busy_when_it_was_killed(server: Dovecot) -> None:
    box = server.new_user()
    box.put("INBOX", b"Subject: one\r\n\r\none\r\n")
    port = server.port
    for _ in range(3):
        with box.client() as client:
            client.select_folder("INBOX")
            client.idle()
            server.kill()
            assert is_free(port)
            server.start()
    assert server.port == port
    with box.client() as client:
        assert client.select_folder("INBOX")[b"EXISTS"] == 1


def test_one_that_ended_by_itself_is_started_again(server: Dovecot) -> None:
    assert server.process is not None
    os.killpg(server.process.pid, signal.SIGKILL)
    server.process.wait()
    server.start()
    assert not is_free(server.port)


def test_a_port_that_somebody_listens_at_is_not_free(server: Dovecot) -> None:
    assert not is_free(server.port)
    assert is_free(free_port())

"""Two servers for the session, one that can everything, one next to nothing; a user for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.dovecot import POOR, Dovecot, Mailbox


@pytest.fixture(scope="session")
def rich() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


@pytest.fixture(scope="session")
def poor() -> Iterator[Dovecot]:
    with Dovecot(POOR) as server:
        yield server


@pytest.fixture(params=["rich", "poor"])
def box(request: pytest.FixtureRequest) -> Mailbox:
    """Somebody's mailbox, once on each server."""
    server: Dovecot = request.getfixturevalue(request.param)
    return server.new_user()


@pytest.fixture
def rich_box(rich: Dovecot) -> Mailbox:
    return rich.new_user()


@pytest.fixture
def own_server() -> Iterator[Dovecot]:
    """A server of the test's own, which it may kill."""
    with Dovecot() as server:
        yield server

"""Two servers for the session, one that can everything, one next to nothing; a user for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.dovecot import POOR, Dovecot, Mailbox


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dovecot]:
    yield from _running(Dovecot(tmp_path_factory.mktemp("rich")))


@pytest.fixture(scope="session")
def poor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dovecot]:
    yield from _running(Dovecot(tmp_path_factory.mktemp("poor"), capability=POOR))


@pytest.fixture(params=["rich", "poor"])
def box(request: pytest.FixtureRequest) -> Mailbox:
    """Somebody's mailbox, once on each server."""
    server: Dovecot = request.getfixturevalue(request.param)
    return server.new_user()


@pytest.fixture
def rich_box(rich: Dovecot) -> Mailbox:
    return rich.new_user()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Dovecot]:
    """A server of the test's own, which it may kill."""
    yield from _running(Dovecot(tmp_path / "server"))


def _running(server: Dovecot) -> Iterator[Dovecot]:
    server.root.mkdir(exist_ok=True)
    try:
        yield server.start()
    finally:
        server.kill()

"""What holds for every test: nothing is timed, so hypothesis sets no deadline for an example either.

Where a test asks for one: a Radicale on loopback, started once, with an account of its own for each test.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import settings

from tests.servers.radicale import Hand, Proxy, Radicale, proxy, running

settings.register_profile("frontdesk", deadline=None, print_blob=True)
settings.load_profile("frontdesk")

_numbers = count()
_READING = {"PROPFIND", "REPORT", "GET", "OPTIONS"}


@pytest.fixture(scope="session")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with running(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def hand(radicale: Radicale) -> Hand:
    """A new user of the server, and what their other programs do there."""
    return radicale.account(f"jo{next(_numbers)}")


@pytest.fixture
def front(radicale: Radicale) -> Iterator[Proxy]:
    """What the program under test asks, written down; nothing that could change a calendar is ever asked."""
    with proxy(radicale.port) as made:
        yield made
        assert {each.method for each in made.asked} <= _READING


@pytest.fixture
def made_up() -> Iterator[Proxy]:
    """A server that is all made up: `meddle` says what it answers."""
    with proxy() as made:
        yield made
        assert {each.method for each in made.asked} <= _READING

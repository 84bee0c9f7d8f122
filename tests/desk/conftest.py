"""A Desk at a throw-away store, with a clock that the test turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.desk import Desk
from data.settings import load
from tests.build import NOW

SETTINGS = """\
zone = "Europe/Berlin"
email = "jo@studio.example"

[working_hours]
mon = [["09:00", "17:00"]]
tue = [["09:00", "17:00"]]
wed = [["09:00", "17:00"]]
thu = [["09:00", "17:00"]]
fri = [["09:00", "17:00"]]
"""


@dataclass
class Hand:
    """A clock that is turned by hand."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def turn(self, **by: float) -> None:
        """Turn it on by days, hours, minutes …"""
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def open_desk(tmp_path: Path, clock: Hand) -> Iterator[Callable[[str], Desk]]:
    """Open a Desk with more settings than the usual ones; all are closed at the end."""
    opened: list[Desk] = []

    def at(more: str = "") -> Desk:
        file = tmp_path / "settings.toml"
        file.write_text(SETTINGS + more)
        file.chmod(0o600)
        desk = Desk.open(tmp_path / "store" / "frontdesk.db", load(file), clock, settings_path=file)
        opened.append(desk)
        return desk

    yield at
    for desk in opened:
        desk.close()


@pytest.fixture
def desk(open_desk: Callable[[str], Desk]) -> Desk:
    return open_desk("")

"""A log of 20,000 calls: its first reading, one with nothing new, and one with one more."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.measure import Figure, calm, median, times
from bench.place import Place
from data.clock import fixed_clock
from data.desk import Desk
from data.model.client import Client
from data.settings import load

_COUNT, _CLIENTS, _NUMBERS = 20_000, 40, 97
_FIRST_S, _AGAIN_MS = 2, 5
_NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def run(place: Place) -> Iterator[Figure]:
    """Read a backup of SMS Backup & Restore from a watched folder."""
    folder = place.config.parent / "calls"
    folder.mkdir(exist_ok=True)
    _write(folder / "calls.xml", _COUNT)
    config = place.config.with_name("calls.toml")
    section = f'[[calls]]\npath = "{folder}"\ncountry = "+49"\n'
    config.write_text(place.config.read_text(encoding="utf-8") + section, encoding="utf-8")
    desk = Desk.open(config.with_name("calls.db"), load(config), fixed_clock(_NOW), settings_path=config)
    try:
        for number in range(_CLIENTS):
            desk.clients.add(Client(f"Client {number}", phones=(f"040 555{number:04d}",)))
        calm()
        begin = time.perf_counter()
        desk.sources.sync()
        took = time.perf_counter() - begin
        yield Figure("calls", f"first reading of {_COUNT:,}", took, "s", _FIRST_S)
        yield Figure(
            "calls", "reading with nothing new", median(times(desk.sources.sync, 15)), "ms", _AGAIN_MS
        )
        yield Figure("calls", "reading with one new", median(_one_new(desk, folder)), "ms")
        yield Figure("calls", "snapshot after it", median(times(desk.today, 30)), "ms")
    finally:
        desk.close()


def _one_new(desk: Desk, folder: Path) -> Iterator[float]:
    for number in range(9):
        _write(folder / f"more {number}.xml", 1, first=_COUNT + number)
        yield times(desk.sources.sync, 1, warm_up=0)[0]


def _write(file: Path, count: int, first: int = 0) -> None:
    lines = (_call(number) for number in range(first, first + count))
    file.write_text(f"<calls>\n{''.join(lines)}</calls>\n", encoding="utf-8")


def _call(number: int) -> str:
    """Give one call, of a person who calls every few days; every fifth is missed."""
    at = _NOW - timedelta(minutes=37 * number + 5)
    kind = (1, 2, 3, 2, 1)[number % 5]
    seconds = 0 if kind == 3 else number % 600
    return (
        f'  <call number="+4940555{number % _NUMBERS:04d}" duration="{seconds}" '
        f'date="{int(at.timestamp()) * 1000}" type="{kind}" presentation="1" '
        f'contact_name="Caller {number % _NUMBERS}" />\n'
    )

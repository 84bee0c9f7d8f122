"""The made-up years of the bench: the same every time, and a store like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.maker.span import NOW, ZONE
from bench.ten_years import ONE_WEEK, Size, make
from data.clock import fixed_clock
from data.desk import Desk
from data.settings import Settings
from data.store import Store
from data.store.engine.rows import tuples

TINY = Size(days=200, clients=4, deliverables=24, commitments=10, messages=40, calls=60)
TABLES = (
    "client",
    "contact_point",
    "project",
    "deliverable",
    "commitment",
    "thread",
    "touch",
    "mail",
    "gesture",
    "agreement",
    "mail_check",
    "awaited_mail",
    "call_record",
    "time_entry",
    "time_mapping",
)


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    store = Store.open(path, now=NOW)
    try:
        return {table: tuples(store.reader, f"SELECT * FROM {table} ORDER BY id") for table in TABLES}
    finally:
        store.close()


def test_the_same_seed_makes_the_same_years(tmp_path: Path) -> None:
    make(tmp_path / "one.db", TINY)
    make(tmp_path / "two.db", TINY)
    first = everything(tmp_path / "one.db")
    assert first == everything(tmp_path / "two.db")
    assert all(first.values())


def test_another_seed_makes_other_years(tmp_path: Path) -> None:
    make(tmp_path / "one.db", TINY)
    make(tmp_path / "two.db", TINY, seed=1)
    assert everything(tmp_path / "one.db") != everything(tmp_path / "two.db")


@pytest.mark.parametrize("size", [TINY, ONE_WEEK], ids=["tiny", "one week"])
def test_the_dashboard_has_something_in_every_pane(tmp_path: Path, size: Size) -> None:
    make(tmp_path / "store.db", size)
    desk = Desk.open(tmp_path / "store.db", Settings(zone=ZONE), fixed_clock(NOW))
    try:
        today = desk.today()
    finally:
        desk.close()
    assert len(today.slack) == 20
    assert today.agenda
    assert today.waiting
    assert today.gestures
    assert today.clients == size.clients

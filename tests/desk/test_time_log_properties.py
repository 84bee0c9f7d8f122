"""Whatever is read and done in whatever order: the same comes of it, and no minute counts twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from data.desk import Desk
from data.errors import FrontdeskError
from data.model.effort import WorkEntry
from data.model.time_log import TimeLabel
from data.model.work import Deliverable
from data.settings import load
from data.store import time_mappings
from data.store.engine.rows import tuples
from tests.build import NOW
from tests.desk.a_time_log import a_deliverable, every_row, spent
from tests.desk.conftest import SETTINGS

minutes = st.integers(min_value=0, max_value=300)
intervals = st.lists(
    st.tuples(minutes, minutes, st.sampled_from(["logo", "book", "lunch", "other"])), min_size=1, max_size=8
)


@settings(max_examples=25)
@given(intervals, st.randoms(use_true_random=False))
def test_any_order_and_any_number_of_readings_give_the_same(
    lines: list[tuple[int, int, str]], chance: Any
) -> None:
    with TemporaryDirectory() as folder, closing(a_desk(Path(folder))) as desk:
        logo, book = a_deliverable(desk, "Logo"), a_deliverable(desk, "Book")
        desk.time_log.map_("timewarrior", TimeLabel(tags=("logo",)), logo.id)
        desk.time_log.map_("timewarrior", TimeLabel(tags=("book",)), book.id)
        desk.effort.add_entry(WorkEntry(logo.id, NOW - timedelta(days=9), minutes=30))
        file = Path(folder) / "export.json"
        seen = []
        for _ in range(3):
            chance.shuffle(lines)
            file.write_text(json.dumps([as_interval(*line) for line in lines]))
            desk.time_log.import_(file)
            seen.append(every_row(desk))
        assert seen[0] == seen[1] == seen[2]
        assert spent(desk, logo)[0] >= 30
        assert spent(desk, book)[0] <= 600


steps = st.lists(
    st.tuples(
        st.sampled_from(["map", "ignore", "forget", "hand", "left", "read", "deliver", "decide", "undo"]),
        st.integers(min_value=0, max_value=3),
    ),
    max_size=12,
)


@settings(max_examples=25)
@given(intervals, steps)
def test_whatever_is_done_no_minute_counts_twice_and_undo_brings_all_back(
    lines: list[tuple[int, int, str]], done: list[tuple[str, int]]
) -> None:
    with TemporaryDirectory() as folder, closing(a_desk(Path(folder))) as desk:
        known = [a_deliverable(desk, name) for name in ("Logo", "Book")]
        desk._core.store.settle()
        file = Path(folder) / "export.json"
        file.write_text(json.dumps([as_interval(*line) for line in lines]))
        desk.time_log.import_(file)
        first = every_row(desk)
        for act, pick in done:
            with suppress(FrontdeskError):
                do(desk, act, pick, known, file)
            for what in known:
                spent(desk, what)
                assert doubled(desk, what) <= said_to_count(desk)
        while desk._core.store.undoable():
            desk.undo()
        assert every_row(desk) == first


def do(desk: Desk, act: str, pick: int, known: list[Deliverable], file: Path) -> None:
    what, label = known[pick % 2], TimeLabel(tags=(("logo", "book", "lunch", "other")[pick],))
    mappings, held = desk.time_log.mappings(), desk.time_log.held()
    entries = desk.effort.entries(what.id)
    acts: dict[str, Callable[[], object]] = {
        "map": lambda: desk.time_log.map_("timewarrior", label, what.id, polish=pick == 3),
        "ignore": lambda: desk.time_log.ignore("timewarrior", label),
        "forget": lambda: mappings and desk.time_log.forget(mappings[pick % len(mappings)].id),
        "hand": lambda: desk.effort.add_entry(
            WorkEntry(what.id, NOW - timedelta(days=9, minutes=-60 * pick), minutes=45)
        ),
        "left": lambda: entries and desk.effort.delete_entry(entries[pick % len(entries)].id),
        "read": lambda: desk.time_log.import_(file),
        "deliver": lambda: desk.work.deliver(what.id),
        "decide": lambda: held and desk.time_log.decide(held[0].entry.id, counts=pick > 1),
        "undo": desk.undo,
    }
    acts[act]()


def doubled(desk: Desk, what: Deliverable) -> int:
    """How many minutes lie in two entries of a deliverable at once, of which one came from a time log."""
    spans = [
        (began, began + timedelta(minutes=minutes), logged)
        for began, minutes, logged in (
            (datetime.fromisoformat(at), minutes, logged)
            for at, minutes, logged in tuples(
                desk._core.reader,
                "SELECT started_at, minutes, time_entry_id FROM work_entry WHERE deliverable_id = ?",
                (what.id,),
            )
        )
    ]
    both = 0
    for place, (began, ended, logged) in enumerate(spans):
        for other, until, also in spans[place + 1 :]:
            if logged or also:
                both += max(0, int((min(ended, until) - max(began, other)).total_seconds() // 60))
    return both


def said_to_count(desk: Desk) -> int:
    """More than any overlap when somebody said that one counts although it overlaps; none otherwise."""
    return 10_000 * sum(time_mappings.words(desk._core.reader).values())


def a_desk(folder: Path) -> Desk:
    file = folder / "settings.toml"
    file.write_text(SETTINGS)
    return Desk.open(folder / "store.db", load(file), lambda: NOW)


def as_interval(start: int, length: int, tag: str) -> dict[str, object]:
    began = NOW - timedelta(days=9) + timedelta(minutes=start)
    ended = began + timedelta(minutes=length)
    return {"start": f"{began:%Y%m%dT%H%M%SZ}", "end": f"{ended:%Y%m%dT%H%M%SZ}", "tags": [tag]}

"""Whatever is done, also across restarts: taking it back gives exactly what was there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from data.errors import Changed, NotFound
from data.model.calendar import DayOff
from data.model.gesture import GestureKind
from data.store import (
    Store,
    clients,
    commitments,
    days_off,
    deliverables,
    gestures,
    mail,
    people,
    projects,
    senders,
    threads,
    touches,
)
from data.store.engine import history
from data.store.engine.rows import tuples, write
from tests.build import (
    NOW,
    TODAY,
    a_client,
    a_commitment,
    a_deliverable,
    a_gesture,
    a_person,
    a_project,
    a_thread,
    a_touch,
)

Dump = dict[str, list[tuple[Any, ...]]]
names = st.text(min_size=1, max_size=8)
texts = st.text(max_size=12)
picks = st.integers(min_value=0, max_value=10**6)


def dump(store: Store) -> Dump:
    return {table: tuples(store.reader, f"SELECT * FROM {table} ORDER BY id") for table in history.RECORDED}


class Undo(RuleBasedStateMachine):
    """Does things at random, remembers how it was before each, and takes some of them back."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._path = Path(self._folder.name) / "frontdesk.db"
        self.store = Store.open(self._path, now=NOW)
        self.before: list[Dump] = []

    def teardown(self) -> None:
        for table in ("client", "project", "deliverable", "commitment", "touch"):
            with self.store.intake() as db:
                write(db, f"INSERT INTO find_{table} (find_{table}) VALUES ('integrity-check')")
        assert tuples(self.store.reader, "PRAGMA foreign_key_check") == []
        self.store.close()
        self._folder.cleanup()

    def _act(self, do: Callable[[Any], object]) -> None:
        before = dump(self.store)
        with self.store.action("something", NOW) as db:
            do(db)
        if dump(self.store) != before:
            self.before.append(before)

    def _one(self, table: str, pick: int) -> int | None:
        ids = tuples(self.store.reader, f"SELECT id FROM {table} ORDER BY id")
        return ids[pick % len(ids)][0] if ids else None

    @rule(name=names, points=st.lists(names, max_size=3, unique=True))
    def add_client(self, name: str, points: list[str]) -> None:
        client = a_client(name, addresses=tuple(points), phones=tuple(points[:1]))
        self._act(lambda db: clients.insert(db, client, NOW))

    @rule(pick=picks, name=names, points=st.lists(names, max_size=3, unique=True))
    def edit_client(self, pick: int, name: str, points: list[str]) -> None:
        client = clients.get(self.store.reader, self._one("client", pick) or 0)
        if client:
            changed = replace(client, name=name, domains=tuple(points))
            self._act(lambda db: clients.update(db, changed))

    @rule(pick=picks)
    def hide_client(self, pick: int) -> None:
        client_id = self._one("client", pick)
        if client_id:
            self._act(lambda db: clients.hide(db, client_id, NOW))

    @rule(pick=picks, name=names, note=texts)
    def add_work(self, pick: int, name: str, note: str) -> None:
        client_id = self._one("client", pick)

        def do(db: Any) -> None:
            assert client_id is not None
            project = projects.insert(db, a_project(name, client_id=client_id, note=note))
            for n in range(pick % 3):
                item = a_deliverable(f"{name}{n}", project_id=project.id, client_id=client_id, note=note)
                deliverables.insert(db, item)
            person = people.insert(db, a_person(name, client_id=client_id, addresses=(name,)))
            thread = threads.insert(db, a_thread(note, client_id=client_id))
            touch = a_touch(note, client_id=client_id, person_id=person.id, thread_id=thread.id)
            touch = touches.insert(db, touch)
            commitments.insert(db, a_commitment(name, client_id=client_id, touch_id=touch.id))
            key = f"key {pick % 4}"
            decision = a_gesture(key, GestureKind.COFFEE, client_id=client_id, project_id=project.id)
            gestures.decide(db, replace(decision, dismissed_why=note))

        if client_id:
            self._act(do)

    @rule(pick=picks, note=texts)
    def edit_something(self, pick: int, note: str) -> None:
        deliverable = deliverables.get(self.store.reader, self._one("deliverable", pick) or 0)
        thread = threads.get(self.store.reader, self._one("thread", pick) or 0)
        if deliverable and pick % 2:
            moved = NOW + timedelta(days=pick % 30)
            changed = replace(deliverable, note=note, promised_at=moved, judged_minutes=pick)
            self._act(lambda db: deliverables.update(db, changed))
        elif thread:
            self._act(lambda db: threads.update(db, replace(thread, waiting_since=None, who=note)))

    @rule(pick=picks)
    def delete_something(self, pick: int) -> None:
        removers = {
            "project": projects.delete,
            "deliverable": deliverables.delete,
            "commitment": commitments.delete,
            "touch": touches.delete,
            "thread": threads.delete,
            "person": people.delete,
        }
        table = sorted(removers)[pick % len(removers)]
        number = self._one(table, pick)
        if number:
            self._act(lambda db: removers[table](db, number))

    @rule(pick=picks, name=texts)
    def small_things(self, pick: int, name: str) -> None:
        day: date = TODAY + timedelta(days=pick % 5)

        # Never the same thing made and taken away: that is an act to undo, though nothing looks different.
        def do(db: Any) -> None:
            days_off.put(db, DayOff(day, name))
            days_off.delete(db, day + timedelta(days=1))
            senders.ignore(db, f"{pick % 3}@x.example")
            senders.unignore(db, f"{(pick + 1) % 3}@x.example")
            mail.rule(db, f"{pick % 3}", "call", NOW)
            mail.unrule(db, f"{(pick + 1) % 3}")

        self._act(do)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self._path, now=NOW)

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        assert self.store.undo(NOW) == "something"
        assert dump(self.store) == self.before.pop()

    @precondition(lambda self: not self.before)
    @rule()
    def undo_nothing(self) -> None:
        with pytest.raises(NotFound):
            self.store.undo(NOW)

    @precondition(lambda self: self.before)
    @rule(note=names)
    def refused_when_changed_since(self, note: str) -> None:
        """A feed changes a row of the newest act: then nothing moves until the row is as it was."""
        newest = "SELECT about, row_id FROM change WHERE new IS NOT NULL AND action_id = (SELECT max(id)"
        rows = tuples(self.store.reader, f"{newest} FROM action WHERE undone_at IS NULL) AND about = 'touch'")
        touch = touches.get(self.store.reader, rows[0][1]) if rows else None
        if touch is None:
            return
        with self.store.intake() as db:
            touches.update(db, replace(touch, note=touch.note + note))
        changed = dump(self.store)
        with pytest.raises(Changed):
            self.store.undo(NOW)
        assert dump(self.store) == changed
        with self.store.intake() as db:
            touches.update(db, touch)

    @invariant()
    def undo_is_offered_when_there_is_something(self) -> None:
        assert (self.store.undoable() is not None) == bool(self.before)


TestUndo = Undo.TestCase
TestUndo.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

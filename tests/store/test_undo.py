from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.errors import Changed, NotFound, StoreError
from data.model.effort import WorkEntry
from data.model.touch import Channel
from data.store import Store, clients, deliverables, effort, people, projects, threads, touches
from data.store.engine import history
from data.store.engine.rows import tuples
from tests.build import NOW, a_client, a_deliverable, a_person, a_project, a_thread, a_touch


def log(store: Store, note: str) -> int:
    with store.action(f"log {note}", NOW) as db:
        return touches.insert(db, a_touch(note)).id


def fail(store: Store) -> None:
    with store.action("fail", NOW) as db:
        touches.insert(db, a_touch("two"))
        raise ZeroDivisionError


def begin_twice(store: Store) -> None:
    with store.action("outer", NOW) as db:
        touches.insert(db, a_touch("outer"))
        with store.action("inner", NOW):
            pass


def test_acts_are_taken_back_one_by_one_the_newest_first(store: Store) -> None:
    first, second = log(store, "one"), log(store, "two")
    assert store.undoable() == "log two"
    assert store.undo(NOW) == "log two"
    assert touches.get(store.reader, second) is None
    assert store.undoable() == "log one"
    assert store.undo(NOW) == "log one"
    assert touches.get(store.reader, first) is None
    assert store.undoable() is None
    with pytest.raises(NotFound, match="nothing to undo"):
        store.undo(NOW)


def test_an_act_of_many_rows_is_one(store: Store) -> None:
    with store.action("new client", NOW) as db:
        client = clients.insert(db, a_client(addresses=("a@x.example",), phones=("1",)), NOW)
        project = projects.insert(db, a_project(client_id=client.id))
        deliverables.insert(db, a_deliverable(project_id=project.id, client_id=client.id))
    assert store.undo(NOW) == "new client"
    for table in ("client", "contact_point", "project", "deliverable"):
        assert tuples(store.reader, f"SELECT count(*) FROM {table}") == [(0,)]


def test_undo_remembers_across_a_restart(store: Store, path: Path) -> None:
    touch = log(store, "x")
    store.close()
    again = Store.open(path, now=NOW)
    assert again.undo(NOW) == "log x"
    assert touches.get(again.reader, touch) is None
    again.close()


def test_what_changed_since_is_left_as_it_is(store: Store) -> None:
    with store.action("log", NOW) as db:
        touch = touches.insert(db, a_touch("before"))
        other = touches.insert(db, a_touch("other"))
    with store.intake() as db:
        touches.update(db, replace(touch, note="a feed was here"))
    with pytest.raises(Changed, match="“log” was not undone"):
        store.undo(NOW)
    assert touches.get(store.reader, touch.id) == replace(touch, note="a feed was here")
    assert touches.get(store.reader, other.id) == other
    assert store.undoable() == "log"
    with store.intake() as db:
        touches.update(db, touch)
    assert store.undo(NOW) == "log"


def test_what_is_gone_since_stays_gone(store: Store) -> None:
    touch = log(store, "x")
    with store.intake() as db:
        touches.delete(db, touch)
    with pytest.raises(Changed):
        store.undo(NOW)


def test_what_came_back_since_is_not_made_twice(store: Store) -> None:
    touch = log(store, "x")
    with store.action("delete", NOW) as db:
        touches.delete(db, touch)
    with store.intake() as db:
        db.execute(
            "INSERT INTO touch (id, channel, direction, at) SELECT ?, 'call', 'in', made_at FROM about",
            (touch,),
        )
    with pytest.raises(Changed):
        store.undo(NOW)


def test_what_others_hang_on_by_now_stays(store: Store) -> None:
    with store.action("add client", NOW) as db:
        client = clients.insert(db, a_client(), NOW)
    with store.intake() as db:
        touch = touches.insert(db, a_touch(client_id=client.id))
    with pytest.raises(Changed):
        store.undo(NOW)
    assert touches.get(store.reader, touch.id) == touch


def test_what_feeds_derived_does_not_keep_an_act_from_being_undone(store: Store) -> None:
    with store.action("add client", NOW) as db:
        client = clients.insert(db, a_client(), NOW)
        person = people.insert(db, a_person(client_id=client.id))
    with store.intake() as db:
        thread = threads.insert(db, a_thread(client_id=client.id))
        touch = a_touch(
            client_id=client.id,
            person_id=person.id,
            thread_id=thread.id,
            channel=Channel.MAIL,
            message_id="1",
        )
        touches.insert(db, touch)
    assert store.undo(NOW) == "add client"
    assert clients.all_(store.reader) == []
    assert touches.latest(store.reader) == []
    assert threads.waiting(store.reader) == []


def test_an_act_that_failed_leaves_nothing_to_undo(store: Store) -> None:
    log(store, "one")
    with pytest.raises(StoreError, match="FOREIGN KEY"), store.action("fail", NOW) as db:
        touches.insert(db, a_touch(client_id=99))
    with pytest.raises(ZeroDivisionError):
        fail(store)
    assert store.undoable() == "log one"
    assert [touch.note for touch in touches.latest(store.reader)] == ["one"]


def test_an_act_that_changed_nothing_is_no_act(store: Store) -> None:
    with store.action("log", NOW) as db:
        touch = touches.insert(db, a_touch("one"))
    with store.action("edit", NOW) as db:
        touches.update(db, touch)
    assert store.undoable() == "log"


def test_imports_are_not_undone(store: Store) -> None:
    with store.intake() as db:
        touches.insert(db, a_touch())
    assert store.undoable() is None


def test_text_with_nul_and_quotes_comes_back_exactly(store: Store) -> None:
    text = "it's \"so\"\0\x01 \\u0000 ' || char(0) || ' 😀\u2028"
    with store.action("log", NOW) as db:
        touch = touches.insert(db, a_touch(text))
    with store.action("edit", NOW) as db:
        touches.update(db, replace(touch, note=""))
    store.undo(NOW)
    assert touches.get(store.reader, touch.id) == touch
    with store.action("delete", NOW) as db:
        touches.delete(db, touch.id)
    store.undo(NOW)
    assert touches.get(store.reader, touch.id) == touch


def test_two_hundred_acts_can_be_taken_back(store: Store) -> None:
    for number in range(history.KEPT + 20):
        log(store, str(number))
    for number in reversed(range(20, history.KEPT + 20)):
        assert store.undo(NOW) == f"log {number}"
    with pytest.raises(NotFound):
        store.undo(NOW)
    assert len(touches.latest(store.reader, 100)) == 20


def test_what_was_undone_does_not_crowd_out_what_was_not(store: Store) -> None:
    log(store, "kept")
    for number in range(2 * history.KEPT):
        log(store, str(number))
        store.undo(NOW)
    assert store.undoable() == "log kept"
    assert tuples(store.reader, "SELECT count(*) FROM action")[0][0] <= history.KEPT + 2
    assert tuples(store.reader, "SELECT count(*) FROM change") == [(1,)]


def test_an_act_inside_an_act_is_a_mistake(store: Store) -> None:
    with pytest.raises(RuntimeError, match="inside another"):
        begin_twice(store)
    assert touches.latest(store.reader) == []
    log(store, "after")


def test_an_act_is_taken_back_although_the_sums_have_moved_on(store: Store) -> None:
    """What a time tracker adds meanwhile is no act, and stays."""
    with store.action("new", NOW) as db:
        client = clients.insert(db, a_client(), NOW)
        project = projects.insert(db, a_project(client_id=client.id))
        what = deliverables.insert(db, a_deliverable(project_id=project.id, client_id=client.id))
    with store.action("work", NOW) as db:
        effort.insert_entry(db, WorkEntry(what.id, NOW, minutes=60))
        deliverables.update(db, replace(deliverables.get(db, what.id) or what, note="round"))
    with store.intake(NOW) as db:
        effort.insert_entry(db, WorkEntry(what.id, NOW, minutes=30))
    assert store.undo(NOW) == "work"
    after = deliverables.get(store.reader, what.id)
    assert after is not None
    assert (after.note, after.spent_minutes) == ("", 30)


def test_what_is_put_aside_inside_an_act_is_not_taken_back(store: Store) -> None:
    with store.action("both", NOW) as db:
        kept = touches.insert(db, a_touch("an act"))
        with history.aside(db):
            derived = touches.insert(db, a_touch("derived"))
    store.undo(NOW)
    assert touches.get(store.reader, kept.id) is None
    assert touches.get(store.reader, derived.id) is not None

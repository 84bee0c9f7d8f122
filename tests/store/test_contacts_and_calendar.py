from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.errors import StoreError
from data.model.calendar import DayOff
from data.model.client import Client
from data.model.gesture import GestureKind
from data.model.touch import Channel, Direction, Outcome
from data.store import (
    Store,
    appointments,
    clients,
    commitments,
    days_off,
    gestures,
    projects,
    sources,
    threads,
    touches,
)
from tests.build import (
    NOW,
    TODAY,
    a_client,
    a_commitment,
    a_gesture,
    a_project,
    a_source,
    a_thread,
    a_touch,
    an_appointment,
    at,
)


@pytest.fixture
def client(store: Store) -> Client:
    with store.action("add client", NOW) as db:
        return clients.insert(db, a_client(), NOW)


def test_contacts_come_newest_first(store: Store, client: Client) -> None:
    with store.action("add", NOW) as db:
        thread = threads.insert(db, a_thread(client_id=client.id))
        call = touches.insert(
            db,
            a_touch(
                "all fine", client_id=client.id, at=at("11:00"), minutes=12, outcome=Outcome.SPOKE, who="Ann"
            ),
        )
        mail, other = touches.insert_all(
            db,
            [
                a_touch(
                    client_id=client.id,
                    thread_id=thread.id,
                    channel=Channel.MAIL,
                    direction=Direction.OUT,
                    subject="Re: dates",
                    message_id="1@x.example",
                ),
                a_touch(at=at("09:00")),
            ],
        )
    look = store.reader
    assert touches.of_client(look, client.id) == [call, mail]
    assert touches.of_client(look, client.id, limit=1) == [call]
    assert touches.of_thread(look, thread.id) == [mail]
    assert touches.latest(look, 2) == [call, mail]
    assert touches.get(look, other.id) == other
    assert touches.last_contact(look) == {client.id: call.at}
    assert touches.last_written(look) == {client.id: mail.at}
    assert touches.last_spoken(look) == {client.id: call.at}


def test_a_promise_made_in_a_call_outlives_it(store: Store, client: Client) -> None:
    with store.action("log", NOW) as db:
        call = touches.insert(db, a_touch(client_id=client.id))
        promise = commitments.insert(db, a_commitment(client_id=client.id, touch_id=call.id))
    with store.action("delete", NOW) as db:
        touches.delete(db, call.id)
    assert commitments.get(store.reader, promise.id) == replace(promise, touch_id=None)
    store.undo(NOW)
    assert commitments.get(store.reader, promise.id) == promise


def test_threads_by_state(store: Store, client: Client) -> None:
    with store.action("add", NOW) as db:
        usual = {"client_id": client.id}
        first = threads.insert(
            db, a_thread("first", waiting_since=at("08:00"), urgent=True, tries=2, **usual)
        )
        asleep = threads.insert(db, a_thread("asleep", snoozed_until=at("12:00"), **usual))
        old = threads.insert(db, a_thread("old", settled=True, waiting_since=at("2026-10-01 08:00"), **usual))
        done = threads.insert(db, a_thread("done", waiting_since=None, **usual))
    look = store.reader
    assert threads.waiting(look) == [first, asleep]
    assert threads.waiting_of(look, client.id) == [old, first, asleep]
    assert threads.count_from_before(look) == 1
    assert threads.snoozed(look, NOW) == [asleep]
    assert threads.snoozed(look, at("12:00")) == []
    assert threads.from_before(look) == [old]
    assert threads.of_client(look, client.id) == [first, asleep, old, done]
    with store.action("more", NOW) as writer:
        touch = touches.insert(writer, a_touch(client_id=client.id, thread_id=first.id))
        threads.update(writer, replace(first, waiting_since=None))
        threads.delete(writer, asleep.id)
        threads.delete(writer, first.id)
    assert threads.waiting_of(look, client.id) == [old]
    assert touches.get(look, touch.id) == replace(touch, thread_id=None)


def test_a_decision_replaces_the_one_before(store: Store, client: Client) -> None:
    put_off = a_gesture("coffee:1", GestureKind.COFFEE, client_id=client.id, put_off_until=date(2026, 12, 1))
    with store.action("put off", NOW) as db:
        first = gestures.decide(db, put_off)
    with store.action("done", NOW) as db:
        second = gestures.decide(db, replace(put_off, put_off_until=None, done_on=TODAY))
    assert second == replace(put_off, id=first.id, put_off_until=None, done_on=TODAY)
    assert gestures.decided_since(store.reader, TODAY) == [second]
    assert gestures.decided_since(store.reader, TODAY + timedelta(days=1)) == []
    store.undo(NOW)
    assert gestures.get(store.reader, "coffee:1") == first


def test_days_off(store: Store) -> None:
    with store.action("add", NOW) as db:
        days_off.put(db, DayOff(date(2026, 12, 25), "Chrismas"))
        days_off.put(db, DayOff(date(2026, 12, 24)))
    with store.action("mend", NOW) as db:
        days_off.put(db, DayOff(date(2026, 12, 25), "Christmas"))
        days_off.delete(db, date(2026, 12, 24))
    assert days_off.all_(store.reader) == [DayOff(date(2026, 12, 25), "Christmas")]
    store.undo(NOW)
    assert days_off.all_(store.reader) == [DayOff(date(2026, 12, 24)), DayOff(date(2026, 12, 25), "Chrismas")]


def test_a_calendar_is_replaced_row_by_row_where_it_differs(store: Store, client: Client) -> None:
    same = an_appointment("same", attendees=("a@x.example",), client_id=client.id, visit=True)
    moved = an_appointment("moved")
    gone = an_appointment("gone")
    elsewhere = an_appointment("elsewhere", source="home", busy=False, all_day=True, location="Quay")
    with store.intake() as db:
        assert appointments.replace(db, "work", [same, moved, gone]) == 3
        assert appointments.replace(db, "home", [elsewhere]) == 1
    later = replace(moved, ends_at=moved.ends_at + timedelta(hours=1))
    with store.intake() as db:
        assert appointments.replace(db, "work", [later, same]) == 2
    found = appointments.between(store.reader, at("00:00"), at("23:00"))
    assert set(found) == {same, later, elsewhere}


def test_a_short_reading_leaves_the_past_alone(store: Store) -> None:
    past = an_appointment("past", at("09:00"))
    coming = an_appointment("coming", at("14:00"))
    with store.intake() as db:
        appointments.replace(db, "work", [past, coming])
        appointments.replace(db, "work", [], since=at("12:00"))
    assert appointments.get(store.reader, past.key) == past
    assert appointments.get(store.reader, coming.key) is None


def test_appointments_that_touch_a_span(store: Store) -> None:
    before = an_appointment("before", at("09:00"), minutes=60)
    into = an_appointment("into", at("09:30"), minutes=60)
    moment = an_appointment("moment", at("10:00"), minutes=0)
    inside = an_appointment("inside", at("10:30"), minutes=15)
    out = an_appointment("out", at("10:45"), minutes=600)
    after = an_appointment("after", at("11:00"))
    with store.intake() as db:
        appointments.replace(db, "work", [before, into, moment, inside, out, after])
    assert appointments.between(store.reader, at("10:00"), at("11:00")) == [into, moment, inside, out]


def test_how_sources_are_doing(store: Store) -> None:
    state = a_source(first_read_at=NOW, last_read_at=NOW, read=5, skipped=1, not_client=2, note="n")
    failed = replace(state, error="The folder is gone.")
    with store.intake() as db:
        sources.save_state(db, state)
        sources.save_state(db, failed)
        sources.save_state(db, a_source("cal", kind="ics"))
        sources.save_marks(db, "work", {"INBOX": "1", "Sent": "2"})
        sources.save_marks(db, "work", {"INBOX": "3"})
    assert sources.states(store.reader) == [a_source("cal", kind="ics"), failed]
    assert sources.state(store.reader, "work") == failed
    assert sources.marks(store.reader, "work") == {"INBOX": "3", "Sent": "2"}
    with store.intake() as db:
        sources.forget(db, "work")
    assert sources.state(store.reader, "work") is None
    assert sources.marks(store.reader, "work") == {}


def test_nothing_points_to_what_is_not_there(store: Store) -> None:
    with pytest.raises(StoreError, match="FOREIGN KEY"), store.action("add", NOW) as db:
        projects.insert(db, a_project(client_id=99))

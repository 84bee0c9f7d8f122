"""What a snapshot gets, and that it costs the same with ten years behind as with one week."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from data.model.after_hours import AwaitedMail
from data.model.facts import Facts
from data.model.gesture import GestureKind
from data.model.touch import Channel, Direction, Outcome
from data.store import (
    Store,
    appointments,
    awaited_mails,
    clients,
    commitments,
    deliverables,
    facts,
    gestures,
    mail,
    projects,
    senders,
    sources,
    threads,
    touches,
)
from data.store.mail import Judgement, StoredLetter
from tests.build import (
    NOW,
    TODAY,
    a_client,
    a_commitment,
    a_deliverable,
    a_gesture,
    a_project,
    a_source,
    a_thread,
    a_touch,
    an_appointment,
    at,
)

DAY = timedelta(days=1)
MIDNIGHT = at("00:00")


def gather(store: Store) -> Facts:
    return facts.gather(
        store.reader,
        now=NOW,
        day_start=MIDNIGHT,
        day_end=MIDNIGHT + DAY,
        worked_since=NOW - timedelta(days=90),
    )


def test_a_new_store_has_nothing_to_tell(store: Store) -> None:
    assert gather(store) == Facts(store_since=TODAY)


def test_the_day_and_what_is_open_are_gathered(store: Store) -> None:
    with store.action("fill", NOW) as db:
        client = clients.insert(db, a_client(addresses=("a@x.example",)), NOW)
        running = projects.insert(db, a_project(client_id=client.id))
        ended = projects.insert(db, a_project(client_id=client.id, ended_on=TODAY, ended_badly=True))
        usual: dict[str, Any] = {"project_id": running.id, "client_id": client.id}
        owed = deliverables.insert(db, a_deliverable(**usual))
        today = deliverables.insert(db, a_deliverable(delivered_at=NOW, **usual))
        deliverables.insert(db, a_deliverable(delivered_at=NOW - DAY, **usual))
        deliverables.insert(db, a_deliverable(dropped_at=NOW, **usual))
        late = commitments.insert(db, a_commitment(client_id=client.id, due_at=NOW - 9 * DAY))
        kept = commitments.insert(db, a_commitment(client_id=None, done_at=NOW))
        commitments.insert(db, a_commitment(client_id=client.id, due_at=NOW + DAY))
        waits = threads.insert(db, a_thread(client_id=client.id))
        threads.insert(db, a_thread(client_id=client.id, waiting_since=None))
        call = touches.insert(db, a_touch(client_id=client.id, outcome=Outcome.SPOKE))
        sent = touches.insert(
            db, a_touch(client_id=client.id, channel=Channel.MAIL, direction=Direction.OUT, at=at("09:00"))
        )
        coffee = gestures.decide(db, a_gesture("c", GestureKind.COFFEE, client_id=client.id, done_on=TODAY))
        seen, tomorrow = an_appointment("seen", at("08:00")), an_appointment("tomorrow", NOW + DAY)
        soon_after = an_appointment("then", at("2026-12-11 16:00"))
        after = an_appointment("after", at("2026-12-11 18:00"))
        appointments.replace(db, "work", [seen, tomorrow, soon_after, after])
        sources.save_state(db, a_source())
    found = gather(store)
    assert found == Facts(
        clients={client.id: client},
        projects={running.id: running},
        deliverables=(owed, today),
        commitments=(late, kept),
        threads=(waits,),
        appointments=(seen, tomorrow, soon_after),
        ended_projects=(ended,),
        ended_badly=frozenset({client.id}),
        decisions=(coffee,),
        last_contact={client.id: call.at},
        last_written={client.id: sent.at},
        last_called={client.id: call.at},
        last_word={client.id: call.at},
        sources=(a_source(),),
        store_since=TODAY,
    )


def test_a_hidden_client_takes_everything_off_the_dashboard(store: Store) -> None:
    with store.action("fill", NOW) as db:
        client = clients.insert(db, a_client(), NOW)
        project = projects.insert(db, a_project(client_id=client.id))
        deliverables.insert(db, a_deliverable(project_id=project.id, client_id=client.id))
        projects.insert(db, a_project(client_id=client.id, ended_on=TODAY))
        commitments.insert(db, a_commitment(client_id=client.id))
        threads.insert(db, a_thread(client_id=client.id))
        touches.insert(db, a_touch(client_id=client.id))
        clients.hide(db, client.id, NOW)
    found = gather(store)
    assert found == Facts(store_since=TODAY)


def history(store: Store, many: int) -> None:
    """Past work of three clients: what grows year by year."""
    with store.intake() as db:
        known = [clients.insert(db, a_client(f"Client {n}"), NOW).id for n in range(3)]
        for n in range(many):
            usual: dict[str, Any] = {"client_id": known[n % 3]}
            past = NOW - timedelta(days=300 + n)
            project = projects.insert(db, a_project(ended_on=past.date(), **usual))
            done: dict[str, Any] = {"promised_at": past, "delivered_at": past}
            deliverables.insert(db, a_deliverable(project_id=project.id, **usual, **done))
            commitments.insert(db, a_commitment(due_at=past, done_at=past, **usual))
            threads.insert(db, a_thread(waiting_since=None, **usual))
            call = touches.insert(db, a_touch(at=past, outcome=Outcome.SPOKE, **usual))
            # Confirmed by a mail, so that nobody ever said that it is settled.
            awaited = AwaitedMail(call.id, known[n % 3], "it", past, past, past + DAY)
            awaited_mails.insert(db, awaited)
            written: dict[str, Any] = {"channel": Channel.MAIL, "direction": Direction.OUT}
            touches.insert(db, a_touch(at=past, **written, **usual))
            gestures.decide(
                db, a_gesture(f"k{n}", GestureKind.COFFEE, due_on=past.date(), done_on=past.date(), **usual)
            )
            letter = StoredLetter(
                "work", "INBOX", f"{n}", f"{n}", "S", f"{n}@x", n, sender=f"{n}@x.example", arrived_at=past
            )
            mail.add(db, [letter])
            mail.judge(db, [Judgement(n + 1, "not_counted", "not_client")])
        appointments.replace(
            db, "work", [an_appointment(f"{n}", NOW - timedelta(days=30 + n)) for n in range(many)]
        )
        for client_id in known:
            threads.insert(db, a_thread(client_id=client_id))


def steps(store: Store) -> int:
    """How many instructions SQLite runs for one snapshot: the same on every machine."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    store.reader.conn.set_progress_handler(step, 1)
    gather(store)
    store.reader.conn.set_progress_handler(None, 1)
    return count


def test_a_snapshot_costs_the_same_however_long_the_history(store: Store, tmp_path: Any) -> None:
    old = Store.open(tmp_path / "old" / "frontdesk.db", now=NOW)
    history(store, 30)
    history(old, 300)
    assert gather(store).threads != ()
    # Ten times the history: a walk through it would multiply the steps, a deeper index adds a few.
    assert steps(old) <= 1.5 * steps(store)
    old.close()


OPEN_SETS = (
    "deliverable_open",
    "commitment_open",
    "thread_waiting",
    "obligation_open",
    "find_out_open",
    "work_entry_running",
    "past_job_effort",
    "time_entry_unplaced",
    "time_entry_held",
)
SMALL = ("client", "contact_point", "source", "about", "ignored_sender", "day_off", "json_each")


@pytest.mark.parametrize("look", ["gather", "tray"])
def test_no_dashboard_query_walks_through_history(store: Store, look: str) -> None:
    asked: list[str] = []
    store.reader.conn.set_trace_callback(asked.append)
    if look == "gather":
        gather(store)
    else:
        senders.unknown(store.reader, NOW)
    store.reader.conn.set_trace_callback(None)
    queries = [sql for sql in asked if sql.startswith("SELECT")]
    assert len(queries) >= (15 if look == "gather" else 1)
    for sql in queries:
        for row in store.reader.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall():
            walked = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", row[3])
            if (
                walked
                and walked[1] not in SMALL
                and walked[1] not in ("waiting", "owed")
                and walked[2] not in OPEN_SETS
            ):
                assert row[3].startswith("SCAN CONSTANT"), (row[3], sql)

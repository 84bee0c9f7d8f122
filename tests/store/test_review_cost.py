"""That the review of a week costs the same with ten years behind as with one week."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from data.model.after_hours import AwaitedMail
from data.model.effort import WorkEntry
from data.model.gesture import GestureKind
from data.model.mail_check import MailCheck
from data.model.touch import Answer, Channel, Direction, Outcome
from data.rules.review import Week
from data.store import (
    Store,
    awaited_mails,
    clients,
    clock_stops,
    commitments,
    deliverables,
    effort,
    gestures,
    mail_checks,
    obligations,
    projects,
    promises,
    review_facts,
    threads,
    touches,
)
from tests.build import (
    BERLIN,
    NOW,
    a_client,
    a_commitment,
    a_deliverable,
    a_gesture,
    a_project,
    a_thread,
    a_touch,
)
from tests.rules import a_week
from tests.rules.a_week import told

WEEK = Week.of("2026-W47", BERLIN)
DAY = timedelta(days=1)


def history(store: Store, many: int) -> None:
    """Past work of three clients: what grows year by year."""
    with store.intake() as db:
        known = [clients.insert(db, a_client(f"Client {n}"), NOW).id for n in range(3)]
        for n in range(many):
            usual: dict[str, Any] = {"client_id": known[n % 3]}
            past = NOW - timedelta(days=300 + n)
            project = projects.insert(db, a_project(ended_on=past.date(), **usual))
            done: dict[str, Any] = {"promised_at": past, "delivered_at": past, "spent_minutes": 300}
            work = deliverables.insert(db, a_deliverable(project_id=project.id, **usual, **done))
            promises.insert(
                db, replace(told(0, work.id, "01 10:00", "01 12:00"), told_at=past, promised_at=past)
            )
            effort.insert_entry(db, WorkEntry(work.id, past, minutes=300))
            commitments.insert(db, a_commitment(due_at=past, done_at=past, **usual))
            thread = threads.insert(db, a_thread(waiting_since=None, **usual))
            for way in Direction:
                made: dict[str, Any] = {"channel": Channel.MAIL, "direction": way, "thread_id": thread.id}
                touches.insert(db, a_touch(at=past, **made, **usual))
            call = touches.insert(db, a_touch(at=past, outcome=Outcome.SPOKE, **usual))
            awaited = AwaitedMail(call.id, known[n % 3], "it", past, past, past + DAY)
            awaited_mails.insert(db, awaited)
            clock_stops.insert(db, thread.id, past, Answer.CALL)
            mail_checks.insert(db, MailCheck(past))
            owed = replace(a_week.OBLIGATIONS[0], client_id=known[n % 3], received_at=past)
            obligations.insert(db, owed)
            gestures.decide(
                db, a_gesture(f"k{n}", GestureKind.COFFEE, due_on=past.date(), done_on=past.date(), **usual)
            )


def look(store: Store, what: str) -> None:
    if what == "span":
        review_facts.gather_span(store.reader, start=WEEK.start - 77 * DAY, end=WEEK.end, now=NOW)
        return
    week = WEEK if what == "week" else Week.of("2020-W10", BERLIN)
    review_facts.gather(store.reader, week_start=week.start, week_end=week.end, now=NOW)


LOOKS = ("week", "past week", "span")


def steps(store: Store, what: str) -> int:
    """How many instructions SQLite runs: the same on every machine."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    store.reader.conn.set_progress_handler(step, 1)
    look(store, what)
    store.reader.conn.set_progress_handler(None, 1)
    return count


@pytest.mark.parametrize("what", LOOKS)
def test_a_review_costs_the_same_however_long_the_history(store: Store, tmp_path: Path, what: str) -> None:
    old = Store.open(tmp_path / "old" / "frontdesk.db", now=NOW)
    history(store, 30)
    history(old, 300)
    assert steps(old, what) <= 1.5 * steps(store, what)
    old.close()


OPEN_SETS = ("deliverable_open", "commitment_open", "thread_waiting", "obligation_open", "past_job_effort")
SMALL = ("client", "contact_point", "about", "json_each", "closed")


@pytest.mark.parametrize("what", LOOKS)
def test_no_query_of_a_review_walks_through_history(store: Store, what: str) -> None:
    asked: list[str] = []
    store.reader.conn.set_trace_callback(asked.append)
    look(store, what)
    store.reader.conn.set_trace_callback(None)
    queries = [sql for sql in asked if sql.startswith("SELECT")]
    assert len(queries) >= (8 if what == "span" else 15)
    for sql in queries:
        for row in store.reader.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall():
            walked = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", row[3])
            if walked and walked[1] not in SMALL and walked[2] not in OPEN_SETS:
                assert row[3].startswith("SCAN CONSTANT"), (row[3], sql)

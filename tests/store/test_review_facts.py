"""What the review of a week gets from the store: all that belongs to it, and nothing that came later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from data.model.effort import PastJob, WorkEntry
from data.model.touch import Channel, Direction
from data.model.week import WeekReview
from data.model.week_facts import Exchange, Turn, WeekFacts
from data.rules.review import AS_OF_NOW, ReviewRules, Week, review, trend, trend_of
from data.rules.review.attention import open_promises
from data.store import (
    Store,
    clients,
    clock_stops,
    effort,
    review_facts,
)
from data.store.engine.rows import as_row, tuples, write
from data.store.facts import HISTORY_JOBS
from tests.build import (
    BERLIN,
    NOW,
    a_client,
    a_project,
    a_thread,
    a_touch,
    office_hours,
)
from tests.rules import a_week
from tests.rules.a_week import on

if TYPE_CHECKING:
    from sqlite_utils import Database

WEEK = Week.of("2026-W47", BERLIN)
DAY = timedelta(days=1)
RULES = ReviewRules(hourly_cents=8_500, mail_windows=a_week.WINDOWS, terms=a_week.TERMS)
LIVED = ("attention", "contacts")
"""The figure to which the turns of the exchanges, contacts themselves, add what that week leaves out."""


def gather(store: Store, now: datetime = NOW, week: Week = WEEK) -> WeekFacts:
    return review_facts.gather(store.reader, week_start=week.start, week_end=week.end, now=now)


def reviewed(store: Store, now: datetime = NOW) -> WeekReview:
    return review(gather(store, now), WEEK, now, office_hours(), RULES)


def put(db: Database, table: str, values: Iterable[Any], **more: Any) -> None:
    """Store values that have ids, in the columns there are."""
    there = {str(column[1]) for column in tuples(db, f"PRAGMA table_info({table})")}
    for value in values:
        row = {name: held for name, held in {**as_row(value), **more}.items() if name in there}
        names = ", ".join(row)
        write(db, f"INSERT INTO {table} ({names}) VALUES (:{', :'.join(row)})", row)


def live_through(store: Store) -> None:
    """Store the made-up week, with the turns of its exchanges as the contacts they are."""
    made_at = {"made_at": "2024-01-01T00:00:00Z"}
    with store.intake() as db:
        write(db, "UPDATE about SET made_at = :made_at", made_at)
        put(db, "client", a_week.CLIENTS, **made_at)
        put(db, "project", [a_project(id=1)])
        for each in a_week.DELIVERABLES:
            teaches = bool(each.estimate_minutes) and each.estimated_at_minutes == 0
            put(db, "deliverable", [each], teaches=int(teaches))
        put(db, "told", a_week.TOLD)
        put(db, "touch", a_week.TOUCHES)
        put(db, "mail_check", a_week.MAIL_CHECKS)
        put(db, "commitment", a_week.COMMITMENTS)
        put(db, "awaited_mail", a_week.AWAITED_MAILS)
        put(db, "find_out", a_week.FIND_OUTS)
        for what, card in zip((4, 5), a_week.CARDS, strict=True):
            put(db, "card", [replace(card, deliverable_id=what)])
        put(db, "work_entry", a_week.ENTRIES)
        put(db, "effort_change", a_week.CHANGES)
        put(db, "obligation", a_week.OBLIGATIONS)
        put(db, "agreement", a_week.AGREEMENTS)
        for number, gesture in enumerate(a_week.GESTURES, start=1):
            put(db, "gesture", [replace(gesture, id=number)])
        spent = [(estimate * 60, actual * 60) for estimate, actual in a_week.facts().history]
        put(db, "past_job", [PastJob(int(a), int(b), n) for n, (a, b) in enumerate(spent, start=1)])
        write(
            db,
            "INSERT INTO courtesy_check VALUES (1, '2026-11-18T09:00:00Z', 3, 1),"
            " (2, '2026-11-22T22:59:59Z', 1, 0), (3, '2026-11-22T23:00:00Z', 9, 9)",
        )
        for exchange in a_week.EXCHANGES:
            _talk(db, exchange)


def _talk(db: Database, exchange: Exchange) -> None:
    number, client = exchange.thread_id, exchange.client_id
    waits: dict[str, Any] = {"waiting_since": exchange.waiting_since, "newest_at": exchange.waiting_since}
    thread = a_thread(id=number, client_id=client, channel=exchange.channel, urgent=exchange.urgent, **waits)
    put(db, "thread", [thread])
    turns = list(exchange.turns)
    if exchange.waiting_since is not None and not turns:
        turns = [Turn(exchange.waiting_since, came_in=True)]
    for place, turn in enumerate(turns):
        if turn.how is not None:
            clock_stops.insert(db, number, turn.at, turn.how)
            continue
        way: dict[str, Any] = {"direction": Direction.IN if turn.came_in else Direction.OUT, "at": turn.at}
        said = a_touch(id=1000 * number + place, client_id=client, channel=Channel.CHAT, **way)
        put(db, "touch", [replace(said, thread_id=number)])


def test_a_new_store_has_nothing_to_tell(store: Store) -> None:
    assert gather(store) == WeekFacts(store_since=date(2026, 11, 23))
    assert all(not figure.rows for block in reviewed(store).blocks for figure in block.figures)


def test_the_made_up_week_has_the_same_figures_from_the_store(store: Store) -> None:
    live_through(store)
    found, expected = reviewed(store), review(a_week.facts(), WEEK, NOW, office_hours(), RULES)
    for block in expected.blocks:
        for figure in block.figures:
            other = found.figure(block.name, figure.name)
            name = block.name, figure.name
            if name == LIVED or name in AS_OF_NOW or block.name == "estimates":
                continue
            assert (other.value, other.of, set(other.rows)) == (figure.value, figure.of, set(figure.rows))
    # Ten contacts, and the turns of exchanges 1 to 10 that are messages of this week.
    assert found.figure("attention", "contacts").value == 10 + 2 + 2 + 2 + 1 + 2 + 1 + 1 + 1 + 1 + 1
    assert len(open_promises(gather(store))) == 5
    # Two of this week (and neither Shop nor App, which teach nothing) after the ten from before frontdesk.
    assert found.figure("estimates", "finished").value == 2
    assert found.figure("estimates", "p50").of == 12


@pytest.mark.parametrize("days", [1, 30, 150])
def test_a_past_week_is_the_same_from_far_away(store: Store, days: int) -> None:
    live_through(store)
    first = reviewed(store, WEEK.end)
    with store.intake() as db:
        # What happens afterwards: an answer, an arrival, work, a delivery.
        after = WEEK.end + timedelta(days=days) - timedelta(hours=1)
        way: dict[str, Any] = {"direction": Direction.OUT, "channel": Channel.CHAT}
        put(db, "touch", [a_touch(id=77, client_id=1, thread_id=7, at=after, **way)])
        write(db, "UPDATE thread SET waiting_since = NULL, newest_at = NULL WHERE id = 7")
        write(db, "UPDATE obligation SET received_at = ? WHERE id = 1", ("2026-11-23T09:00:00Z",))
        put(db, "work_entry", [WorkEntry(3, after, 77, 60)])
        write(db, "UPDATE deliverable SET delivered_at = ? WHERE id = 3", ("2026-11-23T00:00:00Z",))
    again = reviewed(store, WEEK.end + timedelta(days=days))
    for block in first.blocks:
        for figure in block.figures:
            if (block.name, figure.name) not in AS_OF_NOW:
                assert again.figure(block.name, figure.name) == figure
    lines = [replace(line, open_promises=0) for line in again.clients]
    assert lines == [replace(line, open_promises=0) for line in first.clients]


def test_a_week_as_it_was_closed_does_not_know_what_came_after(store: Store) -> None:
    live_through(store)
    closing = on("19 11:00")
    expected = review(a_week.facts(), WEEK, closing, office_hours(), RULES)
    found = reviewed(store, closing)
    for name in ("promises", "honesty", "replies", "expectations", "gestures"):
        for figure in expected.block(name).figures:
            other = found.figure(name, figure.name)
            if (name, figure.name) not in AS_OF_NOW:
                assert (other.value, other.of) == (figure.value, figure.of), (name, figure.name)
    assert found.figure("courtesy", "shown").value == 3


def test_a_letter_that_does_not_count_starts_no_clock(store: Store) -> None:
    with store.intake() as db:
        put(db, "client", [a_client()], made_at="2024-01-01T00:00:00Z", since="2024-01-01")
        put(db, "thread", [a_thread(id=1, waiting_since=None, newest_at=None)])
        mine: dict[str, Any] = {"client_id": 1, "thread_id": 1, "channel": Channel.MAIL}
        put(db, "touch", [a_touch(id=1, at=on("16 09:00"), **mine)])
        put(db, "touch", [a_touch(id=2, at=on("16 10:00"), direction=Direction.OUT, **mine)])
        put(db, "touch", [a_touch(id=3, at=on("16 11:00"), **mine)])
        put(db, "touch", [a_touch(id=4, at=on("18 10:00"), direction=Direction.OUT, **mine)])
        letter = "INSERT INTO mail (source, folder, key, message_id, cluster_id, touch_id, verdict, reason)"
        write(db, f"{letter} VALUES ('work', 'INBOX', '1', '1@x', 1, 1, 'answered', '')")
        write(db, f"{letter} VALUES ('work', 'INBOX', '3', '3@x', 1, 3, 'not_counted', 'closing')")
    median = reviewed(store).figure("replies", "median")
    assert (median.value, median.of) == (60, 1)


def test_what_waited_when_its_mailbox_was_first_read_does_not_count(store: Store) -> None:
    with store.intake() as db:
        put(db, "client", [a_client()], made_at="2024-01-01T00:00:00Z", since="2024-01-01")
        put(db, "thread", [a_thread(id=1, waiting_since=on("02 09:00"), settled=True)])
        put(db, "thread", [a_thread(id=2, waiting_since=on("02 09:00"), snoozed_until=NOW + DAY)])
    assert reviewed(store).figure("replies", "oldest_open").of == 1


def test_what_a_hidden_client_was_owed_is_dropped_and_what_happened_stays(store: Store) -> None:
    live_through(store)
    with store.intake() as db:
        clients.hide(db, 1, on("17 16:59"))
    found = reviewed(store)
    # Kept before: commitment 1 and 6. Checkout, Quote and Shop were delivered all the same.
    assert found.figure("promises", "kept").value == 5
    # Site is the only slip left that was open when the client was there: App and 4 are the other client's.
    assert "told:41" in found.figure("promises", "broken").rows
    assert [key.split(":")[1] for key in found.figure("replies", "oldest_open").rows] == ["8", "9"]
    assert found.figure("calls", "in").value == 4
    assert {line.client_id for line in found.clients} == {2, 3}
    assert [key for key, _ in open_promises(gather(store))] == [
        "commitment:4",
        "commitment:5",
        "deliverable:4",
    ]


def test_a_sum_that_was_entered_afterwards_was_not_worked_in_that_hour(store: Store) -> None:
    live_through(store)
    before = reviewed(store)
    with store.intake() as db:
        put(db, "work_entry", [WorkEntry(1, on("18 20:00"), 99, 600, summed=True)])
    assert reviewed(store).blocks == before.blocks


def test_the_history_is_the_dashboards_up_to_the_end_of_the_week(store: Store) -> None:
    live_through(store)
    assert gather(store).history == effort.history(store.reader, HISTORY_JOBS)
    before = gather(store, week=WEEK.previous()).history
    assert before == a_week.facts().history


def test_trends_say_what_the_reviews_of_their_weeks_say(store: Store) -> None:
    live_through(store)
    weeks = [WEEK.previous(), WEEK, WEEK.next()]
    lean = review_facts.gather_span(store.reader, start=weeks[0].start, end=weeks[-1].end, now=NOW)
    for week in weeks:
        whole = review(gather(store, week=week), week, NOW, office_hours(), RULES)
        assert trend(lean, week, NOW, office_hours()) == trend_of(whole)
    assert trend(lean, WEEK, NOW, office_hours()).due == 10

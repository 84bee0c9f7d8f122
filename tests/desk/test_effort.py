"""The clock, work entries, the slack ledger and the history that promises rest on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.desk import Desk
from data.errors import Changed, NotFound, WrongUse
from data.model.client import Client
from data.model.effort import Cause, PastJob, WorkEntry
from data.model.work import Deliverable
from tests.build import NOW, at
from tests.desk.conftest import Hand


@pytest.fixture
def logo(desk: Desk) -> Deliverable:
    """Eight hours of work for Acme, promised for Friday."""
    return a_deliverable(desk, desk.clients.add(Client("Acme")), "Logo")


def a_deliverable(desk: Desk, client: Client, name: str) -> Deliverable:
    draft = Deliverable(0, client.id, name, estimate_minutes=480, promised_at=at("2026-11-27 17:00"))
    return desk.work.add_deliverable_to("Brand", draft)


def now_of(desk: Desk, what: Deliverable) -> Deliverable:
    return desk.work.deliverable(what.id)


def an_entry(what: Deliverable, minutes: int, *, polish: bool = False) -> WorkEntry:
    return WorkEntry(what.id, NOW - timedelta(hours=4), minutes=minutes, polish=polish)


# The clock


def test_the_clock_counts_what_was_worked(desk: Desk, clock: Hand, logo: Deliverable) -> None:
    assert "runs on Logo" in desk.effort.toggle(logo.id)
    running = desk.effort.running()
    assert running is not None
    assert (running.name, running.entry.started_at) == ("Logo", NOW)
    assert desk.today().running == running
    clock.turn(minutes=95)
    assert desk.effort.toggle(logo.id) == "1 h 35 m on Logo."
    assert desk.effort.running() is None
    assert now_of(desk, logo).spent_minutes == 95
    assert now_of(desk, logo).work_left == 480 - 95


def test_only_one_clock_runs(desk: Desk, clock: Hand, logo: Deliverable) -> None:
    card = a_deliverable(desk, desk.clients.by_name("Acme"), "Card")
    desk.effort.toggle(logo.id)
    clock.turn(minutes=30)
    assert desk.effort.toggle(card.id) == "30 m on Logo. The clock runs on Card."
    running = desk.effort.running()
    assert running is not None
    assert running.name == "Card"
    assert [entry.running for entry in desk.effort.entries(logo.id)] == [False]
    desk.undo()
    running = desk.effort.running()
    assert running is not None
    assert running.name == "Logo"
    assert now_of(desk, logo).spent_minutes == 0


def test_less_than_a_minute_is_not_kept(desk: Desk, clock: Hand, logo: Deliverable) -> None:
    desk.effort.toggle(logo.id)
    clock.turn(seconds=20)
    assert "not kept" in desk.effort.toggle(logo.id)
    assert desk.effort.entries(logo.id) == ()


def test_a_clock_left_on_counts_working_hours_and_one_day_at_most(
    desk: Desk, clock: Hand, logo: Deliverable
) -> None:
    desk.effort.toggle(logo.id)
    clock.turn(hours=20)
    hours = int(desk.working_time.between(NOW, NOW + timedelta(hours=20)) // 60)
    said = desk.effort.toggle(logo.id)
    assert "The clock ran 20 h" in said
    assert now_of(desk, logo).spent_minutes == hours < 12 * 60
    desk.undo()
    clock.turn(days=30)
    desk.effort.toggle(logo.id)
    assert now_of(desk, logo).spent_minutes == 24 * 60


def test_one_entry_is_a_day_at_most_but_a_sum_may_be_more(desk: Desk, logo: Deliverable) -> None:
    began = NOW - timedelta(days=9)
    with pytest.raises(WrongUse, match="a day at most"):
        desk.effort.add_entry(WorkEntry(logo.id, began, minutes=24 * 60 + 1))
    desk.work.edit_deliverable(replace(logo, spent_minutes=logo.spent_minutes + 3_000))
    (entry,) = desk.effort.entries(logo.id)
    desk.effort.edit_entry(replace(entry, minutes=3_100))
    assert now_of(desk, logo).spent_minutes == 3_100


@pytest.mark.parametrize("end", ["deliver", "drop", "finish"])
def test_the_clock_stops_when_the_work_is_over(desk: Desk, clock: Hand, logo: Deliverable, end: str) -> None:
    verbs: dict[str, Callable[[int], str]] = {
        "deliver": desk.work.deliver,
        "drop": desk.work.drop,
        "finish": desk.effort.finish,
    }
    desk.effort.toggle(logo.id)
    clock.turn(hours=2)
    verbs[end](logo.id)
    assert desk.effort.running() is None
    assert now_of(desk, logo).spent_minutes == 120
    desk.undo()
    assert desk.effort.running() is not None
    assert now_of(desk, logo).open


def test_no_clock_runs_on_what_is_over(desk: Desk, logo: Deliverable) -> None:
    desk.work.deliver(logo.id)
    with pytest.raises(WrongUse, match="not open any more"):
        desk.effort.toggle(logo.id)


# Entries


def test_sums_follow_each_entry_and_each_undo(desk: Desk, logo: Deliverable) -> None:
    first = desk.effort.add_entry(an_entry(logo, 60))
    desk.effort.add_entry(an_entry(logo, 25, polish=True))
    assert (now_of(desk, logo).spent_minutes, now_of(desk, logo).polish_minutes) == (60, 25)
    desk.effort.edit_entry(replace(first, minutes=90), opened=first)
    assert now_of(desk, logo).spent_minutes == 90
    desk.effort.delete_entry(first.id)
    assert now_of(desk, logo).spent_minutes == 0
    for sum_before in (90, 60):
        desk.undo()
        assert now_of(desk, logo).spent_minutes == sum_before
    desk.undo()
    desk.undo()
    assert now_of(desk, logo) == logo


def test_worked_time_comes_off_what_was_judged_to_be_left(desk: Desk, logo: Deliverable) -> None:
    desk.effort.judge(logo.id, 300)
    entry = desk.effort.add_entry(an_entry(logo, 60))
    assert now_of(desk, logo).work_left == 240
    desk.effort.edit_entry(replace(entry, minutes=100))
    assert now_of(desk, logo).work_left == 200
    desk.effort.add_entry(an_entry(logo, 30, polish=True))
    assert now_of(desk, logo).work_left == 200
    desk.effort.delete_entry(entry.id)
    assert now_of(desk, logo).work_left == 300
    desk.effort.add_entry(an_entry(logo, 400))
    assert now_of(desk, logo).work_left == 0


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (WorkEntry(0, NOW - timedelta(hours=1), minutes=0), "at least a minute"),
        (WorkEntry(0, NOW - timedelta(hours=1)), "at least a minute"),
        (WorkEntry(0, NOW + timedelta(hours=1), minutes=5), "has passed"),
    ],
)
def test_time_that_cannot_have_been_worked(
    desk: Desk, logo: Deliverable, entry: WorkEntry, said: str
) -> None:
    with pytest.raises(WrongUse, match=said):
        desk.effort.add_entry(replace(entry, deliverable_id=logo.id))
    assert desk.effort.entries(logo.id) == ()


def test_an_entry_changed_elsewhere_is_not_overwritten(desk: Desk, logo: Deliverable) -> None:
    opened = desk.effort.add_entry(an_entry(logo, 60))
    desk.effort.edit_entry(replace(opened, note="sketches"), opened=opened)
    with pytest.raises(Changed, match="changed elsewhere"):
        desk.effort.edit_entry(replace(opened, minutes=30), opened=opened)
    desk.effort.delete_entry(opened.id)
    with pytest.raises(NotFound):
        desk.effort.entry(opened.id)


def test_time_typed_as_a_sum_is_entered_as_the_difference(desk: Desk, logo: Deliverable) -> None:
    desk.effort.add_entry(an_entry(logo, 60))
    opened = now_of(desk, logo)
    desk.work.edit_deliverable(replace(opened, spent_minutes=45), opened=opened)
    assert sorted(entry.minutes or 0 for entry in desk.effort.entries(logo.id)) == [-15, 60]
    assert now_of(desk, logo).spent_minutes == 45


# What is left, and why


def test_the_ledger_keeps_why_the_work_grew(desk: Desk, logo: Deliverable) -> None:
    desk.effort.judge(logo.id, 600, Cause.WAITING_ON_CLIENT, "texts came late")
    desk.effort.judge(logo.id, 480)
    shrank, grew = desk.effort.ledger(logo.id)
    assert (grew.minutes, grew.cause, grew.note) == (120, Cause.WAITING_ON_CLIENT, "texts came late")
    assert (shrank.minutes, shrank.cause) == (-120, None)
    desk.undo()
    desk.undo()
    assert desk.effort.ledger(logo.id) == ()
    assert now_of(desk, logo).judged_minutes is None


def test_work_that_grew_without_a_reason_was_estimated_too_low(desk: Desk, logo: Deliverable) -> None:
    desk.effort.judge(logo.id, 600)
    (entry,) = desk.effort.ledger(logo.id)
    assert entry.cause is Cause.OWN_ESTIMATE


def test_the_first_judgement_of_unestimated_work_is_its_estimate(desk: Desk, logo: Deliverable) -> None:
    opened = now_of(desk, logo)
    desk.work.edit_deliverable(replace(opened, estimate_minutes=None), opened=opened)
    desk.effort.add_entry(an_entry(logo, 60))
    desk.effort.judge(logo.id, 240)
    judged = now_of(desk, logo)
    assert (judged.estimate_minutes, judged.work_left) == (300, 240)
    assert desk.effort.ledger(logo.id) == ()


def test_time_after_the_work_is_done_is_polish(desk: Desk, clock: Hand, logo: Deliverable) -> None:
    desk.effort.add_entry(an_entry(logo, 120))
    assert "polish" in desk.effort.finish(logo.id, "the icon set for free")
    done = now_of(desk, logo)
    assert (done.finished_at, done.extra, done.work_left) == (NOW, "the icon set for free", 0)
    desk.effort.toggle(logo.id)
    clock.turn(minutes=40)
    desk.effort.toggle(logo.id)
    polished = now_of(desk, logo)
    assert (polished.spent_minutes, polished.polish_minutes) == (120, 40)
    desk.work.deliver(logo.id)
    assert desk.effort.history() == ((8.0, 2.0),)


def test_more_work_after_all_opens_it_again(desk: Desk, logo: Deliverable) -> None:
    desk.effort.finish(logo.id)
    desk.effort.judge(logo.id, 60)
    assert now_of(desk, logo).finished_at is None
    assert now_of(desk, logo).work_left == 60


# The history


def test_what_it_took_in_all_is_what_the_next_promise_learns(desk: Desk, logo: Deliverable) -> None:
    desk.work.deliver(logo.id)
    assert desk.effort.history() == ()
    desk.effort.took(logo.id, 720)
    assert now_of(desk, logo).spent_minutes == 720
    assert desk.effort.history() == ((8.0, 12.0),)
    desk.effort.took(logo.id, 600)
    assert desk.effort.history() == ((8.0, 10.0),)


def test_an_import_twice_adds_once(desk: Desk) -> None:
    jobs = [PastJob(480, 600, finished_on=date(2025, 10, 31)), PastJob(60, 60), PastJob(60, 60)]
    first = desk.effort.import_history(jobs)
    assert (first.added, first.known) == (3, 0)
    again = desk.effort.import_history([*jobs, PastJob(120, 90)])
    assert (again.added, again.known) == (1, 3)
    assert desk.effort.history() == ((1.0, 1.0), (1.0, 1.0), (2.0, 1.5), (8.0, 10.0))
    desk.undo()
    desk.undo()
    assert desk.effort.history() == ()


def test_own_jobs_are_later_than_imported_ones(desk: Desk, logo: Deliverable) -> None:
    desk.effort.import_history([PastJob(60, 90, finished_on=date(2026, 11, 20))])
    desk.effort.add_entry(an_entry(logo, 480))
    desk.work.deliver(logo.id)
    assert desk.effort.history() == ((1.0, 1.5), (8.0, 8.0))

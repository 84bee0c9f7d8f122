"""The promise check: the worked example to the hour, and what must hold whatever is promised to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.check import Judged, OpenPromise
from data.model.promise import Verdict
from data.rules.free_time import FreeTime
from data.rules.promise.board import Board
from data.rules.promise.check import Needs, Weighing
from data.rules.promise.job import Job
from data.rules.working_time import WorkingTime
from tests.build import BERLIN, a_deliverable, at, office_hours

HOUR = 60
FIVE_HOURS = office_hours(("09:00", "14:00"))
MONDAY = at("2026-11-23 09:00")


def closing(day: str) -> datetime:
    return at(f"{day} 14:00")


def promised(number: int, name: str, day: str, hours: float) -> OpenPromise:
    return OpenPromise(number, name, number, closing(day), round(hours * HOUR))


OPEN = (
    promised(1, "Birch", "2026-11-26", 6),
    promised(2, "Acme", "2026-11-30", 8),
    promised(3, "Cove", "2026-12-04", 10),
)


def weighed(
    minutes: int, promises: Sequence[OpenPromise] = OPEN, *, ratio: float = 1.5, now: datetime = MONDAY
) -> Weighing:
    needs = Needs.by_ratio([promise.left_minutes for promise in promises], minutes, ratio)
    return Weighing(now, tuple(promises), needs, FreeTime(FIVE_HOURS, ()), FIVE_HOURS)


def test_the_worked_example_of_the_service() -> None:
    """SERVICE.md 1.2: it looks fine by seven hours, and is not safe."""
    weighing = weighed(12 * HOUR)
    friday = weighing.at(closing("2026-11-27"))
    assert friday.verdict is Verdict.NOT_SAFE
    assert friday.plain_minutes == 7 * HOUR
    assert friday.sure_minutes == -2 * HOUR
    assert [(hurt.promise.name, hurt.short_minutes) for hurt in friday.hurts] == [
        ("Acme", 9 * HOUR),
        ("Cove", 4 * HOUR),
    ]
    assert all(hurt.plain_short_minutes == 0 for hurt in friday.hurts)
    sure = weighing.first_sure()
    assert sure is not None
    assert sure.at == closing("2026-12-07")
    assert (sure.verdict, sure.hurts) == (Verdict.YES, ())
    assert weighing.aim(sure.at) == date(2026, 12, 2)


def test_what_does_not_fit_as_estimated_is_a_no() -> None:
    friday = weighed(20 * HOUR).at(closing("2026-11-27"))
    assert (friday.verdict, friday.plain_minutes) == (Verdict.NO, -HOUR)
    hurts_acme = weighed(17 * HOUR).at(closing("2026-11-27"))
    assert (hurts_acme.verdict, hurts_acme.plain_minutes) == (Verdict.NO, 2 * HOUR)
    assert hurts_acme.hurts[0].plain_short_minutes == HOUR


def test_a_promise_for_the_same_instant_counts_for_both() -> None:
    same = (promised(1, "Same", "2026-11-24", 6),)
    judged = weighed(6 * HOUR, same, ratio=1).at(closing("2026-11-24"))
    assert (judged.verdict, judged.plain_minutes) == (Verdict.NO, -2 * HOUR)
    assert judged.hurts[0].short_minutes == 2 * HOUR


def test_what_is_late_already_does_not_forbid_every_promise() -> None:
    late = (promised(1, "Late", "2026-11-20", 3), *OPEN)
    sure = weighed(2 * HOUR, late).first_sure()
    assert sure is not None
    assert sure.verdict is Verdict.YES


def test_the_day_is_moved_by_working_days() -> None:
    weighing = weighed(2 * HOUR, ())
    friday = closing("2026-11-27")
    later, sooner = weighing.step(friday, 1), weighing.step(friday, -1)
    assert later is not None
    assert later.at == closing("2026-11-30")
    assert sooner is not None
    assert sooner.at == closing("2026-11-26")
    assert weighing.step(closing("2026-11-23"), -1) is None


def test_with_nothing_else_promised_the_first_day_with_room_is_it() -> None:
    sure = weighed(4 * HOUR, (), ratio=1).first_sure()
    assert sure is not None
    assert sure.at == closing("2026-11-23")
    over = weighed(4 * HOUR, (), ratio=1, now=at("2026-11-23 15:00")).first_sure()
    assert over is not None
    assert over.at == closing("2026-11-24")


def test_without_working_hours_there_is_no_date() -> None:
    never = WorkingTime(BERLIN, {})
    weighing = replace(weighed(HOUR, ()), working_time=never, capacity=FreeTime(never, ()))
    assert weighing.first_sure() is None
    assert weighing.step(closing("2026-11-27"), 1) is None


queues = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 2400)).map(
        lambda each: OpenPromise(each[1], f"{each[1]}", 1, MONDAY + timedelta(days=each[0], hours=5), each[1])
    ),
    max_size=7,
).map(lambda found: sorted(found, key=lambda promise: promise.promised_at))
works = st.integers(1, 3000)
wishes = st.integers(0, 60).map(lambda days: MONDAY + timedelta(days=days, hours=5))
ratios = st.floats(0.5, 4)


@given(queues, works, wishes, ratios, ratios)
def test_a_higher_ratio_never_turns_into_a_yes(
    queue: list[OpenPromise], minutes: int, wish: datetime, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    if weighed(minutes, queue, ratio=high).at(wish).verdict is Verdict.YES:
        assert weighed(minutes, queue, ratio=low).at(wish).verdict is Verdict.YES


@given(queues, works, works, wishes, ratios)
def test_a_yes_stays_one_when_work_shrinks(
    queue: list[OpenPromise], one: int, other: int, wish: datetime, ratio: float
) -> None:
    small, big = sorted((one, other))
    if weighed(big, queue, ratio=ratio).at(wish).verdict is Verdict.YES:
        assert weighed(small, queue, ratio=ratio).at(wish).verdict is Verdict.YES
        done = [replace(promise, left_minutes=promise.left_minutes // 2) for promise in queue]
        assert weighed(big, done, ratio=ratio).at(wish).verdict is Verdict.YES
        assert weighed(big, queue[1:], ratio=ratio).at(wish).verdict is Verdict.YES


@given(queues, works, wishes, st.integers(0, 30), ratios)
def test_a_yes_stays_one_when_there_is_more_time(
    queue: list[OpenPromise], minutes: int, wish: datetime, days: int, ratio: float
) -> None:
    weighing = weighed(minutes, queue, ratio=ratio)
    if weighing.at(wish).verdict is Verdict.YES:
        assert weighing.at(wish + timedelta(days=days)).verdict is Verdict.YES


@given(queues, works, ratios, ratios)
def test_the_date_told_is_never_later_at_a_smaller_confidence(
    queue: list[OpenPromise], minutes: int, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    bold, careful = (weighed(minutes, queue, ratio=ratio).first_sure() for ratio in (low, high))
    assert bold is not None
    assert careful is not None
    assert bold.at <= careful.at


@given(queues, works, ratios)
def test_the_first_sure_day_is_the_first(queue: list[OpenPromise], minutes: int, ratio: float) -> None:
    weighing = weighed(minutes, queue, ratio=ratio)
    sure = weighing.first_sure()
    assert sure is not None
    assert sure.verdict is Verdict.YES
    before = weighing.step(sure.at, -1)
    assert before is None or before.verdict is not Verdict.YES
    assert weighing.aim(sure.at) <= sure.at.date()


@given(queues, works, wishes, ratios)
def test_a_slow_reading_of_the_definition_agrees(
    queue: list[OpenPromise], minutes: int, wish: datetime, ratio: float
) -> None:
    judged = weighed(minutes, queue, ratio=ratio).at(wish)
    room = {
        until: FIVE_HOURS.between(MONDAY, until) / 60 for until in (wish, *(p.promised_at for p in queue))
    }

    def owed(until: datetime, k: float) -> float:
        with_it = minutes if wish <= until else 0
        return k * (with_it + sum(p.left_minutes for p in queue if p.promised_at <= until))

    touched = [wish, *(p.promised_at for p in queue if p.promised_at >= wish)]
    plain = all(owed(until, 1) <= max(0, room[until]) + 1e-6 for until in touched)
    sure = all(owed(until, ratio) <= max(0, room[until]) + 1 for until in touched)
    surely = all(owed(until, ratio) <= max(0, room[until]) - 1 for until in touched)
    if not plain:
        assert judged.verdict is Verdict.NO
    elif surely:
        assert judged.verdict is Verdict.YES
    elif not sure:
        assert judged.verdict is Verdict.NOT_SAFE


HISTORY = tuple((float(e), float(e) * r) for e, r in zip(range(1, 41), (1, 1.2, 0.9, 2.0) * 10, strict=True))


def board(confidence: float, count: int = 4) -> Board:
    work = [
        a_deliverable(f"D{n}", id=n, promised_at=closing("2026-11-27") + timedelta(days=7 * n))
        for n in range(1, count + 1)
    ]
    return Board.of(work, HISTORY, MONDAY, FreeTime(FIVE_HOURS, ()), FIVE_HOURS, confidence)


@given(st.integers(15, 2400), st.sampled_from((0.6, 0.8, 0.9, 0.95)), st.sampled_from((0.6, 0.8, 0.9, 0.95)))
def test_with_a_real_history_a_higher_confidence_is_later(minutes: int, one: float, other: float) -> None:
    low, high = sorted((one, other))
    bold, careful = (board(confidence).weigh(minutes).first_sure() for confidence in (low, high))
    assert bold is not None
    assert careful is not None
    assert bold.at <= careful.at
    wished = board(high).weigh(minutes).at(bold.at)
    if wished.verdict is Verdict.YES:
        assert board(low).weigh(minutes).at(bold.at).verdict is Verdict.YES


def test_the_board_leaves_out_the_candidate_itself_and_what_is_done() -> None:
    work = [
        a_deliverable("Itself", id=1),
        a_deliverable("Other", id=2),
        a_deliverable("Finished", id=3, finished_at=MONDAY),
        a_deliverable("Nothing left", id=4, estimate_minutes=0),
        a_deliverable("No date", id=5, promised_at=None),
        a_deliverable("No estimate", id=6, estimate_minutes=None),
        a_deliverable("Delivered", id=7, delivered_at=MONDAY),
        a_deliverable("Over", id=8, spent_minutes=600, promised_at=closing("2026-12-01")),
    ]
    laid_out = Board.of(work, (), MONDAY, FreeTime(FIVE_HOURS, ()), FIVE_HOURS, 0.9, without=1)
    assert [promise.name for promise in laid_out.promises] == ["Other", "Over"]
    assert laid_out.jobs == (Job(8.0, luck=2), Job(8.0, 10.0, luck=7))


def test_a_job_past_its_estimate_still_needs_time() -> None:
    over = a_deliverable("Over", id=8, spent_minutes=600)
    laid_out = Board.of([over], HISTORY, MONDAY, FreeTime(FIVE_HOURS, ()), FIVE_HOURS, 0.9)
    needs = laid_out.weigh(60).needs
    assert needs.plain == (60, 60)
    assert needs.sure[1] > needs.sure[0] + 60


def test_no_work_is_no_candidate() -> None:
    with pytest.raises(ValueError, match="estimate"):
        board(0.9).weigh(0)


def test_what_is_begun_is_judged_from_where_it_is() -> None:
    fresh = board(0.9).weigh(480).needs
    begun = board(0.9).weigh(480, spent_minutes=480).needs
    assert begun.plain == fresh.plain
    assert isinstance(board(0.9).weigh(480).at(closing("2026-11-27")), Judged)

"""Slack as the promise method has it: the queue's hours at the confidence, and what they mean today."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from data.model.today import Room, SlackItem
from data.model.work import Deliverable
from data.rules.heads_up import HeadsUpRules, heads_up_by
from data.rules.promise import hours_to_promise, queue_hours
from data.rules.slack import SlackRules, slack
from tests.build import NOW, a_deliverable, at, office_hours

HOURS = office_hours()
HISTORY = tuple((float(size), size * ratio) for size in (2, 4, 8, 16) for ratio in (0.8, 1.0, 1.0, 1.2, 1.9))
RULES = SlackRules(hours=lambda jobs: queue_hours(HISTORY, jobs, 0.9))


def judged(*works: Deliverable, told: datetime | None = None) -> tuple[SlackItem, ...]:
    told_at = {work.id: told for work in works} if told is not None else {}
    return slack(works, {}, {}, NOW, HOURS, [], told_at=told_at, rules=RULES)


def test_owed_is_what_the_history_says_of_such_work() -> None:
    (item,) = judged(a_deliverable(estimate_minutes=480, promised_at=at("2026-12-04 17:00")))
    sure = hours_to_promise(HISTORY, 8, 0.9)
    assert item.owed_minutes is not None
    assert abs(item.owed_minutes - sure * 60) <= 1
    assert item.capacity_minutes is not None
    assert item.slack_minutes == item.capacity_minutes - item.owed_minutes
    assert item.plain_slack_minutes == item.capacity_minutes - 480
    assert item.naive_slack_minutes == item.plain_slack_minutes


def test_several_jobs_are_padded_less_than_each_for_itself() -> None:
    works = [a_deliverable(f"{n}", id=n, promised_at=at("2026-12-18 17:00")) for n in (1, 2, 3, 4)]
    owed = judged(*works)[0].owed_minutes
    assert owed is not None
    assert 4 * 480 < owed < 4 * 60 * hours_to_promise(HISTORY, 8, 0.9)


def test_not_safe_is_amber_until_a_word_is_due() -> None:
    far = a_deliverable("Far", estimate_minutes=46 * 60, promised_at=at("2026-12-04 17:00"))
    (item,) = judged(far, told=at("2026-11-23 09:00"))
    assert item.room is Room.SHORT
    assert item.plain_slack_minutes is not None
    assert item.plain_slack_minutes >= 0
    assert item.heads_up_by == at("2026-12-02 17:00")
    assert not item.act_today
    near = a_deliverable("Near", estimate_minutes=14 * 60, promised_at=at("2026-11-25 17:00"))
    (soon,) = judged(near, told=at("2026-11-23 09:00"))
    assert (soon.room, soon.act_today) == (Room.SHORT, True)


def test_what_cannot_be_kept_as_estimated_is_red() -> None:
    work = a_deliverable(estimate_minutes=90 * 60, promised_at=at("2026-12-04 17:00"))
    (item,) = judged(work, told=at("2026-11-23 09:00"))
    assert item.plain_slack_minutes is not None
    assert item.plain_slack_minutes < 0
    assert item.act_today


def test_a_word_is_due_two_days_or_a_fifth_before() -> None:
    promise, rules = at("2026-12-04 17:00"), HeadsUpRules()
    assert heads_up_by(promise, at("2026-12-01 09:00"), HOURS, rules) == at("2026-12-02 17:00")
    # Told eighteen working days before: a fifth of them is more than three.
    long_before = heads_up_by(promise, at("2026-11-11 09:00"), HOURS, rules)
    assert at("2026-11-30 17:00") <= long_before <= at("2026-12-01 17:00")
    assert heads_up_by(promise, at("2026-12-04 09:00"), HOURS, HeadsUpRules(0, 0)) == promise


@given(st.integers(0, 60), st.integers(0, 10), st.integers(0, 100))
def test_a_word_is_never_due_after_the_promise(days: int, working_days: int, percent: int) -> None:
    promise = at("2026-12-04 17:00")
    told = datetime.fromtimestamp(promise.timestamp() - days * 86_400, tz=promise.tzinfo)
    assert heads_up_by(promise, told, HOURS, HeadsUpRules(working_days, percent)) <= promise


@given(st.lists(st.tuples(st.integers(30, 2400), st.integers(0, 900)), min_size=1, max_size=6))
def test_owed_grows_in_promise_order(works: list[tuple[int, int]]) -> None:
    found = judged(
        *(
            a_deliverable(f"{n}", id=n, estimate_minutes=estimate, spent_minutes=spent, promised_at=promise)
            for n, (estimate, spent) in enumerate(works, 1)
            for promise in [at(f"2026-12-{n:02d} 17:00")]
        )
    )
    owed = [item.owed_minutes or 0 for item in found]
    assert owed == sorted(owed)


def test_finished_work_takes_no_time() -> None:
    done = a_deliverable("Done", id=1, finished_at=NOW, promised_at=at("2026-11-24 17:00"))
    after = a_deliverable("After", id=2, promised_at=at("2026-11-27 17:00"))
    items = judged(done, after)
    assert items[0].owed_minutes == 0
    assert items[1].owed_minutes == judged(after)[0].owed_minutes

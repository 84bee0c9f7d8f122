"""What must hold for promises whatever the past was like."""

from __future__ import annotations

import copy
import math
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.check import Odds
from data.rules.promise import (
    Job,
    Outlook,
    hours_to_promise,
    hours_to_promise_in_progress,
    hours_to_promise_queue,
    queue_hours,
)
from data.rules.promise.odds import odds

History = Sequence[tuple[float, float]]

hours = st.floats(0.05, 300)
spent_hours = st.floats(0, 400)
histories = st.lists(st.tuples(hours, hours), max_size=30)
odd_histories = st.lists(st.tuples(st.floats(), st.floats()), max_size=30)
confidences = st.floats(0.001, 0.999)
jobs = st.builds(Job, hours, st.just(0.0) | spent_hours)
queues = st.lists(jobs, max_size=5)

TYPICAL = [(float(e), e * r) for e in (1, 2, 3, 5, 8) for r in (0.5, 0.8, 1.0, 1.0, 1.2, 1.7, 2.5)]


@given(histories, hours, spent_hours, confidences, confidences)
def test_more_confidence_never_promises_less(
    history: History, estimate: float, spent: float, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert hours_to_promise(history, estimate, low) <= hours_to_promise(history, estimate, high)
    assert hours_to_promise_in_progress(history, estimate, spent, low) <= hours_to_promise_in_progress(
        history, estimate, spent, high
    )


@given(histories, hours, spent_hours, confidences)
def test_work_under_way_takes_at_least_what_was_spent(
    history: History, estimate: float, spent: float, confidence: float
) -> None:
    assert hours_to_promise_in_progress(history, estimate, spent, confidence) >= spent
    untouched = hours_to_promise(history, estimate, confidence)
    assert hours_to_promise_in_progress(history, estimate, 0, confidence) == untouched
    assert hours_to_promise_in_progress(history, estimate, spent, confidence) >= untouched


@given(histories, queues, jobs, confidences, confidences)
def test_a_queue_never_goes_back(
    history: History, open_jobs: list[Job], candidate: Job, one: float, other: float
) -> None:
    outlook = Outlook.of(history, open_jobs, candidate)
    low, high = sorted((one, other))
    without, joined = outlook.without(high), outlook.with_candidate(high)
    assert len(without) == len(open_jobs)
    assert len(joined) == len(open_jobs) + 1
    assert list(without) == sorted(without)
    assert list(joined) == sorted(joined)
    assert all(more >= less >= 0 for more, less in zip(joined[1:], without, strict=True))
    assert all(a <= b for a, b in zip(outlook.without(low), without, strict=True))
    assert all(a <= b for a, b in zip(outlook.with_candidate(low), joined, strict=True))


@given(histories, jobs, jobs, confidences)
def test_a_queue_of_one_is_the_single_promise(
    history: History, job: Job, candidate: Job, confidence: float
) -> None:
    def alone(asked: Job) -> float:
        total = hours_to_promise_in_progress(history, asked.estimate, asked.spent, confidence)
        return total - asked.spent

    assert queue_hours(history, [job], confidence) == (alone(job),)
    assert Outlook.of(history, [job], candidate).with_candidate(confidence)[0] == alone(candidate)
    single = hours_to_promise(history, job.estimate, confidence)
    assert hours_to_promise_queue(history, [job.estimate], confidence) == single


@given(histories, st.lists(hours, max_size=4), hours, confidences)
def test_a_longer_queue_never_promises_less(
    history: History, estimates: list[float], more: float, confidence: float
) -> None:
    shorter = hours_to_promise_queue(history, estimates, confidence)
    assert hours_to_promise_queue(history, [*estimates, more], confidence) >= shorter


@given(histories, queues, jobs, confidences)
def test_the_same_input_gets_the_same_answer_and_is_left_alone(
    history: list[tuple[float, float]], open_jobs: list[Job], candidate: Job, confidence: float
) -> None:
    def answers() -> tuple[object, ...]:
        outlook = Outlook.of(history, open_jobs, candidate)
        return (
            hours_to_promise(history, candidate.estimate, confidence),
            outlook.without(confidence),
            outlook.with_candidate(confidence),
            odds(history, candidate, confidence),
        )

    before = copy.deepcopy((history, open_jobs))
    state = random.getstate()
    first = answers()
    # Another past and other jobs in between must not be remembered in place of these.
    queue_hours([*history, (1, 2)], [*open_jobs, candidate], confidence)
    assert answers() == first
    assert (history, open_jobs) == before
    assert random.getstate() == state


def test_a_past_that_grew_is_seen() -> None:
    history = [(2.0, 2.0)] * 40
    before = hours_to_promise(history, 2, 0.9)
    history += [(2.0, 9.0)] * 40
    assert hours_to_promise(history, 2, 0.9) > before


@given(odd_histories, hours, confidences)
def test_rows_that_say_nothing_are_left_out(history: History, estimate: float, confidence: float) -> None:
    promised = hours_to_promise(history, estimate, confidence)
    assert promised > 0
    assert math.isfinite(promised)
    usable = [
        (e, a)
        for e, a in history
        if 0 < e < math.inf and 0 < a < math.inf and math.isfinite(a / e) and a / e > 0
    ]
    assert promised == hours_to_promise(usable, estimate, confidence)


@given(histories, hours, confidences)
def test_the_answer_is_a_ratio_that_was_seen(history: History, estimate: float, confidence: float) -> None:
    found = odds(history, Job(estimate), confidence)
    assert found.confidence == confidence
    assert hours_to_promise(history, estimate, confidence) == estimate * found.ratio
    assert found.own_jobs == len(history) >= found.similar_jobs
    assert 0 <= found.own_share < 1


def test_who_always_takes_twice_as_long_is_told_so() -> None:
    history = [(float(1 + i % 8), 2.0 * (1 + i % 8)) for i in range(200)]
    for estimate in (1, 3, 8):
        assert hours_to_promise(history, estimate, 0.5) == 2 * estimate
        assert hours_to_promise(history, estimate, 0.9) == 2 * estimate
    # Estimated in minutes instead, the past says the same.
    assert hours_to_promise([(e / 60, a / 60) for e, a in history], 3 / 60, 0.9) == pytest.approx(6 / 60)


def test_jobs_of_another_size_hardly_speak() -> None:
    history = [(0.5, 0.5)] * 60 + [(16.0, 48.0)] * 60
    assert hours_to_promise(history, 0.5, 0.8) == 0.5
    assert hours_to_promise(history, 16, 0.8) == 48


def test_hours_worked_can_make_what_is_left_grow() -> None:
    """PROMISES.md, method 2: only jobs that came as far are asked, and their ratios are steps.

    6 h 15 m of 20 h rule out the jobs that would have ended by then: 9 of 10 of the rest reach further.
    """
    before = hours_to_promise([], 20, 0.9)
    left = [hours_to_promise_in_progress([], 20, spent, 0.9) - spent for spent in (1, 6.25, 12)]
    assert left[0] < before < left[1] < before + 6.25
    assert left[2] < before


def test_work_that_went_beyond_all_that_was_seen_has_nothing_more_to_be_told() -> None:
    assert hours_to_promise_in_progress(TYPICAL, 2, 50, 0.9) == 50
    assert queue_hours(TYPICAL, [Job(2, 50), Job(4)], 0.9)[0] == 0


def test_padded_jobs_add_up_to_more_than_their_queue_needs() -> None:
    estimates = [4.0, 2.0, 8.0, 3.0, 6.0, 1.0]
    for confidence in (0.8, 0.9, 0.95):
        padded = sum(hours_to_promise(TYPICAL, estimate, confidence) for estimate in estimates)
        assert hours_to_promise_queue(TYPICAL, estimates, confidence) < padded
        assert hours_to_promise_queue(TYPICAL, estimates, confidence) > sum(estimates)


def test_odds_say_what_a_promise_rests_on() -> None:
    assert odds([], Job(2), 0.9) == Odds(confidence=0.9, ratio=1.95, own_jobs=0, similar_jobs=0, own_share=0)
    found = odds([(2, 3), (4, 4), (0, 1), (1, 1), (20, 30)], Job(2), 0.5)
    assert (found.own_jobs, found.similar_jobs) == (4, 3)
    # One job of the same size and no age weighs 1 against the prior's 4.
    assert odds([(2, 3)], Job(2), 0.9).own_share == pytest.approx(1 / 5)
    assert odds([(2, 3)], Job(16), 0.9).own_share < 0.01


def test_nothing_open_needs_no_hours() -> None:
    assert queue_hours(TYPICAL, [], 0.9) == ()
    assert hours_to_promise_queue(TYPICAL, [], 0.9) == 0
    alone = Outlook.of(TYPICAL, [], Job(3)).with_candidate(0.9)
    assert alone == (hours_to_promise(TYPICAL, 3, 0.9),)


@pytest.mark.parametrize("confidence", [0, 1, -0.1, 1.5, math.nan, math.inf])
@pytest.mark.parametrize(
    "ask",
    [
        lambda p: hours_to_promise([], 2, p),
        lambda p: hours_to_promise_in_progress([], 2, 1, p),
        lambda p: hours_to_promise_queue([], [2, 3], p),
        lambda p: hours_to_promise_queue([], [], p),
        lambda p: queue_hours([], [Job(2)], p),
        lambda p: Outlook.of([], [], Job(2)).with_candidate(p),
        lambda p: odds([], Job(2), p),
    ],
)
def test_a_confidence_that_is_none_is_refused(ask: Callable[[float], object], confidence: float) -> None:
    with pytest.raises(ValueError, match=r"^A confidence must lie between 0 and 1.*\.$"):
        ask(confidence)


@pytest.mark.parametrize("estimate", [0, -1, math.nan, math.inf])
@pytest.mark.parametrize(
    "ask",
    [
        lambda e: hours_to_promise([], e, 0.9),
        lambda e: hours_to_promise_in_progress([], e, 1, 0.9),
        lambda e: hours_to_promise_queue([], [2, e], 0.9),
        lambda e: odds([], Job(e), 0.9),
        Job,
    ],
)
def test_an_estimate_that_is_none_is_refused(ask: Callable[[float], object], estimate: float) -> None:
    with pytest.raises(ValueError, match=r"^An estimate must be a number of hours above 0.*\.$"):
        ask(estimate)


@pytest.mark.parametrize("spent", [-0.5, math.nan, math.inf])
def test_hours_spent_that_are_none_are_refused(spent: float) -> None:
    with pytest.raises(ValueError, match=r"^The hours spent must be a number that is not below 0.*\.$"):
        hours_to_promise_in_progress([], 2, spent, 0.9)


def test_an_outlook_without_a_candidate_says_nothing_of_one() -> None:
    with pytest.raises(ValueError, match="no candidate"):
        Outlook.of([], [Job(2)]).with_candidate(0.9)

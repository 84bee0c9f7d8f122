"""The promise against PROMISES.md written down a second time, slowly and sentence by sentence."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.rules.promise import (
    Job,
    Outlook,
    hours_to_promise,
    hours_to_promise_in_progress,
    hours_to_promise_queue,
    queue_hours,
)
from data.rules.promise.draws import normal_quantiles, shuffled

History = Sequence[tuple[float, float]]

PRIOR = ".08 .18 .28 .38 .48 .57 .67 .77 .86 .93 .98 1.00 1.05 1.10 1.20 1.40 1.60 1.95 2.60 4.50"
NORMAL = NormalDist()

hours = st.floats(0.05, 300)
histories = st.lists(st.tuples(hours, hours), max_size=30)
confidences = st.floats(0.01, 0.99) | st.sampled_from([0.5, 0.8, 0.9, 0.95])
jobs = st.builds(Job, hours, st.just(0.0) | st.floats(0, 400))


def points(history: History, estimate: float) -> list[tuple[float, float]]:
    """Every ratio and its weight."""
    kept = [(e, a) for e, a in history if e > 0 and a > 0 and math.isfinite(e) and math.isfinite(a)][-400:]
    found = []
    for age, (e, a) in enumerate(reversed(kept)):
        likeness = math.exp(-(((math.log(e) - math.log(estimate)) / 0.7) ** 2) / 2)
        found.append((a / e, 0.5 ** (age / 100) * likeness))
    return found + [(float(prior) * (estimate / 2) ** -0.1, 4 / 20) for prior in PRIOR.split()]


def total_as_written(
    history: History, estimate: float, spent: float, confidence: float, ties: float = 1 - 1e-9
) -> float:
    """Methods 1 and 2; nothing spent is method 1. `ties`: what counts as reached, as a share of the goal."""
    found = points(history, estimate)
    still = [(ratio, weight) for ratio, weight in found if ratio > spent / estimate]
    # F(r) ≥ F_s + p (1 − F_s) asks of the jobs beyond s alone that their share reaches p.
    goal = confidence * math.fsum(weight for _, weight in still)
    for ratio in sorted(ratio for ratio, _ in still):
        if math.fsum(weight for other, weight in still if other <= ratio) >= goal * ties:
            return max(spent, estimate * ratio)
    return spent


def draws_as_written(history: History, job: Job, seed: int, ties: float) -> list[float]:
    """Hours still to do of one job of a queue, in every draw."""
    table = [
        total_as_written(history, job.estimate, job.spent, (level + 0.5) / 400, ties) - job.spent
        for level in range(400)
    ]
    z = [NORMAL.inv_cdf((i + 0.5) / 1600) for i in range(1600)]
    x = list(z)
    random.Random(seed).shuffle(x)
    mixed = [NORMAL.cdf(math.sqrt(0.2) * z[i] + math.sqrt(0.8) * x[i]) for i in range(1600)]
    return [table[int(400 * u)] for u in mixed]


def read(totals: Sequence[float], confidence: float) -> float:
    return sorted(totals)[math.ceil(1600 * confidence - 1e-9) - 1]


@given(histories, hours, confidences)
def test_one_job(history: History, estimate: float, confidence: float) -> None:
    expected = total_as_written(history, estimate, 0, confidence)
    assert hours_to_promise(history, estimate, confidence) == pytest.approx(expected, rel=1e-9)


@given(histories, hours, st.floats(0, 400), confidences)
def test_a_job_in_progress(history: History, estimate: float, spent: float, confidence: float) -> None:
    expected = total_as_written(history, estimate, spent, confidence)
    promised = hours_to_promise_in_progress(history, estimate, spent, confidence)
    assert promised == pytest.approx(expected, rel=1e-9)


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.tuples(hours, hours), max_size=8),
    st.lists(jobs, min_size=2, max_size=3),
    jobs,
    confidences,
)
def test_a_queue_and_a_candidate(
    history: History, open_jobs: list[Job], candidate: Job, confidence: float
) -> None:
    # Weights that add up to a level exactly fall to either side of it, as their rounding has it.
    bounds = [as_written(history, open_jobs, candidate, confidence, ties) for ties in (1 - 1e-8, 1 + 1e-8)]
    outlook = Outlook.of(history, open_jobs, candidate)
    found = [*outlook.without(confidence), *outlook.with_candidate(confidence)]
    for least, most, hours_ in zip(*bounds, found, strict=True):
        assert least <= hours_ * (1 + 1e-9) + 1e-9
        assert hours_ <= most * (1 + 1e-9) + 1e-9
    assert queue_hours(history, open_jobs, confidence) == outlook.without(confidence)


def as_written(
    history: History, open_jobs: list[Job], candidate: Job, confidence: float, ties: float
) -> list[float]:
    """What each open job of a queue is promised at, then the same with a candidate before it."""

    def alone(job: Job) -> float:
        return total_as_written(history, job.estimate, job.spent, confidence, ties) - job.spent

    more = draws_as_written(history, candidate, 0, ties)
    totals = [0.0] * 1600
    done, joined = [alone(open_jobs[0])], [alone(candidate)]
    for seed, job in enumerate(open_jobs, start=1):
        totals = [a + b for a, b in zip(totals, draws_as_written(history, job, seed, ties), strict=True)]
        if seed > 1:
            done.append(max(done[-1], read(totals, confidence)))
        both = read([a + b for a, b in zip(totals, more, strict=True)], confidence)
        joined.append(max(joined[-1], done[-1], both))
    return [*done, *joined]


def test_only_the_last_400_jobs_that_say_something_count() -> None:
    rng = random.Random(5)
    history = [(rng.uniform(0.5, 16), rng.uniform(0, 20)) for _ in range(700)]
    history[-50] = (0, 3)
    history[-60] = (2, -1)
    history[-70] = (math.inf, 2)
    history[-80] = (2, math.nan)
    for confidence in (0.1, 0.5, 0.8, 0.9, 0.95, 0.99):
        expected = total_as_written(history, 5, 0, confidence)
        assert hours_to_promise(history, 5, confidence) == pytest.approx(expected)
    cut = [row for row in history if row[0] > 0 and row[1] > 0 and math.isfinite(sum(row))][-400:]
    assert hours_to_promise(history, 5, 0.93) == hours_to_promise(cut, 5, 0.93)


def test_without_a_past_other_peoples_ratios_answer() -> None:
    assert hours_to_promise([], 2, 0.5) == 2 * 0.93
    assert hours_to_promise([], 2, 0.9) == 2 * 1.95
    assert hours_to_promise([], 20, 0.9) == pytest.approx(20 * 1.95 * 10**-0.1)
    # 8 of the 20 took more than the estimate; the promise is kept by 90 % of those: 7.2 of them, so the last.
    assert hours_to_promise_in_progress([], 2, 2, 0.9) == 2 * 4.5
    assert hours_to_promise_queue([], [2], 0.9) == 2 * 1.95


@pytest.mark.parametrize("seed", [0, 1, 20])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 8, 31, 32, 33, 1600])
def test_the_shuffle_is_the_one_of_the_standard_library(count: int, seed: int) -> None:
    values = [float(i) for i in range(count)]
    random.Random(seed).shuffle(values)
    assert shuffled(range(count), seed) == values


def test_the_normal_quantiles_are_those_of_the_standard_library() -> None:
    expected = [NORMAL.inv_cdf((i + 0.5) / 1600) for i in range(1600)]
    assert normal_quantiles(1600) == pytest.approx(expected, abs=1e-12)

"""The review of a week, of one long past and the trends of twelve, with ten years of history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bench.maker.span import NOW, ZONE
from bench.measure import Figure, calm, median, quantile, times
from bench.place import Place
from data.desk import Desk
from data.model.week import Trend, WeekReview
from data.rules.review import ReviewRules, Week, review, trend
from data.store import Store, review_facts

_ROUNDS, _TIMES = 15, 5
_LIMIT_MS = 50
_TREND_WEEKS = 12
_AGO = 60
"""Weeks that the one long past lies back."""


def run(place: Place) -> Iterator[Figure]:
    """Look back on weeks."""
    desk, store = place.desk(place.ten_years), Store.open(place.ten_years, now=NOW)
    ended = Week.at(NOW, ZONE).previous()
    past = ended
    for _ in range(_AGO):
        past = past.previous()
    try:
        acts: dict[str, Callable[[], object]] = {
            "last week": lambda: _review(desk, store, ended),
            "last week, of it the store": lambda: _gather(store, ended),
            "last week, of it the dashboard": desk.today,
            f"a week {_AGO} weeks ago": lambda: _review(desk, store, past),
            f"trends of {_TREND_WEEKS} weeks": lambda: _trends(desk, store, ended),
        }
        found: dict[str, list[float]] = {name: [] for name in acts}
        for number in range(_ROUNDS):
            calm(1.0)
            for name, act in acts.items():
                found[name] += times(act, _TIMES, 1 if number else 5)
    finally:
        desk.close()
        store.close()
    for name, took in found.items():
        limit = None if "of it" in name else _LIMIT_MS
        yield Figure("review", f"{name}, median", median(took), "ms", limit)
        if limit:
            yield Figure("review", f"{name}, p95", quantile(took, 0.95), "ms", limit)


def _gather(store: Store, week: Week) -> object:
    return review_facts.gather(store.reader, week_start=week.start, week_end=week.end, now=NOW)


def _review(desk: Desk, store: Store, week: Week) -> WeekReview:
    facts = review_facts.gather(store.reader, week_start=week.start, week_end=week.end, now=NOW)
    if week.next().end > NOW:
        facts = replace(facts, slack=desk.today().slack)
    return review(facts, week, NOW, desk.working_time, ReviewRules(hourly_cents=8_500))


def _trends(desk: Desk, store: Store, last: Week) -> list[Trend]:
    weeks = [last]
    while len(weeks) < _TREND_WEEKS:
        weeks.insert(0, weeks[0].previous())
    facts = review_facts.gather_span(store.reader, start=weeks[0].start, end=last.end, now=NOW)
    working_time = desk.working_time
    return [trend(facts, week, NOW, working_time) for week in weeks]

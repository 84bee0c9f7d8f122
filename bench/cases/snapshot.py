"""The snapshot of all four panes, with ten years of history and with a week of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.maker.span import NOW
from bench.measure import Figure, calm, median, quantile, times
from bench.place import Place

_ROUNDS, _TIMES = 15, 10
_LIMIT_MS = 10


def run(place: Place) -> Iterator[Figure]:
    """Take snapshots and their parts."""
    for name, store in (("ten years", place.ten_years), ("one week", place.one_week)):
        yield from _on(place, name, store)


def _on(place: Place, name: str, store: Path) -> Iterator[Figure]:
    desk = place.desk(store)
    whole, facts, hours = [], [], []
    try:
        for number in range(_ROUNDS):
            calm(1.0)
            warm_up = 1 if number else 10
            whole += times(desk.today, _TIMES, warm_up)
            facts += times(lambda: desk.facts(NOW), _TIMES, warm_up)
            hours += times(lambda: desk.working_time, _TIMES, warm_up)
    finally:
        desk.close()
    yield Figure("snapshot", f"{name}, median", median(whole), "ms", _LIMIT_MS)
    yield Figure("snapshot", f"{name}, p95", quantile(whole, 0.95), "ms", _LIMIT_MS)
    yield Figure("snapshot", f"{name}, of it the store", median(facts), "ms")
    yield Figure("snapshot", f"{name}, of it working time", median(hours), "ms")
    rules = median(whole) - median(facts) - median(hours)
    yield Figure("snapshot", f"{name}, of it the rules", rules, "ms")

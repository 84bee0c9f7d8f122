"""A long day at the desk: what a thousand focus moves and two hundred forms leave behind in memory."""

from __future__ import annotations

from collections.abc import Iterator

import psutil

from bench.cases.paint import whole_dashboard
from bench.measure import Figure
from bench.place import Place
from bench.terminal import Run

_MOVES, _FORMS = 1_000, 200
_WARM_UP_MOVES, _WARM_UP_FORMS = 100, 20
_LIMIT_MIB = 5
_MIB = 1024 * 1024


def run(place: Place) -> Iterator[Figure]:
    """Move about and open forms in the dashboard of the ten-year store."""
    with Run(place.command(place.ten_years)) as program:
        program.wait_for(whole_dashboard(place, place.ten_years))
        process = psutil.Process(program.pid)
        _work(program, _WARM_UP_MOVES, _WARM_UP_FORMS)
        before = process.memory_info().rss
        _work(program, _MOVES, 0)
        moved = process.memory_info().rss
        _work(program, 0, _FORMS)
        after = process.memory_info().rss
    yield Figure("long", f"memory grown by {_MOVES:,} focus moves", (moved - before) / _MIB, "MiB")
    yield Figure("long", f"memory grown by {_FORMS} forms", (after - moved) / _MIB, "MiB")
    yield Figure("long", "memory grown by both", (after - before) / _MIB, "MiB", _LIMIT_MIB)


def _work(program: Run, moves: int, forms: int) -> None:
    for _ in range(moves):
        program.press("tab")
    for _ in range(forms):
        program.press("c", lambda text: "Log a call" in text)
        program.press("escape", lambda text: "Log a call" not in text)

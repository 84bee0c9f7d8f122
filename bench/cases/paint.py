"""From the start of the program until all four panes show what is in them, as a ratio to the floor."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import floor
from bench.measure import Figure, calm, cpu_seconds, median
from bench.place import Place
from bench.terminal import Awaited, Run

_ROUNDS = 9
_LIMIT = 1.5
_SPREAD_PERCENT = 5
_REST = 0.5


def run(place: Place) -> Iterator[Figure]:
    """Start floor and dashboard by turns."""
    programs: dict[str, tuple[list[str | Path], Awaited]] = {
        "floor": ([sys.executable, floor.__file__], lambda text: "LASTPANE" in text),
        "ten years": (place.command(place.ten_years), whole_dashboard(place, place.ten_years)),
        "one week": (place.command(place.one_week), whole_dashboard(place, place.one_week)),
    }
    found: dict[str, list[float]] = {name: [] for name in programs}
    spent: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(_ROUNDS + 1):
        calm()
        for name, (command, awaited) in programs.items():
            with Run(command) as program:
                painted = program.wait_for(awaited).awaited
                program.listen(_REST)
                cpu = cpu_seconds(program.pid)
            if painted is None:
                raise RuntimeError(f"{name} never showed all it should:\n{program.picture.text()}")
            if number:
                found[name].append(painted)
                spent[name].append(cpu)
    yield Figure("paint", "floor", median(found["floor"]), "ms")
    for name in ("ten years", "one week"):
        ratio = _ratio(found[name], found["floor"])
        yield Figure("paint", f"first paint, {name}", ratio, "× floor", _LIMIT)
        yield Figure("paint", f"first paint, {name}", median(found[name]), "ms")
        yield Figure("paint", f"CPU until at rest, {name}", _ratio(spent[name], spent["floor"]), "× floor")
    spread = (_ratio(found["ten years"], found["one week"]) - 1) * 100
    yield Figure("paint", "what ten years of history cost", spread, "%", _SPREAD_PERCENT)


def _ratio(mine: list[float], others: list[float]) -> float:
    """Compare round by round: the machine was the same to both."""
    return median(one / other for one, other in zip(mine, others, strict=True))


def whole_dashboard(place: Place, store: Path) -> Callable[[str], bool]:
    """Give a test for: the first row of each of the four panes is on the screen."""
    desk = place.desk(store)
    try:
        today = desk.today()
    finally:
        desk.close()
    firsts = (
        today.agenda[0].text[:10],
        today.slack[0].deliverable.name[:10],
        today.waiting_now[0].who[:10],
        today.gestures[0].client[:10],
    )
    return lambda text: all(first in text for first in firsts)

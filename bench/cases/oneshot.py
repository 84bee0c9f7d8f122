"""Commands that answer and leave, as ratios to a Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence

from bench.measure import Figure, calm, median, one_shot
from bench.place import Place
from bench.terminal import environment

_ROUNDS = 11
_LIMIT = 12


def run(place: Place) -> Iterator[Figure]:
    """Run commands and the floor by turns."""
    nothing = [sys.executable, "-c", "pass"]
    client = _a_client(place)
    commands = {
        "today --json": place.command(place.ten_years, "today", "--json"),
        "call …": place.command(place.ten_years, "call", f"{client} in 12m asks for staging"),
        "waiting": place.command(place.ten_years, "waiting"),
        "status --line": place.command(place.ten_years, "status", "--line"),
        "--version": place.command(place.ten_years, "--version"),
    }
    floor: list[float] = []
    ratios: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(_ROUNDS + 1):
        calm(2.0)
        bare = one_shot(nothing)
        floor.append(bare)
        for name, command in commands.items():
            took = one_shot(command)
            if number:
                ratios[name].append(took / bare)
    yield Figure("command", "python -c pass", median(floor), "ms")
    for name, found in ratios.items():
        yield Figure("command", f"frontdesk {name}", median(found), "×", _LIMIT)
    for name in ("today --json", "call …"):
        heavy = _imported(commands[name])
        yield Figure("command", f"screen modules {name} imports", len(heavy), "", 0, " ".join(sorted(heavy)))


def _a_client(place: Place) -> str:
    desk = place.desk(place.ten_years)
    try:
        return desk.clients.all()[0].name
    finally:
        desk.close()


def _imported(command: Sequence[object]) -> set[str]:
    """Give which packages of the screen a command imports; there must be none."""
    argv = [sys.executable, "-X", "importtime", "-m", "tui", *map(str, command[1:])]
    told = subprocess.run(argv, env=environment(), capture_output=True, text=True, check=True).stderr
    modules = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.splitlines()}
    return modules & {"textual", "rich"}

"""Figures, how they are taken and how they are shown."""

from __future__ import annotations

import math
import os
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.terminal import environment

_CALM_PERCENT = 30


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    case: str
    what: str
    value: float
    unit: str
    limit: float | None = None
    """What PERFORMANCE allows at most; None where it says nothing."""
    note: str = ""

    @property
    def over(self) -> bool:
        """Whether it is more than allowed."""
        return self.limit is not None and not self.value <= self.limit


def calm(patience: float = 8.0) -> None:
    """Wait until the machine has little else to do, at most `patience` seconds."""
    end = time.monotonic() + patience
    while time.monotonic() < end and psutil.cpu_percent(interval=0.25) > _CALM_PERCENT:
        pass


def quantile(values: Iterable[float], share: float) -> float:
    """Give the value below which `share` (0 to 1) of the values lie."""
    ordered = sorted(values)
    if not ordered:
        return math.nan
    place = (len(ordered) - 1) * share
    low, high = math.floor(place), math.ceil(place)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def median(values: Iterable[float]) -> float:
    """Give the middle value; NaN, which is over every limit, where nothing could be measured."""
    found = list(values)
    return statistics.median(found) if found else math.nan


def times(act: Callable[[], object], count: int, warm_up: int = 3) -> list[float]:
    """Do something again and again; give the milliseconds each time took."""
    for _ in range(warm_up):
        act()
    found = []
    for _ in range(count):
        begin = time.perf_counter()
        act()
        found.append((time.perf_counter() - begin) * 1000)
    return found


def one_shot(command: Sequence[str | Path]) -> float:
    """Run a program to its end; give the milliseconds from its start to its exit. It must succeed."""
    nothing = ((os.POSIX_SPAWN_OPEN, handle, os.devnull, os.O_RDWR, 0) for handle in (0, 1))
    argv = [str(part) for part in command]
    begin = time.perf_counter()
    pid = os.posix_spawn(argv[0], argv, environment(), file_actions=list(nothing))
    _, status = os.waitpid(pid, 0)
    took = (time.perf_counter() - begin) * 1000
    if status:
        raise RuntimeError(f"{' '.join(argv)} left with {os.waitstatus_to_exitcode(status)}")
    return took


def cpu_seconds(pid: int) -> float:
    """Give the CPU seconds of a process, from the kernel's own clock of it where there is one."""
    try:
        return time.clock_gettime_ns((~pid << 3) | 2) / 1e9
    except (OSError, OverflowError, ValueError):
        spent = psutil.Process(pid).cpu_times()
        return float(spent.user + spent.system)


def table(figures: Sequence[Figure]) -> str:
    """Lay the figures out in columns."""
    head = ("case", "figure", "", "limit", "", "")
    rows = [head, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in (2, 3) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _row(figure: Figure) -> tuple[str, ...]:
    limit = "–" if figure.limit is None else f"{_short(figure.limit)} {figure.unit}".rstrip()
    verdict = "" if figure.limit is None else "OVER" if figure.over else "ok"
    return (
        figure.case,
        figure.what,
        f"{_short(figure.value)} {figure.unit}".rstrip(),
        limit,
        verdict,
        figure.note,
    )


def _short(value: float) -> str:
    """Give a number with as many digits as mean something."""
    if math.isnan(value):
        return "not seen"
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"

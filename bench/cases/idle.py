"""What the dashboard costs while nobody touches it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from bench.cases.paint import whole_dashboard
from bench.measure import Figure, cpu_seconds
from bench.place import Place
from bench.terminal import Run

_SETTLE = 5.0
_SECONDS = 20.0
_CPU_PERCENT, _WAKE_UPS, _RSS_MIB = 0.25, 12, 60
_MIB = 1024 * 1024


def run(place: Place) -> Iterator[Figure]:
    """Open the dashboard on the ten-year store and sit still."""
    with Run(place.command(place.ten_years)) as program:
        program.wait_for(whole_dashboard(place, place.ten_years))
        program.listen(_SETTLE)
        process = psutil.Process(program.pid)
        sent, cpu, woken, began = (
            program.sent_bytes,
            cpu_seconds(program.pid),
            _wake_ups(program.pid),
            time.perf_counter(),
        )
        before = process.memory_info().rss
        program.listen(_SECONDS)
        took = time.perf_counter() - began
        yield Figure("idle", "CPU", (cpu_seconds(program.pid) - cpu) / took * 100, "%", _CPU_PERCENT)
        if woken is not None:
            later = _wake_ups(program.pid) or 0
            yield Figure("idle", "wake-ups a second", (later - woken) / took, "", _WAKE_UPS)
        yield Figure("idle", f"sent in {_SECONDS:.0f} s", program.sent_bytes - sent, "bytes", 0)
        after = process.memory_info().rss
        yield Figure("idle", "memory (RSS)", after / _MIB, "MiB", _RSS_MIB)
        yield Figure("idle", f"memory grown in {_SECONDS:.0f} s", (after - before) / _MIB, "MiB")


def _wake_ups(pid: int) -> int | None:
    """Give how often the threads of a process went to sleep by themselves; None where nobody counts."""
    count = 0
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for line in (task / "status").read_text(encoding="ascii").splitlines():
                if line.startswith("voluntary_ctxt"):
                    count += int(line.split()[1])
    except OSError:
        return None
    return count

"""`python -m bench [case…]`: measure and print one table.

Ratios are to be quoted, and medians of one run; milliseconds drift with the machine and its neighbours.
"""

from __future__ import annotations

import argparse
import importlib
import math
import os
import sys
import tempfile
from pathlib import Path

from bench.measure import Figure, table
from bench.place import prepare

_CASES = (
    "snapshot",
    "review",
    "question",
    "command",
    "paint",
    "keys",
    "idle",
    "long",
    "mail",
    "imap",
    "news",
    "calls",
    "round",
)
_MODULES = {"question": "questions", "command": "oneshot"}


def main() -> int:
    """Run the cases that were asked for, all of them by default; 1 when something is over its limit."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("case", nargs="*", help=f"any of: {', '.join(_CASES)} (all)")
    wanted = parser.parse_args().case or _CASES
    if unknown := set(wanted) - set(_CASES):
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as folder:
        place = prepare(Path(folder))
        for name in wanted:
            print(f"{name} …", file=sys.stderr)
            case = importlib.import_module(f"bench.cases.{_MODULES.get(name, name)}")
            try:
                for figure in case.run(place):
                    figures.append(figure)  # noqa: PERF402 - what came before a failure is kept
            except RuntimeError as error:
                print(error, file=sys.stderr)
                figures.append(Figure(name, "did not run to its end", math.nan, "", 0))
    print(table(figures))
    print(f"\nLoad of the machine over the last minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    return int(any(figure.over for figure in figures))


if __name__ == "__main__":
    sys.exit(main())

"""`python -m bench.promises [option…]`: how well promises are kept, walking forward through real records.

The records and the program that scores them lie beside the clone, for their licence keeps them out of it.
Options go to that program (`--help` names them); 1 when a figure misses its bar.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_CASES = _ROOT.parent / "shared" / "cases"
_ASKED = (
    ("--task", "data.rules.promise:hours_to_promise"),
    ("--queue", "data.rules.promise:hours_to_promise_queue"),
    ("--progress", "data.rules.promise:hours_to_promise_in_progress"),
)


def main() -> int:
    """Score the rules as they are; says so when there is nothing to score them on."""
    program, records = _CASES / "evaluate_promises.py", _CASES / "promises.csv"
    if not (program.is_file() and records.is_file()):
        print(
            "Nothing was measured: ../shared/cases, with the records of promises, is not beside this clone."
        )
        return 0
    asked = [word for option in _ASKED for word in option]
    argv = [sys.executable, str(program), str(records), *asked, "--check", *sys.argv[1:]]
    return subprocess.run(argv, cwd=_ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

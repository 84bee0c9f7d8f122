"""How often promises are kept: on drawn data, and on real records where those lie beside the clone."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from data.rules.promise import hours_to_promise

_ROOT = Path(__file__).parents[2]
_CASES = _ROOT.parent / "shared" / "cases"


@pytest.mark.parametrize("seed", [1, 2])
def test_promises_are_kept_as_often_as_they_say(seed: int) -> None:
    rng = random.Random(seed)
    history: list[tuple[float, float]] = []
    kept = {0.8: 0, 0.9: 0, 0.95: 0}
    for number in range(2000):
        estimate = rng.uniform(0.5, 16)
        actual = estimate * (1.0 if rng.random() < 0.35 else rng.lognormvariate(0, 0.7))
        if number >= 50:
            for confidence in kept:
                kept[confidence] += actual <= hours_to_promise(history, estimate, confidence)
        history.append((estimate, actual))
    for confidence, times in kept.items():
        assert times / 1950 == pytest.approx(confidence, abs=0.03)


@pytest.mark.slow
def test_the_figures_on_real_records_are_reached(tmp_path: Path) -> None:
    program, records = _CASES / "evaluate_promises.py", _CASES / "promises.csv"
    if not (program.is_file() and records.is_file()):
        pytest.skip("the shared cases are not here: promises.csv")
    found = tmp_path / "figures.json"
    rules = "data.rules.promise:hours_to_promise"
    asked = ("--task", rules, "--queue", f"{rules}_queue", "--progress", f"{rules}_in_progress")
    ran = subprocess.run(
        [sys.executable, program, records, *asked, "--json", found],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    missed = json.loads(found.read_text(encoding="utf-8"))["fails"]
    # How long it takes is for the bench alone.
    assert [miss for miss in missed if not miss.endswith(" ms")] == []

"""Every shared case of working time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from data.rules.working_time import WorkingTime
from tests.rules.shared_cases import shared_cases

CASES: list[dict[str, Any]] = shared_cases("hours.json")["cases"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_shared_case(case: dict[str, Any]) -> None:
    time = WorkingTime(case["zone"], case["hours"], case["holidays"], case.get("extra"), case.get("breaks"))
    given = [datetime.fromisoformat(v) if isinstance(v, str) else v for v in case["args"].values()]
    expected = case["expected"]
    if isinstance(expected, str):
        expected = datetime.fromisoformat(expected)
    assert getattr(time, case["op"])(*given) == expected

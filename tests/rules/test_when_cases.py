"""Every shared case of typed dates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from data.rules.when import read_when
from data.rules.working_time import WorkingTime
from tests.rules.shared_cases import shared_cases

_FILE = shared_cases("phrases.json")
_ABOUT: dict[str, Any] = _FILE["about"]
_DAY = [["09:00", "12:30"], ["13:30", "17:30"]]
# "Mon-Thu 09:00-12:30 13:30-17:30, Fri 09:00-15:00", as the file says in words.
_HOURS = {"mon": _DAY, "tue": _DAY, "wed": _DAY, "thu": _DAY, "fri": [["09:00", "15:00"]]}
_NOW = datetime.fromisoformat(_ABOUT["now"])


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"]) for case in _FILE["phrases"]])
def test_shared_case(case: dict[str, Any]) -> None:
    hours = WorkingTime(_ABOUT["zone"], _HOURS, _ABOUT["holidays"])
    reading = read_when(case["text"], _NOW, hours)
    expected = case["expected"]
    assert (reading.at if reading else None) == (datetime.fromisoformat(expected) if expected else None)
    closed = "a Saturday" in case.get("why", "") or "holiday" in case.get("why", "")
    assert bool(reading and reading.warning) is closed

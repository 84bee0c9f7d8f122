"""What is suggested to somebody with the usual hours; shared by the tests of gestures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from data.model.gesture import GestureKind
from data.model.today import GestureItem
from data.model.work import Project
from data.rules.gestures import GestureRules, suggest
from data.rules.working_time import WorkingTime
from tests.build import NOW, a_project, at, facts, office_hours

RULES = GestureRules()
FREE = date(2026, 12, 9)
DAY = timedelta(days=1)


def ended(on: date, name: str = "Checkout", **fields: Any) -> Project:
    return a_project(name, ended_on=on, **fields)


def suggested(
    *,
    on: date | datetime = NOW,
    rules: GestureRules = RULES,
    hours: WorkingTime | None = None,
    free: date | None = FREE,
    **known: Any,
) -> tuple[GestureItem, ...]:
    now = on if isinstance(on, datetime) else at(f"{on.isoformat()} 10:15")
    return suggest(facts(**({"projects": []} | known)), now, hours or office_hours(), rules, free)


def kinds(items: Iterable[GestureItem]) -> list[GestureKind]:
    return [item.kind for item in items]

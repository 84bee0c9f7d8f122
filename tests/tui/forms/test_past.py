"""Typed instants and days that lie behind. It is Monday 23 November 2026, 10:15 in Berlin."""

from __future__ import annotations

from datetime import date

import pytest

from tests.build import BERLIN, NOW, TODAY, at
from tui.screens.forms.past import read_day, read_past


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("now", "10:15"),
        ("10:00", "10:00"),
        ("9am", "09:00"),
        ("9:30 am", "09:30"),
        ("NOON", "12:00"),
        ("20 m ago", "09:55"),
        ("20m ago", "09:55"),
        ("2 hours ago", "08:15"),
        ("1d ago", "2026-11-22 10:15"),
        ("yesterday 16:00", "2026-11-22 16:00"),
        ("Yesterday,  4pm", "2026-11-22 16:00"),
        ("mon 10:00", "2026-11-16 10:00"),
        ("friday 9:05", "2026-11-20 09:05"),
        ("12 nov 10:00", "2026-11-12 10:00"),
        ("nov 12, 10:00", "2026-11-12 10:00"),
        ("12/11 10:00", "2026-11-12 10:00"),
        ("12.11. 10:00", "2026-11-12 10:00"),
        ("24 dec 18:00", "2025-12-24 18:00"),
        ("2026-10-25 02:30", "2026-10-25 02:30"),
        ("12am", "00:00"),
        ("17:00", "17:00"),
    ],
)
def test_instants(typed: str, meant: str) -> None:
    assert read_past(typed, NOW, BERLIN) == at(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "9",
        "25:00",
        "13pm",
        "0am",
        "10:60",
        "yesterday",
        "tomorrow 9:00",
        "31 feb 10:00",
        "soon",
        "5 ago",
        "10:00 x",
    ],
)
def test_what_is_unclear_is_refused(typed: str) -> None:
    assert read_past(typed, NOW, BERLIN) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", TODAY),
        ("yesterday", date(2026, 11, 22)),
        ("mon", date(2026, 11, 16)),
        ("sunday", date(2026, 11, 22)),
        ("23 nov", TODAY),
        ("24 nov", date(2025, 11, 24)),
        ("29 feb", date(2024, 2, 29)),
        ("3 may 2019", date(2019, 5, 3)),
        ("2027-01-31", date(2027, 1, 31)),
        ("9/4", date(2026, 4, 9)),
    ],
)
def test_days(typed: str, meant: date) -> None:
    assert read_day(typed, TODAY) == meant


def test_months_come_first_where_the_user_is_used_to_it() -> None:
    assert read_day("4/9", TODAY, day_first=False) == date(2026, 4, 9)


@pytest.mark.parametrize(
    "typed", ["", "tomorrow", "next mon", "2026-13-01", "0/4", "99 nov", "monda", "12 mayo"]
)
def test_days_that_are_unclear_are_refused(typed: str) -> None:
    assert read_day(typed, TODAY) is None

"""Calendar days: month ends, clock changes and working days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import arrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.rules.days import (
    add_months,
    add_working_days,
    day_span,
    instant,
    local_date,
    next_working_day,
    say_clock,
    say_day,
    week_start,
)
from data.rules.working_time import WorkingTime
from tests.build import BERLIN, NOW, TODAY, at, office_hours


def test_three_months_after_the_thirtieth_of_november_is_the_last_of_february() -> None:
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2027, 11, 30), 3) == date(2028, 2, 29)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(0, 60))
def test_months_are_stepped_as_arrow_steps_them(on: date, months: int) -> None:
    assert add_months(on, months) == arrow.get(on).shift(months=months).date()


@pytest.mark.parametrize(("on", "hours"), [(date(2027, 3, 28), 23), (date(2026, 10, 25), 25), (TODAY, 24)])
def test_a_day_is_as_long_as_the_clocks_make_it(on: date, hours: int) -> None:
    start, end = day_span(on, BERLIN)
    assert end - start == timedelta(hours=hours)
    assert local_date(start, BERLIN) == local_date(end - timedelta(seconds=1), BERLIN) == on


def test_a_skipped_time_is_later_and_a_doubled_one_the_first() -> None:
    assert instant(date(2027, 3, 28), time(2, 30), BERLIN) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert instant(date(2026, 10, 25), time(2, 30), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_working_days_skip_weekends_and_days_off() -> None:
    hours = office_hours(days_off=[date(2026, 11, 24)])
    assert next_working_day(TODAY, hours) == date(2026, 11, 25)
    assert add_working_days(date(2026, 11, 20), 3, hours) == date(2026, 11, 26)
    assert add_working_days(TODAY, 0, hours) == TODAY


def test_who_never_works_has_no_next_working_day() -> None:
    never = WorkingTime(BERLIN, {})
    assert next_working_day(TODAY, never) is None
    assert add_working_days(TODAY, 2, never) is None


def test_a_week_begins_on_monday() -> None:
    assert week_start(TODAY) == TODAY
    assert week_start(date(2026, 11, 29)) == TODAY


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (TODAY, "today"),
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 11, 20), "Fri 20 Nov"),
        (date(2026, 12, 9), "Wed 9 Dec"),
        (date(2025, 11, 23), "Sun 23 Nov 2025"),
    ],
)
def test_days_are_said_in_a_few_cells(on: date, said: str) -> None:
    assert say_day(on, TODAY) == said


def test_clock_and_date_are_those_of_the_zone() -> None:
    assert say_clock(NOW, BERLIN) == "10:15"
    assert local_date(at("2026-11-23 23:30"), "Asia/Tokyo") == date(2026, 11, 24)

"""Times and spans, said the way people say them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.build import BERLIN, NOW, at
from tui.wording.times import (
    clock_time,
    day_name,
    exact,
    full_day,
    hours,
    moment,
    past,
    relative,
    span,
)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 m"),
        (20, "20 m"),
        (60, "1 h"),
        (65, "1 h 05 m"),
        (210, "3 h 30 m"),
        (-120, "2 h"),
        (1860, "31 h"),
    ],
)
def test_spans(minutes: int, said: str) -> None:
    assert span(minutes) == said


def test_long_work_is_said_in_days_of_the_users_own_length() -> None:
    assert span(5 * 300, day_minutes=300) == "5 days"
    assert span(4 * 300, day_minutes=300) == "20 h"


def test_sums_leave_the_minutes_out() -> None:
    assert hours(39 * 60 + 20) == "39 h"
    assert hours(95) == "1 h 35 m"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("10:33", "in 18 m"),
        ("12:15", "in 2 h"),
        ("12:16", "today"),
        ("17:00", "today"),
        ("10:15", "now"),
        ("09:30", "45 m late"),
        ("07:05", "3 h 10 m late"),
        ("2026-11-24 09:00", "tomorrow"),
        ("2026-11-26 09:00", "Thu"),
        ("2026-11-30 09:00", "Mon 30 Nov"),
        ("2026-11-20 09:00", "3 days late"),
        ("2026-11-22 10:15", "1 day late"),
    ],
)
def test_when_something_is_due(when: str, said: str) -> None:
    assert relative(at(when), NOW, BERLIN) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("17:00", "today 17:00"),
        ("2026-11-24 17:00", "Tue 17:00"),
        ("2026-11-29 17:00", "Sun 17:00"),
        ("2026-11-30 17:00", "Mon 30 Nov"),
        ("2026-11-20 17:00", "Fri 20 Nov"),
        ("2027-01-04 17:00", "Mon 4 Jan 2027"),
    ],
)
def test_instants(when: str, said: str) -> None:
    assert moment(at(when), NOW, BERLIN) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("08:05", "08:05"),
        ("2026-11-22 08:05", "yesterday 08:05"),
        ("2026-11-20 08:05", "Fri 20 Nov"),
        ("2026-03-20 08:05", "8 months ago"),
    ],
)
def test_what_has_been(when: str, said: str) -> None:
    assert past(at(when), NOW, BERLIN) == said


def test_days() -> None:
    today = date(2026, 11, 23)
    said = [day_name(today + timedelta(days=ahead), today) for ahead in (-1, 0, 1, 2, 6, 7)]
    assert said == ["yesterday", "today", "tomorrow", "Wed", "Sun", "Mon 30 Nov"]
    assert full_day(date(2027, 2, 1), today) == "Mon 1 Feb 2027"


def test_each_zone_has_its_own_clock() -> None:
    assert clock_time(NOW, BERLIN) == "10:15"
    assert clock_time(NOW, "America/New_York") == "04:15"
    assert exact(NOW, NOW, BERLIN) == "Mon 23 Nov 10:15"


def test_late_is_counted_through_the_clock_change() -> None:
    before, after = at("2026-10-24 12:00"), at("2026-10-25 11:00")
    assert relative(before, after, BERLIN) == "1 day late"
    assert relative(before, after - timedelta(minutes=1), BERLIN) == "23 h late"

"""What a working day really yields, and the time there is at that pace."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.calendar import Appointment
from data.model.effort import Worked
from data.rules.free_time import FreeTime
from data.rules.pace import USUAL_MINUTES, PacedTime, pace_minutes, window_start
from data.rules.working_time import WorkingTime
from tests.build import BERLIN, NOW, TODAY, an_appointment, at, office_hours

HOUR = 3600
HOURS = office_hours(("09:00", "12:30"), ("13:30", "18:00"))
"""Eight hours a day."""


def paced(pace: int, *busy: Appointment, hours: WorkingTime = HOURS) -> PacedTime:
    return PacedTime(hours, FreeTime(hours, busy), pace)


def test_a_day_gives_its_pace_and_no_more() -> None:
    week = paced(300).between(at("2026-11-23 09:00"), at("2026-11-30 09:00"))
    assert week == 5 * 5 * HOUR


def test_half_a_day_gives_half_of_it() -> None:
    assert paced(300).between(at("2026-11-24 14:00"), at("2026-11-24 18:00")) == pytest.approx(2.5 * HOUR)


def test_a_day_full_of_meetings_gives_what_they_leave() -> None:
    meeting = an_appointment(starts_at=at("2026-11-24 09:00"), minutes=7 * 60)
    day = paced(300, meeting).between(at("2026-11-24 00:00"), at("2026-11-25 00:00"))
    assert day == 2 * HOUR


def test_a_pace_beyond_the_hours_is_the_hours() -> None:
    start, end = at("2026-11-23 10:00"), at("2026-12-11 16:00")
    assert paced(24 * 60).between(start, end) == pytest.approx(HOURS.between(start, end))


def test_without_hours_there_is_never_any_time() -> None:
    never = paced(300, hours=WorkingTime(BERLIN, {}))
    assert never.between(NOW, NOW + timedelta(days=30)) == 0
    assert never.add(NOW, HOUR) is None


moments = st.integers(-20 * 24 * 60, 60 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))
meetings = st.lists(
    st.builds(
        lambda hours, minutes: an_appointment(starts_at=NOW + timedelta(hours=hours), minutes=minutes),
        st.integers(-12, 300),
        st.integers(0, 900),
    ),
    max_size=5,
)
paces = st.integers(1, 600)


@given(moments, moments, moments, meetings, paces)
def test_time_adds_up(a: datetime, b: datetime, c: datetime, busy: list[Appointment], pace: int) -> None:
    a, b, c = sorted((a, b, c))
    time = paced(pace, *busy)
    assert time.between(a, b) + time.between(b, c) == pytest.approx(time.between(a, c), abs=1e-3)
    assert time.between(c, a) == 0


@given(moments, meetings, paces, st.integers(1, 90_000))
def test_adding_and_taking_away_find_the_same_time(
    start: datetime, busy: list[Appointment], pace: int, seconds: int
) -> None:
    time = paced(pace, *busy)
    done = time.add(start, seconds)
    assert done is not None
    assert time.between(start, done) == pytest.approx(seconds, abs=1e-2)
    assert time.between(start, done - timedelta(seconds=2)) < seconds
    latest = time.subtract(done, seconds)
    assert latest is not None
    # A microsecond may fall on the other side of a meeting, in which no time passes.
    assert time.between(latest, start) <= 1e-2
    assert time.between(latest, done) == pytest.approx(seconds, abs=1e-2)


@given(moments, moments, meetings, paces)
def test_it_is_never_more_than_the_free_time(
    a: datetime, b: datetime, busy: list[Appointment], pace: int
) -> None:
    a, b = sorted((a, b))
    free = FreeTime(HOURS, busy)
    assert PacedTime(HOURS, free, pace).between(a, b) <= free.between(a, b) + 1e-3
    more = PacedTime(HOURS, free, pace + 60).between(a, b)
    assert PacedTime(HOURS, free, pace).between(a, b) <= more + 1e-3


def test_the_window_is_sixty_working_days() -> None:
    assert window_start(TODAY, HOURS) == TODAY - timedelta(weeks=12)


def test_who_logs_now_and_then_has_the_usual_pace() -> None:
    assert pace_minutes(Worked(6_000, 19, date(2026, 9, 1)), TODAY, HOURS) == USUAL_MINUTES
    assert pace_minutes(Worked(), TODAY, HOURS, usual=240) == 240


def test_the_mean_counts_days_without_work() -> None:
    first = TODAY - timedelta(weeks=6)
    assert pace_minutes(Worked(30 * 200, 24, first), TODAY, HOURS) == 200
    long_ago = TODAY - timedelta(weeks=40)
    assert pace_minutes(Worked(60 * 200, 60, long_ago), TODAY, HOURS) == 200

"""Working time less appointments, against counting it minute by minute."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from data.model.calendar import Appointment
from data.rules.free_time import FreeTime
from tests.build import an_appointment, at, office_hours

WEEK = at("2026-10-22 00:00")  # the week in which summer time ends
MINUTE = timedelta(minutes=1)
HOURS = office_hours(("09:00", "12:00"), ("13:00", "17:00"))

minutes = st.integers(0, 6 * 24 * 12).map(lambda step: WEEK + timedelta(minutes=5 * step))
meetings = st.lists(
    st.builds(
        lambda start, steps: an_appointment(starts_at=start, minutes=5 * steps), minutes, st.integers(0, 300)
    ),
    max_size=6,
)


def counted(start: datetime, end: datetime, taken: Sequence[Appointment]) -> int:
    """Count free minutes one by one, five at a time: the slow way that cannot be wrong."""
    free, step = 0, 5 * MINUTE
    while start < end:
        if HOURS.is_open(start) and not any(a.starts_at <= start < a.ends_at for a in taken):
            free += 5
        start += step
    return free


@given(minutes, minutes, meetings)
def test_free_time_is_open_time_no_appointment_takes(
    a: datetime, b: datetime, taken: list[Appointment]
) -> None:
    start, end = min(a, b), max(a, b)
    assert FreeTime(HOURS, taken).between(start, end) == counted(start, end, taken) * 60


@given(minutes, st.integers(1, 2000), meetings)
def test_add_finds_the_first_instant_by_which_the_work_is_done(
    start: datetime, work: int, taken: list[Appointment]
) -> None:
    free = FreeTime(HOURS, taken)
    end = free.add(start, work * 60)
    assert end is not None
    assert free.between(start, end) == work * 60
    assert free.between(start, end - MINUTE) < work * 60


@given(minutes, st.integers(1, 2000), meetings)
def test_subtract_finds_the_last_instant_to_begin(end: datetime, work: int, taken: list[Appointment]) -> None:
    free = FreeTime(HOURS, taken)
    start = free.subtract(end, work * 60)
    assert start is not None
    assert free.between(start, end) == work * 60
    assert free.between(start + MINUTE, end) < work * 60


def test_no_work_takes_no_time() -> None:
    free = FreeTime(HOURS, [an_appointment()])
    night = at("2026-11-23 03:00")
    assert free.add(night, 0) == free.subtract(night, 0) == night


def test_nothing_is_free_backwards() -> None:
    assert FreeTime(HOURS, []).between(at("12:00"), at("11:00")) == 0

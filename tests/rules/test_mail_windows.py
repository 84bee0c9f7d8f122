"""When mail is read, what can wait for it, and whether the windows are close enough."""

from __future__ import annotations

from datetime import date

import pytest

from data.model.touch import Channel, Thread
from data.rules.mail_windows import can_wait, gap_warning, held_until, next_window
from data.rules.replies import ReplyLimits, waiting
from data.rules.working_time import WorkingTime
from tests.build import BERLIN, NOW, a_client, a_thread, at, office_hours

WINDOWS = ("10:00", "13:30", "16:30")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("09:00", "10:00"),
        ("10:00", "13:30"),
        ("2026-11-23 16:30", "2026-11-24 10:00"),
        ("2026-11-27 20:00", "2026-11-30 10:00"),
        ("2026-11-29 00:00", "2026-11-30 10:00"),
    ],
)
def test_the_next_window_is_on_a_working_day(now: str, expected: str) -> None:
    assert next_window(at(now), WINDOWS, office_hours()) == at(expected)


def test_order_does_not_matter_and_days_off_have_none() -> None:
    hours = office_hours(days_off=[date(2026, 11, 24)])
    assert next_window(at("17:00"), ("16:30", "10:00"), hours) == at("2026-11-25 10:00")


def test_a_window_after_closing_is_none() -> None:
    short = WorkingTime(BERLIN, {"mon": [["09:00", "13:00"]], "tue": [["14:00", "18:00"]]})
    assert next_window(NOW, WINDOWS, short) == at("2026-11-24 16:30")


def test_a_window_in_the_hour_the_clock_skips_is_later() -> None:
    sundays = WorkingTime(BERLIN, {"sun": [["01:00", "08:00"]]})
    assert next_window(at("2027-03-27 12:00"), ("02:30",), sundays) == at("2027-03-28 03:30")


def test_without_windows_or_hours_there_is_none() -> None:
    assert next_window(NOW, (), office_hours()) is None
    assert next_window(NOW, WINDOWS, WorkingTime(BERLIN, {})) is None
    assert next_window(NOW, ("20:00",), office_hours()) is None


def held(thread: Thread, now: str) -> bool:
    hours = office_hours()
    item = waiting([thread], {1: a_client()}, {}, {}, at(now), hours, ReplyLimits())[0]
    return can_wait(item, held_until(at(now), WINDOWS, hours))


@pytest.mark.parametrize(
    ("since", "now", "held_back"),
    [
        ("10:40", "10:45", True),  # late at 14:40, read at 13:30
        ("10:00", "10:45", False),  # late at 14:00, just when the window closes
        ("09:59", "10:45", False),
        ("10:10", "10:15", False),  # a window is open
        ("2026-11-23 16:59", "2026-11-23 18:00", True),
        ("2026-11-20 12:00", "10:45", False),
    ],
)
def test_mail_waits_for_the_window_unless_it_would_be_late(since: str, now: str, held_back: bool) -> None:
    assert held(a_thread(waiting_since=at(since)), now) is held_back


def test_what_is_urgent_or_no_mail_never_waits() -> None:
    assert not held(a_thread(waiting_since=at("10:44"), urgent=True), "10:45")
    assert not held(a_thread(waiting_since=at("10:44"), channel=Channel.CALL), "10:45")
    assert not held(a_thread(waiting_since=at("10:44"), channel=Channel.SMS), "10:45")


def test_windows_too_far_apart_are_named() -> None:
    assert gap_warning(WINDOWS, office_hours(), 240, NOW) is None
    assert gap_warning((), office_hours(), 240, NOW) is None
    said = gap_warning(("09:30", "16:00"), office_hours(), 240, NOW)
    assert (
        said
        == "Mail windows are up to 6 h 30 m of work apart, longer than the 4 h a client waits for an answer."
    )
    assert gap_warning(("12:00",), office_hours(), 480, NOW) is None
    assert gap_warning(("12:00",), office_hours(), 479, NOW) is not None
    once = WorkingTime(BERLIN, {}, extra={"2026-11-25": [["09:00", "17:00"]]})
    assert gap_warning(("12:00",), once, 240, NOW) is None
    assert "the 30 m a client" in (gap_warning(WINDOWS, office_hours(), 30, NOW) or "")

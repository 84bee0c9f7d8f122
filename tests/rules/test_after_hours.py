"""A call after hours: when it is seen to, which mail confirms it, when to write it up, who calls then."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.after_hours import CONFIRM_WITHIN, AwaitedMail
from data.model.touch import Channel, Direction, Outcome
from data.rules.after_hours import confirmed_at, late_contacts, outside, to_write_up, tomorrow, write_up_at
from data.rules.working_time import WorkingTime
from tests.build import BERLIN, a_touch, at, office_hours

HOURS = office_hours(("09:00", "12:30"), ("13:30", "17:30"))
NOON = time(12)
HOUR = timedelta(hours=1)
CALL = at("2026-11-27 19:30")
"""A Friday evening."""


def awaited(**fields: Any) -> AwaitedMail:
    usual: dict[str, Any] = {
        "asked_at": CALL,
        "due_at": at("2026-11-30 09:30"),
        "write_up_at": at("2026-11-30 12:00"),
    }
    return AwaitedMail(1, 1, "the newsletter form", **(usual | fields))


@pytest.mark.parametrize(
    ("called", "due"),
    [
        ("2026-11-26 19:30", "2026-11-27 09:30"),
        ("2026-11-27 19:30", "2026-11-30 09:30"),
        ("2026-11-29 23:59", "2026-11-30 09:30"),
        ("2026-11-30 06:00", "2026-11-30 09:30"),
        ("2026-11-30 12:45", "2026-11-30 14:00"),
        # The clock goes back on Sunday: Monday opens at 09:00 all the same.
        ("2026-10-23 19:00", "2026-10-26 09:30"),
    ],
)
def test_it_is_seen_to_half_an_hour_after_the_next_opening(called: str, due: str) -> None:
    assert tomorrow(at(called), HOURS, 30) == at(due)


def test_within_hours_nothing_has_to_wait() -> None:
    assert tomorrow(at("2026-11-27 10:00"), HOURS, 30) is None


def test_where_nobody_ever_works_there_is_no_tomorrow() -> None:
    assert tomorrow(CALL, WorkingTime(BERLIN, {}), 30) is None


@pytest.mark.parametrize(
    ("due", "until"),
    [
        ("2026-11-30 09:30", "2026-11-30 12:00"),
        # Put off in the lunch break, or opening in the afternoon: noon has passed, so it is the next one.
        ("2026-11-30 14:00", "2026-12-01 12:00"),
        ("2026-11-27 14:00", "2026-11-30 12:00"),
        ("2026-11-30 12:00", "2026-12-01 12:00"),
    ],
)
def test_it_is_waited_for_until_the_next_noon_of_a_working_day(due: str, until: str) -> None:
    assert write_up_at(at(due), HOURS, NOON) == at(until)


def test_a_day_off_is_no_working_day() -> None:
    hours = office_hours(days_off=["2026-12-01"])
    assert write_up_at(at("2026-11-30 14:00"), hours, NOON) == at("2026-12-02 12:00")


@given(st.integers(0, 60 * 24 * 21), st.integers(0, 600))
def test_noon_comes_after_what_was_promised(minutes: int, later: int) -> None:
    called = at("2026-11-16 00:00") + timedelta(minutes=minutes)
    due = tomorrow(called, HOURS, later)
    assert (due is None) == HOURS.is_open(called)
    if due is not None:
        assert called < due
        assert due < write_up_at(due, HOURS, NOON) <= due + timedelta(days=4)


@pytest.mark.parametrize(
    ("mail", "came"),
    [
        (CALL - HOUR, False),
        (CALL, False),
        (CALL + timedelta(seconds=1), True),
        (CALL + CONFIRM_WITHIN, True),
        (CALL + CONFIRM_WITHIN + timedelta(seconds=1), False),
        (None, False),
    ],
)
def test_a_mail_confirms_when_it_comes_after_the_call_and_within_a_week(
    mail: datetime | None, came: bool
) -> None:
    assert confirmed_at(awaited(first_mail_at=mail)) == (mail if came else None)


def test_what_comes_after_it_was_written_up_or_let_go_confirms_nothing() -> None:
    mail = CALL + 20 * HOUR
    for settled in ("written_at", "dropped_at"):
        assert confirmed_at(awaited(first_mail_at=mail, **{settled: mail - HOUR})) is None
        assert confirmed_at(awaited(first_mail_at=mail, **{settled: mail + HOUR})) == mail


def test_the_user_may_say_that_it_came_another_way() -> None:
    said = at("2026-11-30 10:00")
    assert confirmed_at(awaited(came_at=said)) == said
    assert confirmed_at(awaited(came_at=said, first_mail_at=CALL + HOUR)) == CALL + HOUR


def test_it_is_to_be_written_up_from_noon_on() -> None:
    noon = awaited().write_up_at
    assert not to_write_up(awaited(), noon - timedelta(seconds=1))
    assert to_write_up(awaited(), noon)
    assert to_write_up(awaited(), noon + timedelta(days=20))


def test_it_is_not_to_be_written_up_once_a_mail_is_there_or_it_is_settled() -> None:
    noon = awaited().write_up_at
    assert not to_write_up(awaited(first_mail_at=noon - HOUR), noon)
    # A mail that comes late still takes the card away, not before it comes.
    assert to_write_up(awaited(first_mail_at=noon + HOUR), noon)
    assert not to_write_up(awaited(first_mail_at=noon + HOUR), noon + HOUR)
    for settled in ("came_at", "written_at", "dropped_at"):
        assert not to_write_up(awaited(**{settled: noon - HOUR}), noon)


def test_contacts_after_hours_before_and_after_one_was_answered() -> None:
    touches = [
        a_touch(id=1, at=at("2026-11-16 20:00"), outcome=Outcome.MISSED),
        a_touch(id=2, at=at("2026-11-17 10:00"), outcome=Outcome.SPOKE),
        a_touch(id=3, at=at("2026-11-18 21:00"), outcome=Outcome.SPOKE),
        a_touch(id=4, at=at("2026-11-21 12:00"), channel=Channel.MAIL),
        a_touch(id=5, at=at("2026-11-22 12:00"), channel=Channel.MAIL, direction=Direction.OUT),
        a_touch(id=6, at=at("2026-11-22 22:00"), outcome=Outcome.VOICEMAIL),
    ]
    found = late_contacts(reversed(touches), HOURS)
    assert [touch.id for touch in outside(touches, HOURS)] == [1, 3, 4, 5, 6]
    assert (found.came, found.answered_at, found.since_answered) == (4, at("2026-11-18 21:00"), 2)


def test_who_never_answers_invites_nobody() -> None:
    found = late_contacts([a_touch(id=1, at=CALL, outcome=Outcome.MISSED)], HOURS)
    assert (found.came, found.answered_at, found.since_answered) == (1, None, 0)
    assert late_contacts([], HOURS).came == 0

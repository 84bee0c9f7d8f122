"""What is held back between the windows: never what is urgent or would be late, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from data.model.today import Stage
from data.model.touch import Channel, Thread
from data.rules.mail_windows import (
    LENGTH,
    client_gap_warning,
    held_until,
    next_window,
    running_window,
    shown_until,
    windows_between,
)
from data.rules.replies import ReplyLimits
from data.rules.today import Limits, snapshot
from data.rules.working_time import WorkingTime
from tests.build import BERLIN, NOW, a_client, a_thread, at, facts, office_hours

WINDOWS = ("10:00", "13:30", "16:30")
HOURS = (
    office_hours(),
    office_hours(("09:00", "12:30"), ("13:30", "17:30")),
    WorkingTime(BERLIN, {"tue": [["20:00", "23:00"]], "sat": [["08:00", "24:00"]]}),
)
MINUTE = timedelta(minutes=1)

threads = st.lists(
    st.builds(
        lambda number, back, channel, urgent: a_thread(
            id=number, channel=channel, urgent=urgent, waiting_since=NOW - back * MINUTE
        ),
        st.integers(1, 10**6),
        st.integers(0, 4 * 1440),
        st.sampled_from([Channel.MAIL, Channel.MAIL, Channel.CALL, Channel.SMS]),
        st.booleans(),
    ),
    max_size=6,
    unique_by=lambda thread: thread.id,
)


@given(
    threads,
    st.integers(0, 7 * 1440),
    st.sampled_from(HOURS),
    st.sampled_from([WINDOWS, ("12:00",), (), ("22:45",), ("09:00", "09:20")]),
    st.one_of(st.none(), st.integers(-90, 10)),
    st.integers(5, 900),
)
@settings(max_examples=200, deadline=None)
def test_what_is_held_can_wait_and_nothing_is_lost(
    waiting: list[Thread],
    ahead: int,
    hours: WorkingTime,
    windows: tuple[str, ...],
    looked: int | None,
    limit: int,
) -> None:
    now = NOW + ahead * MINUTE
    limits = Limits(replies=ReplyLimits(normal_minutes=limit), mail_windows=windows)
    checked = None if looked is None else now + looked * MINUTE
    known = facts(threads=waiting, mail_checked_at=checked)
    today = snapshot(known, now, hours, limits)
    assert sorted([*today.held, *today.waiting_now], key=today.waiting.index) == list(today.waiting)
    assert {item.thread_id for item in today.waiting} == {thread.id for thread in waiting}
    until = held_until(now, windows, hours, checked)
    if until is None:
        assert not today.held
        return
    assert today.next_mail_window == until - LENGTH
    assert today.mail_shown_until is None
    then = {item.key: item for item in snapshot(known, until, hours, limits).waiting}
    for item in today.held:
        assert item.channel is Channel.MAIL
        assert not item.urgent
        assert then[item.key].stage is not Stage.LATE
    for item in today.waiting_now:
        assert item.channel is not Channel.MAIL or item.urgent or then[item.key].stage is Stage.LATE


@given(st.integers(0, 14 * 1440), st.sampled_from(HOURS), st.sampled_from([WINDOWS, ("12:00", "12:20")]))
def test_a_window_runs_for_half_an_hour_from_when_it_was_the_next(
    ahead: int, hours: WorkingTime, windows: tuple[str, ...]
) -> None:
    now = NOW + ahead * MINUTE
    opened = running_window(now, windows, hours)
    if opened is None:
        assert shown_until(now, windows, hours) is None
        return
    assert opened <= now < opened + LENGTH
    assert next_window(opened - MINUTE, windows, hours) == opened
    assert shown_until(now, windows, hours) == opened + LENGTH


def test_a_look_lasts_as_long_as_a_window() -> None:
    hours = office_hours()
    assert shown_until(at("11:20"), WINDOWS, hours, at("11:00")) == at("11:30")
    assert shown_until(at("11:30"), WINDOWS, hours, at("11:00")) is None
    assert shown_until(at("13:40"), WINDOWS, hours, at("13:35")) == at("14:05")
    assert shown_until(at("11:20"), (), hours, at("11:00")) is None
    assert shown_until(at("11:20"), WINDOWS, hours, at("11:21")) is None, "a clock was set back"


def test_outside_working_hours_mail_is_held_until_the_next_working_day() -> None:
    hours = office_hours()
    assert held_until(at("2026-11-27 18:00"), WINDOWS, hours) == at("2026-11-30 10:30")
    assert held_until(at("2026-11-28 12:00"), WINDOWS, hours) == at("2026-11-30 10:30")


def test_a_window_late_in_the_evening_runs_on_after_midnight() -> None:
    nights = WorkingTime(BERLIN, {"mon": [["20:00", "24:00"]]})
    assert running_window(at("2026-11-24 00:10"), ("23:45",), nights) == at("23:45")
    assert running_window(at("2026-11-24 00:15"), ("23:45",), nights) is None


def test_the_windows_of_a_span() -> None:
    found = windows_between(at("10:00"), at("2026-11-24 13:30"), WINDOWS, office_hours())
    assert list(found) == [at("10:00"), at("13:30"), at("16:30"), at("2026-11-24 10:00")]


def test_clients_who_wait_less_long_than_the_windows_are_apart_are_named() -> None:
    hours, usual = office_hours(), a_client("Usual")
    birch = a_client("Birch", reply_limit_minutes=120)
    cove = a_client("Cove", reply_limit_minutes=90)
    slow = a_client("Slow", reply_limit_minutes=480)

    def said(*clients: object, windows: tuple[str, ...] = WINDOWS, limit: int = 240) -> str | None:
        return client_gap_warning(windows, hours, limit, [usual, slow, *clients], NOW)  # type: ignore[list-item]

    assert said() is None
    assert said(birch, windows=()) is None
    assert said(birch) == (
        "Mail windows are up to 3 h 30 m of work apart, longer than Birch (2 h) waits for an answer: "
        "that mail shows in between."
    )
    assert said(birch, cove) == (
        "Mail windows are up to 3 h 30 m of work apart, longer than Cove (1 h 30 m) and Birch (2 h) wait "
        "for an answer: their mail shows in between."
    )
    many = [replace(birch, name=f"Client {n}") for n in range(8)]
    assert "Client 4 (2 h) and 3 more wait" in (said(*many) or "")
    # What is as slow as everybody is what the usual limit is warned about for.
    assert said(birch, limit=60) is None

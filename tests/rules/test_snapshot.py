"""The one snapshot: every field of it, the same each time, and safe to write as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.gesture import GestureKind
from data.model.today import Notice, Today
from data.rules.mail_windows import WINDOW_MINUTES
from data.rules.replies import ReplyLimits
from data.rules.today import Limits, snapshot
from data.rules.working_time import WorkingTime
from tests.build import (
    BERLIN,
    NOW,
    TODAY,
    a_client,
    a_commitment,
    a_deliverable,
    a_gesture,
    a_project,
    a_source,
    a_thread,
    an_appointment,
    at,
    facts,
    office_hours,
)

LIMITS = Limits(mail_windows=("10:00", "13:30", "16:30"))
NIGHTS = WorkingTime(BERLIN, {"mon": [["22:00", "06:00"]]})

FULL = facts(
    clients=[a_client(id=1), a_client("Dune", id=2, coffee="espresso"), a_client("Cove", id=3)],
    projects=[a_project(id=1), a_project("Shop", id=2, client_id=2)],
    deliverables=[
        a_deliverable(id=1),
        a_deliverable("API", id=2, promised_at=at("2026-12-04 17:00")),
        a_deliverable("Some day", id=3, promised_at=None),
        a_deliverable("Menu", id=4, project_id=2, client_id=2, delivered_at=at("09:05")),
    ],
    commitments=[a_commitment(id=1), a_commitment("Invoice", id=2, due_at=at("09:00"), done_at=at("08:55"))],
    threads=[
        a_thread(id=1),
        a_thread("Gift", id=2, client_id=2, waiting_since=at("10:10")),
        a_thread("Asleep", id=3, snoozed_until=at("2026-11-24 09:00")),
        a_thread("Old", id=4, settled=True),
        a_thread("Answered", id=6, waiting_since=None, settled=True),
    ],
    appointments=[an_appointment(minutes=95), an_appointment("Visit", at("16:00"), client_id=2, visit=True)],
    ended_projects=[a_project("Checkout", id=9, client_id=3, ended_on=date(2026, 11, 20))],
    decisions=[a_gesture("card_3_months:project:8", GestureKind.CARD_3_MONTHS, client_id=1, done_on=TODAY)],
    last_contact={1: at("2026-11-22 10:00"), 2: at("2026-11-23 10:10")},
    last_written={1: at("2026-11-23 09:50")},
    last_word={1: at("2026-11-23 09:50")},
    sources=[
        a_source(error="There is no folder at that path.", skipped=2),
        a_source("plans", kind="ics", skipped=1),
    ],
    unknown_senders=4,
    from_before=2,
)


def now_is(when: str, hours: WorkingTime | None = None) -> Today:
    return snapshot(FULL, at(when), hours or office_hours(), LIMITS)


def test_everything_the_dashboard_shows_is_there() -> None:
    today = snapshot(FULL, NOW, office_hours(), LIMITS)
    assert (today.now, today.zone, today.day_minutes, today.clients) == (NOW, BERLIN, 480, 3)
    assert (today.is_open, today.open_until, today.opens_at) == (True, at("17:00"), None)
    assert today.work_left_minutes == 6 * 60 + 45 - 95 - 60
    assert today.next_mail_window == at("13:30")
    assert [item.text for item in today.agenda] == ["Send the quote", "Planning", "Visit", "Invoice", "Menu"]
    assert [item.key for item in today.slack] == [f"deliverable:{number}" for number in (1, 2, 3)]
    assert [item.thread_id for item in today.waiting] == [1, 2]
    assert [item.kind for item in today.gestures] == [GestureKind.COFFEE, GestureKind.THANK_YOU_CARD]
    assert (today.gestures_done_this_week, today.gestures_per_week) == (1, 3)
    assert (today.snoozed, today.from_before, today.unknown_senders) == (1, 2, 4)
    assert [client.name for client in today.recent] == ["Dune", "Harbour Books", "Cove"]


def test_the_totals_are_those_of_the_last_promise() -> None:
    today = snapshot(FULL, NOW, office_hours(), LIMITS)
    last = next(item for item in today.slack if item.key == "deliverable:2")
    assert (today.owed_minutes, today.capacity_minutes) == (last.owed_minutes, last.capacity_minutes)
    # Five hours a day: all of four days, and what the morning and two appointments leave of this one.
    this_day = 300 * (480 - 75 - 95 - 60) // (480 - 95 - 60)
    assert today.load == 480 / (this_day + 4 * 300)


def test_nothing_to_show_is_a_snapshot_too() -> None:
    today = snapshot(facts(clients=[], projects=[]), NOW, WorkingTime(BERLIN, {}), Limits())
    assert today == Today(now=NOW, zone=BERLIN)


@pytest.mark.parametrize(
    ("when", "is_open", "open_until", "opens_at", "left"),
    [
        ("08:00", False, "17:00", "09:00", 325),
        ("16:59", True, "17:00", None, 0),
        ("17:00", False, None, "2026-11-24 09:00", 0),
        ("2026-11-27 18:00", False, None, "2026-11-30 09:00", 0),
        ("2026-11-24 00:00", False, "2026-11-24 17:00", "2026-11-24 09:00", 480),
    ],
)
def test_the_top_line_knows_when_you_are_open(
    when: str, is_open: bool, open_until: str | None, opens_at: str | None, left: int
) -> None:
    today = now_is(when)
    assert today.is_open is is_open
    assert today.open_until == (at(open_until) if open_until else None)
    assert today.opens_at == (at(opens_at) if opens_at else None)
    assert today.work_left_minutes == left


def test_over_lunch_the_day_is_not_over() -> None:
    today = now_is("12:45", office_hours(("09:00", "12:30"), ("13:30", "17:00")))
    assert (today.is_open, today.open_until, today.opens_at) == (False, at("17:00"), at("13:30"))


def test_a_night_shift_belongs_to_the_day_it_began() -> None:
    before = now_is("2026-11-23 23:00", NIGHTS)
    after = now_is("2026-11-24 01:00", NIGHTS)
    assert before.open_until == after.open_until == at("2026-11-24 06:00")
    assert (before.work_left_minutes, after.work_left_minutes) == (7 * 60, 5 * 60)
    assert now_is("2026-11-24 06:00", NIGHTS).open_until is None


@pytest.mark.parametrize("on", ["2026-10-25", "2027-03-28"])
def test_when_the_clocks_change_a_sunday_shift_is_as_long_as_it_is(on: str) -> None:
    sundays = WorkingTime(BERLIN, {"sun": [["00:00", "24:00"]]})
    left = snapshot(facts(), at(f"{on} 00:00"), sundays, LIMITS).work_left_minutes
    assert left == {"2026-10-25": 25, "2027-03-28": 23}[on] * 60


def test_the_window_that_runs_says_until_when() -> None:
    between, within = now_is("11:00"), now_is("13:40")
    assert (between.mail_window_until, between.mail_shown_until) == (None, None)
    assert (within.mail_window_until, within.mail_shown_until) == (at("14:00"), at("14:00"))
    assert not within.held
    looked = snapshot(replace(FULL, mail_checked_at=at("11:00")), at("11:10"), office_hours(), LIMITS)
    assert (looked.mail_window_until, looked.mail_shown_until) == (None, at("11:30"))


def test_what_no_hour_is_left_for_this_week_is_counted() -> None:
    assert now_is("10:15").week_over_minutes == 0
    friday = now_is("2026-11-27 16:55")
    # Eight hours for Friday 17:00, and three minutes at five hours a day.
    assert friday.week_over_minutes == 477
    saturday = now_is("2026-11-28 12:00")
    assert (saturday.load, saturday.week_over_minutes) == (None, 480)


def test_between_windows_mail_that_can_wait_is_marked() -> None:
    today = now_is("10:45")
    closes = at("13:30") + timedelta(minutes=WINDOW_MINUTES)
    assert [(item.due_at, item.can_wait) for item in today.waiting] == [
        (at("13:15"), False),
        (at("14:10"), True),
    ]
    assert today.waiting[1].due_at is not None
    assert today.waiting[1].due_at > closes
    assert not any(item.can_wait for item in snapshot(FULL, at("10:45"), office_hours(), Limits()).waiting)


def test_troubles_are_said_in_one_sentence_each() -> None:
    limits = Limits(replies=ReplyLimits(normal_minutes=60), mail_windows=("10:00",))
    sources = [*FULL.sources, a_source("archive", note="No Sent folder was found.")]
    today = snapshot(facts(sources=sources), NOW, office_hours(), limits)
    assert today.notices == (
        Notice("work: There is no folder at that path.", serious=True),
        Notice(
            "work: 2 messages were not understood and left out."
            " `frontdesk mail verdicts` names each with its reason."
        ),
        Notice(
            "plans: 1 event was not understood and left out. `frontdesk sources` names each with its reason."
        ),
        Notice("archive: No Sent folder was found."),
        Notice("Mail windows are up to 8 h of work apart, longer than the 1 h a client waits for an answer."),
    )


def test_a_source_is_named_once_where_its_trouble_names_it() -> None:
    sources = [
        a_source("imap.example", error="imap.example refused the password."),
        a_source("work", error="imap.example refused the password."),
    ]
    said = [notice.text for notice in snapshot(facts(sources=sources), NOW, office_hours(), LIMITS).notices]
    assert said == ["imap.example refused the password.", "work: imap.example refused the password."]


def test_a_log_of_calls_says_what_it_left_out_and_keeps_its_notes_to_the_list_of_sources() -> None:
    phone = a_source("phone", kind="auto", skipped=2, note="Its times name no zone.")
    assert snapshot(facts(sources=[phone]), NOW, office_hours(), LIMITS).notices == (
        Notice(
            "phone: 2 entries were not understood and left out."
            " `frontdesk sources` names each with its reason."
        ),
    )


def test_a_source_that_is_offline_is_no_alarm() -> None:
    since, read = at("10:12"), at("09:58")
    sources = [
        a_source("studio", kind="imap", offline_since=since, last_read_at=read),
        a_source("home", kind="imap", offline_since=since - timedelta(days=3)),
    ]
    assert snapshot(facts(sources=sources), at("10:30"), office_hours(), LIMITS).notices == (
        Notice("studio: offline since 10:12, last read 09:58"),
        Notice(f"home: offline since {at('10:12').date() - timedelta(days=3)} 10:12"),
    )


def test_now_may_come_in_any_zone() -> None:
    east = NOW.astimezone(timezone(timedelta(hours=9)))
    assert snapshot(FULL, east, office_hours(), LIMITS) == snapshot(FULL, NOW, office_hours(), LIMITS)


any_time = st.datetimes(datetime(2026, 10, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(any_time, st.sampled_from([office_hours(), NIGHTS, WorkingTime("America/New_York", {})]))
def test_a_snapshot_is_the_same_each_time_and_safe_as_json(now: datetime, hours: WorkingTime) -> None:
    today = snapshot(FULL, now, hours, LIMITS)
    assert today == snapshot(FULL, now, hours, LIMITS)
    assert hash(today) == hash(snapshot(FULL, now, hours, LIMITS))
    json.dumps(asdict(today), default=lambda value: value.isoformat(), allow_nan=False)
    assert today.is_open == (today.opens_at is None) or hours.next_open(now) is None


@given(any_time)
def test_every_instant_in_a_snapshot_is_in_utc(now: datetime) -> None:
    today = snapshot(FULL, now, office_hours(), LIMITS)
    for field in fields(today):
        value = getattr(today, field.name)
        assert not isinstance(value, datetime) or value.tzinfo is UTC
    assert all(item.at.tzinfo is UTC for item in today.agenda)

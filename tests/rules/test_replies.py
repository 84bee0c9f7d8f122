"""The reply clock: business hours, limits, stages and order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.client import Client
from data.model.today import Stage, WaitingItem
from data.model.touch import Channel, Thread
from data.rules.replies import ReplyLimits, is_snoozed, waiting
from data.rules.working_time import WorkingTime
from tests.build import BERLIN, NOW, a_client, a_thread, at, office_hours

LIMITS = ReplyLimits()


def judged(
    *threads: Thread,
    now: datetime = NOW,
    client: Client | None = None,
    written: Mapping[int, datetime] | None = None,
    called: Mapping[int, datetime] | None = None,
    hours: WorkingTime | None = None,
) -> tuple[WaitingItem, ...]:
    clients = {1: client or a_client()}
    return waiting(threads, clients, written or {}, called or {}, now, hours or office_hours(), LIMITS)


def test_friday_half_past_four_plus_four_hours_is_monday_half_past_twelve() -> None:
    item = judged(a_thread(waiting_since=at("2026-11-20 16:30")))[0]
    assert item.due_at == at("12:30")
    assert (item.limit_minutes, item.elapsed_minutes, item.stage) == (240, 105, Stage.FRESH)


@pytest.mark.parametrize(
    ("now", "stage"),
    [
        ("10:29", Stage.FRESH),
        ("10:30", Stage.DUE),
        ("12:29", Stage.DUE),
        ("12:30", Stage.LATE),
        ("16:00", Stage.LATE),
    ],
)
def test_half_of_the_limit_is_due_and_all_of_it_is_late(now: str, stage: Stage) -> None:
    assert judged(a_thread(waiting_since=at("2026-11-20 16:30")), now=at(now))[0].stage is stage


def test_the_clock_stands_still_at_night_and_over_the_weekend() -> None:
    thread = a_thread(waiting_since=at("2026-11-20 17:00"))
    assert judged(thread, now=at("2026-11-22 23:59"))[0].elapsed_minutes == 0
    assert judged(thread, now=at("2026-11-23 09:01"))[0].elapsed_minutes == 1


def test_a_night_shift_over_the_autumn_change_counts_elapsed_hours() -> None:
    nights = WorkingTime(BERLIN, {"sat": [["22:00", "06:00"]]})
    thread = a_thread(waiting_since=at("2026-10-24 22:00"))
    assert judged(thread, now=at("2026-10-25 06:00"), hours=nights)[0].elapsed_minutes == 9 * 60


@pytest.mark.parametrize(
    ("channel", "urgent", "own", "limit"),
    [
        (Channel.MAIL, False, None, 240),
        (Channel.MAIL, False, 90, 90),
        (Channel.MAIL, True, None, 60),
        (Channel.MAIL, True, 600, 60),
        (Channel.MAIL, True, 30, 30),
        (Channel.CALL, False, None, 120),
        (Channel.CALL, False, 600, 120),
        (Channel.CALL, True, None, 60),
        (Channel.CHAT, False, None, 240),
    ],
)
def test_each_exchange_has_its_limit(channel: Channel, urgent: bool, own: int | None, limit: int) -> None:
    thread = a_thread(channel=channel, urgent=urgent)
    assert judged(thread, client=a_client(reply_limit_minutes=own))[0].limit_minutes == limit


def test_a_limit_of_nothing_is_late_at_once() -> None:
    item = judged(a_thread(waiting_since=NOW), client=a_client(reply_limit_minutes=0))[0]
    assert (item.share, item.stage) == (1, Stage.LATE)


def test_what_used_most_of_its_limit_comes_first() -> None:
    items = judged(
        a_thread(id=1, waiting_since=at("09:30")),
        a_thread(id=2, waiting_since=at("10:00"), urgent=True),
        a_thread(id=3, waiting_since=at("2026-11-20 12:00")),
        a_thread(id=4, waiting_since=at("09:30")),
    )
    assert [item.thread_id for item in items] == [3, 2, 1, 4]


def test_what_sleeps_was_settled_or_was_answered_is_left_out() -> None:
    asleep = a_thread(id=1, snoozed_until=at("11:00"))
    awake = a_thread(id=2, snoozed_until=NOW)
    before = a_thread(id=3, settled=True)
    answered = a_thread(id=4, waiting_since=None, newest_at=None)
    assert [item.thread_id for item in judged(asleep, awake, before, answered)] == [2]
    assert is_snoozed(asleep, NOW)
    assert not is_snoozed(awake, NOW)
    assert not is_snoozed(a_thread(waiting_since=None, snoozed_until=at("11:00")), NOW)


def test_later_messages_do_not_restart_the_clock() -> None:
    item = judged(a_thread(newest_at=at("10:00"), newest_id="second@harbour.example", waiting_count=2))[0]
    assert item.waiting_since == at("09:15")
    assert (item.newest_id, item.waiting_since_id, item.count) == (
        "second@harbour.example",
        "1@harbour.example",
        2,
    )


def test_what_you_wrote_or_called_about_since_is_marked() -> None:
    thread = a_thread(newest_at=at("09:40"))
    marked = judged(thread, written={1: at("09:50")}, called={1: at("10:00")})[0]
    assert (marked.wrote_since, marked.called_since) == (at("09:50"), at("10:00"))
    older = judged(thread, written={1: at("09:30")}, called={2: at("10:00")})[0]
    assert (older.wrote_since, older.called_since) == (None, None)


def test_a_client_elsewhere_is_shown_with_their_zone() -> None:
    assert judged(a_thread(), client=a_client(zone="America/New_York"))[0].zone == "America/New_York"
    assert judged(a_thread(), client=a_client(zone=BERLIN))[0].zone is None


def test_a_message_from_the_future_has_not_waited() -> None:
    item = judged(a_thread(waiting_since=at("11:00")))[0]
    assert (item.elapsed_minutes, item.share) == (0, 0)


def test_somebody_whose_client_is_gone_still_waits() -> None:
    item = waiting([a_thread(client_id=7)], {}, {}, {}, NOW, office_hours(), LIMITS)[0]
    assert (item.client, item.who, item.zone, item.limit_minutes) == ("", "Dana Ruiz", None, 240)


def test_who_never_opens_is_never_late() -> None:
    item = judged(a_thread(), hours=WorkingTime(BERLIN, {}))[0]
    assert (item.due_at, item.stage) == (None, Stage.FRESH)


hours_from_monday = st.integers(-24 * 60, 24 * 60 * 7).map(lambda minutes: NOW + timedelta(minutes=minutes))


@given(hours_from_monday, hours_from_monday, hours_from_monday, st.booleans())
def test_the_share_only_grows(since: datetime, a: datetime, b: datetime, urgent: bool) -> None:
    thread = a_thread(waiting_since=since, urgent=urgent)
    sooner, later = judged(thread, now=min(a, b))[0], judged(thread, now=max(a, b))[0]
    assert sooner.share <= later.share
    assert sooner.due_at == later.due_at


@given(hours_from_monday, hours_from_monday)
def test_late_is_from_the_due_instant_on(since: datetime, now: datetime) -> None:
    item = judged(a_thread(waiting_since=since), now=now)[0]
    assert item.due_at is not None
    assert (item.stage is Stage.LATE) == (now >= item.due_at)

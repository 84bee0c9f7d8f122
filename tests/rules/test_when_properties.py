"""Whatever is typed is read as a time ahead, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.rules.quick_line import read_quick_line
from data.rules.when import read_when
from data.rules.working_time import WorkingTime
from tests.build import BERLIN, a_client, office_hours

VOCABULARY = """
    mon fri sat wed next this week month year end of the eod eow by at in + 1 2 3 9 12 27 31 2nd 30th
    dec feb jan 2026 2027 2/12 12/31 2.12. 3pm 9:30 14h 24:00 noon morning evening lunch first last
    thing today tomorrow after before h m d w bd wh days hours working half an and a from now w50 q1
    mid start 9999 0 -1 > ? 12h
"""
WORDS = st.sampled_from(VOCABULARY.split())
PHRASES = st.lists(WORDS, max_size=7).map(" ".join) | st.lists(WORDS, max_size=4).map("".join)
TEXTS = st.text(max_size=120) | PHRASES
MOMENTS = st.integers(0, 3000 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
HOURS = st.sampled_from(
    [
        office_hours(),
        office_hours(("20:00", "02:00"), zone="America/Santiago"),
        office_hours(("00:00", "24:00"), days_off=["2026-12-25"]),
        WorkingTime("Asia/Kolkata", {"sun": [["10:00", "12:00"]]}),
        WorkingTime(BERLIN, {}),
    ]
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, MOMENTS, HOURS, st.booleans())
def test_any_text_is_a_time_ahead_or_nothing(
    text: str, now: datetime, hours: WorkingTime, day_first: bool
) -> None:
    reading = read_when(text, now, hours, day_first=day_first)
    if reading is not None:
        assert reading.at >= now
        assert reading.at.tzinfo is UTC
        assert reading == read_when(f"  {text.upper()} ", now, hours, day_first=day_first)


@settings(deadline=None)
@given(PHRASES, st.sampled_from([datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]))
@example("fri", datetime.max.replace(tzinfo=UTC))
@example("1h", datetime.max.replace(tzinfo=UTC))
@example("this mon", datetime.min.replace(tzinfo=UTC))
def test_the_ends_of_time_never_crash(text: str, now: datetime) -> None:
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        reading = read_when(text, now, office_hours(zone=zone))
        assert reading is None or reading.at >= now


@given(MOMENTS, st.integers(1, 5000), HOURS)
def test_a_count_of_minutes_is_that_many(now: datetime, count: int, hours: WorkingTime) -> None:
    for text in (f"+{count}m", f"in {count} minutes"):
        reading = read_when(text, now, hours)
        assert reading is not None
        assert reading.at == now + timedelta(minutes=count)


@settings(deadline=None)
@given(MOMENTS, st.integers(1, 900), HOURS)
def test_a_count_of_days_is_the_closing_of_that_day(now: datetime, count: int, hours: WorkingTime) -> None:
    reading = read_when(f"{count}d", now, hours)
    on = now.astimezone(ZoneInfo(hours.zone)).date() + timedelta(days=count)
    closing = hours.day_closing(on) or hours.usual_day_closing(on)
    assert reading is not None
    assert reading.at == closing
    assert bool(reading.warning) is not hours.has_hours(on)


MARKS = st.sampled_from(["ac", "harbour", "vm", "missed", ">fri", "?why", "+more"])
LINES = st.lists(WORDS | MARKS).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(st.text() | LINES, MOMENTS, st.booleans())
def test_any_quick_line_is_read_and_loses_no_follow_up_to_the_past(
    text: str, now: datetime, known: bool
) -> None:
    clients = [a_client(), a_client("Acme Studio", id=2)]
    line = read_quick_line(text, clients, now, office_hours(), client=clients[0] if known else None)
    assert all(reading.at >= now and said for said, reading in line.follow_ups)
    assert not any(ord(letter) < 32 for letter in line.note)
    assert line.client in (None, *clients)
    assert known or (line.client is None) == (not line.candidates)
    assert not known or line.candidates == ()

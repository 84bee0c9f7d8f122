"""Weeks: their names, how long they are, and on which side of Monday midnight things fall."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.effort import WorkEntry
from data.model.week_facts import WeekFacts
from data.rules.review import ReviewRules, Week, review
from tests.build import BERLIN, a_commitment, a_deliverable, a_touch, at, office_hours
from tests.rules.a_week import told

ZONES = (BERLIN, "America/New_York", "Pacific/Auckland", "Pacific/Kiritimati", "Asia/Kathmandu", "UTC")
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("2026-W47", date(2026, 11, 16)),
        (" 2026-w47\n", date(2026, 11, 16)),
        ("2026-W01", date(2025, 12, 29)),
        ("2026-W53", date(2026, 12, 28)),
        ("2027-W01", date(2027, 1, 4)),
    ],
)
def test_a_week_is_read_by_its_iso_name(text: str, monday: date) -> None:
    week = Week.of(text, BERLIN)
    assert week.starts_on == monday
    assert week.text == text.strip().upper()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "47",
        "W47",
        "2026-47",
        "2026-W7",
        "2026-W00",
        "2025-W53",
        "2026-W54",
        "2026-W477",
        "0001-W01",
        "9999-W52",
    ],
)
def test_what_is_no_week_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError) as refused:
        Week.of(text, BERLIN)
    assert str(refused.value).endswith(".")


def test_the_year_turns_by_iso() -> None:
    last = Week.of("2026-W53", BERLIN)
    assert last.next().text == "2027-W01"
    assert last.next().previous() == last
    assert Week.at(at("2027-01-03 23:59"), BERLIN) == last
    assert Week.at(at("2027-01-04 00:00"), BERLIN).text == "2027-W01"


@pytest.mark.parametrize(
    ("text", "zone", "hours"),
    [
        ("2026-W47", BERLIN, 168),
        ("2026-W13", BERLIN, 167),
        ("2026-W43", BERLIN, 169),
        ("2026-W10", "America/New_York", 167),
        ("2026-W44", "America/New_York", 169),
        ("2026-W43", "UTC", 168),
        ("2026-W14", "Pacific/Auckland", 169),
    ],
)
def test_a_week_in_which_the_clock_changes_is_an_hour_shorter_or_longer(
    text: str, zone: str, hours: int
) -> None:
    week = Week.of(text, zone)
    assert week.end - week.start == hours * HOUR
    assert week.start.astimezone(ZoneInfo(zone)).isoformat()[11:19] == "00:00:00"
    assert week.start.tzinfo is UTC


@given(st.integers(0, 60 * 366 * 86_400), st.sampled_from(ZONES))
def test_every_instant_lies_in_the_week_that_runs_then(seconds: int, zone: str) -> None:
    now = datetime(1990, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    week = Week.at(now, zone)
    assert week.start <= now < week.end
    assert Week.of(week.text, zone) == week
    assert week.next().start == week.end
    assert now.astimezone(ZoneInfo(zone)).date() in week.days


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("text", ["2026-W47", "2026-W53", "2026-W13", "2026-W43"])
def test_the_last_minute_of_sunday_and_the_first_of_monday_are_of_two_weeks(text: str, zone: str) -> None:
    week = Week.of(text, zone)
    sunday = at(f"{week.days[-1]} 23:59", zone)
    monday = at(f"{week.next().starts_on} 00:00", zone)
    assert monday == week.end
    facts = WeekFacts(
        told=(told(1, 1, "01 10:00", "02 10:00"),),
        deliverables={1: a_deliverable(delivered_at=None)},
        commitments=(a_commitment(id=1, due_at=sunday), a_commitment(id=2, due_at=monday)),
        touches=(a_touch(id=1, at=sunday), a_touch(id=2, at=monday)),
        contacts=((1, sunday), (1, monday)),
    )
    now, hours = week.next().end, office_hours(zone=zone)
    for each, number in ((week, 1), (week.next(), 2)):
        found = review(facts, each, now, hours, ReviewRules())
        assert found.figure("promises", "broken").rows == (f"commitment:{number}",)
        assert found.figure("calls", "in").rows == (f"touch:{number}",)
        assert found.figure("after_hours", "contacts_in").rows == (f"touch:{number}",)


def test_what_is_due_now_is_not_broken_yet_and_what_happens_now_has_happened() -> None:
    week = Week.of("2026-W47", BERLIN)
    now = at("2026-11-18 12:00")
    facts = WeekFacts(
        commitments=(a_commitment(id=1, due_at=now), a_commitment(id=2, due_at=now, done_at=now)),
        touches=(a_touch(id=1, at=now),),
    )
    found = review(facts, week, now, office_hours(), ReviewRules())
    assert found.figure("promises", "due").rows == ("commitment:2",)
    assert found.figure("calls", "in").value == 1
    later = review(facts, week, now + timedelta(seconds=1), office_hours(), ReviewRules())
    assert later.figure("promises", "broken").rows == ("commitment:1",)


@pytest.mark.parametrize(("text", "minutes"), [("2026-W13", 7 * 60), ("2026-W43", 9 * 60)])
def test_work_through_the_night_of_the_change_is_charged_as_long_as_it_was(text: str, minutes: int) -> None:
    week = Week.of(text, BERLIN)
    # From Saturday 23:00 to Sunday 07:00 of the wall clock: eight hours that are seven or nine.
    start, end = at(f"{week.days[5]} 23:00"), at(f"{week.days[6]} 07:00")
    entry = WorkEntry(1, start, 1, int((end - start) / timedelta(minutes=1)))
    found = review(WeekFacts(entries=(entry,)), week, week.end, office_hours(), ReviewRules())
    assert found.figure("after_hours", "loaded_minutes").value == minutes

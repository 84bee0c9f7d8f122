"""Events that repeat: rules, exceptions, changed occurrences, the change of clocks, and rules gone wild."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.feeds.calendar.build import a_calendar, an_event, at, reading, starts

_NINE = "DTSTART;TZID=Europe/Berlin:20261005T090000"
_AN_HOUR = "DURATION:PT1H"


def _numbers(count: int) -> str:
    return ",".join(map(str, range(count)))


def test_a_weekly_hour_stays_on_the_clock_when_clocks_change(tmp_path: Path) -> None:
    found = reading(
        tmp_path, a_calendar(an_event(_NINE, _AN_HOUR, "RRULE:FREQ=WEEKLY")), "2026-10-19", "2026-11-03"
    )
    assert starts(found) == ["2026-10-19 09:00", "2026-10-26 09:00", "2026-11-02 09:00"]
    assert [each.starts_at.hour for each in found.appointments] == [7, 8, 8]


def test_the_29th_of_february_comes_every_four_years(tmp_path: Path) -> None:
    event = an_event("DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY")
    found = reading(tmp_path, a_calendar(event), "2024-01-01", "2033-01-01")
    assert starts(found) == ["2024-02-29 00:00", "2028-02-29 00:00", "2032-02-29 00:00"]


def test_the_31st_skips_short_months(tmp_path: Path) -> None:
    event = an_event("DTSTART;TZID=Europe/Berlin:20260131T090000", "RRULE:FREQ=MONTHLY;COUNT=4")
    found = reading(tmp_path, a_calendar(event), "2026-01-01", "2026-12-31")
    assert starts(found) == ["2026-01-31 09:00", "2026-03-31 09:00", "2026-05-31 09:00", "2026-07-31 09:00"]


def test_extra_dates_and_dates_without_it(tmp_path: Path) -> None:
    event = an_event(
        "DTSTART;TZID=Europe/Berlin:20261123T090000",
        _AN_HOUR,
        "RRULE:FREQ=DAILY;COUNT=4",
        "EXDATE;TZID=Europe/Berlin:20261124T090000,20261125T090000",
        "EXDATE:20261126T080000Z",
        "RDATE;TZID=Europe/Berlin:20261128T140000",
        "RDATE;VALUE=PERIOD:20261130T080000Z/PT2H",
    )
    found = reading(tmp_path, a_calendar(event))
    assert starts(found) == ["2026-11-23 09:00", "2026-11-28 14:00", "2026-11-30 09:00"]


def test_a_whole_day_left_out(tmp_path: Path) -> None:
    event = an_event("DTSTART;VALUE=DATE:20261123", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20261124")
    assert starts(reading(tmp_path, a_calendar(event))) == ["2026-11-23 00:00", "2026-11-25 00:00"]


def test_changed_cancelled_and_moved_away_occurrences(tmp_path: Path) -> None:
    text = a_calendar(
        an_event(
            "DTSTART;TZID=Europe/Berlin:20261123T090000",
            _AN_HOUR,
            "RRULE:FREQ=DAILY;COUNT=5",
            "SUMMARY:Daily",
        ),
        an_event(
            "RECURRENCE-ID;TZID=Europe/Berlin:20261124T090000",
            "DTSTART;TZID=Europe/Berlin:20261124T150000",
            "DTEND;TZID=Europe/Berlin:20261124T170000",
            "SUMMARY:Daily, later",
        ),
        an_event("RECURRENCE-ID:20261125T080000Z", "DTSTART:20261125T080000Z", "STATUS:CANCELLED"),
        an_event("RECURRENCE-ID:20261126T080000Z", "DTSTART:20270126T080000Z", "SUMMARY:Next year"),
    )
    found = reading(tmp_path, text)
    assert starts(found) == ["2026-11-23 09:00", "2026-11-24 15:00", "2026-11-27 09:00"]
    later = found.appointments[1]
    assert (later.title, later.ends_at) == ("Daily, later", at("2026-11-24 17:00"))
    assert later.key.endswith(":20261124T080000Z"), "moved, it keeps the key of when it was first meant to be"
    assert found.events == 1


def test_this_and_all_following(tmp_path: Path) -> None:
    text = a_calendar(
        an_event("DTSTART;TZID=Europe/Berlin:20261123T090000", _AN_HOUR, "RRULE:FREQ=DAILY;COUNT=4"),
        an_event(
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261125T090000",
            "DTSTART;TZID=Europe/Berlin:20261125T110000",
            _AN_HOUR,
        ),
    )
    found = reading(tmp_path, text)
    assert starts(found) == ["2026-11-23 09:00", "2026-11-24 09:00", "2026-11-25 11:00", "2026-11-26 11:00"]
    assert len({each.key for each in found.appointments}) == 4


def test_a_single_occurrence_of_a_series_one_was_not_invited_to(tmp_path: Path) -> None:
    event = an_event("RECURRENCE-ID:20261124T080000Z", "DTSTART:20261124T080000Z", _AN_HOUR)
    assert starts(reading(tmp_path, a_calendar(event))) == ["2026-11-24 09:00"]


@pytest.mark.parametrize(
    ("start", "until", "last"),
    [
        ("DTSTART;TZID=America/New_York:20261123T100000", "20261125T150000Z", "2026-11-25 10:00"),
        ("DTSTART;TZID=America/New_York:20261123T100000", "20261125T145959Z", "2026-11-24 10:00"),
        ("DTSTART;TZID=America/New_York:20261123T100000", "20261125T100000", "2026-11-25 10:00"),
        ("DTSTART;TZID=America/New_York:20261123T100000", "20261125", "2026-11-25 10:00"),
        ("DTSTART:20261123T100000", "20261125T150000Z", "2026-11-25 10:00"),
        ("DTSTART;VALUE=DATE:20261123", "20261125", "2026-11-25 00:00"),
        ("DTSTART;VALUE=DATE:20261123", "20261126T045959Z", "2026-11-25 00:00"),
        ("DTSTART;VALUE=DATE:20261123", "20261125T235959", "2026-11-25 00:00"),
    ],
)
def test_the_last_date_of_a_rule_however_it_is_written(
    tmp_path: Path, start: str, until: str, last: str
) -> None:
    zone = "America/New_York"
    found = reading(tmp_path, a_calendar(an_event(start, f"RRULE:FREQ=DAILY;UNTIL={until}")), zone=zone)
    assert starts(found, zone)[-1] == last
    assert found.skipped == ()


def test_a_rule_for_a_thousand_years_is_bounded_by_the_window(tmp_path: Path) -> None:
    event = an_event("DTSTART:18000101T090000", "RRULE:FREQ=DAILY;UNTIL=30000101T000000Z")
    assert len(reading(tmp_path, a_calendar(event)).appointments) == 14


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=SECONDLY", "too often"),
        ("FREQ=MINUTELY", "too often"),
        (f"FREQ=DAILY;BYHOUR={_numbers(24)};BYMINUTE={_numbers(60)}", "too often"),
        ("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "on chosen days"),
        ("FREQ=HOURLY;BYDAY=MO", "on chosen days"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "fits no day"),
        ("FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=31", "fits no day"),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=TU", "fits no day"),
        ("FREQ=WEEKLY;INTERVAL=0", "not understood"),
        ("FREQ=NEVER", "not understood"),
        ("COUNT=3", "not understood"),
        ("gibberish", "not understood"),
        ("FREQ=WEEKLY;BYDAY=XX", "not understood"),
        ("FREQ=WEEKLY;UNTIL=someday", "not understood"),
    ],
)
def test_a_rule_gone_wild_is_skipped_and_the_rest_is_read(tmp_path: Path, rule: str, reason: str) -> None:
    wild = an_event("DTSTART;TZID=Europe/Berlin:20200106T090000", f"RRULE:{rule}", "SUMMARY:Wild")
    found = reading(tmp_path, a_calendar(wild, an_event("DTSTART:20261124T080000Z", uid="good")))
    assert starts(found) == ["2026-11-24 09:00"]
    (skipped,) = found.skipped
    assert (skipped.uid, skipped.title, skipped.file) == ("one@studio.example", "Wild", "work.ics")
    assert reason in skipped.reason


def test_a_list_of_too_many_dates_is_skipped(tmp_path: Path) -> None:
    first = datetime(2026, 1, 1, tzinfo=UTC)
    dates = ",".join(f"{first + timedelta(minutes=n):%Y%m%dT%H%M%SZ}" for n in range(10_001))
    found = reading(tmp_path, a_calendar(an_event("DTSTART:20260101T000000Z", f"RDATE:{dates}")))
    assert found.skipped[0].reason == "it lists 10,001 dates"


def test_an_hourly_rule_is_fine_while_it_is_young(tmp_path: Path) -> None:
    event = an_event("DTSTART:20261101T000000Z", "RRULE:FREQ=HOURLY;INTERVAL=6")
    assert len(reading(tmp_path, a_calendar(event), "2026-11-23", "2026-11-24").appointments) == 4


@given(
    start=st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001
    zone=st.sampled_from(
        ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
    ),
    interval=st.integers(1, 5),
    minutes=st.integers(0, 3000),
)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_daily_event_keeps_its_wall_clock_and_is_found_whenever_it_touches(
    tmp_path: Path, start: datetime, zone: str, interval: int, minutes: int
) -> None:
    start = start.replace(second=0, microsecond=0)
    event = an_event(
        f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}",
        f"DURATION:PT{minutes}M",
        f"RRULE:FREQ=DAILY;INTERVAL={interval}",
    )
    found = reading(tmp_path, a_calendar(event), "2026-10-20", "2026-11-05")
    there = ZoneInfo(zone)
    wanted = []
    for step in range(800):
        begin = (start + timedelta(days=step * interval)).replace(tzinfo=there).astimezone(UTC)
        end = begin + timedelta(minutes=minutes)
        if begin < at("2026-11-05") and (end > at("2026-10-20") or begin == end >= at("2026-10-20")):
            wanted.append((begin, end))
    assert [(each.starts_at, each.ends_at) for each in found.appointments] == wanted


@given(
    begin=st.datetimes(datetime(2026, 10, 1), datetime(2026, 12, 31)),  # noqa: DTZ001
    length=st.timedeltas(timedelta(), timedelta(days=12)),
    written=st.sampled_from(["end", "hours", "days"]),
    zone=st.sampled_from(["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"]),
    until=st.none() | st.datetimes(datetime(2026, 10, 1), datetime(2026, 12, 31)),  # noqa: DTZ001
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_look_at_the_digits_never_loses_an_appointment(
    tmp_path: Path,
    begin: datetime,
    length: timedelta,
    written: str,
    zone: str,
    until: datetime | None,
) -> None:
    hours = int(length.total_seconds()) // 3600
    end = {
        "end": f"DTEND;TZID={zone}:{begin + length:%Y%m%dT%H%M%S}",
        "hours": f"DURATION:PT{hours % 100}H",
        "days": f"DURATION:P{length.days}DT1H",
    }[written]
    lines = [f"DTSTART;TZID={zone}:{begin:%Y%m%dT%H%M%S}", end]
    if until:
        lines.append(f"RRULE:FREQ=DAILY;UNTIL={until:%Y%m%dT%H%M%SZ}")
    looked = reading(tmp_path, a_calendar(an_event(*lines)), zone=zone)
    # An extra date far away switches the look off.
    whole = reading(tmp_path, a_calendar(an_event(*lines, "RDATE:19700101T000000Z")), zone=zone)
    assert [(e.starts_at, e.ends_at) for e in looked.appointments] == [
        (e.starts_at, e.ends_at) for e in whole.appointments
    ]

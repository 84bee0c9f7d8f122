from __future__ import annotations

from datetime import UTC, datetime, timedelta

import arrow
import pytest

from data.rules.when import Reading, read_when
from data.rules.working_time import WorkingTime
from tests.build import BERLIN, at, office_hours

_DAY = [["09:00", "12:30"], ["13:30", "17:30"]]
HOURS = WorkingTime(
    BERLIN,
    {"mon": _DAY, "tue": _DAY, "wed": _DAY, "thu": _DAY, "fri": [["09:00", "15:00"]]},
    days_off=["2026-12-25", "2027-01-01"],
)
WEDNESDAY = at("2026-11-25 10:15")


def read(text: str, now: datetime = WEDNESDAY, hours: WorkingTime = HOURS) -> Reading | None:
    return read_when(text, now, hours)


READ = {
    "thurs": "2026-11-26 17:30",
    "coming friday": "2026-11-27 15:00",
    "fri this week": "2026-11-27 15:00",
    "friday week": "2026-12-04 15:00",
    "monday of next week": "2026-11-30 17:30",
    "mon week after next": "2026-12-07 17:30",
    "fri w50": "2026-12-11 15:00",
    "next week fri 3pm": "2026-12-04 15:00",
    "no later than friday": "2026-11-27 15:00",
    "fri at the latest": "2026-11-27 15:00",
    "fri 27": "2026-11-27 15:00",
    "fri the 27th": "2026-11-27 15:00",
    "Wed, 2 Dec 2026": "2026-12-02 17:30",
    "overmorrow": "2026-11-27 15:00",
    "2pm tomorrow": "2026-11-26 14:00",
    "10am on friday": "2026-11-27 10:00",
    "monday 14h": "2026-11-30 14:00",
    "fri 9h30": "2026-11-27 09:30",
    "fri 1430": "2026-11-27 14:30",
    "fri 14.30": "2026-11-27 14:30",
    "Friday, December 4 at 2:30 PM": "2026-12-04 14:30",
    "Fri. 2 p.m.": "2026-11-27 14:00",
    "tues 4p": "2026-12-01 16:00",
    "tomorrow 10 o'clock": "2026-11-26 10:00",
    "tomorrow at 9 in the morning": "2026-11-26 09:00",
    "3 in the afternoon tomorrow": "2026-11-26 15:00",
    "before noon": "2026-11-25 12:00",
    "12pm": "2026-11-25 12:00",
    "14.30": "2026-11-25 14:30",
    "9:30": "2026-11-26 09:30",
    "tomorrow morning": "2026-11-26 12:30",
    "fri morning": "2026-11-27 12:00",
    "tomorrow afternoon": "2026-11-26 17:30",
    "fri pm": "2026-11-27 15:00",
    "this morning": "2026-11-25 12:30",
    "before lunch": "2026-11-25 12:30",
    "first thing monday": "2026-11-30 09:00",
    "by eod fri": "2026-11-27 15:00",
    "end of tomorrow": "2026-11-26 17:30",
    "close of business thu": "2026-11-26 17:30",
    "1.5h": "2026-11-25 11:45",
    "1,5h": "2026-11-25 11:45",
    "2h 15m": "2026-11-25 12:30",
    "in an hour and a half": "2026-11-25 11:45",
    "in a quarter of an hour": "2026-11-25 10:30",
    "within 2 hours": "2026-11-25 12:15",
    "48h": "2026-11-27 10:15",
    "1.5wh": "2026-11-25 11:45",
    "30 working minutes": "2026-11-25 10:45",
    "3 work days": "2026-11-30 17:30",
    "in 2 working days at 3pm": "2026-11-27 15:00",
    "next business day 10am": "2026-11-26 10:00",
    "in two weeks": "2026-12-09 17:30",
    "in 2 weeks' time": "2026-12-09 17:30",
    "in a fortnight": "2026-12-09 17:30",
    "a week from friday": "2026-12-04 15:00",
    "in 3 months": "2027-02-25 17:30",
    "+1y": "2027-11-25 17:30",
    "next month": "2026-12-31 17:30",
    "end of jan": "2027-01-29 15:00",
    "in december": "2026-12-31 17:30",
    "2027-01": "2027-01-29 15:00",
    "month end": "2026-11-30 17:30",
    "mid next month": "2026-12-15 17:30",
    "beginning of next week": "2026-11-30 17:30",
    "week after next": "2026-12-11 15:00",
    "w1": "2027-01-08 15:00",
    "week 48": "2026-11-27 15:00",
    "2026-W50": "2026-12-11 15:00",
    "q1": "2027-03-31 17:30",
    "q4 2026": "2026-12-31 17:30",
    "eoy": "2026-12-31 17:30",
    "end of 2027": "2027-12-31 15:00",
    "2/12/26": "2026-12-02 17:30",
    "2-12-2026": "2026-12-02 17:30",
    "2.12": "2026-12-02 17:30",
    "2026/12/02": "2026-12-02 17:30",
    "20261202": "2026-12-02 17:30",
    "2026-12-02T14:30": "2026-12-02 14:30",
    "2026-12-02T14:30Z": "2026-12-02 15:30",
    "2dec": "2026-12-02 17:30",
    "december the 2nd": "2026-12-02 17:30",
    "15th of next month": "2026-12-15 17:30",
    "1st of the month": "2026-12-01 17:30",
    "the 31st": "2026-12-31 17:30",
    "25 nov": "2026-11-25 17:30",
    "first monday in january": "2027-01-04 17:30",
    "last day of the month": "2026-11-30 17:30",
    "29 feb 2028": "2028-02-29 17:30",
}


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_what_people_type_is_read(text: str, expected: str) -> None:
    assert read(text) == Reading(at(expected))


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", ",", "the", "by", "by by", "fri at", "?", "[red]fri[/]", "fri\x00", "fri; mon"),
        *("later", "whenever", "now", "every friday", "fridays", "weekend", "this weekend", "easter"),
        *("fri or sat", "fri/sat", "mon-fri", "mon to wed", "2-3pm", "1-2 days", "fri mon", "3pm 4pm"),
        *("tonight", "tomorrow evening", "after lunch", "before friday", "after friday", "around 3pm"),
        *("9", "12", "1430", "2030", "mon 3", "3:30", "at 5", "12am", "fri midnight", "13pm", "0am"),
        *("14h", "8h", "10h30", "in 3 days 10", "in 3 weeks on monday", "10.12"),
        *("25:00", "fri 24:30", "9:60", "fri 9.60", "1h 75"),
        *("31 nov", "32 dec", "0/12", "12/13", "29 feb", "30 feb 2027", "the 32nd", "0th", "w0", "w54"),
        *("w53 2027", "fri 2 dec", "wed 3/12", "friday the 13th", "2026-13-01", "2026-00"),
        *("yesterday", "last fri", "3 days ago", "-2h", "today 9am", "this mon", "last week", "2 dec 2025"),
        *("this wed", "fri next", "week fri", "0d", "in 0 days", "half a day", "2.5 days", "2.5 weeks"),
        *("in a few days", "couple of days", "early december", "late jan", "next", "week", "2027", "in 2027"),
        *("next week 3pm", "eow noon", "w50 3pm", "99999999999999d", "9999999999h", "in 9999 years"),
        *("٣ days", "３d", "am", "in", "h", "d", "fri " * 40, "9" * 90),
    ],
)
def test_what_is_unclear_or_past_is_refused(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "expected", "warning"),
    [
        ("sat", "2026-11-28 17:30", "Sat 28 Nov is not a working day."),
        ("sat noon", "2026-11-28 12:00", "Sat 28 Nov is not a working day."),
        ("sat morning", "2026-11-28 12:00", "Sat 28 Nov is not a working day."),
        ("sat afternoon", "2026-11-28 17:30", "Sat 28 Nov is not a working day."),
        ("1 jan", "2027-01-01 17:30", "Fri 1 Jan is not a working day."),
        ("tonight at 8", "2026-11-25 20:00", "That is outside your working hours."),
        ("fri 5pm", "2026-11-27 17:00", "That is outside your working hours."),
        ("fri 24:00", "2026-11-28 00:00", "That is outside your working hours."),
        ("in 12 hours", "2026-11-25 22:15", "That is outside your working hours."),
        ("mon 13:00", "2026-11-30 13:00", None),
    ],
)
def test_a_closed_time_is_kept_with_a_warning(text: str, expected: str, warning: str | None) -> None:
    assert read(text) == Reading(at(expected), warning)


def test_a_closed_today_and_tomorrow_are_said_so() -> None:
    saturday = at("2026-11-28 10:00")
    assert read("today", saturday) == Reading(at("2026-11-28 17:30"), "Today is not a working day.")
    assert read("tomorrow", saturday) == Reading(at("2026-11-29 17:30"), "Tomorrow is not a working day.")
    assert read("first thing tomorrow", saturday) is None


@pytest.mark.parametrize("text", ["today", "eod", "25 nov", "the 25th", "this afternoon", "today 5pm"])
def test_a_day_whose_closing_is_past_is_refused(text: str) -> None:
    assert read(text, at("2026-11-25 18:00")) is None


def test_month_first_where_it_is_set() -> None:
    assert read_when("12/2", WEDNESDAY, HOURS, day_first=False) == Reading(at("2026-12-02 17:30"))
    assert read_when("13/2", WEDNESDAY, HOURS, day_first=False) is None
    assert read_when("2.12.", WEDNESDAY, HOURS, day_first=False) == Reading(at("2026-12-02 17:30"))


def test_a_month_step_keeps_to_the_end_of_the_month() -> None:
    assert read("in 1 month", at("2027-01-31 10:00")) == Reading(
        at("2027-02-28 17:30"), "Sun 28 Feb is not a working day."
    )


def test_hours_are_clock_hours_also_when_the_clock_changes() -> None:
    eve = at("2026-10-24 20:00")
    reading = read("in 12 hours", eve)
    assert reading is not None
    assert reading.at == eve + timedelta(hours=12) == at("2026-10-25 07:00")


def test_a_skipped_time_is_later_by_the_skip() -> None:
    reading = read("28 mar 2027 02:30", WEDNESDAY)
    assert reading is not None
    assert reading.at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_a_week_without_a_working_day_ends_as_it_usually_does() -> None:
    holiday = WorkingTime(BERLIN, {"mon": _DAY, "fri": _DAY}, days_off=["2026-11-30", "2026-12-04"])
    assert read("next week", hours=holiday) == Reading(
        at("2026-12-04 17:30"), "Fri 4 Dec is not a working day."
    )
    assert read("start of next week", hours=holiday) is None


def test_without_any_hours_days_still_have_an_end() -> None:
    nothing = WorkingTime(BERLIN, {})
    assert read("fri", hours=nothing) == Reading(at("2026-11-27 17:00"), "Fri 27 Nov is not a working day.")
    assert read("4wh", hours=nothing) is None
    assert read("2bd", hours=nothing) is None
    assert read("next week", hours=nothing) == Reading(
        at("2026-12-06 17:00"), "Sun 6 Dec is not a working day."
    )


def test_a_night_closes_on_the_next_date() -> None:
    night = office_hours(("20:00", "02:00"))
    assert read("fri", hours=night) == Reading(at("2026-11-28 02:00"))
    assert read("sat 01:00", hours=night) == Reading(at("2026-11-28 01:00"))
    assert read("fri afternoon", hours=night) is None


def test_a_closing_in_the_morning_is_no_afternoon() -> None:
    short = WorkingTime(BERLIN, {"fri": [["09:00", "12:00"]]})
    assert read("fri afternoon", hours=short) is None
    assert read("fri morning", hours=short) == Reading(at("2026-11-27 12:00"))


def test_now_may_be_an_arrow_and_must_be_an_instant() -> None:
    assert read_when("noon", arrow.get(WEDNESDAY).to("Asia/Tokyo"), HOURS) == Reading(at("2026-11-25 12:00"))
    with pytest.raises(ValueError, match="no time zone"):
        read_when("noon", WEDNESDAY.replace(tzinfo=None), HOURS)

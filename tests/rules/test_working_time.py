from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import arrow
import pytest

from data.rules.working_time import WorkingTime, as_utc
from data.rules.working_time.years import years_of
from tests.build import BERLIN, NOW, at, office_hours

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FREELANCER = {
    **{day: [["09:00", "12:30"], ["13:30", "17:30"]] for day in ("mon", "tue", "wed", "thu")},
    "fri": [["09:00", "15:00"]],
}


def test_instants_may_be_arrows_and_come_back_in_utc() -> None:
    hours = office_hours()
    asked = arrow.get(NOW).to("Asia/Tokyo")
    assert hours.is_open(asked)
    assert hours.add(asked, 3600) == NOW + timedelta(hours=1)
    answer = hours.next_open(asked)
    assert answer is not None
    assert answer.tzinfo is UTC
    assert as_utc(asked) == NOW


@pytest.mark.parametrize("bad", [NOW.replace(tzinfo=None), NOW.date(), "2026-11-23T09:00Z", None])
def test_what_is_no_instant_is_refused_with_a_sentence(bad: Any) -> None:
    for ask in (office_hours().is_open, office_hours().next_open, office_hours().next_close, as_utc):
        with pytest.raises(ValueError, match=r"\.$"):
            ask(bad)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_length_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="no length"):
        office_hours().add(NOW, bad)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"zone": "Europe/Atlantis"}, "Europe/Atlantis"),
        ({"zone": "../../etc/passwd"}, "time zone"),
        ({"zone": "Europe"}, "time zone"),
        ({"zone": ""}, "time zone"),
        ({"zone": None}, "time zone"),
        ({"hours": {"someday": []}}, "someday"),
        ({"hours": {"monday": []}}, "mon, tue"),
        ({"hours": {1: []}}, "weekday"),
        ({"hours": {"mon": [["09:00", "25:00"]]}}, "25:00"),
        ({"hours": {"mon": [["09:00", "24:01"]]}}, "24:01"),
        ({"hours": {"mon": [["09:60", "17:00"]]}}, "09:60"),
        ({"hours": {"mon": [["9", "17"]]}}, "no time of day"),
        ({"hours": {"mon": [["٠٩:٠٠", "17:00"]]}}, "no time of day"),
        ({"hours": {"mon": [[9, 17]]}}, "no time of day"),
        ({"hours": {"mon": [["09:00"]]}}, "spans"),
        ({"hours": {"mon": ["09:00", "17:00"]}}, "spans"),
        ({"hours": {"mon": "09:00-17:00"}}, "spans"),
        ({"hours": {"mon": 9}}, "spans"),
        ({"days_off": ["24.12."]}, "24.12."),
        ({"days_off": [NOW]}, "no date"),
        ({"extra": {"2026-13-01": []}}, "2026-13-01"),
        ({"breaks": {"2026-12-01": [["12:00", "x"]]}}, "2026-12-01"),
    ],
)
def test_a_configuration_that_cannot_be_meant_is_refused_with_one_sentence(
    wrong: dict[str, Any], said: str
) -> None:
    given: dict[str, Any] = {"zone": BERLIN, "hours": FREELANCER, **wrong}
    with pytest.raises(ValueError, match=said) as caught:
        WorkingTime(**given)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_equal_configurations_are_equal_hash_alike_and_share_their_years() -> None:
    one = WorkingTime(BERLIN, FREELANCER, days_off=["2026-12-25", "2026-12-24"])
    shuffled = {day: list(reversed(spans)) for day, spans in reversed(FREELANCER.items())}
    same = WorkingTime(BERLIN, shuffled, days_off=[date(2026, 12, 24), date(2026, 12, 25)])
    other = WorkingTime(BERLIN, FREELANCER)
    assert one == same
    assert hash(one) == hash(same)
    assert one._years is same._years
    assert one != other
    assert one != "one"
    assert "Europe/Berlin" in repr(one)


def test_dates_may_be_dates_or_text() -> None:
    texts = WorkingTime(
        BERLIN,
        FREELANCER,
        ["2026-12-25"],
        {"2026-11-28": [["10:00", "14:00"]]},
        {"2026-11-23": [["10:00", "11:00"]]},
    )
    dates = WorkingTime(
        BERLIN,
        FREELANCER,
        {date(2026, 12, 25)},
        {date(2026, 11, 28): [("10:00", "14:00")]},
        {date(2026, 11, 23): [("10:00", "11:00")]},
    )
    assert texts == dates


def test_a_negative_length_goes_the_other_way() -> None:
    hours = office_hours()
    assert hours.add(NOW, -3600) == hours.subtract(NOW, 3600) == NOW - timedelta(hours=1)
    assert hours.subtract(NOW, -3600) == hours.add(NOW, 3600)


def test_a_day_knows_its_opening_and_closing() -> None:
    hours = WorkingTime(
        BERLIN,
        {**FREELANCER, "sat": [["20:00", "02:00"]]},
        days_off=["2026-11-24", "2026-11-25"],
        extra={"2026-11-25": [["10:00", "11:00"]], "2026-11-26": []},
        breaks={"2026-11-23": [["16:00", "18:00"]], "2026-11-27": [["08:00", "16:00"]]},
    )
    assert hours.day_opening(date(2026, 11, 23)) == at("2026-11-23 09:00")
    assert hours.day_closing(date(2026, 11, 23)) == at("2026-11-23 16:00")
    assert hours.day_closing(date(2026, 11, 24)) is None
    assert hours.day_opening(date(2026, 11, 24)) is None
    assert hours.day_closing(date(2026, 11, 25)) == at("2026-11-25 11:00")
    assert not hours.has_hours(date(2026, 11, 26))
    assert not hours.has_hours(date(2026, 11, 27))
    assert hours.usually_works_on(date(2026, 11, 26))
    assert not hours.usually_works_on(date(2026, 11, 29))
    assert hours.day_closing(date(2026, 11, 28)) == at("2026-11-29 02:00")
    assert hours.has_hours(date(2026, 11, 28))
    assert not hours.has_hours(date(2026, 11, 29))


def test_a_break_of_the_evening_before_cuts_the_morning() -> None:
    hours = WorkingTime(
        BERLIN, {day: [["00:00", "12:00"]] for day in WEEK}, breaks={"2026-11-22": [["23:00", "06:00"]]}
    )
    assert hours.day_opening(date(2026, 11, 23)) == at("2026-11-23 06:00")
    assert hours.next_open(at("2026-11-23 00:00")) == at("2026-11-23 06:00")


@pytest.mark.parametrize(
    ("hours", "closing", "minutes"),
    [
        (FREELANCER, time(17, 30), 450),
        ({"mon": [["09:00", "17:00"]], "tue": [["09:00", "18:00"]]}, time(18), 480),
        ({"mon": [["20:00", "02:00"]]}, time(2), 360),
        ({"mon": [["00:00", "24:00"]]}, time(0), 1440),
        ({"mon": [["09:00", "12:00"], ["11:00", "14:00"], ["15:00", "16:00"]]}, time(16), 360),
        ({}, time(17), 480),
    ],
)
def test_the_usual_day(hours: dict[str, list[list[str]]], closing: time, minutes: int) -> None:
    week = WorkingTime(BERLIN, hours)
    assert week.usual_closing() == closing
    assert week.usual_day_minutes == minutes


def test_a_closed_day_has_a_usual_closing_all_the_same() -> None:
    assert WorkingTime(BERLIN, FREELANCER).usual_day_closing(date(2026, 11, 28)) == at("2026-11-28 17:30")
    night = WorkingTime(BERLIN, {"mon": [["20:00", "02:00"]]})
    assert night.usual_day_closing(date(2026, 11, 28)) == at("2026-11-29 02:00")


def test_wall_clock_times_that_are_skipped_or_shown_twice() -> None:
    hours = office_hours()
    assert hours.at_wall_clock(date(2026, 3, 29), 150) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert hours.at_wall_clock(date(2026, 10, 25), 150) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert hours.at_wall_clock(date.max, 48 * 60) is None


def test_a_span_with_each_edge_in_the_skipped_hour_is_counted_by_itself() -> None:
    hours = WorkingTime(BERLIN, {"sun": [["02:00", "02:30"], ["02:30", "03:15"]]})
    assert hours.between(at("2026-03-29 00:00"), at("2026-03-29 12:00")) == 1800


def test_a_break_that_ends_before_it_begins_cuts_nothing() -> None:
    """Its start is skipped and moves past its end."""
    hours = WorkingTime(BERLIN, {"sun": [["00:00", "06:00"]]}, breaks={"2026-03-29": [["02:30", "03:15"]]})
    assert hours.between(at("2026-03-29 00:00"), at("2026-03-29 12:00")) == 5 * 3600
    assert len(hours.spans_on(date(2026, 3, 29))) == 1


def test_a_date_that_never_was_moves_to_the_next() -> None:
    """Samoa left out Friday 30 December 2011; its wall times are a day later by the skip."""
    hours = WorkingTime("Pacific/Apia", {"fri": [["09:00", "17:00"]]})
    assert hours.next_open(at("2011-12-29 20:00", "Pacific/Apia")) == at("2011-12-31 09:00", "Pacific/Apia")


def test_hours_over_new_year_are_one_span() -> None:
    hours = WorkingTime("UTC", {"thu": [["20:00", "04:00"]]})
    eve = datetime(2026, 12, 31, 22, tzinfo=UTC)
    assert hours.next_close(eve) == datetime(2027, 1, 1, 4, tzinfo=UTC)
    assert hours.add(eve, 4 * 3600) == datetime(2027, 1, 1, 2, tzinfo=UTC)
    assert hours.subtract(datetime(2027, 1, 1, 1, tzinfo=UTC), 3 * 3600) == eve
    assert hours.add(eve, 2 * 3600) == datetime(2027, 1, 1, tzinfo=UTC)
    assert hours.day_closing(date(2026, 12, 31)) == datetime(2027, 1, 1, 4, tzinfo=UTC)


def test_hours_that_end_with_the_year_close_there() -> None:
    hours = WorkingTime("UTC", {"thu": [["20:00", "24:00"]]})
    assert hours.next_close(datetime(2026, 12, 31, 22, tzinfo=UTC)) == datetime(2027, 1, 1, tzinfo=UTC)


def test_the_search_goes_on_for_more_than_ten_years() -> None:
    closed = [date(2026, 11, 24) + timedelta(days=day) for day in range(11 * 366)]
    hours = office_hours(days_off=closed)
    reopened = hours.next_open(at("2026-11-23 20:00"))
    assert reopened is not None
    assert reopened.date() > closed[-1]
    assert hours.add(at("2026-11-23 20:00"), 60) == reopened + timedelta(minutes=1)
    lone = WorkingTime(BERLIN, {}, extra={"2060-06-01": [["10:00", "12:00"]]})
    assert lone.next_open(NOW) == at("2060-06-01 10:00")
    assert lone.next_close(NOW) == at("2060-06-01 12:00")
    assert lone.add(NOW, 7200) == at("2060-06-01 12:00")
    assert lone.add(NOW, 7201) is None
    assert lone.subtract(at("2090-01-01 00:00"), 7200) == at("2060-06-01 10:00")
    assert lone.subtract(at("2090-01-01 00:00"), 7201) is None
    assert lone.next_open(at("2060-06-01 12:00")) is None


def test_hours_round_the_clock_never_close() -> None:
    always = WorkingTime(BERLIN, {day: [["00:00", "24:00"]] for day in WEEK})
    assert always.next_close(NOW) is None
    assert always.next_open(NOW) == NOW
    assert always.add(NOW, 1e9) == NOW + timedelta(seconds=1e9)
    assert always.subtract(NOW, 1e9) == NOW - timedelta(seconds=1e9)


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
@pytest.mark.parametrize("spans", [[["09:00", "17:00"]], [["22:00", "06:00"]], [["00:00", "24:00"]], []])
@pytest.mark.parametrize("offset", [-14, 0, 14])
def test_the_ends_of_time_never_crash(zone: str, spans: list[list[str]], offset: int) -> None:
    hours = WorkingTime(zone, dict.fromkeys(WEEK, spans))
    place = timezone(timedelta(hours=offset))
    for there in (datetime.min.replace(tzinfo=place), datetime.max.replace(tzinfo=place)):
        assert hours.is_open(there) in (True, False)
        for answer in (
            hours.next_open(there),
            hours.next_close(there),
            hours.add(there, 3600),
            hours.subtract(there, 3600),
            hours.add(there, 1e15),
            hours.subtract(there, 1e15),
        ):
            assert answer is None or answer.tzinfo is UTC
        assert hours.between(there, NOW) == -hours.between(NOW, there)
        assert isinstance(hours.has_hours(there.date()), bool)


def test_an_instant_that_utc_cannot_say_is_none_or_refused() -> None:
    before_time = datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))
    assert office_hours().add(before_time, 0) is None
    with pytest.raises(ValueError, match="years 1 to 9999"):
        as_utc(before_time)


@pytest.mark.parametrize("zone", [BERLIN, "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"])
@pytest.mark.parametrize("year", [3, 1704, 1799, 2101, 2199, 2200, 2400, 9998])
def test_a_far_year_is_answered_by_one_of_the_same_shape(zone: str, year: int) -> None:
    years = years_of(WorkingTime(zone, {"thu": [["20:00", "04:00"]], "fri": [["09:00", "15:00"]]})._config)
    assert years.table(year) == years._lay_out(year)

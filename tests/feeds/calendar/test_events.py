"""What one event becomes: its times, its words, and whether it takes working time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.feeds.calendar.build import a_calendar, an_event, at, reading, starts

_AT_NINE = ("DTSTART;TZID=Europe/Berlin:20261124T090000", "DTEND;TZID=Europe/Berlin:20261124T100000")


def test_an_ordinary_appointment(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        a_calendar(
            an_event(
                *_AT_NINE,
                "SUMMARY:Planning\\, with Dana",
                "LOCATION:Mill Lane 12\\nLeeds",
                "ORGANIZER;CN=Kim:mailto:Kim@Studio.example",
                'ATTENDEE;CN="Ruiz, Dana";PARTSTAT=ACCEPTED:MAILTO:dana@harbour.example',
                "ATTENDEE:mailto:dana@harbour.example",
            )
        ),
    )
    (one,) = found.appointments
    assert (one.title, one.location) == ("Planning, with Dana", "Mill Lane 12 Leeds")
    assert (one.starts_at, one.ends_at) == (at("2026-11-24 09:00"), at("2026-11-24 10:00"))
    assert one.attendees == ("kim@studio.example", "dana@harbour.example")
    assert (one.busy, one.all_day, one.source) == (True, False, "work")
    assert one.key == "work:one@studio.example:20261124T080000Z"
    assert (found.skipped, found.notes, found.events) == ((), (), 1)


@pytest.mark.parametrize(
    ("start", "end", "local"),
    [
        ("DTSTART:20261124T080000Z", "DTEND:20261124T090000Z", "2026-11-24 09:00"),
        ("DTSTART:20261124T090000", "DTEND:20261124T100000", "2026-11-24 09:00"),
        ("DTSTART;TZID=America/New_York:20261124T030000", "DTEND:20261124T090000Z", "2026-11-24 09:00"),
        ("DTSTART;TZID=W. Europe Standard Time:20261124T090000", "DURATION:PT1H", "2026-11-24 09:00"),
        ('DTSTART;TZID="Eastern Standard Time":20261124T030000', "DURATION:PT1H", "2026-11-24 09:00"),
        (
            "DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261124T090000",
            "DURATION:PT60M",
            "2026-11-24 09:00",
        ),
        ("DTSTART;TZID=GMT+0100:20261124T090000", "DURATION:PT1H", "2026-11-24 09:00"),
        ("DTSTART;TZID=UTC-5:20261124T030000", "DURATION:PT1H", "2026-11-24 09:00"),
        ("DTSTART;TZID=Europe/Berlin;VALUE=DATE-TIME:20261124T090000", "DURATION:PT1H", "2026-11-24 09:00"),
        ("DTSTART;VALUE=DATE-TIME;TZID=Europe/Berlin:20261124T090000", "DURATION:PT1H", "2026-11-24 09:00"),
        ("DTSTART;TZID=Europe/Berlin:20261124T080000Z", "DURATION:PT1H", "2026-11-24 09:00"),
        ("dtstart;tzid=Europe/Berlin:20261124T090000", "duration:PT1H", "2026-11-24 09:00"),
    ],
)
def test_one_hour_however_it_is_written(tmp_path: Path, start: str, end: str, local: str) -> None:
    found = reading(tmp_path, a_calendar(an_event(start, end)))
    assert starts(found) == [local]
    assert found.appointments[0].ends_at - found.appointments[0].starts_at == timedelta(hours=1)
    assert found.skipped == ()


def test_a_zone_nobody_knows_is_read_as_yours_and_said_once(tmp_path: Path) -> None:
    events = [an_event(f"DTSTART;TZID=Customized Time:202611{day}T090000", uid=str(day)) for day in (24, 25)]
    found = reading(tmp_path, a_calendar(*events))
    assert starts(found) == ["2026-11-24 09:00", "2026-11-25 09:00"]
    assert found.notes == ('No time zone is called "Customized Time"; its times were read as Europe/Berlin.',)


_OUTLOOK = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.mark.parametrize("name", ["Customized Time Zone", "(UTC+01:00) Amsterdam, Berlin, Bern, Rome"])
def test_a_zone_the_file_defines_itself(tmp_path: Path, name: str) -> None:
    event = an_event(f"DTSTART;TZID={name}:20261005T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=8")
    found = reading(
        tmp_path, a_calendar(_OUTLOOK.format(name=name), event), "2026-10-12", "2026-11-10", zone="UTC"
    )
    assert starts(found, "UTC") == [
        "2026-10-12 07:00",
        "2026-10-19 07:00",
        "2026-10-26 08:00",
        "2026-11-02 08:00",
        "2026-11-09 08:00",
    ]
    assert found.notes == ()


def test_a_definition_that_names_its_place(tmp_path: Path) -> None:
    zone = "BEGIN:VTIMEZONE\r\nTZID:mine\r\nX-LIC-LOCATION:America/New_York\r\nEND:VTIMEZONE\r\n"
    found = reading(tmp_path, a_calendar(zone, an_event("DTSTART;TZID=mine:20261124T030000")))
    assert starts(found) == ["2026-11-24 09:00"]


def test_a_definition_that_would_take_for_ever_is_not_used(tmp_path: Path) -> None:
    wild = _OUTLOOK.format(name="wild").replace("FREQ=YEARLY", "FREQ=SECONDLY")
    found = reading(tmp_path, a_calendar(wild, an_event("DTSTART;TZID=wild:20261124T090000")))
    assert starts(found) == ["2026-11-24 09:00"]
    assert "wild" in found.notes[0]


def test_the_calendars_own_zone_is_meant_by_times_without_one(tmp_path: Path) -> None:
    text = a_calendar(an_event("DTSTART:20261124T030000"), head="X-WR-TIMEZONE:America/New_York")
    assert starts(reading(tmp_path, text)) == ["2026-11-24 09:00"]


def test_the_calendars_own_zone_keeps_a_weekly_hour_through_the_change_of_clocks(tmp_path: Path) -> None:
    event = an_event("DTSTART:20261019T070000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2")
    text = a_calendar(event, head="X-WR-TIMEZONE:Europe/Berlin")
    assert starts(reading(tmp_path, text, "2026-10-01", "2026-11-01")) == [
        "2026-10-19 09:00",
        "2026-10-26 09:00",
    ]
    # 23:00 UTC on Monday is Tuesday in Berlin: the rule speaks of Mondays, so it stays in UTC.
    late = an_event("DTSTART:20261019T230000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2")
    text = a_calendar(late, head="X-WR-TIMEZONE:Europe/Berlin")
    assert starts(reading(tmp_path, text, "2026-10-01", "2026-11-01")) == [
        "2026-10-20 01:00",
        "2026-10-27 00:00",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("DTEND;VALUE=DATE:20261125",),
        ("DTEND;VALUE=DATE:20261124",),
        ("DTEND;VALUE=DATE:20261120",),
        ("DURATION:P1D",),
        ("DTEND:20261125T090000Z",),
    ],
)
def test_a_whole_day_is_local_midnight_to_midnight_and_takes_no_time(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    (one,) = reading(tmp_path, a_calendar(an_event("DTSTART;VALUE=DATE:20261124", *lines))).appointments
    assert (one.starts_at, one.ends_at) == (at("2026-11-24"), at("2026-11-25"))
    assert (one.all_day, one.busy) == (True, False)
    assert one.key.endswith(":20261124")


def test_whole_days_across_a_change_of_clocks(tmp_path: Path) -> None:
    event = an_event("DTSTART;VALUE=DATE:20261024", "DTEND;VALUE=DATE:20261027")
    (one,) = reading(tmp_path, a_calendar(event), "2026-10-25", "2026-10-26").appointments
    assert one.ends_at - one.starts_at == timedelta(hours=73)
    assert (one.starts_at, one.ends_at) == (at("2026-10-24"), at("2026-10-27"))


def test_a_day_without_value_date_is_a_whole_day_too(tmp_path: Path) -> None:
    (one,) = reading(tmp_path, a_calendar(an_event("DTSTART:20261124"))).appointments
    assert one.all_day


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
def test_a_whole_day_is_the_day_where_you_are(tmp_path: Path, zone: str) -> None:
    text = a_calendar(an_event("DTSTART;VALUE=DATE:20261124"))
    assert starts(reading(tmp_path, text, "2026-11-24", "2026-11-25", zone=zone), zone) == [
        "2026-11-24 00:00"
    ]
    assert reading(tmp_path, text, "2026-11-25", "2026-11-26", zone=zone).appointments == ()
    assert reading(tmp_path, text, "2026-11-23", "2026-11-24", zone=zone).appointments == ()


@pytest.mark.parametrize(
    "end", [(), ("DTEND:20261124T080000Z",), ("DTEND:20261124T070000Z",), ("DURATION:-PT1H",)]
)
def test_an_appointment_without_an_end_is_a_moment(tmp_path: Path, end: tuple[str, ...]) -> None:
    (one,) = reading(tmp_path, a_calendar(an_event("DTSTART:20261124T080000Z", *end))).appointments
    assert one.starts_at == one.ends_at == at("2026-11-24 09:00")


def test_a_length_in_hours_is_elapsed_time_and_an_end_is_on_the_clock(tmp_path: Path) -> None:
    start = "DTSTART;TZID=Europe/Berlin:20261025T010000"
    length = reading(tmp_path, a_calendar(an_event(start, "DURATION:PT4H")), "2026-10-25", "2026-10-26")
    end = reading(
        tmp_path,
        a_calendar(an_event(start, "DTEND;TZID=Europe/Berlin:20261025T050000")),
        "2026-10-25",
        "2026-10-26",
    )
    day = reading(tmp_path, a_calendar(an_event(start, "DURATION:P1D")), "2026-10-25", "2026-10-26")
    assert length.appointments[0].ends_at == at("2026-10-25 04:00")
    assert end.appointments[0].ends_at == at("2026-10-25 05:00")
    assert day.appointments[0].ends_at == at("2026-10-26 01:00")


def test_an_hour_that_the_clocks_skip_is_later_by_the_skip(tmp_path: Path) -> None:
    event = an_event("DTSTART;TZID=Europe/Berlin:20260329T023000", "DURATION:PT30M")
    (one,) = reading(tmp_path, a_calendar(event), "2026-03-29", "2026-03-30").appointments
    assert one.starts_at == at("2026-03-29 03:30")


@pytest.mark.parametrize(
    ("line", "busy"),
    [
        ("TRANSP:OPAQUE", True),
        ("TRANSP:TRANSPARENT", False),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", False),
        ("X-MICROSOFT-CDO-BUSYSTATUS:BUSY", True),
        ("STATUS:TENTATIVE", True),
    ],
)
def test_what_takes_working_time(tmp_path: Path, line: str, busy: bool) -> None:
    assert reading(tmp_path, a_calendar(an_event(*_AT_NINE, line))).appointments[0].busy is busy


def test_what_is_cancelled_or_declined_is_not_shown(tmp_path: Path) -> None:
    declined = an_event(*_AT_NINE, "ATTENDEE;PARTSTAT=DECLINED:mailto:Kim@studio.example", uid="declined")
    text = a_calendar(an_event(*_AT_NINE, "STATUS:CANCELLED"), declined)
    assert reading(tmp_path, text, me=("kim@Studio.example",)).appointments == ()
    assert len(reading(tmp_path, text, me=("other@studio.example",)).appointments) == 1


def test_words_of_others_lose_what_could_harm_a_screen(tmp_path: Path) -> None:
    event = an_event(
        *_AT_NINE, "SUMMARY;LANGUAGE=de:\x1b[31m[/] [red]\x07 a\\nb\t\u202ec \u5de5", "LOCATION:" + "x" * 5000
    )
    (one,) = reading(tmp_path, a_calendar(event)).appointments
    assert one.title == "[31m[/] [red] a b c \u5de5"
    assert len(one.location) == 200


def test_a_folded_title_and_a_quoted_parameter(tmp_path: Path) -> None:
    event = an_event(
        *_AT_NINE, 'SUMMARY;ALTREP="http://x.example:80/;a":Long', "  title\\; whole", "DESCRIPTION:x\\n" * 9
    )
    assert reading(tmp_path, a_calendar(event)).appointments[0].title == "Long title; whole"


def test_alarms_and_descriptions_are_not_even_parsed(tmp_path: Path) -> None:
    alarm = "BEGIN:VALARM\r\nTRIGGER:nonsense\r\nSUMMARY:alarm\r\nDTSTART:x\r\nEND:VALARM"
    found = reading(
        tmp_path, a_calendar(an_event(*_AT_NINE, alarm, "SUMMARY:Planning", "GEO:nowhere", "junk"))
    )
    assert [each.title for each in found.appointments] == ["Planning"]
    assert found.skipped == ()


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_any_line_ends_and_a_byte_order_mark(tmp_path: Path, line_end: str) -> None:
    text = a_calendar(an_event(*_AT_NINE)).replace("\r\n", line_end)
    assert len(reading(tmp_path, b"\xef\xbb\xbf" + text.encode()).appointments) == 1


def test_text_that_is_no_utf8_is_read_with_marks(tmp_path: Path) -> None:
    text = a_calendar(an_event(*_AT_NINE, "SUMMARY:Caf\xe9")).encode("latin-1")
    assert reading(tmp_path, text).appointments[0].title == "Caf\ufffd"


def test_only_what_touches_the_window(tmp_path: Path) -> None:
    times = {
        "before": "20261123T070000Z",
        "into": "20261123T073000Z",
        "last": "20261123T215900Z",
        "after": "20261123T230000Z",
    }
    events = [
        an_event(f"DTSTART:{time}", "DURATION:PT1H", f"SUMMARY:{name}", uid=name)
        for name, time in times.items()
    ]
    found = reading(tmp_path, a_calendar(*events), "2026-11-23 09:00", "2026-11-24 00:00")
    assert [each.title for each in found.appointments] == ["into", "last"]


def test_an_event_without_a_uid_keeps_its_key(tmp_path: Path) -> None:
    text = a_calendar(an_event(*_AT_NINE, "SUMMARY:x", uid=""), an_event(*_AT_NINE, "SUMMARY:y", uid=""))
    first, second = (reading(tmp_path, text).appointments for _ in range(2))
    assert first == second
    assert len({each.key for each in first}) == 2

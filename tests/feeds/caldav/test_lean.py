"""What is kept of an event says the same to the calendar feed as the event did."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.feeds.caldav.lean import lean
from tests.feeds.calendar.build import a_calendar, an_event, reading

TIMES = ("DTSTART;TZID=Own:20261125T090000", "DTEND;TZID=Own:20261125T100000")
ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "TZOFFSETFROM:+0300\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
CALENDARS = {
    "plain": a_calendar(an_event("DTSTART:20261125T090000Z", "DTEND:20261125T100000Z", "SUMMARY:A, b\\; c")),
    "own zone": a_calendar(ZONE, an_event(*TIMES, "SUMMARY:Far")),
    "named zone": a_calendar(
        an_event("DTSTART:20261125T090000", "SUMMARY:Here"), head="X-WR-TIMEZONE:Asia/Tokyo"
    ),
    "series": a_calendar(
        an_event("DTSTART:20261123T090000Z", "RRULE:FREQ=DAILY;COUNT=5", "EXDATE:20261124T090000Z"),
        an_event("DTSTART:20261125T120000Z", "RECURRENCE-ID:20261125T090000Z", "SUMMARY:Later"),
    ),
    "folded": a_calendar(an_event("DTSTART:20261125T090000Z", "SUMMARY:a long\r\n  title", "LOCATION:x\\ny")),
    "alarm": a_calendar(
        an_event(
            *("DTSTART:20261125T090000Z", "BEGIN:VALARM", "TRIGGER:-PT5M", "SUMMARY:Not this", "END:VALARM"),
            *("SUMMARY:This", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@harbour.example"),
        )
    ),
    "cut off": a_calendar(an_event("DTSTART:20261125T090000Z", "SUMMARY:Half")).partition("END:VEVENT")[0],
    "thousand years": a_calendar(an_event("DTSTART:10260101T090000Z", "RRULE:FREQ=SECONDLY", "SUMMARY:Old")),
}


@pytest.mark.parametrize("text", CALENDARS.values(), ids=CALENDARS)
def test_it_reads_the_same(tmp_path: Path, text: str) -> None:
    whole, kept = reading(tmp_path, text), reading(tmp_path, lean(text))
    assert kept.appointments == whole.appointments
    assert kept.skipped == whole.skipped
    assert kept.events == whole.events > 0


def test_what_nobody_reads_is_let_go() -> None:
    kept = lean(
        a_calendar(an_event("DTSTART:20261125T090000Z", "DESCRIPTION:private", "ATTACH:data", "X-A:b"))
    )
    assert "private" not in kept
    assert "ATTACH" not in kept
    assert "X-A" not in kept


@pytest.mark.parametrize("text", ["", "a note", "BEGIN:VCARD\nEND:VCARD\n", "\0" * 50])
def test_what_is_no_calendar_is_nothing(text: str) -> None:
    assert lean(text) == ""

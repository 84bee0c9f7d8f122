"""Files and folders of calendars: what is found, what is skipped, what is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import data.feeds.calendar.files as files
from data.errors import FeedError
from data.feeds.calendar import CalendarReading, fingerprint, read_calendar
from tests.feeds.calendar.build import ZONE, a_calendar, an_event, at, reading, starts

_GOOD = an_event("DTSTART:20261124T080000Z", "DURATION:PT1H", "SUMMARY:Good", uid="good")


def folder_reading(path: Path) -> CalendarReading:
    return read_calendar("home", path, "vdir", at("2026-11-23"), at("2026-12-07"), ZONE)


def test_a_folder_with_collections(tmp_path: Path) -> None:
    for name, day in (("a.ics", 24), ("work/b.ics", 25), ("work/deep/c.ICS", 26)):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(a_calendar(an_event(f"DTSTART:202611{day}T080000Z", uid=name)), encoding="utf-8")
    (tmp_path / "work" / "displayname").write_text("Work", encoding="utf-8")
    (tmp_path / ".hidden.ics").write_text("nonsense", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    found = folder_reading(tmp_path)
    assert starts(found) == ["2026-11-24 09:00", "2026-11-25 09:00", "2026-11-26 09:00"]
    assert (found.events, found.skipped) == (3, ())


def test_the_same_event_in_two_collections_is_one_appointment(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.ics").write_text(a_calendar(_GOOD), encoding="utf-8")
    assert len(folder_reading(tmp_path).appointments) == 1


def test_broken_files_of_a_folder_are_skipped_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "good.ics").write_text(a_calendar(_GOOD), encoding="utf-8")
    (tmp_path / "empty.ics").write_bytes(b"")
    (tmp_path / "picture.ics").write_bytes(bytes(range(256)))
    (tmp_path / "folder.ics").mkdir()
    (tmp_path / "gone.ics").symlink_to(tmp_path / "nowhere")
    found = folder_reading(tmp_path)
    assert starts(found) == ["2026-11-24 09:00"]
    assert [(each.file, each.reason) for each in found.skipped] == [
        ("empty.ics", "it is no calendar file"),
        ("folder.ics", "is a directory"),
        ("picture.ics", "it is no calendar file"),
    ]


def test_broken_events_are_skipped_with_a_reason_and_the_rest_is_read(tmp_path: Path) -> None:
    broken = {
        "no start": an_event("SUMMARY:x", uid="no start"),
        "odd start": an_event("DTSTART:20261399T080000", uid="odd start"),
        "iso start": an_event("DTSTART:2026-11-24T08:00:00Z", uid="iso start"),
        "time only": an_event("DTSTART:080000", uid="time only"),
        "two starts": an_event("DTSTART:20261124T080000Z", "DTSTART:20261124T080000Z", uid="two starts"),
        "odd end": an_event("DTSTART:20261124T080000Z", "DTEND:later", uid="odd end"),
        "odd length": an_event("DTSTART:20261124T080000Z", "DURATION:long", uid="odd length"),
        "odd exception": an_event("DTSTART:20261124T080000Z", "EXDATE:x", uid="odd exception"),
        "exrule": an_event("DTSTART:20261124T080000Z", "EXRULE:FREQ=DAILY", uid="exrule"),
        "opened twice": "BEGIN:VEVENT\r\nUID:opened twice\r\nDTSTART:20261124T080000Z\r\n",
    }
    found = reading(tmp_path, a_calendar(*broken.values(), _GOOD))
    assert [each.title for each in found.appointments] == ["Good"]
    reasons = {each.uid: each.reason for each in found.skipped}
    assert reasons.keys() == broken.keys()
    assert reasons["odd start"] == "its start is not understood: 20261399T080000"
    assert reasons["opened twice"] == "the file ends or goes on in the middle of it"


def test_a_file_that_is_cut_off_keeps_what_is_whole(tmp_path: Path) -> None:
    text = a_calendar(_GOOD, an_event("DTSTART:20261125T080000Z", uid="cut"))
    found = reading(tmp_path, text[: text.rindex("END:VEVENT")])
    assert starts(found) == ["2026-11-24 09:00"]
    assert [each.uid for each in found.skipped] == ["cut"]


def test_years_at_the_edge_of_time_are_skipped_not_fatal(tmp_path: Path) -> None:
    events = [
        an_event("DTSTART:00010101T000000", "RRULE:FREQ=YEARLY", uid="first"),
        an_event("DTSTART;TZID=America/New_York:99991231T235959", "RRULE:FREQ=DAILY", uid="last"),
        an_event("DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:99991231", uid="long"),
        an_event("DTSTART:20261124T080000Z", "DURATION:P999999999D", uid="longer"),
    ]
    found = reading(tmp_path, a_calendar(*events, _GOOD))
    assert "Good" in [each.title for each in found.appointments]


@pytest.mark.parametrize(
    ("kind", "made", "said"),
    [
        ("ics", None, "is not there"),
        ("vdir", None, "is not there"),
        ("ics", "folder", 'is a folder; its kind in the settings is "vdir"'),
        ("vdir", "file", 'is a file; its kind in the settings is "ics"'),
        ("ics", "file", "is no calendar file"),
    ],
)
def test_what_is_said_when_there_is_nothing_to_read(
    tmp_path: Path, kind: str, made: str | None, said: str
) -> None:
    path = tmp_path / "calendar"
    if made == "folder":
        path.mkdir()
    elif made == "file":
        path.write_text("hello", encoding="utf-8")
    with pytest.raises(FeedError, match=f'^The calendar "work" was not read: .*{said}'):
        read_calendar("work", path, kind, at("2026-11-23"), at("2026-11-24"), ZONE)


def test_a_huge_file_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 1000)
    with pytest.raises(FeedError, match="the file is bigger than 0 MB"):
        reading(tmp_path, a_calendar(*[_GOOD] * 20))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.touch(mode=0o000)
    with pytest.raises(FeedError, match="permission denied"):
        read_calendar("work", path, "ics", at("2026-11-23"), at("2026-11-24"), ZONE)


def test_too_many_files_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 1)
    for name in ("a.ics", "b.ics"):
        (tmp_path / name).write_text(a_calendar(_GOOD), encoding="utf-8")
    with pytest.raises(FeedError, match="holds more than 1 events"):
        folder_reading(tmp_path)


def test_an_empty_calendar_is_fine(tmp_path: Path) -> None:
    assert reading(tmp_path, a_calendar()).appointments == ()
    (tmp_path / "folder").mkdir()
    assert folder_reading(tmp_path / "folder").appointments == ()


def test_two_events_that_share_a_uid_are_both_there(tmp_path: Path) -> None:
    events = [an_event(f"DTSTART:202611{day}T080000Z") for day in (24, 25)]
    assert len(reading(tmp_path, a_calendar(*events)).appointments) == 2


def test_the_newest_version_of_an_event_counts(tmp_path: Path) -> None:
    old = an_event("DTSTART:20261124T080000Z", "SEQUENCE:1", "SUMMARY:old")
    new = an_event("DTSTART:20261125T080000Z", "SEQUENCE:2", "SUMMARY:new")
    for order in ((old, new), (new, old)):
        assert [each.title for each in reading(tmp_path, a_calendar(*order)).appointments] == ["new"]


def fingerprint_of(path: Path, kind: str = "vdir", end: str = "2026-12-07", zone: str = ZONE) -> str:
    return fingerprint(path, kind, at("2026-11-23"), at(end), zone)


def test_the_fingerprint_moves_when_a_file_does(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_text(a_calendar(_GOOD), encoding="utf-8")
    first = fingerprint_of(tmp_path)
    assert first == fingerprint_of(tmp_path) == folder_reading(tmp_path).fingerprint
    (tmp_path / "b.ics").write_text(a_calendar(_GOOD), encoding="utf-8")
    second = fingerprint_of(tmp_path)
    (tmp_path / "b.ics").unlink()
    os.utime(tmp_path / "a.ics", ns=(1, 1))
    assert len({first, second, fingerprint_of(tmp_path)}) == 3


def test_the_fingerprint_moves_with_what_is_asked_for(tmp_path: Path) -> None:
    asked = [
        fingerprint_of(tmp_path),
        fingerprint_of(tmp_path, end="2026-12-08"),
        fingerprint_of(tmp_path, zone="UTC"),
    ]
    assert len(set(asked)) == 3


def test_the_fingerprint_of_a_file(tmp_path: Path) -> None:
    found = reading(tmp_path, a_calendar(_GOOD))
    assert found.fingerprint == fingerprint_of(tmp_path / "work.ics", "ics") != ""
    assert fingerprint_of(tmp_path / "none.ics", "ics") == ""


def test_old_events_are_counted_but_not_parsed(tmp_path: Path) -> None:
    """A broken rule in an event that is long over does not matter to anybody."""
    over = an_event("DTSTART:20100101T080000Z", "DTEND:20100101T090000Z", "GEO:x", uid="over")
    ended = an_event(
        "DTSTART:20100101T080000Z", "RRULE:FREQ=DAILY;UNTIL=20110101T000000Z;BYDAY=XX", uid="ended"
    )
    found = reading(tmp_path, a_calendar(over, ended, _GOOD))
    assert (found.events, found.skipped, len(found.appointments)) == (3, (), 1)


_PIECES = st.sampled_from(
    """\
BEGIN:VCALENDAR
END:VCALENDAR
BEGIN:VEVENT
END:VEVENT
BEGIN:VALARM
END:VALARM
BEGIN:VTIMEZONE
END:VTIMEZONE
TZID:x
UID:1
UID:2
DTSTART:20261124T080000Z
DTSTART;TZID=x:20261124T080000
DTSTART;VALUE=DATE:20261124
DTEND:20261124T090000Z
DTEND;VALUE=DATE:20261126
DURATION:PT1H
RRULE:FREQ=DAILY;COUNT=3
RRULE:FREQ=WEEKLY;UNTIL=20261201
EXDATE:20261125T080000Z
EXDATE;VALUE=DATE:20261125
RDATE:20261127T080000Z
RECURRENCE-ID:20261125T080000Z
RECURRENCE-ID;RANGE=THISANDFUTURE:20261125
SEQUENCE:3
STATUS:CANCELLED
SUMMARY:x
 folded
X-WR-TIMEZONE:x""".splitlines()
)


@given(st.lists(_PIECES | st.text(max_size=40), max_size=30))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_mixture_of_lines_crashes_the_reading(tmp_path: Path, lines: list[str]) -> None:
    text = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines])
    found = reading(tmp_path, text.encode(errors="replace"))
    for each in found.appointments:
        assert each.starts_at <= each.ends_at
        assert each.starts_at.utcoffset() == each.ends_at.utcoffset()
    keys = [each.key for each in found.appointments]
    assert len(keys) == len(set(keys))


@given(st.binary(max_size=300))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_crash_the_reading(tmp_path: Path, content: bytes) -> None:
    found = reading(
        tmp_path, b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261124\nSUMMARY:" + content + b"\nEND:VEVENT\n"
    )
    assert all(each.starts_at <= each.ends_at for each in found.appointments)

"""Toggl's detailed reports: both generations, either order of dates, hours that clocks double or skip."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.errors import FeedError
from data.feeds.time_log.reading import decoded
from data.feeds.time_log.toggl import read_csv, read_toggl
from data.model.time_log import LoggedTime, TimeLabel
from tests.build import BERLIN
from tests.feeds.time_log.exports import TOGGL, TOGGL_NEW

HEAD = "Project,Start date,Start time,End date,End time,Duration\n"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def one(line: str, **options: bool) -> LoggedTime:
    reading = read_csv(HEAD + line, "x.csv", BERLIN, **options)
    assert not reading.skipped
    (entry,) = reading.entries
    return entry


def test_the_columns_of_a_detailed_report() -> None:
    reading = read_csv(TOGGL, "x.csv", BERLIN)
    assert [entry.label for entry in reading.entries] == [
        TimeLabel("Birch & Sons", "Logo", ("design",)),
        TimeLabel("Birch & Sons", "Logo", ("call", "design")),
        TimeLabel(words="Bookkeeping"),
        TimeLabel("Cove"),
    ]
    assert [entry.description for entry in reading.entries] == [
        "First sketches",
        "Colours, and a call",
        "Bookkeeping",
        "Hosting · Moved the site",
    ]
    late = reading.entries[2]
    assert (late.started_at, late.ended_at) == (utc(2026, 11, 4, 21, 30), utc(2026, 11, 4, 23, 15))


def test_the_newer_headers_with_a_byte_order_mark() -> None:
    reading = read_csv(decoded(TOGGL_NEW.encode()), "x.csv", BERLIN)
    old = read_csv(TOGGL, "x.csv", BERLIN)
    assert reading.entries[0] == old.entries[0]
    assert reading.entries[1].ended_at == old.entries[2].ended_at
    assert reading.entries[1].label == TimeLabel(words="Bookkeeping")


@pytest.mark.parametrize("wide", ["utf-16", "utf-8-sig", "utf-8"])
def test_encodings_and_semicolons(wide: str) -> None:
    text = (
        TOGGL.replace('"Colours, and a call"', "Colours").replace('"call, design"', "call").replace(",", ";")
    )
    assert len(read_csv(decoded(text.encode(wide)), "x.csv", BERLIN).entries) == 4


@pytest.mark.parametrize(
    ("written", "day_first", "day"),
    [
        ("2026-11-03", True, 3),
        ("03.11.2026", False, 3),
        ("03/11/2026", True, 3),
        ("11/03/2026", False, 3),
        ("11-03-2026", False, 3),
        ("11/23/2026", True, 23),
        ("23/11/2026", False, 23),
    ],
)
def test_dates_of_either_order(written: str, day_first: bool, day: int) -> None:
    entry = one(f"Logo,{written},09:00,{written},10:00,1:00:00\n", day_first=day_first)
    assert entry.started_at == utc(2026, 11, day, 8)


def test_one_date_above_twelve_decides_for_the_whole_file() -> None:
    text = HEAD + "A,11/03/2026,9:00 AM,11/03/2026,1:30 PM,\nB,11/23/2026,09:00,11/23/2026,10:00,\n"
    reading = read_csv(text, "x.csv", BERLIN, day_first=True)
    assert [entry.started_at for entry in reading.entries] == [utc(2026, 11, 3, 8), utc(2026, 11, 23, 8)]
    assert reading.entries[0].ended_at == utc(2026, 11, 3, 12, 30)


@pytest.mark.parametrize(
    ("line", "began", "hours"),
    [
        ("A,2026-10-25,02:15,2026-10-25,02:45,0:30:00\n", utc(2026, 10, 25, 0, 15), 0.5),
        ("A,2026-10-25,02:15,2026-10-25,02:45,1:30:00\n", utc(2026, 10, 25, 0, 15), 1.5),
        ("A,2026-10-25,02:45,2026-10-25,02:15,0:30:00\n", utc(2026, 10, 25, 0, 45), 0.5),
        ("A,2026-10-25,02:30,2026-10-25,04:00,1:30:00\n", utc(2026, 10, 25, 1, 30), 1.5),
        ("A,2026-10-25,01:30,2026-10-25,03:30,3:00:00\n", utc(2026, 10, 24, 23, 30), 3),
    ],
)
def test_the_duration_says_which_of_the_doubled_hours_is_meant(
    line: str, began: datetime, hours: float
) -> None:
    entry = one(line)
    assert entry.ended_at is not None
    assert (entry.started_at, entry.ended_at - entry.started_at) == (began, timedelta(hours=hours))


def test_without_a_duration_it_is_the_first_and_that_is_said() -> None:
    reading = read_csv(HEAD + "A,2026-10-25,02:30,2026-10-25,04:00,\n", "x.csv", BERLIN)
    assert reading.entries[0].started_at == utc(2026, 10, 25, 0, 30)
    assert reading.notes == ("x.csv: 1 in the hour that the clocks double, read as the first of the two.",)


def test_a_time_the_clocks_skip_is_read_later_and_said() -> None:
    reading = read_csv(HEAD + "A,2026-03-29,02:30,2026-03-29,04:00,\n", "x.csv", BERLIN)
    assert reading.entries[0].started_at == utc(2026, 3, 29, 1, 30)
    assert "clocks skip" in reading.notes[0]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("A,soon,09:00,,10:00,\n", "start date"),
        ("A,2026-02-30,09:00,,10:00,\n", "start date"),
        ("A,2026-11-03,25:00,,10:00,\n", "start time"),
        ("A,2026-11-03,13:00 PM,,10:00,\n", "start time"),
        ("A,2026-11-03,09:00,,,\n", "neither an end nor a duration"),
        ("A,0001-01-01,09:00,,10:00,\n", "year"),
    ],
)
def test_a_bad_line_is_skipped_with_its_place_and_reason(line: str, reason: str) -> None:
    reading = read_csv(HEAD + line + "B,2026-11-03,09:00,2026-11-03,10:00,\n", "x.csv", BERLIN)
    (skipped,) = reading.skipped
    assert skipped.place == "x.csv, line 2"
    assert reason in skipped.reason
    assert len(reading.entries) == 1


def test_what_is_no_report_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="no detailed report of Toggl"):
        read_csv("Project,Hours\nLogo,3\n", "x.csv", BERLIN)
    (tmp_path / "a.csv").write_text("nothing")
    reading = read_toggl(tmp_path, BERLIN)
    assert "no detailed report" in reading.skipped[0].reason


def test_of_two_exports_of_one_time_the_newer_is_right(tmp_path: Path) -> None:
    lines = [
        f"{name},2026-11-0{day},09:00,2026-11-0{day},10:00,\n" for name, day in (("A", 2), ("B", 3), ("C", 4))
    ]
    old, new = tmp_path / "z.csv", tmp_path / "a.csv"
    old.write_text(HEAD + "".join(lines))
    new.write_text(HEAD + lines[0] + lines[2])
    os.utime(old, (1, 1))
    os.utime(new, (2, 2))
    reading = read_toggl(tmp_path, BERLIN)
    assert sorted(entry.label.project for entry in reading.entries) == ["A", "C"]
    assert reading.reaches(utc(2026, 11, 3, 8))
    assert not reading.reaches(utc(2026, 11, 5))
    os.utime(new, (0, 0))
    assert len(read_toggl(tmp_path, BERLIN).entries) == 3


def test_the_name_of_an_export_says_what_it_is_about(tmp_path: Path) -> None:
    file = tmp_path / "Toggl_time_entries_2026-11-01_to_2026-11-30.csv"
    file.write_text(HEAD + "A,2026-11-02,09:00,2026-11-02,10:00,\n")
    reading = read_toggl(file, BERLIN)
    assert reading.reaches(utc(2026, 10, 31, 23))
    assert reading.reaches(utc(2026, 11, 30, 22, 59))
    assert not reading.reaches(utc(2026, 11, 30, 23))


@given(st.binary(), st.text())
def test_no_bytes_break_the_reading(content: bytes, text: str) -> None:
    for each in (decoded(content), text):
        with pytest.raises(FeedError):
            read_csv(each, "x.csv", BERLIN)
        reading = read_csv(HEAD + each, "x.csv", BERLIN)
        assert len(reading.entries) + len(reading.skipped) <= each.count("\n") + each.count("\r") + 2


cells = st.sampled_from(
    [
        "2026-11-03",
        "1/2/2026",
        "29.2.2024",
        "9999-12-31",
        "09:00",
        "24:00",
        "12:00 am",
        "-1",
        "1e9",
        "nan",
        "",
        "0:00",
    ]
)


@given(st.lists(st.tuples(cells, cells, cells, cells, cells), max_size=4))
@example([("9999-12-31", "09:00", "09:00", "0:00", "2026-11-03")])
def test_no_cells_break_the_reading(lines: list[tuple[str, ...]]) -> None:
    reading = read_csv(HEAD + "".join(f"A,{','.join(line)}\n" for line in lines), "x.csv", BERLIN)
    assert len(reading.entries) + len(reading.skipped) == len(lines)

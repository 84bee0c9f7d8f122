"""Timewarrior's files and its export: the same intervals, whatever is in their tags."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import FeedError
from data.feeds.time_log.reading import fingerprint
from data.feeds.time_log.timewarrior import read_export, read_lines, read_timewarrior
from data.model.time_log import TimeLabel
from tests.feeds.time_log.exports import EXPORT, NOVEMBER, a_timewarrior


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def test_a_line_gives_times_tags_and_note() -> None:
    (first, *_), wrong = read_lines(NOVEMBER, "2026-11.data")
    assert wrong == []
    assert (first.started_at, first.ended_at) == (utc(2026, 11, 2, 8), utc(2026, 11, 2, 10, 15))
    assert first.label == TimeLabel(tags=("birch", "logo"))
    assert first.description == "first sketches"


def test_an_interval_without_tags_is_called_by_its_note_and_the_last_one_runs() -> None:
    entries, _ = read_lines(NOVEMBER, "2026-11.data")
    assert entries[2].label == TimeLabel(words="tidied the desk")
    assert [entry.ended_at is None for entry in entries] == [False] * 5 + [True]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (r'inc 20261120T090000Z - 20261120T103000Z # "we\"ird" it\'s', (r"it\'s", 'we"ird')),
        ("inc 20261120T090000Z - 20261120T103000Z # #hash a,b a:b", ("#hash", "a,b", "a:b")),
        ("inc 20261120T090000Z - 20261120T103000Z # ümläut 日本", ("ümläut", "日本")),
        ("inc 20261120T090000Z - 20261120T103000Z", ()),
        ("inc 20261120T090000Z - 20261120T103000Z #", ()),
        ("inc 20261120T090000Z - 20261120T103000Z # two two", ("two",)),
    ],
)
def test_tags_as_they_are_quoted(text: str, tags: tuple[str, ...]) -> None:
    ((entry,), wrong) = read_lines(text, "2026-11.data")
    assert (entry.label.tags, wrong) == (tags, [])


def test_files_and_export_bring_the_same(tmp_path: Path) -> None:
    files = read_timewarrior(a_timewarrior(tmp_path))
    assert files.entries == read_export(EXPORT).entries
    saved = tmp_path / "export.json"
    saved.write_text(EXPORT)
    assert read_timewarrior(saved).entries == files.entries
    assert files.reaches(utc(2030, 1, 1))
    assert not read_timewarrior(saved).reaches(utc(2030, 1, 1))
    assert read_timewarrior(saved).reaches(utc(2026, 11, 10))


def test_a_line_that_is_none_is_skipped_with_its_place(tmp_path: Path) -> None:
    reading = read_timewarrior(
        a_timewarrior(tmp_path, m2026_11="inc 20261102T080000Z - 2026\n\nnonsense\n" + NOVEMBER)
    )
    assert [(each.place, each.reason) for each in reading.skipped] == [
        ("2026-11.data, line 1", "it is no interval"),
        ("2026-11.data, line 3", "it is no interval"),
    ]
    assert len(reading.entries) == 6


def test_nothing_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="is not there"):
        read_timewarrior(tmp_path / "nowhere")
    with pytest.raises(FeedError, match="no list of intervals"):
        read_export("{}")


def test_the_fingerprint_moves_with_a_file_and_not_with_others(tmp_path: Path) -> None:
    folder = a_timewarrior(tmp_path)
    later = (folder / "data" / "2026-11.data").stat().st_mtime_ns + 10_000_000_000
    before = fingerprint(folder, "timewarrior", later)
    (folder / "data" / "undo.data").write_text("more")
    assert before == fingerprint(folder, "timewarrior", later) != ""
    with (folder / "data" / "2026-11.data").open("a") as file:
        file.write("inc 20261124T083000Z\n")
    assert fingerprint(folder, "timewarrior", later + 10**12) != before
    assert fingerprint(folder, "timewarrior", later - 10_000_000_000) == ""


def test_a_missing_program_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FeedError, match=r"no program called timew.*leave out"):
        read_timewarrior(a_timewarrior(tmp_path), run=True)


def test_a_program_that_fails_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "timew"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'the database is locked' >&2\nexit 3\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    with pytest.raises(FeedError, match="timew said: the database is locked"):
        read_timewarrior(a_timewarrior(tmp_path), run=True)


@given(st.text(), st.binary())
def test_no_bytes_break_the_reading(text: str, content: bytes) -> None:
    for each in (text, content.decode("utf-8", "replace"), f"inc 20261102T080000Z # {text}"):
        entries, skipped = read_lines(each, "x")
        assert len(entries) + len(skipped) <= each.count("\n") + 1
        with suppress(FeedError):
            assert read_export(each).entries == ()


@given(st.recursive(st.none() | st.booleans() | st.text() | st.integers(), st.lists, max_leaves=8))
def test_no_json_breaks_the_reading(value: object) -> None:
    text = json.dumps([{"start": value, "end": value, "tags": value, "annotation": value}, value])
    assert len(read_export(text).entries) + len(read_export(text).skipped) == 2


# The real program


def test_the_real_program_gives_what_its_files_say(tmp_path: Path) -> None:
    if shutil.which("timew") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("timew is not installed, and this test must run here: apt-get install timewarrior")
        pytest.skip("timew is not installed: apt-get install timewarrior")
    a_timewarrior(tmp_path)
    (tmp_path / "data" / "tags.data").unlink()
    (tmp_path / "data" / "undo.data").unlink()
    (tmp_path / "timewarrior.cfg").write_text("")
    spans = [
        ("2026-10-25T02:15:00Z", "2026-10-25T02:45:00Z"),
        ("2026-11-20T09:00:00Z", "2026-11-20T10:30:00Z"),
    ]
    tags = [
        ["12", "a,b", "x-y"],
        ["acme", "logo sketches", 'we"ird', "back\\slash", "ümläut", "#hash", "it's"],
    ]
    for (start, end), named in zip(spans, tags, strict=True):
        _timew(tmp_path, "track", start, "-", end, *named)
    _timew(tmp_path, "annotate", "@2", 'an "annotated" # thing')
    asked, files = read_timewarrior(tmp_path, run=True), read_timewarrior(tmp_path)
    assert sorted(asked.entries, key=lambda each: each.key) == sorted(
        files.entries, key=lambda each: each.key
    )
    assert len(files.entries) == 8
    assert {"logo sketches", 'we"ird', "#hash"} <= set(files.entries[-2].label.tags)


def _timew(home: Path, *words: str) -> None:
    environ = {**os.environ, "TIMEWARRIORDB": str(home), "TZ": "UTC"}
    subprocess.run(["timew", *words], check=True, capture_output=True, env=environ, stdin=subprocess.DEVNULL)

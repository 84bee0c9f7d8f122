"""No bytes crash a reader: whatever is damaged costs at most what is damaged."""

from __future__ import annotations

import contextlib
import os
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.feeds.calls import NotThisKind, NoZone, Skipped, kind_of, list_files, reader_of
from data.feeds.calls.when import NoInstant, instant, seconds
from data.model.call import LONGEST_TEXT, CallRecord
from data.model.kinds import AUTO, CALL_LOGS
from tests.feeds.calls import logs
from tests.feeds.calls.logs import HOW, NOW, missed, said, spoke

A_DAY = (missed("9:00"), spoke("9:30", 130, out=True), said("10:00", "When?"))
WRITERS: dict[str, Callable[..., Path]] = {
    "android": logs.android,
    "google_voice": lambda path, *given: logs.voice_zip(path, *given),
    "asterisk": lambda path, *given: logs.asterisk(path, *given[:2]),
    "jsonl": logs.jsonl,
}
SUFFIXES = {"google_voice": ".zip", "android": ".xml", "asterisk": ".csv", "csv": ".csv", "jsonl": ".jsonl"}


def read_all(file: Path, kind: str) -> int:
    """Read to the end; give how many calls there were."""
    try:
        found = list(reader_of(file, kind)(file, HOW))
    except NotThisKind:
        return 0
    calls = [entry for entry in found if isinstance(entry, CallRecord)]
    assert all(len(call.text) <= LONGEST_TEXT and call.at.tzinfo is not None for call in calls)
    return len(calls)


@pytest.mark.parametrize("kind", [*CALL_LOGS, "page"])
@given(
    content=st.binary(max_size=400) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
)
@settings(max_examples=60, deadline=None)
def test_no_bytes_crash_a_reader(kind: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"log{SUFFIXES.get(kind, '.html')}"
        file.write_bytes(content)
        assert read_all(file, "google_voice" if kind == "page" else kind) >= 0
        with contextlib.suppress(NotThisKind):
            assert kind_of(file) in CALL_LOGS


@pytest.mark.parametrize("kind", WRITERS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_log_with_a_wound_never_says_more(kind: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = WRITERS[kind](Path(folder) / f"log{SUFFIXES[kind]}", *A_DAY)
        whole = read_all(file, kind)
        content = bytearray(file.read_bytes())
        place = data.draw(st.integers(0, len(content) - 1))
        cut = data.draw(st.integers(0, 40))
        content[place : place + cut] = data.draw(st.binary(max_size=8))
        file.write_bytes(bytes(content))
        assert read_all(file, kind) <= whole + 2
        file.write_bytes(bytes(content[:place]))
        assert read_all(file, kind) <= whole


@pytest.mark.parametrize("damage", ["<![foo[ x ]]>", "<![%x;[x]]>", "<!", "<!-- --!>"])
def test_html_that_no_browser_would_take_costs_what_comes_after_it(tmp_path: Path, damage: str) -> None:
    whole = logs.voice_zip(tmp_path / "whole.zip", *A_DAY)
    with ZipFile(whole) as archive:
        pages = {each.filename: archive.read(each) for each in archive.infolist()}
    hurt = tmp_path / "hurt.zip"
    with ZipFile(hurt, "w") as archive:
        for name, content in pages.items():
            archive.writestr(name, content.replace(b"</body>", damage.encode() + b"</body>"))
    assert read_all(hurt, "google_voice") == read_all(whole, "google_voice") > 0


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_line_without_an_end_costs_itself_and_no_memory(tmp_path: Path, kind: str) -> None:
    ours = {"csv": b"in,10:00,+49405550110\n", "jsonl": b'{"direction":"in","when":"10:00","who":"Ann"}\n'}
    head = b"direction,when,number\n" if kind == "csv" else b""
    line = ours[kind].replace(b"10:00", b"2026-11-23 10:00")
    file = tmp_path / f"log{SUFFIXES[kind]}"
    file.write_bytes(head + line + b"x" * 12_000_000 + b"\n" + line)
    tracemalloc.start()
    found = list(reader_of(file, kind)(file, HOW))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [type(entry) for entry in found if not isinstance(entry, NoZone)] == [
        CallRecord,
        Skipped,
        CallRecord,
    ]
    assert most < 8_000_000


def test_a_file_that_goes_while_the_folder_is_listed_is_none_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.android(tmp_path / "calls.xml", *A_DAY)
    half = logs.android(tmp_path / "sms.xml", *A_DAY)
    usual = os.scandir

    def listed(folder: Path) -> contextlib.AbstractContextManager[Iterator[os.DirEntry[str]]]:
        with usual(folder) as entries:
            found = list(entries)
        half.unlink(missing_ok=True)
        return contextlib.nullcontext(iter(found))

    monkeypatch.setattr(os, "scandir", listed)
    assert [file.place for file in list_files("phone", tmp_path, AUTO, NOW.timestamp())] == ["calls.xml"]


@given(text=st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_text_crashes_the_reading_of_times(text: str) -> None:
    long = seconds(text)
    assert long is None or long >= 0
    with contextlib.suppress(NoInstant):
        assert instant(text, HOW)[0].microsecond == 0


@pytest.mark.parametrize(
    ("text", "unit", "long"),
    [
        ("750", 1, 750),
        ("12", 60, 720),
        ("1,5", 60, 90),
        ("12:30", 1, 750),
        ("1:00:05", 1, 3605),
        ("(00:02:27)", 1, 147),
        ("1h 5m", 1, 3900),
        ("2 min", 1, 120),
        ("PT29M46S", 1, 1786),
        ("", 1, None),
        ("long", 1, None),
        ("99999999", 1, None),
    ],
)
def test_lengths(text: str, unit: int, long: int | None) -> None:
    assert seconds(text, unit=unit) == long

r"""Timewarrior: its own files, or what `timew export` says.

The files are the usual way: `YYYY-MM.data` with a line for each interval,
`inc 20201123T090000Z - 20201123T100000Z # tag "tag two" # "annotation"`. They need no binary, starting no
program cannot hang or ask a question, and their times of change tell for nothing whether there is anything
new. `timew export` reads the same intervals through the program, for whom the form of the files ever
changes; both give equal entries, which a test with the real program holds.

An interval has no name of its own: the numbers `@1`, `@2` count from the newest. It is known by its start,
which is its own since intervals don't overlap, and its tags.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.errors import FeedError
from data.feeds.time_log.reading import TimeReading, around, data_folder, files_in, plausible, text_of
from data.model.source import Skipped
from data.model.time_log import LoggedTime, TimeLabel

_SECONDS = 10
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", re.ASCII)
_LINE = re.compile(
    r"inc\s+(\d{8}T\d{6}Z)(?:\s+-\s+(\d{8}T\d{6}Z))?(?:\s+#(?:\s(.*))?)?\s*", re.ASCII | re.DOTALL
)
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def read_timewarrior(path: Path, *, run: bool = False) -> TimeReading:
    """Read every interval of a data folder, of one of its files, or of a saved `timew export`.

    With `run` the program is asked for those of the folder instead. FeedError when there is nothing to read;
    a line that is not understood is skipped with a reason.
    """
    if run:
        return read_export(_exported(path))
    whole = path.is_dir()
    entries: list[LoggedTime] = []
    skipped: list[Skipped] = []
    for file in files_in(path, "timewarrior"):
        text = text_of(file)
        if not whole and text.lstrip()[:1] in ("[", "{"):
            return _bounded(read_export(text))
        found, wrong = read_lines(text, file.name)
        entries += found
        skipped += wrong
    reading = TimeReading(tuple(entries), tuple(skipped))
    return reading if whole else _bounded(reading)


def read_lines(text: str, name: str) -> tuple[list[LoggedTime], list[Skipped]]:
    """Read the lines of a data file."""
    entries: list[LoggedTime] = []
    skipped: list[Skipped] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        read = _LINE.fullmatch(line.strip("\r"))
        entry = _entry(read[1], read[2], *_named(read[3] or "")) if read is not None else None
        if entry is None:
            skipped.append(Skipped(f"{name}, line {number}", "it is no interval"))
        else:
            entries.append(entry)
    return entries, skipped


def read_export(text: str) -> TimeReading:
    """Read the JSON of `timew export`."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        raise FeedError("The time log was not read: this is no list of intervals as `timew export` gives it.")
    entries: list[LoggedTime] = []
    skipped: list[Skipped] = []
    for number, each in enumerate(found, 1):
        entry = _of_json(each) if isinstance(each, dict) else None
        if entry is None:
            skipped.append(Skipped(f"interval {number}", "it is no interval"))
        else:
            entries.append(entry)
    return TimeReading(tuple(entries), tuple(skipped))


def _of_json(each: dict[str, Any]) -> LoggedTime | None:
    start, end, tags, note = (each.get(key) for key in ("start", "end", "tags", "annotation"))
    if not isinstance(start, str) or not isinstance(end, str | None):
        return None
    named = tags if isinstance(tags, list) else []
    return _entry(
        start, end, [tag for tag in named if isinstance(tag, str)], note if isinstance(note, str) else ""
    )


def _entry(start: str, end: str | None, tags: Iterable[str], note: str) -> LoggedTime | None:
    began, ended = _instant(start), _instant(end) if end else None
    if began is None or (end and ended is None):
        return None
    named = tuple(sorted({tag.strip() for tag in tags if tag.strip()}))
    said = " ".join(note.split())
    key = f"{start} {json.dumps(named, ensure_ascii=False)}"
    return LoggedTime(key, began, ended, TimeLabel(tags=named, words="" if named else said), said)


def _instant(text: str) -> datetime | None:
    found = _STAMP.fullmatch(text)
    if found is None:
        return None
    try:
        at = datetime(*map(int, found.groups()), tzinfo=UTC)  # type: ignore[misc,arg-type]
    except ValueError:
        return None
    return at if plausible(at) else None


def _named(text: str) -> tuple[list[str], str]:
    """Read the tags and, behind a further #, the annotation."""
    tags: list[str] = []
    note: list[str] = []
    behind = False
    for quoted, bare in _tokens(text):
        if bare == "#" and not behind:
            behind = True
        elif behind:
            note.append(quoted or bare)
        else:
            tags.append(quoted or bare)
    return tags, " ".join(note)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(text):
        yield (_ESCAPED.sub(r"\1", found[1]), "") if found[1] is not None else ("", found[2])


def _bounded(reading: TimeReading) -> TimeReading:
    """Give a reading of a part: it says nothing of what began before its first and after its last entry."""
    # An interval that is not in a file between its neighbours was deleted; one beyond them may be elsewhere.
    return replace(reading, reach=around([entry.started_at for entry in reading.entries]))


def _exported(path: Path) -> str:
    """Ask the program for the intervals below a folder."""
    folder = data_folder(path)
    home = folder.parent if folder.name == "data" else folder
    try:
        # No shell, no question: without a database it would ask whether to make one.
        done = subprocess.run(
            ["timew", "export"],  # noqa: S607 - the freelancer's own program, wherever it is
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "TIMEWARRIORDB": str(home)},
        )
    except FileNotFoundError:
        raise FeedError(
            "The time log was not read: there is no program called timew. Install Timewarrior, or leave out "
            "`run` in the settings: then its files are read."
        ) from None
    except subprocess.TimeoutExpired:
        raise FeedError(f"The time log was not read: timew gave no answer in {_SECONDS} seconds.") from None
    except OSError as error:
        raise FeedError(f"The time log was not read: timew: {error.strerror or error}.") from error
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[:200]
        raise FeedError(f"The time log was not read: timew said: {said or 'nothing'}.")
    return done.stdout.decode("utf-8", "replace")

"""The files of a log: found below a folder, and which format each is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from data.errors import FeedError
from data.feeds.calls.events import Entries, How, NotThisKind
from data.model.kinds import AUTO, CALL_LOGS
from data.values import frozen

_SUFFIXES: dict[str, tuple[str, ...]] = {
    "android": (".xml",),
    "google_voice": (".html", ".htm", ".zip"),
    "asterisk": (".csv", ".txt"),
    "csv": (".csv", ".tsv", ".txt"),
    "jsonl": (".jsonl", ".ndjson"),
}
_MAX_DEPTH = 4
_MAX_FILES = 100_000
_START = 4_096
_SETTLED_SECONDS = 60.0
"""So long nothing was written to a file before its last line counts as whole."""


@frozen
class LogFile:
    """One file of a log, as it lies there."""

    path: Path
    place: str
    """Its name below the folder: under this it is remembered."""
    mark: str
    """Changes when the file does."""
    whole: bool
    """Whether it has been at rest for a while."""


def list_files(name: str, path: Path, kind: str, now: float) -> list[LogFile]:
    """Give the files of a log in a fixed order, none of them opened; FeedError when there is no such place.

    `now` is the present instant in seconds of the epoch.
    """
    suffixes = frozenset(
        suffix for each in (CALL_LOGS if kind == AUTO else (kind,)) for suffix in _SUFFIXES[each]
    )
    try:
        if path.is_dir():
            found = [
                _file(entry.path, place, stat, now) for entry, place, stat in _below(path, "", suffixes, 0)
            ]
        else:
            found = [_file(str(path), path.name, path.stat(), now)]
    except FileNotFoundError:
        raise FeedError(f'The calls of "{name}" were not read: {path} is not there.') from None
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise FeedError(f'The calls of "{name}" were not read: {path}: {why}.') from error
    if len(found) > _MAX_FILES:
        raise FeedError(f'The calls of "{name}" were not read: {path} holds more than {_MAX_FILES:,} files.')
    return found


def kind_of(path: Path) -> str:
    """Say which format a file has, from its beginning; NotThisKind when it is none."""
    from data.feeds.calls import asterisk, general
    from data.feeds.calls.tables import first_row

    with path.open("rb") as file:
        start = file.read(_START)
    if start.startswith(b"PK\3\4"):
        return "google_voice"
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"<"):
        lower = start.lower()
        return "google_voice" if b"<html" in lower or path.suffix.lower() in (".html", ".htm") else "android"
    if head.startswith((b"{", b"[")):
        return "jsonl"
    _, row = first_row(path)
    if asterisk.looks_so(row):
        return "asterisk"
    if general.looks_so(row):
        return "csv"
    raise NotThisKind("it is no log of calls that frontdesk knows" if start else "it is empty")


def reader_of(path: Path, kind: str) -> Callable[[Path, How], Entries]:
    """Give what reads a file of a format."""
    from data.feeds.calls import android, asterisk, general, google_voice

    if kind == "google_voice":
        return google_voice.read_zip if path.suffix.lower() == ".zip" else google_voice.read_page
    return {
        "android": android.read,
        "asterisk": asterisk.read,
        "csv": general.read_csv,
        "jsonl": general.read_jsonl,
    }[kind]


def _file(path: str, place: str, stat: os.stat_result, now: float) -> LogFile:
    rested = now - stat.st_mtime >= _SETTLED_SECONDS
    return LogFile(Path(path), place, f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ino}", rested)


def _below(
    folder: Path, above: str, suffixes: frozenset[str], depth: int
) -> Iterator[tuple[os.DirEntry[str], str, os.stat_result]]:
    """Give the files below a folder with these endings, sorted; hidden and half-loaded ones are left out."""
    with os.scandir(folder) as entries:
        found = sorted(
            (entry for entry in entries if not entry.name.startswith(".")), key=lambda each: each.name
        )
    for entry in found:
        place = f"{above}{entry.name}"
        with suppress(FileNotFoundError):  # what is being brought here comes and goes under other names
            if entry.is_dir(follow_symlinks=False):
                if depth < _MAX_DEPTH:
                    yield from _below(Path(entry.path), f"{place}/", suffixes, depth + 1)
            elif Path(entry.name).suffix.lower() in suffixes and entry.is_file():
                yield entry, place, entry.stat()

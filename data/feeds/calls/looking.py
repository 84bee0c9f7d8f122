"""Whether a path that somebody named holds a log of calls."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

from data.feeds.calls.events import NotThisKind
from data.feeds.calls.files import kind_of
from data.feeds.calls.google_voice import BROKEN, is_page
from data.feeds.look import Look
from data.model.kinds import AUTO

_SUFFIXES = frozenset({".xml", ".zip", ".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".html", ".htm"})
_MOST_FILES = 12
_TAKEOUT = ("Takeout/Voice/Calls", "Voice/Calls", "Calls")


def log_at(look: Look, path: Path) -> str | None:
    """Give the kind of the log of calls at a path, "auto" for a folder of them; None when there is none."""
    if path.suffix.lower() in _SUFFIXES and path.is_file():
        return _kind(path)
    logs = [file for file in look.files(path) if file.suffix.lower() in _SUFFIXES]
    if any(_kind(file) for file in logs[:_MOST_FILES]):
        return AUTO
    pages = (file for place in _TAKEOUT for file in look.files(path / place)[:_MOST_FILES])
    return "google_voice" if any(_kind(file) == "google_voice" for file in pages) else None


def _kind(file: Path) -> str | None:
    with suppress(NotThisKind, OSError):
        kind = kind_of(file)
        if kind == "google_voice" and not _tells_of_calls(file):
            return None
        return kind if kind != "android" or _is_backup(file) else None
    return None


def _tells_of_calls(file: Path) -> bool:
    """Whether a page or a .zip is Google Voice's and no other."""
    if file.suffix.lower() != ".zip":
        start = _start(file)
        return b"hChatLog" in start or b"haudio" in start
    with suppress(*BROKEN), zipfile.ZipFile(file) as archive:
        return any(is_page(name) for name in archive.namelist())
    return False


def _is_backup(file: Path) -> bool:
    start = _start(file)
    return b"<calls" in start or b"<smses" in start or b"<allsms" in start


def _start(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(20_000)

"""The files of a calendar: found, checked and read, never written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from data.errors import FeedError

MAX_FILE_BYTES = 64_000_000
MAX_FILES = 100_000
_MAX_DEPTH = 4
_VERSION = 1
"""Of the reading: one more makes every calendar be read again."""


def fingerprint(path: Path, kind: str, start: datetime, end: datetime, zone: str) -> str:
    """Give a text that stays the same while a new reading would bring the same; empty if there is nothing.

    It is made from the names, sizes and times of change of the files, so that asking opens none of them,
    and from what was asked for: with a window from midnight to midnight it holds for the day.
    """
    seen = blake2b(f"{_VERSION}\0{start.timestamp()}\0{end.timestamp()}\0{zone}\n".encode(), digest_size=16)
    try:
        for file, stat in _listed(path, kind):
            seen.update(
                f"{file}\0{stat.st_mtime_ns}\0{stat.st_size}\0{stat.st_ino}\n".encode(errors="replace")
            )
    except OSError:
        return ""
    return seen.hexdigest()


def files_of(name: str, path: Path, kind: str) -> list[Path]:
    """Give the files of the calendar in a fixed order; FeedError says why there are none to be had."""
    if not path.exists():
        raise FeedError(f'The calendar "{name}" was not read: {path} is not there.')
    if kind == "ics" and path.is_dir():
        raise FeedError(
            f'The calendar "{name}" was not read: {path} is a folder; its kind in the settings is "vdir".'
        )
    if kind == "vdir" and not path.is_dir():
        raise FeedError(
            f'The calendar "{name}" was not read: {path} is a file; its kind in the settings is "ics".'
        )
    try:
        found = [file for file, _ in _listed(path, kind)]
    except OSError as error:
        raise cannot_read(name, path, error) from error
    if len(found) > MAX_FILES:
        raise FeedError(f'The calendar "{name}" was not read: {path} holds more than {MAX_FILES:,} events.')
    return found


def read_file(path: Path) -> str:
    """Read one file as text; what is no UTF-8 becomes a replacement mark. ValueError when it is too big."""
    with path.open("rb") as file:
        content = file.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise ValueError(f"the file is bigger than {MAX_FILE_BYTES // 1_000_000} MB")
    return content.decode("utf-8-sig", errors="replace")


def cannot_read(name: str, path: Path, error: Exception) -> FeedError:
    """Make the sentence for a calendar that cannot be read."""
    why = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
    return FeedError(f'The calendar "{name}" was not read: {path}: {why}.')


def _listed(path: Path, kind: str) -> Iterator[tuple[Path, os.stat_result]]:
    if kind == "ics":
        yield path, path.stat()
    else:
        yield from _below(path, 0)


def _below(folder: Path, depth: int) -> Iterator[tuple[Path, os.stat_result]]:
    """Give the .ics files of a vdir and of the collections in it, sorted.

    Hidden names are the temporary files and settings of the programs that sync.
    """
    with os.scandir(folder) as entries:
        found = sorted(
            (entry for entry in entries if not entry.name.startswith(".")), key=lambda each: each.name
        )
    for entry in found:
        if entry.name.lower().endswith(".ics"):
            try:
                yield Path(entry.path), entry.stat()
            except OSError:  # gone since, or a link to nothing
                continue
        elif depth < _MAX_DEPTH and entry.is_dir(follow_symlinks=depth == 0):
            yield from _below(Path(entry.path), depth + 1)

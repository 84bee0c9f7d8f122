"""What one reading of a time log brings, and the files it is read from: found and read, never written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from data.errors import FeedError
from data.model.source import Skipped
from data.model.time_log import LoggedTime
from data.values import frozen

MAX_FILE_BYTES = 64_000_000
_VERSION = 1
"""Of the reading: one more makes every time log be read again."""
_SETTLED_NS = 2_000_000_000
"""A file that changed within this time may change again without its time of change moving on."""
_YEARS = range(1990, 2200)
"""Anything else is a slip of the pen, and near the ends of the calendar no zone can be reckoned with."""


@frozen
class TimeReading:
    """What one reading of a time log brought."""

    entries: tuple[LoggedTime, ...]
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences to know that are no errors, such as an hour that the clocks double."""
    reach: tuple[tuple[datetime, datetime], ...] | None = None
    """Spans of which it knows every entry that began in them; None: it knows all there is.

    What is within its reach and not in it was deleted. A file that is gone says nothing of its entries.
    """

    def reaches(self, at: datetime) -> bool:
        """Whether it would know of an entry that began then."""
        return self.reach is None or any(since <= at < until for since, until in self.reach)


def around(starts: list[datetime]) -> tuple[tuple[datetime, datetime], ...]:
    """Give the reach of entries that began then: from the first to the last; none without any."""
    return ((min(starts), max(starts).replace(microsecond=1)),) if starts else ()


def plausible(at: datetime) -> bool:
    """Whether a time can be meant."""
    return at.year in _YEARS


def files_in(path: Path, kind: str) -> list[Path]:
    """Give the files a time log is read from, in a fixed order; one that is named itself is the only one.

    FeedError when there is nothing at `path`.
    """
    if not path.exists():
        raise FeedError(f"The time log was not read: {path} is not there.")
    try:
        return list(_files(path, kind))
    except OSError as error:
        raise cannot_read(path, error) from error


def fingerprint(path: Path, kind: str, now_ns: int) -> str:
    """Give a text that stays the same while no file changes; empty when that is unsure.

    Made from names, sizes and times of change, so that asking opens nothing. `now_ns` is the present
    instant in nanoseconds of the epoch. Raises FeedError as a reading would.
    """
    seen = blake2b(f"{_VERSION}\0{kind}\0{path}\n".encode(errors="replace"), digest_size=16)
    for file in files_in(path, kind):
        try:
            stat = file.stat()
        except OSError:
            continue
        if now_ns - stat.st_mtime_ns < _SETTLED_NS:
            return ""
        seen.update(f"{file}\0{stat.st_mtime_ns}\0{stat.st_size}\0{stat.st_ino}\n".encode(errors="replace"))
    return seen.hexdigest()


def text_of(path: Path) -> str:
    """Read one file as text; what is no UTF-8 becomes a replacement mark. FeedError when it cannot be."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise cannot_read(path, error) from error
    if len(content) > MAX_FILE_BYTES:
        raise FeedError(f"The time log was not read: {path} is bigger than {MAX_FILE_BYTES // 1_000_000} MB.")
    return decoded(content)


def decoded(content: bytes) -> str:
    """Turn bytes into text: UTF-16 where they begin so, else UTF-8 with or without its mark."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content.decode("utf-16" if wide else "utf-8-sig", errors="replace")
    return text.replace("\0", "")


def cannot_read(path: Path, error: OSError) -> FeedError:
    """Make the sentence for a file that cannot be read."""
    return FeedError(f"The time log was not read: {path}: {(error.strerror or str(error)).lower()}.")


def data_folder(path: Path) -> Path:
    """Give the folder with Timewarrior's data, whether it is named itself or the one it lies in."""
    return path / "data" if (path / "data").is_dir() else path


def _files(path: Path, kind: str) -> Iterator[Path]:
    if not path.is_dir():
        yield path
    elif kind == "timewarrior":
        yield from sorted(data_folder(path).glob("[0-9][0-9][0-9][0-9]-[0-9][0-9].data"))
    else:
        found = [file for file in path.iterdir() if file.suffix.lower() == ".csv" and file.name[0] != "."]
        yield from sorted(found)

"""Reading a Maildir: names first, and only new names are opened. Nothing is ever written or renamed (R19)."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from data.errors import FeedError
from data.feeds.mail.dates import from_number
from data.feeds.mail.events import Changed, Event, Found, Gone, Known, TooOld
from data.feeds.mail.flags import maildir_name
from data.feeds.mail.folders import MailFolder, decode_name, role_of
from data.feeds.mail.headers import HEADER_LIMIT, find_end, read_headers
from data.feeds.mail.letter import Letter, LetterKey, Role
from data.feeds.mail.reading import Head, letter_of
from data.feeds.mail.text import BODY_WINDOW
from data.values import frozen

_FIRST_READ = 16 * 1024
_DEEPEST = 8
_MESSAGES = ("new", "cur")


def find_folders(root: Path, watch: Sequence[str], sent: Sequence[str]) -> tuple[MailFolder, ...]:
    """Find every folder of a Maildir tree: plain, Verbatim (`Clients/Acme`) and Maildir++ (`.Clients.Acme`).

    Raises FeedError when there is none, or when the directory cannot be read.
    """
    if not root.is_dir():
        raise FeedError(f"No mail read: there is no directory {root}.")
    found: dict[str, MailFolder] = {}
    try:
        for step in _walk(_Step(root), set(), 0):
            name = step.name or "INBOX"
            role = role_of(name, watch, sent, step.short or name)
            found.setdefault(name, MailFolder(name, step.path, role, step.place))
    except OSError as problem:
        raise FeedError(f"No mail read: {root} cannot be read ({problem.strerror}).") from problem
    if not found:
        raise FeedError(f"No mail read: {root} holds no Maildir (a directory with `cur` and `new`).")
    return tuple(found.values())


@frozen
class _Step:
    """One directory on the walk through a Maildir tree."""

    path: Path
    name: str = ""
    """As the mail program shows it; empty for the root."""
    short: str = ""
    """The same without the plain directories above the account."""
    place: str = ""

    def below(self, directory: str, *, in_folder: bool) -> _Step:
        shown = decode_name(directory)
        if directory.startswith("."):
            shown = shown[1:].replace(".", "/")
        return _Step(
            self.path / directory,
            f"{self.name}/{shown}" if self.name else shown,
            f"{self.short}/{shown}" if self.short and in_folder else shown,
            f"{self.place}/{directory}" if self.place else directory,
        )


def _walk(step: _Step, visited: set[tuple[int, int]], depth: int) -> Iterator[_Step]:
    """Yield every directory with `cur` or `new` in it, the root first; a circle of links is walked once."""
    try:
        status = step.path.stat()
        with os.scandir(step.path) as entries:
            directories = sorted(entry.name for entry in entries if entry.is_dir())
    except OSError:
        if depth == 0:
            raise
        return
    if (status.st_dev, status.st_ino) in visited:
        return
    visited.add((status.st_dev, status.st_ino))
    is_folder = any(kind in directories for kind in _MESSAGES)
    if is_folder:
        yield step
    elif step.path.name.startswith(".") and depth:
        return  # a hidden directory that is no Maildir++ folder
    for directory in directories:
        if directory not in ("cur", "new", "tmp") and depth < _DEEPEST:
            yield from _walk(step.below(directory, in_folder=is_folder), visited, depth + 1)


def read_maildir(
    root: Path, watch: Sequence[str], sent: Sequence[str], known: Known, since: datetime | None, now: datetime
) -> Iterator[Event]:
    """Read what is new in a Maildir tree.

    `watch` and `sent` are folder names or globs, `known` what was read before, `since` the look-back (None:
    all mail). A folder that has gone gives Gone for each of its messages; a missing mailbox raises FeedError.
    """
    folders = find_folders(root, watch, sent)
    if not any(folder.role is Role.WATCHED for folder in folders):
        raise FeedError(f"No mail read: none of the folders in {root} is called {' or '.join(watch)}.")
    known_files = {file for file, _ in known.values()}
    present: set[str] = set()
    for folder in folders:
        listing = _list(folder)
        if listing is None:  # left alone: what is known of it stays known
            present.update(file for at, (file, _) in known.items() if at[0] == folder.name)
            continue
        fresh = sorted(listing.files - known_files)
        for blank in _new_files(folder, fresh, listing.files, known):
            if isinstance(blank, Changed):
                present.add(known[blank.folder, blank.key][0])
                yield blank
            elif event := _read_file(blank, folder.path, listing.name_of(blank.file), since, now):
                yield event
        present |= listing.files
    if not known_files <= present:
        yield from (Gone(*at) for at, (file, _) in sorted(known.items()) if file not in present)


@frozen
class _Listing:
    """The entries of one folder."""

    files: set[str]
    """Their paths below the root."""
    odd: dict[str, str]
    """The names on disk of those that are no valid text."""

    def name_of(self, file: str) -> str:
        return self.odd.get(file) or file.rpartition("/")[2]


def _list(folder: MailFolder) -> _Listing | None:
    """Name every entry of a folder.

    None for a folder that cannot be read: an unwatched one is left alone, a watched one raises FeedError.
    """
    listing = _Listing(set(), {})
    for kind in _MESSAGES:
        directory = folder.path / kind
        place = f"{folder.place}/{kind}/" if folder.place else f"{kind}/"
        try:
            names = os.listdir(directory)  # noqa: PTH208 - 50,000 Path objects take too long
        except FileNotFoundError:
            continue
        except OSError as problem:
            if folder.role is not Role.WATCHED:
                return None
            raise FeedError(f"Mail not read: {directory} cannot be read ({problem.strerror}).") from problem
        if not "".join(names).isascii():
            listing.odd.update((place + _storable(name), name) for name in names if _storable(name) != name)
            names = [_storable(name) for name in names]
        listing.files.update([place + name for name in names])
    return listing


def _storable(name: str) -> str:
    """Make a file name that is no valid text one that can be stored."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _new_files(
    folder: MailFolder, fresh: Iterable[str], present: set[str], known: Known
) -> Iterator[Letter | Changed]:
    """Say what each new name of a folder is: a message to read, or a known one under a new name."""
    taken: set[LetterKey] = set()
    for file in fresh:
        name = file.rpartition("/")[2]
        key, flags = maildir_name(name)
        at = (folder.name, key)
        before = known.get(at)
        if before is not None and before[0] not in present and at not in taken:
            taken.add(at)
            yield Changed(folder.name, key, file, flags)
            continue
        if before is not None or at in taken:
            key = name  # two files of one key: the second goes by its whole name
        taken.add((folder.name, key))
        yield Letter(folder.name, key, file, role=folder.role, flags=flags)


def _read_file(blank: Letter, folder: Path, name: str, since: datetime | None, now: datetime) -> Event | None:
    """Open one new file; None when it vanished meanwhile."""
    kind = blank.file.rpartition("/")[0].rpartition("/")[2]
    path = f"{folder}/{kind}/{name}"
    if name.startswith("."):
        return Found(_skip(blank, "hidden"))
    stamped = _name_time(blank.key)
    try:
        if since is not None and _surely_older(path, stamped, since):
            return TooOld(blank.folder, blank.key, blank.file, blank.flags)
        opened = _read_head(path)
    except FileNotFoundError:
        return Found(_skip(blank, "unreadable")) if Path(path).is_symlink() else None
    except OSError:
        return Found(_skip(blank, "unreadable"))
    if opened is None:
        return Found(_skip(blank, "not_a_file"))
    head, changed_at = opened
    letter = letter_of(blank, head, now, (stamped, from_number(changed_at)))
    if since is not None and not letter.skipped and letter.arrived < since:
        return TooOld(blank.folder, blank.key, blank.file, blank.flags)
    return Found(letter)


def _skip(blank: Letter, reason: str) -> Letter:
    return Letter(blank.folder, blank.key, blank.file, role=blank.role, flags=blank.flags, skipped=reason)


def _name_time(key: str) -> datetime | None:
    """Read the time a Maildir name begins with: that of the delivery or of the sync."""
    digits = key.partition(".")[0]
    return from_number(int(digits)) if digits.isdecimal() and 9 <= len(digits) <= 10 else None


def _surely_older(path: str, stamped: datetime | None, since: datetime) -> bool:
    """Whether a message came before `since` without opening it.

    The number in the name and the mtime are both no earlier than the arrival: if they are too old, so is it.
    """
    if stamped is not None and stamped >= since:
        return False
    changed = from_number(Path(path).stat().st_mtime)
    return changed is not None and changed < since


def _read_head(path: str) -> tuple[Head, float] | None:
    """Read the header block, the first bytes of the body and the mtime; None for what is no file."""
    # Not blocking: a named pipe in a mailbox must not hang the program.
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return None
        data = os.read(descriptor, _FIRST_READ)
        end, start = find_end(data)
        wanted = (start if end >= 0 else HEADER_LIMIT) + BODY_WINDOW
        if len(data) < min(wanted, status.st_size):
            data += _read_on(descriptor, wanted - len(data))
            if end < 0:
                end, start = find_end(data[:HEADER_LIMIT])
        return _head(data, end, start, len(data) >= status.st_size), status.st_mtime
    finally:
        os.close(descriptor)


def _read_on(descriptor: int, wanted: int) -> bytes:
    pieces: list[bytes] = []
    while wanted > 0 and (piece := os.read(descriptor, wanted)):
        pieces.append(piece)
        wanted -= len(piece)
    return b"".join(pieces)


def _head(data: bytes, end: int, start: int, whole: bool) -> Head:
    if end < 0:
        return Head(read_headers(data), b"", whole)
    return Head(
        read_headers(data[:end]),
        data[start : start + BODY_WINDOW],
        whole and len(data) - start <= BODY_WINDOW,
    )

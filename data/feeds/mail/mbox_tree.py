"""Which files of a path are mbox files, and what folders they are (R1)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from data.errors import FeedError
from data.feeds.mail.folders import MailFolder, role_of
from data.feeds.mail.letter import Role
from data.feeds.mail.mbox_split import looks_like_mbox

_BELOW = ".sbd"
"""Thunderbird keeps what lies below the folder "Clients" in the directory "Clients.sbd"."""
_OTHER_FILES = (
    *(".msf", ".dat", ".html", ".htm", ".json", ".js", ".sqlite", ".db", ".log", ".ini", ".txt", ".rc"),
    *(".xml", ".wdseml", ".lock", ".idx", ".eml", ".csv", ".zip", ".gz"),
)
_DEEPEST = 12
_BEGINNING = 512


def find_folders(path: Path, watch: Sequence[str], sent: Sequence[str]) -> tuple[MailFolder, ...]:
    """Find the mbox files at `path`.

    A single file is watched whatever it is called, mine and theirs together. In a directory tree each file is
    a folder named by its path. Raises FeedError when nothing is there to read.
    """
    if path.is_dir():
        return _tree(path, watch, sent)
    if not path.exists():
        raise FeedError(f"No mail read: there is no file {path}.")
    if not path.is_file() or not _is_mbox(path, strict=False):
        raise FeedError(f"No mail read: {path} is no mbox file (it does not begin with “From ”).")
    return (MailFolder(path.stem, path, Role.WATCHED, path.name),)


def _tree(root: Path, watch: Sequence[str], sent: Sequence[str]) -> tuple[MailFolder, ...]:
    found = [
        MailFolder(name, path, role_of(name, watch, sent, short), path.relative_to(root).as_posix())
        for path, name, short in _walk(root, "", "", 0)
    ]
    if not found:
        raise FeedError(f"No mail read: {root} holds no mbox file.")
    if len(found) == 1:
        only = found[0]
        return (MailFolder(only.name, only.path, Role.WATCHED, only.place),)
    if not any(folder.role is Role.WATCHED for folder in found):
        names = ", ".join(folder.name for folder in found[:5])
        raise FeedError(
            f"No mail read: none of the folders in {root} is called {' or '.join(watch)} ({names} …)."
        )
    return tuple(found)


def _walk(directory: Path, name: str, short: str, depth: int) -> Iterator[tuple[Path, str, str]]:
    """Yield each mbox file with its name, and its name without the plain directories above it."""
    try:
        with os.scandir(directory) as entries:
            listed = sorted((entry.name, entry.is_dir()) for entry in entries)
    except OSError as problem:
        if depth == 0:
            raise FeedError(f"No mail read: {directory} cannot be read ({problem.strerror}).") from problem
        return
    files = {entry for entry, is_directory in listed if not is_directory}
    for entry, is_directory in listed:
        if entry.startswith("."):
            continue
        step = entry.removesuffix(_BELOW) if is_directory else entry.removesuffix(".mbox")
        below = f"{name}/{step}" if name else step
        inside = f"{short}/{step}" if short else step
        if not is_directory:
            has_index = f"{entry}.msf" in files
            if not entry.lower().endswith(_OTHER_FILES) and _is_mbox(directory / entry, strict=not has_index):
                yield directory / entry, below, inside
        elif depth < _DEEPEST:
            of_folder = entry.endswith(_BELOW)
            yield from _walk(directory / entry, below, inside if of_folder else "", depth + 1)


def _is_mbox(path: Path, *, strict: bool) -> bool:
    """Whether a file begins as an mbox does; an empty one only if not `strict`.

    Raises FeedError when it cannot be read.
    """
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
    except OSError as problem:
        raise FeedError(f"No mail read: {path} cannot be read ({problem.strerror}).") from problem
    return looks_like_mbox(beginning) and (bool(beginning.strip()) or not strict)

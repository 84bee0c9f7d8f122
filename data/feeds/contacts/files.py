"""The files of an address book: found, checked and read, never written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from data.errors import FeedError
from data.feeds.contacts.cards import SkippedCard, read_cards
from data.model.matching import BookEntry
from data.values import frozen

MAX_FILES = 100_000
_MAX_DEPTH = 4
_VERSION = 1
"""Of the reading: one more makes every address book be read again."""


@frozen
class BookReading:
    """What an address book holds."""

    entries: tuple[BookEntry, ...]
    """One for each UID; where two cards have the same, the later one."""
    skipped: tuple[tuple[str, SkippedCard], ...]
    """With the name of the file each stands in."""


def read_book(path: Path) -> BookReading:
    """Read a .vcf file, or a folder of them; FeedError says why there is nothing to be had."""
    if not path.exists():
        raise FeedError(f"No address book was read: {path} is not there.")
    entries: dict[str, BookEntry] = {}
    skipped: list[tuple[str, SkippedCard]] = []
    try:
        files = [file for file, _ in _listed(path)]
        if len(files) > MAX_FILES:
            raise FeedError(f"No address book was read: {path} holds more than {MAX_FILES:,} files.")
        for file in files:
            _read_file(file, path, entries, skipped)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise FeedError(f"No address book was read: {path}: {why}.") from error
    if not files:
        raise FeedError(f"No address book was read: there is no .vcf file in {path}.")
    return BookReading(tuple(entries.values()), tuple(skipped))


def fingerprint(path: Path) -> str:
    """Give a text that stays the same while a new reading would bring the same; empty if there is nothing."""
    seen = blake2b(f"{_VERSION}\n".encode(), digest_size=16)
    try:
        for file, stat in _listed(path):
            told = f"{file}\0{stat.st_mtime_ns}\0{stat.st_size}\0{stat.st_ino}\n"
            seen.update(told.encode(errors="replace"))
    except OSError:
        return ""
    return seen.hexdigest()


def _read_file(
    file: Path, root: Path, entries: dict[str, BookEntry], skipped: list[tuple[str, SkippedCard]]
) -> None:
    name = str(file.relative_to(root)) if root.is_dir() else file.name
    try:
        opened = file.open("rb")
    except OSError as error:
        if not root.is_dir():
            raise
        skipped.append((name, SkippedCard(1, "", (error.strerror or str(error)).lower())))
        return
    found = False
    with opened:
        for each in read_cards(opened):
            found = True
            if isinstance(each, SkippedCard):
                skipped.append((name, each))
            else:
                entries.pop(each.uid, None)
                entries[each.uid] = each
    if not found:
        skipped.append((name, SkippedCard(1, "", "there is no card in it")))


def _listed(path: Path) -> Iterator[tuple[Path, os.stat_result]]:
    if path.is_dir():
        yield from _below(path, 0)
    else:
        yield path, path.stat()


def _below(folder: Path, depth: int) -> Iterator[tuple[Path, os.stat_result]]:
    """Give the .vcf files of a vdir and of the collections in it, sorted; hidden names are left out."""
    with os.scandir(folder) as entries:
        found = sorted(
            (entry for entry in entries if not entry.name.startswith(".")), key=lambda each: each.name
        )
    for entry in found:
        if entry.name.lower().endswith((".vcf", ".vcard")):
            try:
                if entry.is_file():
                    yield Path(entry.path), entry.stat()
            except OSError:  # gone since, or a link to nothing
                continue
        elif depth < _MAX_DEPTH and entry.is_dir(follow_symlinks=depth == 0):
            yield from _below(Path(entry.path), depth + 1)

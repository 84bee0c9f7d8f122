"""Reading mbox: one file, or a tree of them as Thunderbird keeps it. Nothing is ever written (R19)."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from data.errors import FeedError
from data.feeds.mail.dates import parse_date
from data.feeds.mail.encoded import decode_words
from data.feeds.mail.events import Changed, Event, Found, Gone, Known, Mark
from data.feeds.mail.flags import mbox_flags
from data.feeds.mail.folders import MailFolder, label_role
from data.feeds.mail.headers import HEADER_LIMIT, Headers, find_end, read_headers
from data.feeds.mail.letter import Letter
from data.feeds.mail.mbox_split import Cut, cut_messages
from data.feeds.mail.mbox_tree import find_folders
from data.feeds.mail.reading import Head, letter_of
from data.feeds.mail.text import BODY_WINDOW
from data.values import frozen

_PRINT = 512
"""Bytes that are compared to see whether a message still lies where it lay."""


def read_mbox(
    path: Path,
    watch: Sequence[str],
    sent: Sequence[str],
    known: Known,
    since: datetime | None,
    now: datetime,
    marks: Mapping[str, str],
) -> Iterator[Event]:
    """Read what is new in an mbox file or a tree of them.

    `marks` are the `Mark` values of the last reading, file → mark. A file that only grew is read from its
    last message on; one that did not change is not opened; any other is read whole. Raises FeedError.
    """
    folders = find_folders(path, watch, sent)
    present = {folder.name for folder in folders}
    for name, key in known:
        if name not in present:
            yield Gone(name, key)
    for folder in folders:
        try:
            yield from _Reading(folder, known, since, now, watch).run(marks.get(folder.place, ""))
        except OSError as problem:
            raise FeedError(f"Mail not read: {folder.path} cannot be read ({problem.strerror}).") from problem


@frozen
class _LastTime:
    """What is remembered of a file between two readings."""

    size: int = 0
    changed: int = 0
    """mtime in nanoseconds."""
    last: int = 0
    """Where the last message begins."""
    digest: str = ""
    """Fingerprint of its first bytes; empty when there was no message."""
    key: str = ""
    ident: str = ""
    ended: bool = True
    """Whether the file ended with a line end: else its last message may have been half written."""

    @classmethod
    def read(cls, mark: str) -> _LastTime | None:
        """Read a mark; None for one that makes no sense, so that the file is read anew."""
        try:
            values = cls(**json.loads(mark))
        except (ValueError, TypeError):
            return None
        sound = all(
            type(one) is type(usual) for one, usual in zip(astuple(values), astuple(cls()), strict=True)
        )
        return values if sound else None

    def written(self) -> str:
        return json.dumps(asdict(self))


def _fingerprint(data: bytes) -> str:
    return hashlib.sha1(data[:_PRINT], usedforsecurity=False).hexdigest()


@dataclass(slots=True)
class _Reading:
    """One reading of one mbox file."""

    folder: MailFolder
    known: Known
    since: datetime | None
    now: datetime
    watch: Sequence[str]
    taken: set[str] = field(default_factory=set)
    """Keys that are in use; a second message of the same id gets another."""

    def run(self, mark: str) -> Iterator[Event]:
        """Yield the events of this file, its new mark last."""
        status = self.folder.path.stat()
        before = _LastTime.read(mark)
        if before is not None and (status.st_size, status.st_mtime_ns) == (before.size, before.changed):
            return
        with self.folder.path.open("rb") as file:
            if before is not None and _only_grew(file, before, status.st_size):
                yield from self._read_on(file, before, status)
            else:
                yield from self._read_all(file, status)

    def _known_keys(self) -> set[str]:
        return {key for name, key in self.known if name == self.folder.name}

    def _read_all(self, file: BinaryIO, status: os.stat_result) -> Iterator[Event]:
        cut = letter = None
        for cut in cut_messages(file):
            letter, labelled = self._letter(cut)
            yield from self._event(letter, anew=labelled)
        for key in sorted(self._known_keys() - self.taken):
            yield Gone(self.folder.name, key)
        yield self._mark(file, status, cut, letter)

    def _read_on(self, file: BinaryIO, before: _LastTime, status: os.stat_result) -> Iterator[Event]:
        """Read from the last known message on: it may have been half written then."""
        self.taken = self._known_keys()
        cut = letter = None
        for cut in cut_messages(file, before.last):
            again = cut.offset == before.last
            if again:
                self.taken.discard(before.key)
            letter, labelled = self._letter(cut)
            if again and letter.ident == before.ident:
                letter = replace(letter, key=before.key)
                self.taken.add(before.key)
            elif again:
                yield Gone(self.folder.name, before.key)
            yield from self._event(letter, anew=labelled or (again and not before.ended))
        yield self._mark(file, status, cut, letter)

    def _letter(self, cut: Cut) -> tuple[Letter, bool]:
        """Make the letter of one message; the second value says whether labels decided its role."""
        head = _head(cut)
        headers = head.headers
        blank = Letter(
            self.folder.name, "", self.folder.place, role=self.folder.role, flags=mbox_flags(headers)
        )
        labelled = headers.has(b"x-gmail-labels")
        if labelled:
            labels = decode_words(headers.get(b"x-gmail-labels")).split(",")
            blank = replace(blank, role=label_role((label.strip() for label in labels), self.watch))
        letter = letter_of(blank, head, self.now, (_from_line_time(headers),))
        ident = letter.ident or "unread:" + _fingerprint(cut.data)
        key, number = ident, 1
        while key in self.taken:
            number += 1
            key = f"{ident}#{number}"
        self.taken.add(key)
        return replace(letter, key=key, ident=ident), labelled

    def _event(self, letter: Letter, *, anew: bool) -> Iterator[Event]:
        before = self.known.get(letter.at)
        if before is None:
            if letter.skipped or self.since is None or letter.arrived >= self.since:
                yield Found(letter)
        elif anew:
            yield Found(letter)
        elif before != (letter.file, letter.flags):
            yield Changed(letter.folder, letter.key, letter.file, letter.flags)

    def _mark(self, file: BinaryIO, status: os.stat_result, cut: Cut | None, letter: Letter | None) -> Mark:
        size = file.tell()
        if cut is None or letter is None:
            remembered = _LastTime(size, status.st_mtime_ns)
        else:
            file.seek(max(0, size - 1))
            ended = file.read(1) in (b"\n", b"")
            digest = _fingerprint(cut.data[: size - cut.offset])
            remembered = _LastTime(
                size, status.st_mtime_ns, cut.offset, digest, letter.key, letter.ident, ended=ended
            )
        return Mark(self.folder.place, remembered.written())


def _only_grew(file: BinaryIO, before: _LastTime, size: int) -> bool:
    """Whether the last message still lies where it lay and the file is longer than it was."""
    if size <= before.size or not before.digest:
        return False
    file.seek(before.last)
    return _fingerprint(file.read(min(_PRINT, before.size - before.last))) == before.digest


def _head(cut: Cut) -> Head:
    end, start = find_end(cut.data[:HEADER_LIMIT])
    if end < 0:
        return Head(read_headers(cut.data), b"", whole=True)
    body = cut.data[start : start + BODY_WINDOW]
    return Head(read_headers(cut.data[:end]), body, whole=start + len(body) >= cut.size)


def _from_line_time(headers: Headers) -> datetime | None:
    return parse_date(headers.from_line)

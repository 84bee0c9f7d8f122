"""What earlier readings of a mailbox left behind, and whether a new one is needed at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from data.store import mail, sources
from data.store.mail import FileKey
from data.values import frozen

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.settings import Mailbox
    from data.store.engine.looking import Looking

SETTINGS = '["settings"]'
"""Mark: the settings a source was last read under, by which it is known again under another name."""
_OLD = "old"
_MBOX = "mbox"
_SETTINGS = "settings"
_FILES = "files"
_AGAIN = "again"
"""Mark: all of it is being read anew, and that has not come to its end."""


@frozen
class Before:
    """Everything that is remembered of a mailbox."""

    letters: dict[FileKey, tuple[str, str]] = field(default_factory=dict)
    """Files whose letters are stored: (folder, key) → (file, flags)."""
    old: dict[FileKey, tuple[str, str]] = field(default_factory=dict)
    """Files from before the look-back: opened once, never kept."""
    marks: dict[str, str] = field(default_factory=dict)
    """How far each mbox file, or folder of a server, was read."""
    stale: dict[FileKey, tuple[str, str]] = field(default_factory=dict)
    """Files that were read under other settings and have to be read again."""
    anew: bool = False
    """Whether nothing that was read before spares a look, what lay before the look-back included."""

    @classmethod
    def of(cls, db: Looking, source: str, box: Mailbox) -> Before:
        """Gather it. Where the settings of the mailbox changed, all of it is stale until it was read anew."""
        marks = sources.marks(db, source)
        letters = mail.known(db, source)
        if marks.get(_place(_SETTINGS), digest(box)) != digest(box) or marks.get(_place(_AGAIN)):
            return cls(stale=letters, anew=True)
        old: dict[FileKey, tuple[str, str]] = {}
        positions: dict[str, str] = {}
        for place, mark in marks.items():
            kind, *rest = json.loads(place)
            if kind == _OLD:
                file, flags = json.loads(mark)
                old[rest[0], rest[1]] = (file, flags)
            elif kind == _MBOX:
                positions[rest[0]] = mark
        # What lay before the look-back once may be within it now.
        old = {place: file for place, file in old.items() if place not in letters}
        return cls(letters, old, positions)

    @classmethod
    def on_server(cls, db: Looking, source: str, box: Mailbox) -> Before:
        """Gather what is remembered of an account; its letters are looked up folder by folder when needed."""
        marks = sources.marks(db, source)
        if marks.get(_place(_SETTINGS), digest(box)) != digest(box):
            return cls(stale=mail.known(db, source))
        kinds = ((json.loads(place), mark) for place, mark in marks.items())
        return cls(marks={place[1]: mark for place, mark in kinds if place[0] == _MBOX})

    @property
    def known(self) -> Mapping[FileKey, tuple[str, str]]:
        """Give every file that need not be opened again."""
        return {**self.old, **self.letters} if self.old else self.letters


def read_as(db: Database, source: str) -> str:
    """Give the digest of the settings a mailbox was last read under; empty for none."""
    return sources.mark(db, source, _place(_SETTINGS))


def unchanged(db: Looking, source: str, files: str) -> bool:
    """Whether the last reading saw the mailbox exactly as it is now."""
    return bool(files) and sources.mark(db, source, _place(_FILES)) == files


def old_mark(folder: str, key: str, file: str, flags: str) -> tuple[str, str]:
    """Give the mark that remembers a file from before the look-back."""
    return _place(_OLD, folder, key), json.dumps([file, flags])


def position_mark(file: str, mark: str) -> tuple[str, str]:
    """Give the mark that remembers how far an mbox file or a folder was read."""
    return _place(_MBOX, file), mark


def finished_marks(box: Mailbox, files: str) -> dict[str, str]:
    """Give the marks of a reading that came to its end."""
    return {_place(_SETTINGS): digest(box), _place(_FILES): files, _place(_AGAIN): ""}


def begun_marks(box: Mailbox, before: Before) -> dict[str, str]:
    """Give the marks of a reading that begins: under which settings, and not at its end.

    One that reads anew what was read under other settings says so: cut off, it is begun again, for what it
    did not get to would be taken for read under these.
    """
    begun = {_place(_SETTINGS): digest(box), _place(_FILES): ""}
    return {**begun, _place(_AGAIN): "1"} if before.anew else begun


def digest(box: Mailbox) -> str:
    """Sum up the settings of a mailbox; with others, everything is read anew.

    On a server each folder has a mark of its own that says as what it was read, so only its place counts.
    """
    from data.settings import ImapSettings

    if isinstance(box, ImapSettings):
        return json.dumps(box.place)
    return json.dumps([*box.place, box.watch, box.sent, box.look_back_days])


def _place(*parts: str) -> str:
    return json.dumps(parts)

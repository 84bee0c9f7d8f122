"""A letter: everything the rule needs to know of one message file, and nothing of its text (R19)."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from data.values import frozen

LetterKey = tuple[str, str]
"""Folder and key: names one file of a mailbox for as long as it lies there."""


class Role(StrEnum):
    """What a folder is for (R1)."""

    WATCHED = "watched"
    SENT = "sent"
    DRAFTS = "drafts"
    JUNK = "junk"
    TRASH = "trash"
    OUTBOX = "outbox"
    TEMPLATES = "templates"
    OTHER = "other"


NEVER_COUNTS = frozenset({Role.DRAFTS, Role.JUNK, Role.TRASH, Role.OUTBOX, Role.TEMPLATES})
"""Folders in which nothing is ever waiting and nothing ever answers (R1)."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@frozen
class Letter:
    """One message file. Addresses are as `addresses.normal` gives them; ids are without brackets."""

    folder: str
    key: str
    file: str
    """Path below the mailbox's root."""
    role: Role = Role.WATCHED
    flags: str = ""
    """Maildir letters, sorted: D draft, F flagged, P passed, R answered, S seen, T deleted."""
    skipped: str = ""
    """Why it was not understood: "no_sender", "no_time", "not_a_file", "unreadable"; "hidden": no message."""
    gone: bool = False
    """The file is no longer there (R1: filed, when it was not answered)."""
    ident: str = ""
    """The Message-ID, or one made up from the headers (R13)."""
    message_id: str = ""
    """The Message-ID as it came; empty when there was none."""
    arrived: datetime = _EPOCH
    dated: datetime | None = None
    """The Date header, for messages of mine (R15)."""
    senders: tuple[str, ...] = ()
    name: str = ""
    """Display name of the first sender, cleaned."""
    null_sender: bool = False
    """`From: <>`."""
    reply_to: tuple[str, ...] = ()
    reply_to_name: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    recipients: int = 0
    """Visible ones, even those not kept in `to` and `cc`."""
    has_recipients: bool = False
    """Whether a To or Cc header says anything, if only "undisclosed-recipients:;"."""
    delivered: tuple[str, ...] = ()
    """Delivered-To and X-Original-To."""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    subject: str = ""
    """Decoded and cleaned, at most 200 characters."""
    base: str = ""
    """The base subject (R8)."""
    robot: str = ""
    """Why the headers say that no person wrote it (R5): "bounce", "report", "auto"."""
    calendar: bool = False
    list_id: str = ""
    list_addresses: tuple[str, ...] = ()
    """Where the list it came through takes mail."""
    unsubscribe: bool = False
    bulk: bool = False
    """A second bulk mark: Precedence bulk or junk, Feedback-ID (R10)."""
    closing: bool = False
    """Its own text is nothing but thanks or OK (R17)."""
    urgent: bool = False

    @property
    def at(self) -> LetterKey:
        """Folder and key."""
        return self.folder, self.key

    @property
    def parents(self) -> tuple[str, ...]:
        """What it directly replies to: In-Reply-To, else the last of References."""
        return self.in_reply_to or self.references[-1:]

    def with_flags(self, file: str, flags: str) -> Letter:
        """Give the same message after its file was renamed."""
        return replace(self, file=file, flags=flags)

    def left(self) -> Letter:
        """Give the same message after its file went away."""
        return replace(self, gone=True)

    def to_json(self) -> str:
        """Everything as JSON text; what has its usual value is left out."""
        values: dict[str, Any] = {}
        for name, usual in _USUAL:
            value = getattr(self, name)
            if value != usual:
                values[name] = value.isoformat() if isinstance(value, datetime) else value
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str, **known_better: Any) -> Letter:
        """Read what `to_json` wrote, but for what is known better; unknown fields are passed over."""
        values: dict[str, Any] = {name: value for name, value in json.loads(text).items() if name in _NAMES}
        for name, value in values.items():
            if isinstance(value, list):
                values[name] = tuple(value)
            elif name in ("arrived", "dated"):
                values[name] = datetime.fromisoformat(value)
        if "role" in values:
            values["role"] = Role(values["role"])
        return cls(**(values | known_better))


_REQUIRED = ("folder", "key", "file")
_USUAL = tuple((field.name, None if field.name in _REQUIRED else field.default) for field in fields(Letter))
_NAMES = frozenset(name for name, _ in _USUAL)


def tokens(letter: Letter) -> frozenset[str]:
    """Give what links a letter with others: its id, every id it names, and a person's base subject.

    Letters without a common token, not even through others, cannot change each other's verdict: so after a
    change only the letters linked with it, directly or through others, need to be judged again.
    """
    if letter.skipped or letter.role in NEVER_COUNTS:
        return frozenset()
    found = {f"m:{name}" for name in (letter.ident, *letter.in_reply_to, *letter.references)}
    if letter.base and not letter.robot:
        found.add(f"s:{letter.base}")
    return frozenset(found)

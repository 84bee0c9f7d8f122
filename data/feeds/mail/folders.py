"""Which folder is what: watched, Sent, or one in which nothing counts (R1)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from data.feeds.mail.folder_names import BY_ROLE, INBOX
from data.feeds.mail.letter import Role
from data.values import frozen

_UTF7 = re.compile(r"&([A-Za-z0-9+,]*)-")
_NUMBERED = re.compile(r"[-_ ]\d{1,4}\Z")  # Thunderbird adds "-1" to a name that is taken

_ABOVE_ALL = frozenset({"[gmail]", "[google mail]"})


@frozen
class MailFolder:
    """One folder of a mailbox."""

    name: str
    """As the mail program shows it: "INBOX", "Clients/Acme"."""
    path: Path
    role: Role
    place: str = ""
    """Path below the mailbox's root with `/`, empty for the root itself."""


def decode_name(name: str) -> str:
    """Read IMAP's modified UTF-7 ("Entw&APw-rfe"); what is none stays as it is."""
    if "&" not in name:
        return name
    return _UTF7.sub(_decode_shift, name)


def _decode_shift(match: re.Match[str]) -> str:
    packed = match.group(1).replace(",", "/")
    if not packed:
        return "&"
    try:
        return binascii.a2b_base64(packed + "=" * (-len(packed) % 4)).decode("utf-16-be")
    except ValueError:
        return match.group()


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_pattern(text: str) -> bool:
    return any(mark in text for mark in "*?[")


def _matches(name: str, pattern: str) -> bool:
    wanted = _plain(pattern).replace("\\", "/").strip("/")
    if wanted == "inbox" and _plain(name) in INBOX:
        return True
    if not _is_pattern(wanted):
        return _plain(name) == wanted or _plain(name).replace("/", ".") == wanted
    return fnmatchcase(_plain(name), wanted) or fnmatchcase(_plain(name).replace("/", "."), wanted)


def usual_role(name: str) -> Role | None:
    """Guess what a folder is for by the first step of its path; None when it could be anything.

    What lies below Trash is trash, what lies below Sent was sent; a client in Clients/Bin is safe.
    """
    steps = [_plain(step) for step in name.split("/")]
    while len(steps) > 1 and (steps[0] in INBOX or steps[0] in _ABOVE_ALL):
        del steps[0]
    first = {steps[0], _NUMBERED.sub("", steps[0])}
    return next((role for role, names in BY_ROLE.items() if not names.isdisjoint(first)), None)


def role_of(
    name: str,
    watch: Iterable[str],
    sent: Iterable[str],
    short: str | None = None,
    special: Role | None = None,
) -> Role:
    """Say what a folder is for.

    What the settings name outright comes first, then the usual names of folders in which nothing counts,
    then the patterns of the settings. `short` is the name without the directories above its account,
    `special` what a server says it is for (RFC 6154), which is better than any name.
    """
    names = (name,) if short is None or short == name else (name, short)
    for patterns, role in ((sent, Role.SENT), (watch, Role.WATCHED)):
        if any(_matches(one, pattern) for pattern in patterns if not _is_pattern(pattern) for one in names):
            return role
    usual = special or usual_role(names[0]) or usual_role(names[-1])
    if usual is not None and usual is not Role.SENT:
        return usual
    if any(_matches(one, pattern) for pattern in sent if _is_pattern(pattern) for one in names):
        return Role.SENT
    if usual is not None:
        return usual
    if any(_matches(one, pattern) for pattern in watch if _is_pattern(pattern) for one in names):
        return Role.WATCHED
    return Role.OTHER


def label_role(labels: Iterable[str], watch: Iterable[str]) -> Role:
    """Say what Gmail's labels make of a message in an export: the same rules, the strictest first."""
    roles = {role_of(label, watch, ()) for label in labels}
    order = (Role.TRASH, Role.JUNK, Role.DRAFTS, Role.SENT, Role.WATCHED)
    return next((role for role in order if role in roles), Role.OTHER)


def has_sent(folders: Iterable[MailFolder]) -> bool:
    """Whether one of the folders holds what was sent; if none does, that is said on screen."""
    return any(folder.role is Role.SENT for folder in folders)

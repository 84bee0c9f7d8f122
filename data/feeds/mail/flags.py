"""What a mail program noted about a message: Maildir letters, mbox status headers (R7)."""

from __future__ import annotations

import re

from data.feeds.mail.headers import Headers

_INFO = re.compile(r"[:;!]2,([^:;!]*)\Z")
_KNOWN = "DFPRST"
_STATUS = (("A", "R"), ("F", "F"), ("D", "T"), ("T", "D"))
# Thunderbird, X-Mozilla-Status, hexadecimal: read, replied, marked, expunged (deleted or moved), forwarded.
_MOZILLA = ((0x0001, "S"), (0x0002, "R"), (0x0004, "F"), (0x0008, "T"), (0x1000, "P"))


def maildir_name(name: str) -> tuple[str, str]:
    """Split a Maildir file name into its key and its flags; the separator is `:`, `;` or `!`."""
    match = _INFO.search(name)
    if match is None:
        return name, ""
    letters = match.group(1)
    return name[: match.start()], "".join(sorted(set(letters) & set(_KNOWN)))


def mbox_flags(headers: Headers) -> str:
    """Read Status, X-Status and X-Mozilla-Status as Maildir letters."""
    found = {"S"} if "R" in headers.get(b"status").upper() else set()
    status = headers.get(b"x-status").upper()
    found.update(letter for mark, letter in _STATUS if mark in status)
    try:
        bits = int(headers.get(b"x-mozilla-status")[:8] or "0", 16)
    except ValueError:
        bits = 0
    found.update(letter for bit, letter in _MOZILLA if bits & bit)
    return "".join(sorted(found))

"""Message-IDs: what names a message, and what it names (R6, R13)."""

from __future__ import annotations

import hashlib
import re

MOST_REFERENCES = 1000
_LONGEST = 250
# Only ids shaped <…@…>: "<yes>" or a date in quotes link what does not belong together.
_SHAPED = re.compile(r"<([^<>@]*@[^<>]*)>")
_SPACES = re.compile(r"\s+")
_BARE = re.compile(r"[^\s<>\"]+@[^\s<>\"]+")


def _plain(text: str) -> str:
    """Take out folding inside an id; an endless one is kept as its hash."""
    text = _SPACES.sub("", text) if " " in text or "\t" in text else text
    if len(text) > _LONGEST:
        return f"long:{_hash(text)}"
    return text if text.isprintable() else ""


def _hash(*parts: str) -> str:
    return hashlib.sha1("\0".join(parts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def named(value: str) -> tuple[str, ...]:
    """Give the ids of an In-Reply-To or References header, without brackets, in their order, each once.

    Of an endless header the first and the newest are kept: they tie the thread.
    """
    if "<" not in value:
        return ()
    found = dict.fromkeys(plain for text in _SHAPED.findall(value) if (plain := _plain(text)))
    ids = tuple(found)
    return ids if len(ids) <= MOST_REFERENCES else (ids[0], *ids[1 - MOST_REFERENCES :])


def own(value: str) -> str:
    """Give the id of a Message-ID header, folded or not, with or without brackets; empty for none."""
    match = _SHAPED.search(value)
    if match:
        return _plain(match.group(1))
    bare = _BARE.search(value)
    return _plain(bare.group()) if bare else ""


def made_up(sender: str, date: str, subject: str, received: str) -> str:
    """Make an id for a message without one from the headers no sync tool touches (R13)."""
    return "made-up:" + _hash(sender, date, subject, received)

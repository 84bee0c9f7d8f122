"""Words of others made safe to keep: one line, no control characters, not too long."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 200

_SPACE = re.compile(r"\s+")
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows, on the rest of the screen's line too."""


def one_line(text: str) -> str:
    """Give the text on one line of at most 200 characters, without control characters."""
    kept = "".join(
        char if not _unwanted(char) else " " if char.isspace() else "" for char in text[: MAX_LENGTH * 10]
    )
    line = _SPACE.sub(" ", kept).strip()
    return line if len(line) <= MAX_LENGTH else line[: MAX_LENGTH - 1].rstrip() + "…"


def _unwanted(char: str) -> bool:
    return char in _TURNS or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")

"""Text from outside, made fit to stand in a message: nothing in it can end a line or a header."""

from __future__ import annotations

import unicodedata

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Marks that turn the direction of what follows, also of what others wrote."""


def one_line(text: str) -> str:
    """Give `text` on one line, without control characters and doubled blanks."""
    return " ".join("".join(map(_safe, text)).split())


def lines(text: str) -> str:
    """Give a text of several lines, each without control characters and without blanks at its end.

    More than one empty line becomes one; the text ends with a line break unless it is empty.
    """
    kept: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = "".join("\t" if letter == "\t" else _safe(letter) for letter in line).rstrip()
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return "\n".join(kept) + "\n" if kept else ""


def _safe(letter: str) -> str:
    """Give what stands for one character."""
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    if letter in _BIDI:
        return ""
    return "\ufffd" if kind == "Cs" else letter

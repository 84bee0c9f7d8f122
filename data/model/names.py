"""Names as they are kept: on one line, with nothing in them that hides or turns what stands beside them."""

from __future__ import annotations

import unicodedata

_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters that show nothing."""
_JOINERS = frozenset("\u200c\u200d")
"""Persian, Indic scripts and emoji need these between their letters."""
_SEEN = frozenset("LNPS")
"""General categories of what leaves ink: letters, digits, punctuation, symbols."""


def tidy_name(text: str) -> str:
    """Give a name without control and bidi characters, its blanks single; empty when nothing of it shows.

    A zero-width space, an override that writes from right to left or a line break in a name is never meant,
    and would move or hide what stands beside it wherever the name is printed.
    """
    kept = "".join(_kept(letter) for letter in unicodedata.normalize("NFC", text))
    tidy = " ".join(kept.split())
    return tidy if any(_shows(letter) for letter in tidy) else ""


def _kept(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Cc" or kind.startswith("Z"):
        return " "
    if kind == "Cs" or (kind == "Cf" and letter not in _JOINERS):
        return ""
    return letter


def _shows(letter: str) -> bool:
    return unicodedata.category(letter)[0] in _SEEN and letter not in _BLANK_LETTERS

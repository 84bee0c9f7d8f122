"""The one place where text from outside is made harmless before it reaches the screen."""

from __future__ import annotations

import unicodedata

LONGEST = 2_000
"""Characters kept of one piece of text: more than any screen shows, little enough to measure quickly."""

_MOST_MARKS = 2
"""Combining marks kept on one letter; piled-up ones ("zalgo") climb out of their row."""

_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters that show nothing, so that a name made of them would look empty."""


def plain(text: str, longest: int = LONGEST) -> str:
    """Give `text` on one line, with nothing in it that could move, colour or hide what stands beside it.

    Control characters and line breaks become blanks; format characters (bidi overrides, zero-width
    joiners, variation selectors, tags) go, because terminals disagree on their width; flags become
    their letters; what cannot be printed at all becomes "\ufffd".
    """
    text = text[: longest * 2]
    if not (text.isascii() and text.isprintable()):
        text = harmless(unicodedata.normalize("NFC", text))
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def named(text: str, longest: int = LONGEST) -> str:
    """Give a name or title as `plain` does, and a word for one that shows nothing."""
    return plain(text, longest) or "(no name)"


def harmless(text: str) -> str:
    """Replace or drop each character that is not simply a letter, a sign or a symbol."""
    kept: list[str] = []
    marks = 0
    for letter in text:
        kind = unicodedata.category(letter)
        if kind in ("Mn", "Me"):
            marks += 1
            if marks <= _MOST_MARKS and not _selects_a_form(letter):
                kept.append(letter)
            continue
        marks = 0
        kept.append(_safe(letter, kind))
    return "".join(kept)


def _safe(letter: str, kind: str) -> str:
    """Give what stands for one character of the category `kind`."""
    if kind in ("Cc", "Zs", "Zl", "Zp") or letter in _BLANK_LETTERS:
        return " "
    if kind == "Cf" or _is_skin_tone(letter):
        return ""
    if kind in ("Cs", "Co", "Cn"):
        return "\ufffd"
    if "\U0001f1e6" <= letter <= "\U0001f1ff":
        return chr(ord(letter) - 0x1F1E6 + ord("A"))
    return letter


def _selects_a_form(letter: str) -> bool:
    """Whether it is a variation selector: invisible, and some terminals widen what precedes it."""
    return "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"


def _is_skin_tone(letter: str) -> bool:
    """Whether it only colours the emoji before it, two cells wide in some terminals and none in others."""
    return "\U0001f3fb" <= letter <= "\U0001f3ff"

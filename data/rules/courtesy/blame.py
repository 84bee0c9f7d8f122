"""Words that blame, as patterns over folded text, and how such a pattern is put together."""

from __future__ import annotations

import re

from data.values import frozen

START, END = r"(?<![\w'])", r"(?![\w'])"
REST = r"(?:(?! (?:and|but|so|which) )[^.,;:!?\n])*"
"""What follows up to the end of the clause."""


@frozen
class Blame:
    """Words that blame, and a neutral way to put it."""

    pattern: re.Pattern[str]
    reason: str
    rewrite: str
    """Stands in the place of the matched words."""


def any_of(words: str) -> str:
    """Give a pattern for any of the words between commas; each may itself be a pattern."""
    return "(?:" + "|".join(" ".join(word.split()) for word in words.split(",")) + ")"


def maybe(pattern: str) -> str:
    """Give a pattern for words that may stand there, with the blank that follows them."""
    return f"(?:{pattern} )?"


def some(pattern: str) -> str:
    """Give a pattern for any number of such words, each with a blank after it."""
    return f"(?:{pattern} ){{0,4}}"


def blame(pattern: str, reason: str, rewrite: str) -> Blame:
    """Make one from a pattern that begins and ends at whole words."""
    return Blame(re.compile(START + pattern + END), reason, rewrite)

"""Is this nothing but thanks? (R17)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.feeds.mail.closing_words import (
    AGREED,
    ASKS,
    ASKS_PHRASES,
    BRIEFLY,
    HARMLESS,
    ORDERS,
    THANKS,
    THANKS_ANYWHERE,
    THANKS_PHRASES,
)

MOST_WORDS = 40

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# A question mark; a link, a program line or a sealed text, which say more than thanks.
_NEVER = re.compile(r"[?？¿⁇❓❔؟\u037e{}\\]|https?://|-----begin ", re.IGNORECASE)
_CLAUSE = re.compile(r"[.,!;:\n()–—]+|\s-\s|\b(?:and|so|then|und|dann|also|et|puis|y|e|en|och|og)\b")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MOST_UNSPACED = 60
_A_HANDFUL = 5


def is_closing(own: str | None) -> bool:
    """Whether a writer's own text is at most 40 words of thanks or OK that ask for nothing.

    None (text not seen) is never a closing, neither is an empty text.
    """
    if not own or len(own) > 2000 or _NEVER.search(own):
        return False
    folded = own.casefold().replace("’", "'")
    words = _WORD.findall(folded)
    if len(words) > MOST_WORDS or len(_UNSPACED.findall(folded)) > _MOST_UNSPACED:
        return False
    return _thanks(folded, words) and not _asks(folded)


def _joined(words: list[str]) -> str:
    return f" {' '.join(words)} "


def _thanks(folded: str, words: list[str]) -> bool:
    if any(mark in folded for mark in THANKS_ANYWHERE) or not THANKS.isdisjoint(words):
        return True
    line = _joined(words)
    if any(f" {phrase} " in line for phrase in THANKS_PHRASES):
        return True
    if len(words) <= _A_HANDFUL and not BRIEFLY.isdisjoint(words):
        return True
    return any(first in AGREED for first in _first_words(folded))


def _first_words(folded: str) -> Iterator[str]:
    for clause in _CLAUSE.split(folded):
        match = _WORD.search(clause)
        if match:
            yield match.group()


def _asks(folded: str) -> bool:
    for phrase in HARMLESS:
        if phrase in folded:
            folded = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", folded)
    words = _WORD.findall(folded)
    if not ASKS.isdisjoint(words):
        return True
    line = _joined(words)
    if any(f" {phrase} " in line for phrase in ASKS_PHRASES):
        return True
    return any(first in ORDERS for first in _first_words(folded))

"""Names that do not belong into a text: found as whole words, whatever their case and accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from data.rules.courtesy.folding import folded
from data.values import frozen

_FEWEST_LETTERS = 3
_WORD = re.compile(r"\w+")
_MOST_BETWEEN = 3
_RUN_TOGETHER = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
"""Scripts that put no blanks between words."""


@frozen
class _Name:
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    """What stands between the words."""


@frozen
class Names:
    """Names to look for, by their first word; and those of scripts without blanks, to look for anywhere."""

    by_word: dict[str, tuple[_Name, ...]]
    anywhere: tuple[str, ...]

    def found_in(self, text: str) -> list[tuple[int, int]]:
        """Give the spans of the names in a folded text; of several that overlap only the longest."""
        spans = sorted(self._all(text), key=lambda span: (span[0] - span[1], span))
        kept: list[tuple[int, int]] = []
        for start, end in spans:
            if all(end <= other_start or other_end <= start for other_start, other_end in kept):
                kept.append((start, end))
        return sorted(kept)

    def _all(self, text: str) -> Iterator[tuple[int, int]]:
        words = list(_WORD.finditer(text))
        for index, word in enumerate(words):
            for name in self.by_word.get(word.group(), ()):
                end = _end(name, text, words, index)
                if end:
                    yield word.start(), end
        for name_text in self.anywhere:
            yield from (match.span() for match in re.finditer(re.escape(name_text), text))


@lru_cache(maxsize=8)
def foreign_names(others: tuple[str, ...], own: tuple[str, ...]) -> Names:
    """Give the names of others that say nothing about the one who reads: too short ones and own ones go."""
    mine = [folded(name) for name in own]
    by_word: dict[str, list[_Name]] = {}
    anywhere: list[str] = []
    for each in dict.fromkeys(" ".join(folded(name).split()) for name in others):
        if sum(letter.isalnum() for letter in each) < _FEWEST_LETTERS and not _runs_together(each):
            continue
        name = _name(each)
        if not name.words or any(_in(name, text) for text in mine):
            continue
        if _runs_together(each):
            if not any(each in text for text in mine):
                anywhere.append(each)
        else:
            by_word.setdefault(name.words[0], []).append(name)
    return Names({word: tuple(names) for word, names in by_word.items()}, tuple(anywhere))


def _name(text: str) -> _Name:
    words = list(_WORD.finditer(text))
    gaps = tuple(text[a.end() : b.start()] for a, b in pairwise(words))
    return _Name(tuple(word.group() for word in words), gaps)


def _in(name: _Name, text: str) -> bool:
    """Whether the name is a part of another one."""
    words = list(_WORD.finditer(text))
    starts = (index for index, word in enumerate(words) if word.group() == name.words[0])
    return any(_end(name, text, words, index) for index in starts)


def _end(name: _Name, text: str, words: Sequence[re.Match[str]], at: int) -> int:
    """Give where the name ends when it stands at the word number `at`; 0 when it does not."""
    for offset, expected in enumerate(name.words):
        if offset:
            # "Osei and Sons" is Osei & Sons: the word that an "&" is read as may be skipped.
            if at + 1 < len(words) and words[at + 1].group() == "and" and "&" in name.gaps[offset - 1]:
                at += 1
            elif not _same_gap(name.gaps[offset - 1], text[words[at].end() : _start(words, at + 1)]):
                return 0
            at += 1
        if at >= len(words) or words[at].group() != expected:
            return 0
    return words[at].end()


def _start(words: Sequence[re.Match[str]], at: int) -> int:
    return words[at].start() if at < len(words) else words[-1].end()


def _same_gap(expected: str, gap: str) -> bool:
    """Whether what stands between two words could stand there in the name: other blanks, a dash, a line end.

    A full stop is no blank: in "acme. North" the sentence ends, in "acme.example" the name does not.
    """
    if "." in expected or "@" in expected:
        return gap == expected
    return 0 < len(gap) <= max(_MOST_BETWEEN, len(expected) + 1) and not set(gap) & set(".;:!?\n")


def _runs_together(text: str) -> bool:
    return any(unicodedata.name(letter, "").startswith(_RUN_TOGETHER) for letter in text)

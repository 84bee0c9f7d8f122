"""Text made comparable: small letters, no accents, plain quotes and dashes; and the way back."""

from __future__ import annotations

import unicodedata

from data.values import frozen

_PLAIN = {
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "⁄": "/",
    "∕": "/",
}


@frozen
class Folded:
    """A folded text that knows where each of its letters came from."""

    text: str
    places: tuple[int, ...]
    """The index in the original of each letter of `text`."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the slice of the original that a slice of the folded text came from; it must not be empty."""
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold a text letter by letter; blanks and line ends become one blank, an empty line one line end."""
    letters: list[str] = []
    places: list[int] = []
    ends = 0
    for place, letter in enumerate(text):
        for part in _folded(letter):
            if part.isspace():
                ends += part == "\n"
                if letters and letters[-1].isspace():
                    if ends > 1:
                        letters[-1] = "\n"
                    continue
                part = " "
            else:
                ends = 0
            letters.append(part)
            places.append(place)
    return Folded("".join(letters), tuple(places))


def folded(text: str) -> str:
    """Give only the folded text."""
    return fold(text).text


def _folded(letter: str) -> str:
    """Give what one letter is compared as: nothing, one letter or several."""
    if "\x20" <= letter < "\x7f":
        return _PLAIN.get(letter, letter.lower())
    if letter == "\n":
        return letter
    kept: list[str] = []
    for part in unicodedata.normalize("NFKD", letter).casefold():
        kind = unicodedata.category(part)
        if kind in ("Mn", "Me", "Cf"):
            continue
        kept.append(" " if kind in ("Cc", "Zs", "Zl", "Zp") else _PLAIN.get(part, part))
    return "".join(kept)

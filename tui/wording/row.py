"""What a list shows: rows of cells, each a text with the tone it is said in."""

from __future__ import annotations

from typing import Literal

from data.values import frozen

Tone = Literal[
    "plain",
    "strong",
    "dim",
    "faint",
    "late",
    "due",
    "kept",
    "wait",
    "kind",
    "accent",
    "closed",
    "key",
    "line",
]
"""How something is said. The colours behind the words are the theme's business."""

Part = tuple[str, Tone]
"""A piece of text in one tone."""


@frozen
class Cell:
    """One cell of a row: text in one tone or several, or a gauge as wide as its column."""

    text: str
    tone: Tone = "plain"
    more: tuple[Part, ...] = ()
    """What follows `text` in other tones."""
    fill: float | None = None
    """0…1: a gauge filled so far, in place of text."""

    @classmethod
    def of(cls, *parts: Part) -> Cell:
        """Make a cell of several pieces, each in its own tone."""
        (text, tone), *more = parts or (("", "plain"),)
        return cls(text, tone, tuple(more))

    @property
    def parts(self) -> tuple[Part, ...]:
        """All pieces in order."""
        return ((self.text, self.tone), *self.more)


EMPTY = Cell("")


@frozen
class Row:
    """One entry of a list: a first line in columns, and possibly a second."""

    key: str
    """Stays the same as long as the row is about the same thing."""
    cells: tuple[Cell, ...]
    under: tuple[Cell, ...] = ()
    gist: object = None
    """What the row says apart from the passing of time: when it changes, the row is tinted for a moment."""


def joined(parts: list[list[Part]], between: str = " · ", tone: Tone = "dim") -> tuple[Part, ...]:
    """Join groups of pieces with a separator, leaving out the empty ones."""
    out: list[Part] = []
    for group in parts:
        if not group:
            continue
        if out:
            out.append((between, tone))
        out.extend(group)
    return tuple(out)

"""Words in their tones, as markup."""

from __future__ import annotations

from collections.abc import Sequence

from tui.export.markup import Markup, element, joined
from tui.wording.row import Part

_WITHOUT = ("plain", "strong")
"""Tones that need no colour."""


def inked(parts: Sequence[Part]) -> Markup:
    """Give pieces of text in their tones."""
    return joined(text if tone in _WITHOUT else element("span", text, class_=tone) for text, tone in parts)

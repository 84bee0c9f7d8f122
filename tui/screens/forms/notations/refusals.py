"""What is said of a text that cannot be meant."""

from __future__ import annotations

from typing import Never

from tui.widgets.fields import Understood


def refused(sentence: str) -> Understood[Never]:
    """Refuse a text with the reason why."""
    return Understood(None, ((sentence, "late"),), sentence)


def wrong(example: str) -> Understood[Never]:
    """Refuse a text that is not understood, with one that would be."""
    return refused(f"Not understood. Try {example}.")

"""A share in words."""

from __future__ import annotations

from math import floor


def percent(share: float) -> str:
    """Say a share; neither nothing nor everything is said of what is only nearly so."""
    hundredths = 100 * share
    if 0 < hundredths < 1:
        return "under 1 %"
    if 99 < hundredths < 100:
        return "over 99 %"
    return f"{floor(hundredths + 0.5)} %"

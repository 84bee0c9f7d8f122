"""Amounts of money the way people say them."""

from __future__ import annotations

from tui.wording.plain import plain


def money(cents: int, currency: str) -> str:
    """Say an amount: "1,200 EUR", "85.50 EUR"; the sign is for the words around it."""
    whole, rest = divmod(abs(cents), 100)
    amount = f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"
    return f"{amount} {plain(currency, 8)}".strip()

"""Figures in the making: the few forms they come in, and how a share of many values is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from data.model.week import Figure, Unit


def number(name: str, rows: Sequence[str], of: int | None = None) -> Figure:
    """Count rows: each is one."""
    return Figure(name, Unit.NUMBER, len(rows), of, distinct(rows))


def out_of(name: str, good: Sequence[str], bad: Sequence[str]) -> Figure:
    """Say how many of all were good; the rows of those that were not come first, for they are looked for."""
    return Figure(name, Unit.OF, len(good), len(good) + len(bad), distinct((*bad, *good)))


def distinct(rows: Iterable[str]) -> tuple[str, ...]:
    """Give each row once, in order."""
    return tuple(dict.fromkeys(rows))


def quantile(values: Iterable[float], share: float) -> float:
    """Give the smallest of the values that this share of them does not exceed: always one of them."""
    ordered = sorted(values)
    # Floats miss round shares by a hair: 9 of 10 is 0.9 × 10, whatever the rounding.
    return ordered[max(0, ceil(len(ordered) * share - 1e-9) - 1)]

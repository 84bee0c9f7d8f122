"""The only place that asks what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present instant in UTC. Everything else takes `now` as an argument."""


def system_clock() -> datetime:
    """Give the present instant from the machine's wall clock, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place


def fixed_clock(at: datetime) -> Clock:
    """Give a clock that stands still at `at`: for demos, pictures and tests."""
    instant = at.astimezone(UTC)
    return lambda: instant

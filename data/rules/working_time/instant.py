"""Instants as whole microseconds of UTC: sums are exact, and no wall clock can mislead them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Protocol

SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 24 * 60 * MINUTE

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class HasDatetime(Protocol):
    """What an arrow is, as far as working time cares."""

    @property
    def datetime(self) -> datetime:
        """The same instant as an aware datetime."""


Instant = datetime | HasDatetime
"""An aware datetime or an arrow."""


def microseconds(at: Instant) -> int:
    """Give the microseconds of UTC since 1970; raises ValueError for anything that is no instant.

    The subtraction goes through the offset of `at` itself, so the two half past twos of autumn differ
    and the first and last days a datetime can hold do not overflow.
    """
    value = at if isinstance(at, datetime) else getattr(at, "datetime", None)
    if not isinstance(value, datetime):
        raise ValueError(f"An instant is needed, not {at!r}.")
    if value.utcoffset() is None:
        raise ValueError(f"{value.isoformat()} has no time zone, so it is no instant.")
    return (value - _EPOCH) // _MICROSECOND


def instant(us: int | None) -> datetime | None:
    """Give the instant as a datetime in UTC; None for None and outside the years 1 to 9999."""
    if us is None:
        return None
    try:
        return _EPOCH + timedelta(microseconds=us)
    except OverflowError:
        return None


def as_utc(at: Instant) -> datetime:
    """Give `at` as an aware datetime in UTC; raises ValueError for anything that is no instant."""
    value = instant(microseconds(at))
    if value is None:
        raise ValueError(f"{at!r} lies outside the years 1 to 9999 in UTC.")
    return value


def span_microseconds(seconds: float) -> int:
    """Give a length in microseconds; raises ValueError for what is no length (nan, infinite)."""
    if not isfinite(seconds):
        raise ValueError(f"{seconds} seconds is no length of time.")
    return round(seconds * SECOND)

"""Numbers for rows: 63 bits, in order of time, different on every machine (STORE.md 6)."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from random import SystemRandom

_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
_RANDOM_BITS = 20
_GAP_BITS = 6
"""How far apart numbers of one instant lie at most; random, so that they are no other machine's."""

_bits = SystemRandom().getrandbits


class Ids:
    """Makes numbers that only grow: `(milliseconds since 2020 << 20) | 20 random bits`.

    Within one instant, as when thousands of rows are taken in at once, each number is a few random steps
    after the one before.
    """

    def __init__(self, now: datetime) -> None:
        self._lock = threading.Lock()
        self._instant = 0
        self._last = 0
        self.at(now)

    def at(self, now: datetime) -> None:
        """Let the numbers that follow belong to the instant `now`."""
        elapsed = int((now - _BEGINNING).total_seconds() * 1000)
        self._instant = min(max(0, elapsed), (1 << 63 - _RANDOM_BITS - 1) - 1)

    def new(self) -> int:
        """Give a number that was not given before."""
        with self._lock:
            fresh = (self._instant << _RANDOM_BITS) | _bits(_RANDOM_BITS)
            if self._last >> _RANDOM_BITS >= self._instant:
                fresh = self._last + 1 + _bits(_GAP_BITS)
            self._last = fresh
            return fresh

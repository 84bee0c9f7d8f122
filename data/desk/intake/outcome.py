"""What is said of a source whose reading failed, and when it is tried again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from traceback import extract_tb

from data.errors import FeedError, Offline, Refused
from data.model.source import SourceState

_FIRST_WAIT = timedelta(minutes=5)
_LONGEST_WAIT = timedelta(hours=1)


def failed(state: SourceState, now: datetime, error: FeedError) -> SourceState:
    """Give how a source is doing after an error.

    That it cannot be reached is said quietly, unless it never could be: then the settings may be wrong.
    """
    if isinstance(error, Offline) and state.last_read_at is not None:
        return replace(state, error="", offline_since=state.offline_since or now)
    return replace(state, error=str(error), offline_since=None)


def broken(state: SourceState, error: Exception) -> SourceState:
    """Give how a source is doing after an error that no reader foresaw: where it happened, and which it was.

    What the error itself says is left out, for it may quote the source.
    """
    place = extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
    said = f"{state.name} holds something that frontdesk cannot deal with ({where}). Please report this."
    return replace(state, error=said, offline_since=None)


class Patience:
    """Lets a source that refused us rest, longer each time, lest too many tries lock an account.

    Lives as long as the program; whoever asks for a reading by hand does not have to wait.
    """

    def __init__(self) -> None:
        self._waits: dict[str, tuple[datetime, timedelta]] = {}

    def allows(self, name: str, now: datetime) -> bool:
        """Whether a source may be read now."""
        return name not in self._waits or now >= self._waits[name][0]

    def failed(self, name: str, now: datetime, error: FeedError) -> None:
        """Remember that a source could not be read."""
        if isinstance(error, Refused):
            _, wait = self._waits.get(name, (now, _FIRST_WAIT / 2))
            wait = min(2 * wait, _LONGEST_WAIT)
            self._waits[name] = now + wait, wait

    def worked(self, name: str) -> None:
        """Remember that a source was read."""
        self._waits.pop(name, None)

    def forget(self) -> None:
        """Try everything again at once."""
        self._waits.clear()

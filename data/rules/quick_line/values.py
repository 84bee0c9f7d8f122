"""What a quick line is read as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.values import frozen

if TYPE_CHECKING:
    from data.model.client import Client
    from data.model.touch import Direction, Outcome
    from data.rules.when import Reading


@frozen
class PromiseWish:
    """Work the client asks for: so many minutes, by a date or none."""

    minutes: int
    by: Reading | None = None
    text: str = ""


@frozen
class ChangeWish:
    """More than was agreed, with its effort in minutes when one was said."""

    text: str
    minutes: int | None = None


@frozen
class QuickLine:
    """What was understood of a line."""

    client: Client | None = None
    """The best match; None when the line names nobody known."""
    candidates: tuple[Client, ...] = ()
    """All it may mean, best first; empty when the client was settled before."""
    direction: Direction | None = None
    minutes: int | None = None
    outcome: Outcome | None = None
    note: str = ""
    """What was said, and as they were typed wished promises and what was not understood."""
    follow_ups: tuple[tuple[str, Reading], ...] = ()
    promises: tuple[PromiseWish, ...] = ()
    find_outs: tuple[str, ...] = ()
    changes: tuple[ChangeWish, ...] = ()
    said: tuple[str, ...] = ()
    """Sentences about what follows from the call besides."""
    problems: tuple[str, ...] = ()
    """Sentences about pieces that were not understood."""

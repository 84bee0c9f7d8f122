"""Two clients that are one, and one that is two."""

from __future__ import annotations

from data.values import frozen


@frozen
class SplitDraft:
    """What of a client becomes a client of its own."""

    client_id: int
    """Who is split."""
    name: str
    """What the new client is called."""
    people: tuple[int, ...] = ()
    addresses: tuple[str, ...] = ()
    """Of the client's own; those of people go with them."""
    domains: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    projects: tuple[int, ...] = ()

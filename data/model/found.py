"""What "find anything" found."""

from __future__ import annotations

from datetime import date, datetime

from data.values import frozen


@frozen
class Found:
    """One hit: enough to show a row and to open what it is about."""

    key: str
    """`KIND:ID`, where the kind is client, project, deliverable, commitment, touch, agreement, obligation,
    change_request or find_out.
    """
    title: str
    client: str
    client_id: int | None
    at: datetime | None
    day: date | None = None
    """The day of what has no time of day: a project, what was agreed, what is owed."""

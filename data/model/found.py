"""What "find anything" found."""

from __future__ import annotations

from datetime import datetime

from data.values import frozen


@frozen
class Found:
    """One hit: enough to show a row and to open what it is about."""

    key: str
    """`client:ID`, `project:ID`, `deliverable:ID`, `commitment:ID` or `touch:ID`."""
    title: str
    client: str
    client_id: int | None
    at: datetime | None

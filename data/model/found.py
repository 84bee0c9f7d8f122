"""What "find anything" found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: enough to show a row and to open what it is about."""

    key: str
    """`client:ID`, `project:ID`, `deliverable:ID`, `commitment:ID` or `touch:ID`."""
    title: str
    client: str
    client_id: int | None
    at: datetime | None

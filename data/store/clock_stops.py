"""When a reply clock was stopped by the user's word."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from data.model.touch import Answer
from data.store.rows import insert as insert_row
from data.store.rows import instant_text

if TYPE_CHECKING:
    from sqlite_utils import Database

_INSERT = "INSERT INTO clock_stop (id, thread_id, at, how) VALUES (new_id(), :thread_id, :at, :how)"


def insert(db: Database, thread_id: int, at: datetime, how: Answer) -> None:
    """Write down that an exchange stopped waiting, and how."""
    insert_row(db, _INSERT, {"thread_id": thread_id, "at": instant_text(at), "how": how.value})

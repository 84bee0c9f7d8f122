"""The step of the schema that makes what is agreed, owed, asked besides and to be found out findable.

Part of a migration that has been applied somewhere: never edit, add a new migration instead.
"""

from __future__ import annotations

from data.store.schema.mail import findable

WORDS = (
    *findable("agreement", "text", "no_emergency", "channel"),
    *findable("obligation", "text"),
    *findable("change_request", "text"),
    *findable("find_out", "question", "source", "answer"),
)

LEARNT = tuple(
    f"INSERT INTO find_{table} (find_{table}) VALUES ('rebuild')"  # noqa: S608 - names of ours
    for table in ("agreement", "obligation", "change_request", "find_out")
)
"""What was entered before is found, too."""

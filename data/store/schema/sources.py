"""A step of the schema: what a source could not read, by name.

Part of a migration that has been applied somewhere: never edit, add a new migration instead.
"""

from __future__ import annotations

TABLES = (
    # Written anew by each reading, so it is neither history nor part of any act.
    """CREATE TABLE source_skip (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        source TEXT NOT NULL CHECK (source <> ''),
        place TEXT NOT NULL,
        title TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL CHECK (reason <> ''),
        count INTEGER NOT NULL DEFAULT 1 CHECK (count > 0)
    ) STRICT""",
)

INDEXES = (
    "CREATE INDEX source_skip_source ON source_skip (source)",
    # The same order, and a week's contacts are counted without a look at their rows.
    "DROP INDEX touch_at",
    "CREATE INDEX touch_at ON touch (at, client_id, thread_id, direction)",
)

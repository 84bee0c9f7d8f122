"""A step of the schema: how often what is said outside of each promise has changed.

Part of a migration that has been applied somewhere: never edit, add a new migration instead.
"""

from __future__ import annotations

TABLES = (
    # Kept when a promise leaves the file, so that one that comes back counts on from where it was.
    """CREATE TABLE outgoing_revision (
        place TEXT PRIMARY KEY CHECK (place <> ''),
        digest TEXT NOT NULL CHECK (digest <> ''),
        sequence INTEGER NOT NULL CHECK (sequence >= 0),
        modified_at TEXT NOT NULL
            CHECK (modified_at IS strftime('%Y-%m-%dT%H:%M:%SZ', modified_at, '+0 days'))
    ) STRICT, WITHOUT ROWID""",
)

INDEXES = (
    "CREATE INDEX commitment_dropped ON commitment (dropped_at) WHERE dropped_at IS NOT NULL",
    "CREATE INDEX find_out_dropped ON find_out (dropped_at) WHERE dropped_at IS NOT NULL",
)

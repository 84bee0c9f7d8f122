"""A step of the schema: sources on the net, which cannot always be reached.

Part of a migration that has been applied somewhere: never edit, add a new migration instead.
"""

from __future__ import annotations

COLUMNS = (
    # With `IS` and not `=`: a CHECK that comes out NULL would pass.
    "ALTER TABLE source ADD COLUMN offline_since TEXT"
    " CHECK (offline_since IS strftime('%Y-%m-%dT%H:%M:%SZ', offline_since, '+0 days'))",
)

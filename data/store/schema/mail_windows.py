"""A step of the schema: when the mail was looked at.

Part of a migration that has been applied somewhere: never edit, add a new migration instead.
"""

from __future__ import annotations


def _instant(column: str) -> str:
    """With `IS` and not `=`: a CHECK that comes out NULL would pass."""
    return f"TEXT CHECK ({column} IS strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '+0 days'))"


TABLES = (
    # One row a look; the window it was made in, as the settings were then, NULL: outside the plan.
    f"""CREATE TABLE mail_check (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        at {_instant("at")} NOT NULL,
        window_at {_instant("window_at")},
        CHECK (window_at IS NULL OR window_at <= at)
    ) STRICT""",
)

INDEXES = ("CREATE INDEX mail_check_at ON mail_check (at)",)

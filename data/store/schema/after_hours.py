"""The step of the schema about calls after hours: the mails that are to confirm them.

Part of a migration that has been applied somewhere: never edit, add a new migration instead.
"""

from __future__ import annotations


def _instant(column: str) -> str:
    """With `IS` and not `=`: a CHECK that comes out NULL would pass."""
    return f"TEXT CHECK ({column} IS strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '+0 days'))"


TABLES = (
    f"""CREATE TABLE awaited_mail (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        touch_id INTEGER NOT NULL REFERENCES touch (id),
        client_id INTEGER NOT NULL REFERENCES client (id),
        commitment_id INTEGER REFERENCES commitment (id),
        text TEXT NOT NULL CHECK (text <> ''),
        asked_at {_instant("asked_at")} NOT NULL,
        due_at {_instant("due_at")} NOT NULL,
        write_up_at {_instant("write_up_at")} NOT NULL,
        came_at {_instant("came_at")},
        written_at {_instant("written_at")},
        dropped_at {_instant("dropped_at")},
        dropped_why TEXT NOT NULL DEFAULT ''
    ) STRICT""",
)

INDEXES = (
    "CREATE INDEX awaited_mail_open ON awaited_mail (asked_at)"
    " WHERE came_at IS NULL AND written_at IS NULL AND dropped_at IS NULL",
    "CREATE INDEX awaited_mail_write_up ON awaited_mail (write_up_at)",
    "CREATE INDEX awaited_mail_touch ON awaited_mail (touch_id)",
    "CREATE INDEX awaited_mail_client ON awaited_mail (client_id)",
    "CREATE INDEX awaited_mail_commitment ON awaited_mail (commitment_id) WHERE commitment_id IS NOT NULL",
)

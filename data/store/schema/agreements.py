"""The step of the schema that keeps what was agreed with clients.

Part of a migration that has been applied somewhere: never edit, add a new migration instead.
"""

from __future__ import annotations


def _day(column: str) -> str:
    """With `IS` and not `=`: a CHECK that comes out NULL would pass."""
    return f"TEXT CHECK ({column} IS date({column}, '+0 days'))"


_TEXT = "TEXT NOT NULL DEFAULT ''"

TABLES = (
    # A later row of the same kind takes the place of an earlier one, which is kept.
    f"""CREATE TABLE agreement (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        client_id INTEGER NOT NULL REFERENCES client (id),
        kind TEXT NOT NULL CHECK (kind IN
            ('availability', 'process', 'rates', 'obligations', 'emergency')),
        text TEXT NOT NULL CHECK (text <> ''),
        noted_on {_day("noted_on")} NOT NULL,
        agreed_on {_day("agreed_on")} CHECK (agreed_on IS NOT NULL OR kind = 'emergency'),
        how TEXT NOT NULL CHECK (how IN ('mail', 'contract', 'spoken')),
        no_emergency {_TEXT},
        channel {_TEXT},
        acknowledge_minutes INTEGER CHECK (acknowledge_minutes > 0),
        loading_percent INTEGER CHECK (loading_percent >= 0),
        hours_then {_TEXT},
        rate_then {_TEXT},
        loading_then {_TEXT}
    ) STRICT""",
)

INDEXES = (
    "CREATE INDEX agreement_client ON agreement (client_id, kind)",
    # Work that was open at the end of a past week and is dropped by now.
    "CREATE INDEX deliverable_dropped ON deliverable (dropped_at) WHERE dropped_at IS NOT NULL",
)

"""The third step of the schema: the end of the week.

Part of a migration that has been applied somewhere: never edit, add a new migration instead.
"""

from __future__ import annotations

_ID = "id INTEGER PRIMARY KEY CHECK (id > 0)"
_WEEK = "TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]')"


def _instant(column: str) -> str:
    """With `IS` and not `=`: a CHECK that comes out NULL would pass."""
    return f"TEXT CHECK ({column} IS strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '+0 days'))"


COLUMNS = ("ALTER TABLE gesture ADD COLUMN cost_cents INTEGER CHECK (cost_cents >= 0)",)

TABLES = (
    # A clock that the user's word stopped; what a reply stopped is seen from the contacts themselves.
    f"""CREATE TABLE clock_stop (
        {_ID},
        thread_id INTEGER NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
        at {_instant("at")} NOT NULL,
        how TEXT NOT NULL CHECK (how <> '')
    ) STRICT""",
    f"""CREATE TABLE review (
        {_ID},
        week {_WEEK} UNIQUE,
        step INTEGER NOT NULL DEFAULT 0 CHECK (step BETWEEN 0 AND 2),
        started_at {_instant("started_at")},
        closed_at {_instant("closed_at")}
    ) STRICT""",
    f"""CREATE TABLE week_snapshot (
        {_ID},
        week {_WEEK} UNIQUE,
        closed_at {_instant("closed_at")} NOT NULL,
        figures TEXT NOT NULL CHECK (json_valid(figures)),
        settings TEXT NOT NULL CHECK (json_valid(settings))
    ) STRICT""",
    f"""CREATE TABLE intention (
        {_ID},
        week {_WEEK},
        place INTEGER NOT NULL CHECK (place >= 0),
        text TEXT NOT NULL CHECK (text <> ''),
        kept INTEGER CHECK (kept IN (0, 1))
    ) STRICT""",
    f"""CREATE TABLE courtesy_check (
        {_ID},
        at {_instant("at")} NOT NULL,
        shown INTEGER NOT NULL CHECK (shown >= 0),
        rewritten INTEGER NOT NULL CHECK (rewritten >= 0)
    ) STRICT""",
)

INDEXES = (
    "CREATE INDEX clock_stop_thread ON clock_stop (thread_id, at)",
    "CREATE INDEX clock_stop_at ON clock_stop (at)",
    "CREATE INDEX intention_week ON intention (week, place)",
    "CREATE INDEX courtesy_check_at ON courtesy_check (at)",
    # What was told for a week, and what was told in it.
    "CREATE INDEX told_promised ON told (promised_at) WHERE promised_at IS NOT NULL",
    "CREATE INDEX told_at ON told (told_at)",
    "CREATE INDEX commitment_due ON commitment (due_at)",
    "CREATE INDEX find_out_due ON find_out (come_back_at)",
    "CREATE INDEX change_request_at ON change_request (asked_at)",
    "CREATE INDEX card_done ON card (done_at) WHERE done_at IS NOT NULL",
    "CREATE INDEX obligation_received ON obligation (received_at) WHERE received_at IS NOT NULL",
    "CREATE INDEX obligation_dropped ON obligation (dropped_at) WHERE dropped_at IS NOT NULL",
)

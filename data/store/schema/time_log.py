"""A step of the schema: time kept elsewhere, and what it was said to be.

Part of a migration that has been applied somewhere: never edit, add a new migration instead.
"""

from __future__ import annotations

_ID = "id INTEGER PRIMARY KEY CHECK (id > 0)"
_TEXT = "TEXT NOT NULL DEFAULT ''"
_TAGS = "TEXT NOT NULL DEFAULT '[]' CHECK (json_type(tags) IS 'array')"
_PLACING = "TEXT {} CHECK (placing IN ('work', 'polish', 'ignore'))"


def _instant(column: str) -> str:
    """With `IS` and not `=`: a CHECK that comes out NULL would pass."""
    return f"TEXT CHECK ({column} IS strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '+0 days'))"


TABLES = (
    # The freelancer's word on a label, part of acts.
    f"""CREATE TABLE time_mapping (
        {_ID},
        kind TEXT NOT NULL CHECK (kind <> ''),
        client {_TEXT},
        project {_TEXT},
        tags {_TAGS},
        words {_TEXT},
        placing {_PLACING.format("NOT NULL")},
        deliverable_id INTEGER REFERENCES deliverable (id),
        made_at {_instant("made_at")} NOT NULL,
        since {_instant("since")},
        CHECK ((placing = 'ignore') = (deliverable_id IS NULL))
    ) STRICT""",
    # The freelancer's word on one entry, part of acts: count it although it overlaps, or leave it out.
    f"""CREATE TABLE time_word (
        {_ID},
        kind TEXT NOT NULL CHECK (kind <> ''),
        key TEXT NOT NULL,
        counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
        UNIQUE (kind, key)
    ) STRICT""",
    # What was read, and what follows from it: never part of an act.
    f"""CREATE TABLE time_entry (
        {_ID},
        source TEXT NOT NULL CHECK (source <> ''),
        kind TEXT NOT NULL CHECK (kind <> ''),
        key TEXT NOT NULL,
        started_at {_instant("started_at")} NOT NULL,
        ended_at {_instant("ended_at")} NOT NULL,
        client {_TEXT},
        project {_TEXT},
        tags {_TAGS},
        words {_TEXT},
        description {_TEXT},
        placing {_PLACING.format("")},
        deliverable_id INTEGER REFERENCES deliverable (id),
        held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
        UNIQUE (source, key),
        CHECK (ended_at >= started_at)
    ) STRICT""",
    "ALTER TABLE work_entry ADD COLUMN time_entry_id INTEGER REFERENCES time_entry (id)",
)

INDEXES = (
    "CREATE UNIQUE INDEX time_mapping_label ON time_mapping"
    " (kind, client, project, tags, words, ifnull(since, ''))",
    "CREATE INDEX time_mapping_deliverable ON time_mapping (deliverable_id) WHERE deliverable_id IS NOT NULL",
    "CREATE INDEX time_entry_label ON time_entry (kind, client, project, tags, words)",
    "CREATE INDEX time_entry_at ON time_entry (source, started_at)",
    "CREATE INDEX time_entry_deliverable ON time_entry (deliverable_id, started_at)"
    " WHERE deliverable_id IS NOT NULL",
    "CREATE INDEX time_entry_unplaced ON time_entry (kind, client, project, tags, words)"
    " WHERE placing IS NULL",
    "CREATE INDEX time_entry_held ON time_entry (started_at, kind, key) WHERE held = 1",
    "CREATE UNIQUE INDEX work_entry_time ON work_entry (time_entry_id) WHERE time_entry_id IS NOT NULL",
)

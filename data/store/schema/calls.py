"""A step of the schema: what the logs of telephones say, and whose number is whose.

Part of a migration that has been applied somewhere: never edit, add a new migration instead.
"""

from __future__ import annotations

_TEXT = "TEXT NOT NULL DEFAULT ''"


def _instant(column: str) -> str:
    """With `IS` and not `=`: a CHECK that comes out NULL would pass."""
    return f"TEXT CHECK ({column} IS strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '+0 days'))"


TABLES = (
    # One row for each entry of each source; an entry that is exported once more has the same digest. Like
    # letters, these are this machine's own: what they tell is kept as contacts.
    f"""CREATE TABLE call_record (
        id INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        digest TEXT NOT NULL CHECK (digest <> ''),
        log TEXT NOT NULL,
        place {_TEXT},
        peer TEXT NOT NULL CHECK (peer <> ''),
        channel TEXT NOT NULL CHECK (channel IN ('call', 'sms')),
        direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
        at {_instant("at")} NOT NULL,
        number {_TEXT},
        name {_TEXT},
        seconds INTEGER CHECK (seconds >= 0),
        outcome TEXT CHECK (outcome IN ('spoke', 'voicemail', 'no_answer', 'missed', 'declined')),
        text {_TEXT},
        clocked INTEGER NOT NULL DEFAULT 0 CHECK (clocked IN (0, 1)),
        touch_id INTEGER REFERENCES touch (id) ON DELETE SET NULL,
        filled INTEGER CHECK (filled >= 0),
        UNIQUE (source, digest)
    ) STRICT""",
    # Whose number it is, or nobody's yet; summed up so that the tray is counted over an index.
    f"""CREATE TABLE call_peer (
        peer TEXT PRIMARY KEY CHECK (peer <> ''),
        client_id INTEGER REFERENCES client (id) ON DELETE SET NULL,
        phone {_TEXT},
        name {_TEXT},
        newest_text {_TEXT},
        newest_at {_instant("newest_at")} NOT NULL,
        count INTEGER NOT NULL CHECK (count >= 0)
    ) STRICT, WITHOUT ROWID""",
    # Which stops of a clock only follow from what somebody said, and go when that does.
    """CREATE TABLE call_stop (
        stop_id INTEGER PRIMARY KEY REFERENCES clock_stop (id) ON DELETE CASCADE
    ) STRICT""",
    # What a log changed of a row that an act knows, one upon the other, to take it back before that act is.
    f"""CREATE TABLE call_amend (
        id INTEGER PRIMARY KEY,
        about TEXT NOT NULL CHECK (about IN ('touch', 'thread')),
        row_id INTEGER NOT NULL,
        old TEXT NOT NULL CHECK (json_valid(old)),
        new TEXT NOT NULL CHECK (json_valid(new)),
        at {_instant("at")} NOT NULL
    ) STRICT""",
)

INDEXES = (
    "CREATE INDEX call_record_peer ON call_record (peer, at)",
    "CREATE INDEX call_record_digest ON call_record (digest)",
    "CREATE INDEX call_record_touch ON call_record (touch_id) WHERE touch_id IS NOT NULL",
    "CREATE INDEX call_peer_client ON call_peer (client_id) WHERE client_id IS NOT NULL",
    "CREATE INDEX call_amend_row ON call_amend (about, row_id)",
    "CREATE INDEX call_peer_unknown ON call_peer (newest_at) WHERE client_id IS NULL AND phone <> ''",
)

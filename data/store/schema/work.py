"""The first schema, part one: clients, work, contacts and the calendar.

Part of a migration that has been applied somewhere: never edit, add a new migration instead.
"""

from __future__ import annotations

_ID = "id INTEGER PRIMARY KEY CHECK (id > 0)"
_TEXT = "TEXT NOT NULL DEFAULT ''"


def _instant(column: str) -> str:
    """With `IS` and not `=`: a CHECK that comes out NULL would pass."""
    return f"TEXT CHECK ({column} IS strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '+0 days'))"


def _day(column: str) -> str:
    return f"TEXT CHECK ({column} IS strftime('%Y-%m-%d', {column}, '+0 days'))"


def _yes(column: str, default: int = 0) -> str:
    return f"INTEGER NOT NULL DEFAULT {default} CHECK ({column} IN (0, 1))"


CHANNELS = "('mail', 'call', 'sms', 'chat', 'meeting', 'letter', 'other')"

TABLES = (
    f"""CREATE TABLE about (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        made_at {_instant("made_at")} NOT NULL
    ) STRICT""",
    f"""CREATE TABLE client (
        {_ID},
        name TEXT NOT NULL CHECK (name <> ''),
        zone TEXT,
        reply_limit_minutes INTEGER CHECK (reply_limit_minutes > 0),
        keep_in_touch_days INTEGER CHECK (keep_in_touch_days >= 0),
        takes_gifts {_yes("takes_gifts", 1)},
        coffee {_TEXT},
        post_address {_TEXT},
        referred_by {_TEXT},
        note {_TEXT},
        since {_day("since")} NOT NULL,
        made_at {_instant("made_at")} NOT NULL,
        hidden_at {_instant("hidden_at")}
    ) STRICT""",
    f"""CREATE TABLE person (
        {_ID},
        client_id INTEGER NOT NULL REFERENCES client (id),
        name TEXT NOT NULL CHECK (name <> ''),
        role {_TEXT},
        note {_TEXT}
    ) STRICT""",
    f"""CREATE TABLE contact_point (
        {_ID},
        client_id INTEGER NOT NULL REFERENCES client (id),
        person_id INTEGER REFERENCES person (id),
        kind TEXT NOT NULL CHECK (kind IN ('address', 'domain', 'phone')),
        value TEXT NOT NULL CHECK (value <> ''),
        place INTEGER NOT NULL CHECK (place >= 0),
        CHECK (person_id IS NULL OR kind <> 'domain')
    ) STRICT""",
    f"""CREATE TABLE project (
        {_ID},
        client_id INTEGER NOT NULL REFERENCES client (id),
        name TEXT NOT NULL CHECK (name <> ''),
        started_on {_day("started_on")},
        ended_on {_day("ended_on")},
        ended_badly {_yes("ended_badly")},
        true_detail {_TEXT},
        note {_TEXT}
    ) STRICT""",
    f"""CREATE TABLE deliverable (
        {_ID},
        project_id INTEGER NOT NULL REFERENCES project (id),
        client_id INTEGER NOT NULL REFERENCES client (id),
        name TEXT NOT NULL CHECK (name <> ''),
        estimate_minutes INTEGER CHECK (estimate_minutes >= 0),
        spent_minutes INTEGER NOT NULL DEFAULT 0 CHECK (spent_minutes >= 0),
        remaining_minutes INTEGER CHECK (remaining_minutes >= 0),
        promised_at {_instant("promised_at")},
        target_on {_day("target_on")},
        delivered_at {_instant("delivered_at")},
        dropped_at {_instant("dropped_at")},
        waiting_for {_TEXT},
        waiting_since {_instant("waiting_since")},
        note {_TEXT}
    ) STRICT""",
    f"""CREATE TABLE thread (
        {_ID},
        client_id INTEGER NOT NULL REFERENCES client (id),
        channel TEXT NOT NULL CHECK (channel IN {CHANNELS}),
        subject {_TEXT},
        who {_TEXT},
        waiting_since {_instant("waiting_since")},
        waiting_since_id TEXT,
        newest_at {_instant("newest_at")},
        newest_id TEXT,
        waiting_count INTEGER NOT NULL DEFAULT 0 CHECK (waiting_count >= 0),
        urgent {_yes("urgent")},
        settled {_yes("settled")},
        snoozed_until {_instant("snoozed_until")},
        tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0)
    ) STRICT""",
    f"""CREATE TABLE touch (
        {_ID},
        channel TEXT NOT NULL CHECK (channel IN {CHANNELS}),
        direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
        at {_instant("at")} NOT NULL,
        client_id INTEGER REFERENCES client (id),
        person_id INTEGER REFERENCES person (id),
        thread_id INTEGER REFERENCES thread (id),
        who {_TEXT},
        subject {_TEXT},
        note {_TEXT},
        minutes INTEGER CHECK (minutes >= 0),
        outcome TEXT CHECK (outcome IN ('spoke', 'voicemail', 'no_answer', 'missed', 'declined')),
        message_id TEXT
    ) STRICT""",
    f"""CREATE TABLE commitment (
        {_ID},
        text TEXT NOT NULL CHECK (text <> ''),
        due_at {_instant("due_at")} NOT NULL,
        client_id INTEGER REFERENCES client (id),
        kind TEXT NOT NULL CHECK (kind IN ('commitment', 'follow_up', 'callback')),
        touch_id INTEGER REFERENCES touch (id),
        done_at {_instant("done_at")},
        dropped_at {_instant("dropped_at")},
        note {_TEXT}
    ) STRICT""",
    f"""CREATE TABLE gesture (
        {_ID},
        key TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind <> ''),
        client_id INTEGER NOT NULL REFERENCES client (id),
        project_id INTEGER REFERENCES project (id),
        due_on {_day("due_on")} NOT NULL,
        done_on {_day("done_on")},
        dismissed_on {_day("dismissed_on")},
        dismissed_why {_TEXT},
        put_off_until {_day("put_off_until")}
    ) STRICT""",
    f"""CREATE TABLE day_off (
        {_ID},
        off_on {_day("off_on")} NOT NULL UNIQUE,
        name {_TEXT}
    ) STRICT""",
    f"""CREATE TABLE appointment (
        {_ID},
        key TEXT NOT NULL UNIQUE,
        source TEXT NOT NULL,
        title {_TEXT},
        starts_at {_instant("starts_at")} NOT NULL,
        ends_at {_instant("ends_at")} NOT NULL,
        all_day {_yes("all_day")},
        busy {_yes("busy", 1)},
        location {_TEXT},
        attendees TEXT NOT NULL DEFAULT '[]' CHECK (json_type(attendees) IS 'array'),
        client_id INTEGER REFERENCES client (id) ON DELETE SET NULL,
        visit {_yes("visit")}
    ) STRICT""",
    f"""CREATE TABLE source (
        {_ID},
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        first_read_at {_instant("first_read_at")},
        last_read_at {_instant("last_read_at")},
        error {_TEXT},
        read INTEGER NOT NULL DEFAULT 0,
        skipped INTEGER NOT NULL DEFAULT 0,
        not_client INTEGER NOT NULL DEFAULT 0,
        note {_TEXT}
    ) STRICT""",
    """CREATE TABLE source_mark (
        source TEXT NOT NULL,
        place TEXT NOT NULL,
        mark TEXT NOT NULL,
        PRIMARY KEY (source, place)
    ) STRICT, WITHOUT ROWID""",
)

# The open set has indexes of its own, so that history may grow without slowing the day (STORE.md 7).
INDEXES = (
    "CREATE INDEX person_client ON person (client_id)",
    "CREATE INDEX contact_point_client ON contact_point (client_id, place, person_id, kind, value)",
    "CREATE INDEX contact_point_person ON contact_point (person_id) WHERE person_id IS NOT NULL",
    "CREATE INDEX project_client ON project (client_id, ended_on)",
    "CREATE INDEX project_ended ON project (ended_on) WHERE ended_on IS NOT NULL",
    "CREATE INDEX deliverable_open ON deliverable (promised_at)"
    " WHERE delivered_at IS NULL AND dropped_at IS NULL",
    "CREATE INDEX deliverable_delivered ON deliverable (delivered_at) WHERE delivered_at IS NOT NULL",
    "CREATE INDEX deliverable_project ON deliverable (project_id)",
    "CREATE INDEX deliverable_client ON deliverable (client_id)",
    "CREATE INDEX thread_client ON thread (client_id)",
    "CREATE INDEX thread_waiting ON thread (settled, waiting_since) WHERE waiting_since IS NOT NULL",
    "CREATE INDEX touch_at ON touch (at)",
    "CREATE INDEX touch_client ON touch (client_id, at)",
    "CREATE INDEX touch_thread ON touch (thread_id, direction, at)",
    "CREATE INDEX touch_person ON touch (person_id) WHERE person_id IS NOT NULL",
    "CREATE INDEX touch_written ON touch (client_id, at)"
    " WHERE direction = 'out' AND channel NOT IN ('call', 'meeting')",
    "CREATE INDEX touch_spoken ON touch (client_id, at) WHERE channel = 'call' AND outcome = 'spoke'",
    "CREATE INDEX commitment_open ON commitment (due_at) WHERE done_at IS NULL AND dropped_at IS NULL",
    "CREATE INDEX commitment_done ON commitment (done_at) WHERE done_at IS NOT NULL",
    "CREATE INDEX commitment_client ON commitment (client_id, due_at)",
    "CREATE INDEX commitment_touch ON commitment (touch_id) WHERE touch_id IS NOT NULL",
    "CREATE INDEX gesture_client ON gesture (client_id)",
    "CREATE INDEX gesture_project ON gesture (project_id) WHERE project_id IS NOT NULL",
    "CREATE INDEX gesture_due ON gesture (due_on) WHERE done_on IS NULL AND dismissed_on IS NULL",
    "CREATE INDEX gesture_done ON gesture (done_on) WHERE done_on IS NOT NULL",
    "CREATE INDEX gesture_dismissed ON gesture (dismissed_on) WHERE dismissed_on IS NOT NULL",
    "CREATE INDEX gesture_put_off ON gesture (put_off_until) WHERE put_off_until IS NOT NULL",
    "CREATE INDEX appointment_ends ON appointment (ends_at, starts_at)",
    "CREATE INDEX appointment_source ON appointment (source)",
    "CREATE INDEX appointment_client ON appointment (client_id) WHERE client_id IS NOT NULL",
)

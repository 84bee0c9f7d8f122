"""The second step of the schema: promises that hold.

Part of a migration that has been applied somewhere: never edit, add a new migration instead.
"""

from __future__ import annotations

_ID = "id INTEGER PRIMARY KEY CHECK (id > 0)"
_TEXT = "TEXT NOT NULL DEFAULT ''"
_CHANNEL = "TEXT CHECK ({0} IN ('mail', 'call', 'sms', 'chat', 'meeting', 'letter', 'other'))"


def _instant(column: str) -> str:
    """With `IS` and not `=`: a CHECK that comes out NULL would pass."""
    return f"TEXT CHECK ({column} IS strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '+0 days'))"


def _day(column: str) -> str:
    return f"TEXT CHECK ({column} IS strftime('%Y-%m-%d', {column}, '+0 days'))"


def _yes(column: str) -> str:
    return f"INTEGER NOT NULL DEFAULT 0 CHECK ({column} IN (0, 1))"


COLUMNS = (
    "ALTER TABLE deliverable ADD COLUMN polish_minutes INTEGER NOT NULL DEFAULT 0"
    " CHECK (polish_minutes >= 0)",
    "ALTER TABLE deliverable ADD COLUMN pending_minutes INTEGER NOT NULL DEFAULT 0"
    " CHECK (pending_minutes >= 0)",
    "ALTER TABLE deliverable ADD COLUMN budget_cents INTEGER CHECK (budget_cents >= 0)",
    f"ALTER TABLE deliverable ADD COLUMN finished_at {_instant('finished_at')}",
    f"ALTER TABLE deliverable ADD COLUMN extra {_TEXT}",
    "ALTER TABLE deliverable ADD COLUMN judged_minutes INTEGER CHECK (judged_minutes >= 0)",
    "ALTER TABLE deliverable ADD COLUMN estimated_at_minutes INTEGER CHECK (estimated_at_minutes >= 0)",
    # An estimate made when a tenth of the work was done already is hindsight, and teaches nothing.
    f"ALTER TABLE deliverable ADD COLUMN teaches {_yes('teaches')}",
)

TABLES = (
    f"""CREATE TABLE told (
        {_ID},
        deliverable_id INTEGER NOT NULL REFERENCES deliverable (id),
        kind TEXT NOT NULL CHECK (kind IN ('promised', 'moved', 'asked', 'conditional', 'withdrawn')),
        told_at {_instant("told_at")} NOT NULL,
        promised_at {_instant("promised_at")},
        how {_CHANNEL.format("how")},
        why {_TEXT},
        verdict TEXT CHECK (verdict IN ('yes', 'not_safe', 'no', 'cant_say')),
        after {_TEXT},
        after_days INTEGER CHECK (after_days >= 0)
    ) STRICT""",
    # One truth: what was told is never told differently afterwards. An undone act takes its row away whole.
    """CREATE TRIGGER told_is_kept BEFORE UPDATE ON told
    BEGIN SELECT RAISE (ABORT, 'what was told is never changed'); END""",
    f"""CREATE TABLE work_entry (
        {_ID},
        deliverable_id INTEGER NOT NULL REFERENCES deliverable (id),
        started_at {_instant("started_at")} NOT NULL,
        minutes INTEGER,
        polish {_yes("polish")},
        note {_TEXT},
        summed {_yes("summed")}
    ) STRICT""",
    f"""CREATE TABLE effort_change (
        {_ID},
        deliverable_id INTEGER NOT NULL REFERENCES deliverable (id),
        at {_instant("at")} NOT NULL,
        minutes INTEGER NOT NULL,
        cause TEXT CHECK (cause IN
            ('own_estimate', 'extra_asked', 'waiting_on_client', 'emergency', 'ill')),
        note {_TEXT}
    ) STRICT""",
    f"""CREATE TABLE past_job (
        {_ID},
        estimate_minutes INTEGER NOT NULL CHECK (estimate_minutes > 0),
        actual_minutes INTEGER NOT NULL CHECK (actual_minutes > 0),
        finished_on {_day("finished_on")}
    ) STRICT""",
    f"""CREATE TABLE change_request (
        {_ID},
        deliverable_id INTEGER NOT NULL REFERENCES deliverable (id),
        text TEXT NOT NULL CHECK (text <> ''),
        asked_at {_instant("asked_at")} NOT NULL,
        minutes INTEGER CHECK (minutes >= 0),
        state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'accepted', 'declined')),
        decided_at {_instant("decided_at")}
    ) STRICT""",
    f"""CREATE TABLE obligation (
        {_ID},
        client_id INTEGER NOT NULL REFERENCES client (id),
        deliverable_id INTEGER REFERENCES deliverable (id),
        text TEXT NOT NULL CHECK (text <> ''),
        asked_at {_instant("asked_at")} NOT NULL,
        needed_on {_day("needed_on")} NOT NULL,
        received_at {_instant("received_at")},
        dropped_at {_instant("dropped_at")},
        nudged_at {_instant("nudged_at")}
    ) STRICT""",
    f"""CREATE TABLE step (
        {_ID},
        project_id INTEGER NOT NULL REFERENCES project (id),
        place INTEGER NOT NULL CHECK (place >= 0),
        text TEXT NOT NULL CHECK (text <> ''),
        done_on {_day("done_on")},
        review {_yes("review")}
    ) STRICT""",
    f"""CREATE TABLE find_out (
        {_ID},
        client_id INTEGER REFERENCES client (id),
        question TEXT NOT NULL CHECK (question <> ''),
        asked_at {_instant("asked_at")} NOT NULL,
        come_back_at {_instant("come_back_at")} NOT NULL,
        source {_TEXT},
        answer {_TEXT},
        interim_at {_instant("interim_at")},
        told_at {_instant("told_at")},
        dropped_at {_instant("dropped_at")},
        touch_id INTEGER REFERENCES touch (id)
    ) STRICT""",
    f"""CREATE TABLE card (
        {_ID},
        key TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind <> ''),
        client_id INTEGER REFERENCES client (id),
        deliverable_id INTEGER REFERENCES deliverable (id),
        done_at {_instant("done_at")},
        put_off_until {_instant("put_off_until")}
    ) STRICT""",
)

# What is open has indexes of its own, so that history may grow without slowing the day (STORE.md 7).
INDEXES = (
    "CREATE INDEX told_deliverable ON told (deliverable_id, told_at)",
    "CREATE INDEX work_entry_deliverable ON work_entry (deliverable_id, started_at)",
    "CREATE INDEX work_entry_at ON work_entry (started_at, minutes) WHERE NOT summed",
    "CREATE UNIQUE INDEX work_entry_running ON work_entry ((minutes IS NULL)) WHERE minutes IS NULL",
    "CREATE INDEX effort_change_deliverable ON effort_change (deliverable_id, at)",
    "CREATE INDEX effort_change_at ON effort_change (at)",
    "CREATE INDEX change_request_deliverable ON change_request (deliverable_id)",
    "CREATE INDEX obligation_open ON obligation (needed_on) WHERE received_at IS NULL AND dropped_at IS NULL",
    "CREATE INDEX obligation_client ON obligation (client_id)",
    "CREATE INDEX obligation_deliverable ON obligation (deliverable_id) WHERE deliverable_id IS NOT NULL",
    "CREATE INDEX step_project ON step (project_id, place)",
    "CREATE INDEX find_out_open ON find_out (come_back_at) WHERE told_at IS NULL AND dropped_at IS NULL",
    "CREATE INDEX find_out_told ON find_out (told_at) WHERE told_at IS NOT NULL",
    "CREATE INDEX find_out_client ON find_out (client_id) WHERE client_id IS NOT NULL",
    "CREATE INDEX find_out_touch ON find_out (touch_id) WHERE touch_id IS NOT NULL",
    "CREATE INDEX card_client ON card (client_id) WHERE client_id IS NOT NULL",
    "CREATE INDEX card_put_off ON card (put_off_until) WHERE put_off_until IS NOT NULL",
    "CREATE INDEX touch_met ON touch (client_id, at) WHERE channel = 'meeting'",
    "CREATE INDEX card_deliverable ON card (deliverable_id) WHERE deliverable_id IS NOT NULL",
    # All there is to read for the effort history, in the order it is read.
    "CREATE INDEX past_job_effort ON past_job (finished_on, id, estimate_minutes, actual_minutes)",
    "CREATE INDEX deliverable_effort ON deliverable (delivered_at, estimate_minutes, spent_minutes)"
    " WHERE delivered_at IS NOT NULL AND estimate_minutes > 0 AND spent_minutes > 0"
    " AND teaches = 1",
)

# A row for each deliverable there is may bear the deliverable's own id: ids are unique within a table.
CARRIED_OVER = (
    """INSERT INTO work_entry (id, deliverable_id, started_at, minutes, summed, note)
        SELECT deliverable.id, deliverable.id, coalesce(delivered_at, made_at), spent_minutes, 1,
            'entered as one sum'
        FROM deliverable, about WHERE spent_minutes > 0""",
    """INSERT INTO told (id, deliverable_id, kind, told_at, promised_at, why)
        SELECT deliverable.id, deliverable.id, 'promised',
            min(coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', started_on), made_at), promised_at), promised_at,
            'told before this history was kept'
        FROM about, deliverable JOIN project ON project.id = project_id WHERE promised_at IS NOT NULL""",
    """INSERT INTO obligation (id, client_id, deliverable_id, text, asked_at, needed_on)
        SELECT deliverable.id, client_id, deliverable.id, waiting_for, coalesce(waiting_since, made_at),
            date(coalesce(waiting_since, made_at))
        FROM deliverable, about
        WHERE waiting_for <> '' AND delivered_at IS NULL AND dropped_at IS NULL""",
    # The undo triggers name every column; they are laid anew after the last step.
    *(f"DROP TRIGGER IF EXISTS undo_deliverable_{event}" for event in ("insert", "update", "delete")),
    "UPDATE deliverable SET judged_minutes = spent_minutes + remaining_minutes"
    " WHERE remaining_minutes IS NOT NULL",
    "UPDATE deliverable SET estimated_at_minutes = 0, teaches = 1 WHERE estimate_minutes IS NOT NULL",
    "ALTER TABLE deliverable DROP COLUMN remaining_minutes",
    "ALTER TABLE deliverable DROP COLUMN waiting_for",
    "ALTER TABLE deliverable DROP COLUMN waiting_since",
    # Acts that were written down with the columns that are gone could not be taken back whole.
    "DELETE FROM change",
    "DELETE FROM action",
)

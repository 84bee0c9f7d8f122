"""The first schema, part two: what is remembered of letters (MAIL.md), of acts (undo) and of words (find).

Part of a migration that has been applied somewhere: never edit, add a new migration instead.
"""

from __future__ import annotations

_AT = "TEXT CHECK ({0} IS strftime('%Y-%m-%dT%H:%M:%SZ', {0}, '+0 days'))"
_TEXT = "TEXT NOT NULL DEFAULT ''"

MAIL = (
    # One row per file. Its number is this machine's own: another machine reads its own mailboxes.
    f"""CREATE TABLE mail (
        id INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        folder TEXT NOT NULL,
        key TEXT NOT NULL,
        file {_TEXT},
        flags {_TEXT},
        message_id TEXT NOT NULL,
        sender {_TEXT},
        sender_name {_TEXT},
        subject {_TEXT},
        base_subject {_TEXT},
        arrived_at {_AT.format("arrived_at")},
        cluster_id INTEGER NOT NULL,
        thread_id INTEGER REFERENCES thread (id) ON DELETE SET NULL,
        touch_id INTEGER REFERENCES touch (id) ON DELETE SET NULL,
        client_id INTEGER REFERENCES client (id) ON DELETE SET NULL,
        verdict TEXT,
        reason {_TEXT},
        rule {_TEXT},
        gone_at {_AT.format("gone_at")},
        UNIQUE (source, folder, key)
    ) STRICT""",
    # Apart from `mail`, so that listing 50,000 files does not read 50,000 times a kilobyte.
    """CREATE TABLE mail_facts (
        mail_id INTEGER PRIMARY KEY REFERENCES mail (id) ON DELETE CASCADE,
        facts TEXT NOT NULL
    ) STRICT""",
    # `token` is a 63-bit digest of the text: a quarter of the size, and half the time of a first read.
    "CREATE TABLE mail_token (token INTEGER PRIMARY KEY, cluster_id INTEGER NOT NULL) STRICT",
    f"""CREATE TABLE mail_ruling (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        message_id TEXT NOT NULL UNIQUE,
        ruling TEXT NOT NULL CHECK (ruling <> ''),
        at {_AT.format("at")} NOT NULL
    ) STRICT""",
    """CREATE TABLE mail_me (
        source TEXT NOT NULL,
        address TEXT NOT NULL,
        PRIMARY KEY (source, address)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE ignored_sender (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        address TEXT NOT NULL UNIQUE CHECK (address <> '')
    ) STRICT""",
    # Who wrote and is no client, with the latest arrival: kept by the triggers below, so that the number of
    # people in the tray is a count over an index and not over the letters of ninety days.
    f"""CREATE TABLE stranger (
        address TEXT PRIMARY KEY,
        newest_at {_AT.format("newest_at")} NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX mail_message ON mail (message_id)",
    "CREATE INDEX mail_cluster ON mail (cluster_id)",
    "CREATE INDEX mail_unjudged ON mail (cluster_id) WHERE verdict IS NULL",
    "CREATE INDEX mail_sender ON mail (sender, reason, arrived_at)",
    "CREATE INDEX mail_thread ON mail (thread_id) WHERE thread_id IS NOT NULL",
    "CREATE INDEX mail_touch ON mail (touch_id) WHERE touch_id IS NOT NULL",
    "CREATE INDEX mail_client ON mail (client_id) WHERE client_id IS NOT NULL",
    "CREATE INDEX mail_token_cluster ON mail_token (cluster_id)",
    "CREATE INDEX stranger_newest ON stranger (newest_at)",
    """CREATE TRIGGER stranger_came AFTER UPDATE OF reason ON mail
        WHEN NEW.reason = 'not_client' AND NEW.sender <> '' AND NEW.arrived_at IS NOT NULL
    BEGIN
        INSERT INTO stranger (address, newest_at) VALUES (NEW.sender, NEW.arrived_at)
        ON CONFLICT (address) DO UPDATE SET newest_at = excluded.newest_at
            WHERE excluded.newest_at > stranger.newest_at;
    END""",
    """CREATE TRIGGER stranger_known AFTER UPDATE OF reason ON mail
        WHEN OLD.reason = 'not_client' AND NEW.reason <> 'not_client'
    BEGIN
        DELETE FROM stranger WHERE address = OLD.sender;
        INSERT INTO stranger (address, newest_at)
            SELECT sender, max(arrived_at) FROM mail
            WHERE sender = OLD.sender AND reason = 'not_client' AND arrived_at IS NOT NULL GROUP BY sender;
    END""",
    """CREATE TRIGGER stranger_gone AFTER DELETE ON mail WHEN OLD.reason = 'not_client'
    BEGIN
        DELETE FROM stranger WHERE address = OLD.sender;
        INSERT INTO stranger (address, newest_at)
            SELECT sender, max(arrived_at) FROM mail
            WHERE sender = OLD.sender AND reason = 'not_client' AND arrived_at IS NOT NULL GROUP BY sender;
    END""",
)

ACTS = (
    f"""CREATE TABLE action (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        at {_AT.format("at")} NOT NULL,
        undone_at {_AT.format("undone_at")}
    ) STRICT""",
    """CREATE TABLE change (
        id INTEGER PRIMARY KEY,
        action_id INTEGER NOT NULL REFERENCES action (id) ON DELETE CASCADE,
        about TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        old TEXT,
        new TEXT
    ) STRICT""",
    # While it holds a row, triggers write down what changes.
    """CREATE TABLE doing (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        action_id INTEGER NOT NULL REFERENCES action (id) ON DELETE CASCADE
    ) STRICT""",
    "CREATE INDEX change_action ON change (action_id)",
)


def findable(table: str, *columns: str) -> tuple[str, ...]:
    """Give an index over words that lie in `table` itself, and the triggers that keep it up to date."""
    names = ", ".join(columns)
    old = ", ".join(f"OLD.{column}" for column in columns)
    new = ", ".join(f"NEW.{column}" for column in columns)
    forget = f"INSERT INTO find_{table} (find_{table}, rowid, {names}) VALUES ('delete', OLD.id, {old});"  # noqa: S608 - names of ours
    learn = f"INSERT INTO find_{table} (rowid, {names}) VALUES (NEW.id, {new});"  # noqa: S608 - names of ours
    return (
        f"CREATE VIRTUAL TABLE find_{table} USING fts5 ({names}, content = '{table}', content_rowid = 'id',"
        " tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
        f"CREATE TRIGGER find_{table}_insert AFTER INSERT ON {table} BEGIN {learn} END",
        f"CREATE TRIGGER find_{table}_delete AFTER DELETE ON {table} BEGIN {forget} END",
        f"CREATE TRIGGER find_{table}_update AFTER UPDATE OF {names} ON {table} BEGIN {forget} {learn} END",
    )


WORDS = (
    *findable("client", "name"),
    *findable("project", "name"),
    *findable("deliverable", "name"),
    *findable("commitment", "text"),
    *findable("touch", "who", "subject", "note"),
)

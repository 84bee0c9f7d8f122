"""The step of the schema for matching: address books, domains that several share, who stands in the tray.

Part of a migration that has been applied somewhere: never edit, add a new migration instead.
"""

from __future__ import annotations

_ID = "id INTEGER PRIMARY KEY CHECK (id > 0)"
_TEXT = "TEXT NOT NULL DEFAULT ''"
_LIST = "TEXT NOT NULL DEFAULT '[]' CHECK (json_type({0}) IS 'array')"

TABLES = (
    # Several clients write from it, or anybody may (an agency, a coworking space): it tells nobody apart.
    f"""CREATE TABLE shared_domain (
        {_ID},
        domain TEXT NOT NULL UNIQUE CHECK (domain <> '')
    ) STRICT""",
    # What a watched address book says; read anew whenever it changes, so no act is written down for it.
    f"""CREATE TABLE book_entry (
        {_ID},
        source TEXT NOT NULL,
        uid TEXT NOT NULL CHECK (uid <> ''),
        name TEXT NOT NULL CHECK (name <> ''),
        organisation {_TEXT},
        role {_TEXT},
        addresses {_LIST.format("addresses")},
        phones {_LIST.format("phones")},
        post_address {_TEXT},
        UNIQUE (source, uid)
    ) STRICT""",
    f"""CREATE TABLE card_link (
        {_ID},
        uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
        client_id INTEGER NOT NULL REFERENCES client (id),
        person_id INTEGER REFERENCES person (id),
        seen {_LIST.format("seen")}
    ) STRICT""",
)

INDEXES = (
    "CREATE INDEX card_link_client ON card_link (client_id)",
    "CREATE INDEX card_link_person ON card_link (person_id) WHERE person_id IS NOT NULL",
)

_REMEMBER = """INSERT INTO stranger (address, newest_at)
            SELECT sender, max(arrived_at) FROM mail
            WHERE sender = OLD.sender AND reason = 'not_client' AND rule <> 'R10' AND arrived_at IS NOT NULL
            GROUP BY sender;"""

# By R10 a stranger's newsletter: counted as from no client, and nobody to be asked about.
TRAY = (
    "DROP TRIGGER stranger_came",
    "DROP TRIGGER stranger_known",
    "DROP TRIGGER stranger_gone",
    """CREATE TRIGGER stranger_came AFTER UPDATE OF reason ON mail
        WHEN NEW.reason = 'not_client' AND NEW.rule <> 'R10' AND NEW.sender <> ''
            AND NEW.arrived_at IS NOT NULL
    BEGIN
        INSERT INTO stranger (address, newest_at) VALUES (NEW.sender, NEW.arrived_at)
        ON CONFLICT (address) DO UPDATE SET newest_at = excluded.newest_at
            WHERE excluded.newest_at > stranger.newest_at;
    END""",
    f"""CREATE TRIGGER stranger_known AFTER UPDATE OF reason ON mail
        WHEN OLD.reason = 'not_client' AND (NEW.reason <> 'not_client' OR NEW.rule = 'R10')
    BEGIN
        DELETE FROM stranger WHERE address = OLD.sender;
        {_REMEMBER}
    END""",  # noqa: S608 - words of ours
    f"""CREATE TRIGGER stranger_gone AFTER DELETE ON mail WHEN OLD.reason = 'not_client'
    BEGIN
        DELETE FROM stranger WHERE address = OLD.sender;
        {_REMEMBER}
    END""",  # noqa: S608 - words of ours
    # The next reading judges everything once more, and so finds the newsletters that are there already.
    """DELETE FROM source_mark WHERE place = '["mine"]'""",
)

"""What lies in the tray "what is this time?": labels that are mapped to nothing yet, entries held back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.store.engine.rows import tuples

if TYPE_CHECKING:
    from data.store.engine.looking import Looking

WAITING = "SELECT DISTINCT kind, client, project, tags, words FROM time_entry WHERE placing IS NULL"
# Left out by hand is decided, and waits for nothing.
HELD = """SELECT * FROM time_entry WHERE held = 1
        AND NOT EXISTS (SELECT 1 FROM time_word WHERE time_word.kind = time_entry.kind
            AND time_word.key = time_entry.key)
    ORDER BY started_at DESC, kind, key"""
_COUNT = f"""SELECT (SELECT count(*) FROM (SELECT DISTINCT kind, client, project,
        CASE WHEN client = '' AND project = '' THEN tags END, words FROM ({WAITING})))
    + (SELECT count(*) FROM ({HELD}))"""  # noqa: S608 - texts of ours


def count(db: Looking) -> int:
    """Give how much lies in the tray: labels, and entries held back."""
    number: int = tuples(db, _COUNT)[0][0]
    return number

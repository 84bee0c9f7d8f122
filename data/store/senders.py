"""People who wrote or called and are no clients: the "who is this?" tray."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.model.source import UnknownSender
from data.store.engine.rows import insert, instant_text, read, tuples, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_SHOWN_FOR = timedelta(days=90)

_COUNT = """SELECT (SELECT count(*) FROM stranger WHERE newest_at >= :since)
    - (SELECT count(*) FROM ignored_sender CROSS JOIN stranger USING (address) WHERE newest_at >= :since)
    + (SELECT count(*) FROM call_peer WHERE client_id IS NULL AND phone <> '' AND newest_at >= :since
        AND phone NOT IN (SELECT address FROM ignored_sender))"""
_CALLERS = """SELECT '' AS address, phone, name, count, newest_at, newest_text AS newest_subject
    FROM call_peer WHERE client_id IS NULL AND phone <> '' AND newest_at >= :since
        AND phone NOT IN (SELECT address FROM ignored_sender)
    ORDER BY newest_at DESC, phone LIMIT :limit"""
_UNKNOWN = """SELECT stranger.address, newest_at,
        coalesce(newest.sender_name, '') AS name, coalesce(newest.subject, '') AS newest_subject,
        (SELECT count(*) FROM mail WHERE sender = stranger.address AND reason = 'not_client'
            AND rule <> 'R10' AND arrived_at >= :since) AS count
    FROM stranger LEFT JOIN mail AS newest ON newest.id = (
        SELECT id FROM mail WHERE sender = stranger.address AND reason = 'not_client' AND rule <> 'R10'
        ORDER BY arrived_at DESC LIMIT 1)
    WHERE newest_at >= :since AND stranger.address NOT IN (SELECT address FROM ignored_sender)
    ORDER BY newest_at DESC, stranger.address LIMIT :limit"""


def count(db: Looking, now: datetime) -> int:
    """Give how many people are in the tray."""
    number: int = tuples(db, _COUNT, {"since": instant_text(now - _SHOWN_FOR)})[0][0]
    return number


def unknown(db: Looking, now: datetime, limit: int = 500) -> list[UnknownSender]:
    """Give who wrote or called within the last ninety days and is no client, the latest first."""
    since = {"since": instant_text(now - _SHOWN_FOR), "limit": limit}
    found = read(db, UnknownSender, _UNKNOWN, since) + read(db, UnknownSender, _CALLERS, since)
    return sorted(found, key=lambda sender: (sender.newest_at, sender.address), reverse=True)[:limit]


def ignore(db: Database, address: str) -> None:
    """Leave somebody out of the tray from now on."""
    insert(
        db,
        "INSERT INTO ignored_sender (id, address) VALUES (new_id(), ?) ON CONFLICT (address) DO NOTHING",
        (address,),
    )


def unignore(db: Database, address: str) -> None:
    """Let somebody into the tray again."""
    write(db, "DELETE FROM ignored_sender WHERE address = ?", (address,))


def ignored(db: Looking) -> list[str]:
    """Give whom the tray leaves out, in order."""
    return [address for (address,) in tuples(db, "SELECT address FROM ignored_sender ORDER BY address")]

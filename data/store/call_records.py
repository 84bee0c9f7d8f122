"""What the logs of telephones say: one row per entry, and one per number with whose it is.

Feeds write here through `store.intake()`; what the entries became are contacts, and those an act may touch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.touch import Channel, Direction, Outcome
from data.store.engine.rows import as_row, instant_text, many, read, tuples, write, write_all
from data.values import frozen

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking


@frozen
class StoredCall:
    """One entry of one log."""

    source: str
    digest: str
    log: str
    place: str
    """The file it was first seen in."""
    peer: str
    """By which the other side is known; see `data.rules.phones.key_of`."""
    channel: Channel
    direction: Direction
    at: datetime
    number: str = ""
    name: str = ""
    seconds: int | None = None
    outcome: Outcome | None = None
    text: str = ""
    clocked: bool = False
    """Whether somebody may wait because of it: it was young enough when it was first read."""
    id: int = 0
    touch_id: int | None = None
    filled: int | None = None
    """The minutes it filled in where its contact was logged by hand without any."""


@frozen
class Peer:
    """One number, summed up."""

    peer: str
    client_id: int | None
    phone: str
    name: str
    newest_text: str
    newest_at: datetime
    count: int


_ADD = """INSERT INTO call_record (source, digest, log, place, peer, channel, direction, at, number, name,
        seconds, outcome, text, clocked)
    VALUES (:source, :digest, :log, :place, :peer, :channel, :direction, :at, :number, :name,
        :seconds, :outcome, :text, :clocked)
    ON CONFLICT (source, digest) DO UPDATE SET name = max(name, excluded.name)"""
_OF_PEERS = """SELECT * FROM call_record WHERE peer IN (SELECT value FROM json_each(?))
    ORDER BY peer, at, digest, source"""
_SAVE_PEER = """INSERT INTO call_peer (peer, client_id, phone, name, newest_text, newest_at, count)
    VALUES (:peer, :client_id, :phone, :name, :newest_text, :newest_at, :count)
    ON CONFLICT (peer) DO UPDATE SET client_id = excluded.client_id, phone = excluded.phone,
        name = excluded.name, newest_text = excluded.newest_text, newest_at = excluded.newest_at,
        count = excluded.count"""
_COUNTS = """SELECT count(*), count(*) FILTER (WHERE client_id IS NULL)
    FROM call_record JOIN call_peer USING (peer) WHERE source = ?"""


def any_(db: Looking) -> bool:
    """Whether there is any entry at all."""
    return bool(tuples(db, "SELECT EXISTS (SELECT 1 FROM call_peer)")[0][0])


def any_between(db: Database, client_id: int, start: datetime, end: datetime) -> bool:
    """Whether any entry tells of a client between two instants, both included."""
    sql = (
        "SELECT EXISTS (SELECT 1 FROM call_peer JOIN call_record USING (peer)"
        " WHERE client_id = ? AND client_id IS NOT NULL AND at BETWEEN ? AND ?)"
    )
    return bool(tuples(db, sql, (client_id, instant_text(start), instant_text(end)))[0][0])


def known(db: Looking, source: str, digests: Iterable[str]) -> dict[str, str]:
    """Give those of some digests that are there already of a source, each with the name of the other side."""
    sql = (
        "SELECT digest, name FROM call_record WHERE source = ? AND digest IN (SELECT value FROM json_each(?))"
    )
    return dict(tuples(db, sql, (source, many(digests))))


def known_anywhere(db: Looking, digests: Iterable[str]) -> set[str]:
    """Give those of some digests that are there already of any source."""
    sql = "SELECT DISTINCT digest FROM call_record WHERE digest IN (SELECT value FROM json_each(?))"
    return {digest for (digest,) in tuples(db, sql, (many(digests),))}


def add(db: Database, calls: Iterable[StoredCall]) -> None:
    """Remember entries; one that is there already stays, with the later of its names by the alphabet."""
    write_all(db, _ADD, map(as_row, calls))


def of_peers(db: Looking, peers: Iterable[str]) -> list[StoredCall]:
    """Give every entry about some numbers, in the order of time for each."""
    return read(db, StoredCall, _OF_PEERS, (many(peers),))


def set_touches(db: Database, touch_of: Iterable[tuple[int | None, int | None, int]]) -> None:
    """Remember what entries became: the contact, the minutes filled in there, and the entry."""
    write_all(db, "UPDATE call_record SET touch_id = ?, filled = ? WHERE id = ?", touch_of)


def peers(db: Looking) -> dict[str, int | None]:
    """Give whose each number is that any log names."""
    return dict(tuples(db, "SELECT peer, client_id FROM call_peer"))


def peers_of_source(db: Database, source: str) -> set[str]:
    """Give the numbers that one source names."""
    return {
        peer for (peer,) in tuples(db, "SELECT DISTINCT peer FROM call_record WHERE source = ?", (source,))
    }


def peers_of_clients(db: Looking, client_ids: Iterable[int]) -> set[str]:
    """Give the numbers of some clients."""
    found = tuples(
        db,
        "SELECT peer FROM call_peer WHERE client_id IS NOT NULL AND client_id IN"
        " (SELECT value FROM json_each(?))",
        (many(client_ids),),
    )
    return {peer for (peer,) in found}


def save_peers(db: Database, peers: Iterable[Peer]) -> None:
    """Remember the sums of some numbers."""
    write_all(db, _SAVE_PEER, map(as_row, peers))


def drop_empty_peers(db: Database) -> None:
    """Forget the sums of numbers that no entry names any more."""
    write(
        db,
        "DELETE FROM call_peer WHERE NOT EXISTS (SELECT 1 FROM call_record"
        " WHERE call_record.peer = call_peer.peer)",
    )


def counts(db: Looking, source: str) -> tuple[int, int]:
    """Count the entries of a source, and those of them with nobody who is a client."""
    counted: tuple[int, int] = tuples(db, _COUNTS, (source,))[0]
    return counted


def numbers(db: Database, source: str) -> Iterator[tuple[str, str, str]]:
    """Give number, name and key of the other side, once for each there is in a source."""
    sql = "SELECT DISTINCT number, name, peer FROM call_record WHERE source = ?"
    yield from tuples(db, sql, (source,))


def set_peer(db: Database, source: str, changed: Iterable[tuple[str, str, str]]) -> None:
    """Know numbers of a source by another key, given as number, name and key."""
    write_all(
        db,
        "UPDATE call_record SET peer = ? WHERE source = ? AND number = ? AND name = ?",
        [(peer, source, number, name) for number, name, peer in changed],
    )


def drop_of_places(db: Database, source: str, places: Iterable[str]) -> tuple[set[str], set[int]]:
    """Forget the entries first seen in some files; give whom they are about and what they became."""
    there = {"source": source, "places": many(places)}
    where = "source = :source AND place IN (SELECT value FROM json_each(:places))"
    found = tuples(db, f"SELECT DISTINCT peer, touch_id FROM call_record WHERE {where}", there)  # noqa: S608
    write(db, f"DELETE FROM call_record WHERE {where}", there)  # noqa: S608 - words of ours
    return {peer for peer, _ in found}, {touch for _, touch in found if touch is not None}


def rename(db: Database, source: str, to: str) -> None:
    """Let the entries of a source go with it to its new name."""
    write(db, "UPDATE call_record SET source = ? WHERE source = ?", (to, source))


def forget(db: Database, source: str) -> None:
    """Forget the entries of a source; what they became stays with the clients."""
    write(db, "DELETE FROM call_record WHERE source = ?", (source,))
    drop_empty_peers(db)


def clocked_touches(db: Looking, touch_ids: Iterable[int]) -> set[int]:
    """Give those of some contacts that an entry tells of because of which somebody may wait."""
    return {
        number
        for (number,) in tuples(
            db,
            "SELECT DISTINCT touch_id FROM call_record WHERE clocked = 1 AND touch_id IS NOT NULL"
            " AND touch_id IN (SELECT value FROM json_each(?))",
            (many(touch_ids),),
        )
    }


def count_of_peers(db: Looking, peers: Iterable[str]) -> int:
    """Count the entries about some numbers."""
    sql = "SELECT count(*) FROM call_record WHERE peer IN (SELECT value FROM json_each(?))"
    counted: int = tuples(db, sql, (many(peers),))[0][0]
    return counted

"""Promises as they may leave the house, and how often what is said of each has changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from data.model.outgoing import OutgoingPromise, Revision
from data.store.engine.rows import instant_text, many, read, tuples, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

# Only what is named here leaves: neither target_on nor note, estimate or source is among it. Each branch
# repeats the WHERE of the index it goes by.
_DELIVERABLE = """SELECT id, 'deliverable' AS kind, client_id, name AS text, promised_at AS due_at,
        delivered_at AS kept_at, dropped_at, 0 AS own FROM deliverable"""
_COMMITMENT = """SELECT id, 'commitment' AS kind, client_id, text, due_at, done_at AS kept_at, dropped_at,
        kind <> 'commitment' AS own FROM commitment"""
_FIND_OUT = """SELECT id, 'find_out' AS kind, client_id, question AS text, come_back_at AS due_at,
        told_at AS kept_at, dropped_at, 0 AS own FROM find_out"""
_WITHDRAWN = """SELECT deliverable.id, 'deliverable' AS kind, client_id, name AS text,
        (SELECT promised_at FROM told AS before WHERE before.deliverable_id = deliverable.id
            AND before.promised_at IS NOT NULL AND before.kind IN ('promised', 'moved')
            ORDER BY told_at DESC, id DESC LIMIT 1) AS due_at,
        NULL AS kept_at, told.told_at AS dropped_at, 0 AS own
    FROM told JOIN deliverable ON deliverable.id = told.deliverable_id
    WHERE told.told_at >= :since AND told.kind = 'withdrawn' AND deliverable.promised_at IS NULL
        AND delivered_at IS NULL AND deliverable.dropped_at IS NULL
        AND told.id = (SELECT id FROM told AS last WHERE last.deliverable_id = deliverable.id
            ORDER BY told_at DESC, id DESC LIMIT 1)"""
_BRANCHES = (
    f"{_DELIVERABLE} WHERE delivered_at IS NULL AND dropped_at IS NULL AND promised_at IS NOT NULL",
    f"{_DELIVERABLE} WHERE delivered_at IS NOT NULL AND delivered_at >= :since AND promised_at IS NOT NULL",
    f"{_DELIVERABLE} WHERE dropped_at IS NOT NULL AND dropped_at >= :since AND promised_at IS NOT NULL"
    " AND delivered_at IS NULL",
    _WITHDRAWN,
    f"{_COMMITMENT} WHERE done_at IS NULL AND dropped_at IS NULL",
    f"{_COMMITMENT} WHERE done_at IS NOT NULL AND done_at >= :since",
    f"{_COMMITMENT} WHERE dropped_at IS NOT NULL AND dropped_at >= :since AND done_at IS NULL",
    f"{_FIND_OUT} WHERE told_at IS NULL AND dropped_at IS NULL",
    f"{_FIND_OUT} WHERE told_at IS NOT NULL AND told_at >= :since",
    f"{_FIND_OUT} WHERE dropped_at IS NOT NULL AND dropped_at >= :since AND told_at IS NULL",
)
_PROMISES = f"""SELECT found.*, client.name AS client FROM ({" UNION ALL ".join(_BRANCHES)}) AS found
    JOIN client ON client.id = found.client_id
    WHERE due_at IS NOT NULL AND (:client_id IS NULL OR client_id = :client_id)
    ORDER BY due_at, found.kind, found.id"""  # noqa: S608 - constants of this module


def promises(db: Looking, since: datetime, client_id: int | None = None) -> list[OutgoingPromise]:
    """Give what was told to clients and is owed, and what was kept or let go from `since` on, by its time.

    What nobody is the client of was promised to nobody.
    """
    return read(db, OutgoingPromise, _PROMISES, {"since": instant_text(since), "client_id": client_id})


def revisions(db: Looking, those: Iterable[OutgoingPromise]) -> dict[str, Revision]:
    """Give how often what is said of promises has changed, by place; those never said are left out."""
    return {
        place: Revision(sequence, datetime.fromisoformat(at))
        for place, _, sequence, at in _revisions(db, those)
    }


def revise(db: Database, those: Sequence[OutgoingPromise], now: datetime) -> dict[str, Revision]:
    """Count what is said of these promises as changed where it did; give how often each has."""
    known = {place: digest for place, digest, *_ in _revisions(db, those)}
    for each in those:
        digest = _digest(each)
        if known.get(each.place) != digest:
            write(
                db,
                "INSERT INTO outgoing_revision (place, digest, sequence, modified_at) VALUES (?, ?, 0, ?)"
                " ON CONFLICT (place) DO UPDATE SET digest = excluded.digest, sequence = sequence + 1,"
                " modified_at = excluded.modified_at",
                (each.place, digest, instant_text(now)),
            )
    return revisions(db, those)


def _revisions(db: Looking, those: Iterable[OutgoingPromise]) -> list[tuple[Any, ...]]:
    return tuples(
        db,
        "SELECT place, digest, sequence, modified_at FROM outgoing_revision"
        " WHERE place IN (SELECT value FROM json_each(?))",
        (many(each.place for each in those),),
    )


def _digest(promise: OutgoingPromise) -> str:
    said: Iterable[object] = (
        promise.text,
        promise.client,
        promise.due_at,
        promise.kept_at,
        promise.dropped_at,
    )
    return blake2b(repr(tuple(map(str, said))).encode("utf-8", "replace"), digest_size=8).hexdigest()

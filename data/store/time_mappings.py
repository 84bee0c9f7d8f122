"""The word on time kept elsewhere: what labels are mapped to, and which single entries count."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.time_log import StoredTime, TimeMapping
from data.store.engine.rows import as_row, insert, read, tuples, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_MAP = """INSERT INTO time_mapping (id, kind, client, project, tags, words, placing, deliverable_id, made_at,
        since)
    VALUES (new_id(), :kind, :client, :project, :tags, :words, :placing, :deliverable_id, :made_at, :since)"""
_REMAP = """UPDATE time_mapping SET placing = :placing, deliverable_id = :deliverable_id, made_at = :made_at
    WHERE id = :id"""
_OVER = """SELECT id, min(ifnull(delivered_at, dropped_at), ifnull(dropped_at, delivered_at)) FROM deliverable
    WHERE (delivered_at IS NOT NULL OR dropped_at IS NOT NULL)
        AND id IN (SELECT deliverable_id FROM time_mapping)"""
_MAPPINGS = """SELECT * FROM time_mapping
    ORDER BY kind, client, project, tags, words, ifnull(since, ''), id"""


def mappings(db: Looking) -> list[TimeMapping]:
    """Give every mapping, by label and from when it holds."""
    return read(db, TimeMapping, _MAPPINGS)


def save_mapping(db: Database, mapping: TimeMapping) -> TimeMapping:
    """Store a mapping, new or changed, and give it with its id."""
    row = as_row(mapping)
    if mapping.id:
        write(db, _REMAP, row)
        return mapping
    return replace(mapping, id=insert(db, _MAP, row))


def delete_mapping(db: Database, mapping_id: int) -> None:
    """Forget a mapping."""
    write(db, "DELETE FROM time_mapping WHERE id = ?", (mapping_id,))


def over(db: Looking) -> dict[int, datetime]:
    """Give when those deliverables that something is mapped to were delivered or dropped."""
    return {number: datetime.fromisoformat(at) for number, at in tuples(db, _OVER)}


def words(db: Looking, kind: str | None = None) -> dict[tuple[str, str], bool]:
    """Give the freelancer's word on single entries, by kind and key."""
    found = tuples(db, "SELECT kind, key, counts FROM time_word WHERE kind = ifnull(?, kind)", (kind,))
    return {(of, key): bool(counts) for of, key, counts in found}


def say(db: Database, entry: StoredTime, *, counts: bool) -> None:
    """Store the freelancer's word on an entry."""
    insert(
        db,
        "INSERT INTO time_word (id, kind, key, counts) VALUES (new_id(), ?, ?, ?)"
        " ON CONFLICT (kind, key) DO UPDATE SET counts = excluded.counts",
        (entry.kind, entry.key, int(counts)),
    )

"""Time kept elsewhere: its entries, what labels were mapped to, and the work entries that follow from both.

Entries and the work entries made of them are derived from files outside and can be derived again at any
time; they are never part of an act. The mappings are (data/store/time_mappings.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.effort import WorkEntry
from data.model.time_log import LoggedTime, Placing, StoredTime, TimeLabel
from data.store import effort
from data.store.engine.rows import (
    as_row,
    as_value,
    first,
    insert,
    instant_text,
    many,
    read,
    tuples,
    write,
    write_all,
)
from data.store.time_to_place import HELD, WAITING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_PUT = """INSERT INTO time_entry (id, source, kind, key, started_at, ended_at, client, project, tags, words,
        description)
    VALUES (new_id(), :source, :kind, :key, :started_at, :ended_at, :client, :project, :tags, :words,
        :description)
    ON CONFLICT (source, key) DO UPDATE SET kind = excluded.kind, started_at = excluded.started_at,
        ended_at = excluded.ended_at, client = excluded.client, project = excluded.project,
        tags = excluded.tags, words = excluded.words, description = excluded.description"""
_BY_HAND = """SELECT * FROM work_entry
    WHERE deliverable_id = ? AND time_entry_id IS NULL AND NOT summed AND (minutes IS NULL OR minutes > 0)"""
_FOLLOWING = """SELECT time_entry_id, id, deliverable_id, started_at, minutes, polish, note FROM work_entry
    WHERE time_entry_id IN (SELECT value FROM json_each(?))"""
_FOLLOW = """INSERT INTO work_entry (id, deliverable_id, started_at, minutes, polish, note, time_entry_id)
    VALUES (new_id(), :deliverable_id, :started_at, :minutes, :polish, :note, :time_entry_id)"""
_OF_LABEL = """SELECT * FROM time_entry
    WHERE kind = :kind AND client = :client AND project = :project AND tags = :tags AND words = :words"""
_LABELS = "SELECT DISTINCT kind, client, project, tags, words FROM time_entry"
_MINUTES = "(strftime('%s', ended_at) - strftime('%s', started_at) + 30) / 60"
_WAITING_SUMS = f"""SELECT source, kind, key, started_at, ended_at, client, project, tags, words,
        description, count(*), sum({_MINUTES}), max(started_at)
    FROM time_entry WHERE placing IS NULL
    GROUP BY kind, client, project, CASE WHEN client = '' AND project = '' THEN tags END, words
    ORDER BY max(started_at) DESC, kind, client, project, tags, words"""  # noqa: S608 - texts of ours


def any_(db: Looking) -> bool:
    """Whether time from elsewhere was ever read: without any, nothing of this costs a thing."""
    return bool(tuples(db, "SELECT EXISTS (SELECT 1 FROM time_entry)")[0][0])


def totals(db: Looking) -> tuple[int, int]:
    """Give how many entries there are, and the minutes they sum up to."""
    summed: tuple[int, int] = tuples(
        db,
        f"SELECT count(*), coalesce(sum({_MINUTES}), 0) FROM time_entry",  # noqa: S608 - a text of ours
    )[0]
    return summed


def of_source(db: Looking, source: str) -> list[StoredTime]:
    """Give what is known of a source, by start."""
    return read(
        db, StoredTime, "SELECT * FROM time_entry WHERE source = ? ORDER BY started_at, key", (source,)
    )


def of_deliverable(db: Looking, deliverable_id: int) -> list[StoredTime]:
    """Give the entries that are mapped to a deliverable, held back ones too."""
    return read(
        db,
        StoredTime,
        "SELECT * FROM time_entry WHERE deliverable_id = ? ORDER BY started_at, kind, key, id",
        (deliverable_id,),
    )


def of_label(db: Looking, kind: str, label: TimeLabel) -> list[StoredTime]:
    """Give the entries with exactly this label."""
    return read(db, StoredTime, _OF_LABEL, {"kind": kind, **as_row(label)})


def not_as(
    db: Looking, kind: str, label: TimeLabel, placing: Placing | None, deliverable_id: int | None
) -> list[StoredTime]:
    """Give the entries with exactly this label that are not placed so."""
    return read(
        db,
        StoredTime,
        f"{_OF_LABEL} AND (placing IS NOT :placing OR deliverable_id IS NOT :deliverable_id)",
        {"kind": kind, **as_row(label), "placing": as_value(placing), "deliverable_id": deliverable_id},
    )


def get(db: Looking, entry_id: int) -> StoredTime | None:
    """Give one entry."""
    return first(db, StoredTime, "SELECT * FROM time_entry WHERE id = ?", (entry_id,))


def behind(db: Database, work_entry_id: int) -> StoredTime | None:
    """Give the entry of a time log that a work entry was made of; None when it was entered here."""
    return first(
        db,
        StoredTime,
        "SELECT * FROM time_entry WHERE id = (SELECT time_entry_id FROM work_entry WHERE id = ?)",
        (work_entry_id,),
    )


def put(db: Database, source: str, kind: str, entries: Iterable[LoggedTime]) -> None:
    """Store entries, new or changed."""
    write_all(
        db,
        _PUT,
        [
            {
                "source": source,
                "kind": kind,
                "key": as_value(entry.key),
                "started_at": instant_text(entry.started_at),
                "ended_at": instant_text(entry.ended_at or entry.started_at),
                "description": as_value(entry.description),
                **as_row(entry.label),
            }
            for entry in entries
        ],
    )


def remove(db: Database, entries: Sequence[StoredTime]) -> None:
    """Forget entries that are gone where they came from, with the work entries made of them."""
    unfollow(db, entries)
    write(
        db,
        "DELETE FROM time_entry WHERE id IN (SELECT value FROM json_each(?))",
        (many(entry.id for entry in entries),),
    )


def forget(db: Database, source: str) -> None:
    """Let go of a source that is no longer read: what was counted stays, what waited goes."""
    kept = [entry for entry in of_source(db, source) if entry.placing in (None, Placing.IGNORE) or entry.held]
    remove(db, kept)


def rename(db: Database, source: str, to: str) -> None:
    """Give a source another name."""
    write(db, "UPDATE OR IGNORE time_entry SET source = ? WHERE source = ?", (to, source))


def labels(db: Looking) -> list[tuple[str, TimeLabel]]:
    """Give every label there is, with the kind of its source."""
    return _labels(db, _LABELS)


def waiting_labels(db: Database) -> list[tuple[str, TimeLabel]]:
    """Give the labels with entries nobody has said the meaning of."""
    return _labels(db, WAITING)


def waiting(db: Looking) -> list[tuple[StoredTime, int, int]]:
    """Sum up what nobody has said the meaning of, by what is asked, the latest first.

    Gives the latest entry, how many there are, and their minutes.
    """
    # Beside a max() SQLite gives the other columns of the row that has it.
    return [
        (
            StoredTime(
                source=row[0],
                kind=row[1],
                key=row[2],
                started_at=datetime.fromisoformat(row[3]),
                ended_at=datetime.fromisoformat(row[4]),
                client=row[5],
                project=row[6],
                tags=tuple(json.loads(row[7])),
                words=row[8],
                description=row[9],
            ),
            row[10],
            row[11],
        )
        for row in tuples(db, _WAITING_SUMS)
    ]


def held(db: Looking) -> list[StoredTime]:
    """Give the entries that were not counted and nobody has decided on, the latest first."""
    return read(db, StoredTime, HELD)


def place(db: Database, entries: Iterable[StoredTime]) -> None:
    """Store what has become of entries: their placing and their deliverable."""
    write_all(
        db,
        "UPDATE time_entry SET placing = :placing, deliverable_id = :deliverable_id, held = 0 WHERE id = :id",
        [
            {
                "id": entry.id,
                "placing": entry.placing.value if entry.placing else None,
                "deliverable_id": entry.deliverable_id,
            }
            for entry in entries
        ],
    )


def hold(db: Database, entry_ids: Iterable[int], *, held: bool) -> None:
    """Store that entries are not counted, or are again."""
    write(
        db,
        "UPDATE time_entry SET held = ? WHERE id IN (SELECT value FROM json_each(?))",
        (int(held), many(entry_ids)),
    )


def by_hand(db: Looking, deliverable_id: int) -> list[WorkEntry]:
    """Give the entries of a deliverable that were made here and say on which day; the clock that runs too."""
    return read(db, WorkEntry, _BY_HAND, (deliverable_id,))


def summed_minutes(db: Database, deliverable_id: int) -> int:
    """Give the minutes that were entered as a sum, which say nothing of when they were worked."""
    minutes: int = tuples(
        db,
        "SELECT coalesce(sum(minutes), 0) FROM work_entry WHERE deliverable_id = ? AND summed",
        (deliverable_id,),
    )[0][0]
    return minutes


def following(db: Looking, entries: Iterable[StoredTime]) -> dict[int, WorkEntry]:
    """Give the work entries made of some entries, by the entry's id."""
    found = tuples(db, _FOLLOWING, (many(entry.id for entry in entries),))
    return {
        row[0]: WorkEntry(row[2], datetime.fromisoformat(row[3]), row[1], row[4], bool(row[5]), row[6])
        for row in found
    }


def follow(db: Database, made: Iterable[tuple[int, WorkEntry]]) -> None:
    """Store the work entries of some entries, new or changed; the caller sums up."""
    for entry_id, work in made:
        row = {**as_row(work), "time_entry_id": entry_id}
        if work.id:
            write(
                db,
                "UPDATE work_entry SET started_at = :started_at, minutes = :minutes, polish = :polish,"
                " note = :note WHERE id = :id",
                row,
            )
        else:
            insert(db, _FOLLOW, row)


def unfollow(db: Database, entries: Iterable[StoredTime]) -> None:
    """Take the work entries of some entries away, and sum up what they were on."""
    gone = following(db, entries)
    write(
        db,
        "DELETE FROM work_entry WHERE id IN (SELECT value FROM json_each(?))",
        (many(work.id for work in gone.values()),),
    )
    for deliverable_id in {work.deliverable_id for work in gone.values()}:
        effort.sum_up(db, deliverable_id)


def _labels(db: Looking, sql: str) -> list[tuple[str, TimeLabel]]:
    return [
        (kind, TimeLabel(client, project, tuple(json.loads(tags)), words))
        for kind, client, project, tags, words in tuples(db, sql)
    ]

"""How each mailbox and calendar is doing, and how far it was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from data.model.source import SourceState
from data.store.engine.rows import as_row, first, insert, read, tuples, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_SAVE = """INSERT INTO source (id, name, kind, first_read_at, last_read_at, error, read, skipped,
        not_client, note, offline_since)
    VALUES (new_id(), :name, :kind, :first_read_at, :last_read_at, :error, :read, :skipped,
        :not_client, :note, :offline_since)
    ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, first_read_at = excluded.first_read_at,
        last_read_at = excluded.last_read_at, error = excluded.error, read = excluded.read,
        skipped = excluded.skipped, not_client = excluded.not_client, note = excluded.note,
        offline_since = excluded.offline_since"""


def states(db: Looking) -> list[SourceState]:
    """Give how every source is doing, by name."""
    return read(db, SourceState, "SELECT * FROM source ORDER BY name")


def state(db: Looking, name: str) -> SourceState | None:
    """Give how one source is doing; None when it was never read."""
    return first(db, SourceState, "SELECT * FROM source WHERE name = ?", (name,))


def save_state(db: Database, state: SourceState) -> None:
    """Remember how a source is doing."""
    insert(db, _SAVE, as_row(state))


def marks(db: Looking, source: str) -> dict[str, str]:
    """Give how far each place of a source (a folder, a file) was read, in the feed's own words."""
    return dict(tuples(db, "SELECT place, mark FROM source_mark WHERE source = ?", (source,)))


def mark(db: Looking, source: str, place: str) -> str:
    """Give how far one place was read; empty when it never was."""
    found = tuples(db, "SELECT mark FROM source_mark WHERE source = ? AND place = ?", (source, place))
    return str(found[0][0]) if found else ""


def save_marks(db: Database, source: str, marks: Mapping[str, str]) -> None:
    """Remember how far places of a source were read; those not named stay."""
    for place, mark in marks.items():
        write(
            db,
            "INSERT INTO source_mark (source, place, mark) VALUES (?, ?, ?)"
            " ON CONFLICT (source, place) DO UPDATE SET mark = excluded.mark WHERE mark <> excluded.mark",
            (source, place, mark),
        )


def rename(db: Database, name: str, to: str) -> None:
    """Give a source another name; everything read from it goes with it."""
    from data.store import call_records

    write(db, "UPDATE source SET name = ? WHERE name = ?", (to, name))
    call_records.rename(db, name, to)
    for statement in (
        "UPDATE source_mark SET source = ? WHERE source = ?",
        "UPDATE appointment SET source = ? WHERE source = ?",
        "UPDATE mail SET source = ? WHERE source = ?",
        "UPDATE mail_me SET source = ? WHERE source = ?",
        "UPDATE OR IGNORE time_entry SET source = ? WHERE source = ?",
        "UPDATE source_skip SET source = ? WHERE source = ?",
        "UPDATE book_entry SET source = ? WHERE source = ?",
    ):
        write(db, statement, (to, name))


def forget(db: Database, name: str) -> None:
    """Forget a source that is no longer in the settings: its state, marks, appointments and letters.

    The contacts its letters became stay with their clients; nobody waits in it any more, for no answer
    could be seen there. Time that was counted stays counted; what waited to be placed goes.
    """
    from data.store import call_records, time_log

    threads = tuples(
        db,
        "SELECT DISTINCT thread_id FROM mail WHERE source = :name AND thread_id NOT IN ("
        " SELECT thread_id FROM mail WHERE source <> :name AND thread_id IS NOT NULL)",
        {"name": name},
    )
    for thread in threads:
        write(db, "UPDATE touch SET thread_id = NULL WHERE thread_id = ?", thread)
        write(db, "UPDATE mail SET thread_id = NULL WHERE thread_id = ?", thread)
        write(db, "DELETE FROM thread WHERE id = ?", thread)
    write(db, "DELETE FROM source WHERE name = ?", (name,))
    write(db, "DELETE FROM source_mark WHERE source = ?", (name,))
    write(db, "DELETE FROM appointment WHERE source = ?", (name,))
    write(db, "DELETE FROM mail WHERE source = ?", (name,))
    write(db, "DELETE FROM mail_me WHERE source = ?", (name,))
    call_records.forget(db, name)
    write(db, "DELETE FROM source_skip WHERE source = ?", (name,))
    write(db, "DELETE FROM book_entry WHERE source = ?", (name,))
    time_log.forget(db, name)

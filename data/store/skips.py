"""What could not be read of each source, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from data.model.source import Skipped
from data.store.engine.rows import as_row, read, write, write_all

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

MOST = 200
"""As many are kept by name; the source's state counts them all."""

_LETTERS = """SELECT min(folder || '/' || file) AS place, reason, count(*) AS count
    FROM mail WHERE source = ? AND verdict = 'skipped' AND gone_at IS NULL
    GROUP BY reason ORDER BY count DESC, reason"""
_OTHERS = "SELECT place, title, reason, count FROM source_skip WHERE source = ? ORDER BY id"


def of_source(db: Looking, source: str) -> list[Skipped]:
    """Give what was skipped of a source, letters by their reason."""
    return [*read(db, Skipped, _LETTERS, (source,)), *read(db, Skipped, _OTHERS, (source,))]


def replace(db: Database, source: str, skipped: Iterable[Skipped]) -> None:
    """Remember what the latest reading skipped, instead of what earlier ones did."""
    forget(db, source)
    write_all(
        db,
        "INSERT INTO source_skip (id, source, place, title, reason, count)"
        " VALUES (new_id(), :source, :place, :title, :reason, :count)",
        [{**as_row(each), "source": source} for each in list(skipped)[:MOST]],
    )


def forget(db: Database, source: str) -> None:
    """Forget what was skipped of a source."""
    write(db, "DELETE FROM source_skip WHERE source = ?", (source,))

"""What the newest act that can be undone is about, for those who derive something from its rows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.store.rows import tuples

if TYPE_CHECKING:
    from sqlite_utils import Database

_ROWS = """SELECT about, row_id, old, new FROM change WHERE action_id = (
    SELECT id FROM action WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1) ORDER BY id"""


@dataclass(frozen=True, slots=True)
class ActRows:
    """The rows an act changed, as they were and as it left them."""

    rows: tuple[tuple[str, int, dict[str, Any] | None, dict[str, Any] | None], ...]

    def ids(self, table: str) -> set[int]:
        """Give the ids of the rows of a table that the act touched."""
        return {row_id for about, row_id, _, _ in self.rows if about == table}

    def values(self, table: str, column: str) -> set[Any]:
        """Give what stood and what stands in a column of the rows of a table that the act touched."""
        return {
            row[column]
            for about, _, old, new in self.rows
            if about == table
            for row in (old, new)
            if row is not None
        }


def rows_of(db: Database) -> ActRows:
    """Give the rows of the newest act; none when there is no act."""
    return ActRows(
        tuple(
            (about, row_id, old and json.loads(old), new and json.loads(new))
            for about, row_id, old, new in tuples(db, _ROWS)
        )
    )

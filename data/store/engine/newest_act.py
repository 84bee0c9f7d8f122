"""What the newest act that can be undone is about, for those who derive something from its rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from data.store.engine.rows import tuples

if TYPE_CHECKING:
    from data.store.engine.looking import Looking

_NEWEST = "(SELECT id FROM action WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1)"
_ROWS = f"SELECT old, new FROM change WHERE about = ? AND action_id = {_NEWEST}"  # noqa: S608 - a text of ours
_CHANGED = f"SELECT DISTINCT about, row_id FROM change WHERE action_id = {_NEWEST}"  # noqa: S608 - the same


def values(db: Looking, table: str, column: str) -> set[Any]:
    """Give what stood and what stands in a column of the rows of a table that the act changed."""
    return {
        json.loads(row)[column] for both in tuples(db, _ROWS, (table,)) for row in both if row is not None
    }


def rows(db: Looking) -> set[tuple[str, int]]:
    """Give which rows the act changed, as table and id."""
    return set(tuples(db, _CHANGED))


def tables(db: Looking) -> set[str]:
    """Give which tables the act changed rows of."""
    return {about for about, _ in rows(db)}

"""Rows in bulk: a value of the model per row, straight into its table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from data.store.engine.rows import Value, as_row, tuples, write_all

if TYPE_CHECKING:
    from sqlite_utils import Database


def put(db: Database, table: str, values: Iterable[Any]) -> None:
    """Store values that have ids already; fields the table has no column for are left out."""
    put_rows(db, table, map(as_row, values))


def put_rows(db: Database, table: str, rows: Iterable[dict[str, Value]]) -> None:
    """Store rows, all with the same names."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    there = {str(column[1]) for column in tuples(db, f"PRAGMA table_info({table})")}
    names = [name for name in first if name in there]
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(':' + name for name in names)})"
    write_all(db, sql, [first])
    write_all(db, sql, rows)

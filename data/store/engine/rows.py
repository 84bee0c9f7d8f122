"""From rows to the model's values and back, and the only three ways a statement is run.

A column has the name of the field it holds. Instants are kept as `YYYY-MM-DDTHH:MM:SSZ`, days as
`YYYY-MM-DD`, enums as their value, tuples of text as JSON. Whatever is read is read to the end at once: a
half-read cursor would pin the write-ahead log.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from operator import attrgetter, itemgetter
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from data.store.engine.failures import told
from data.store.engine.sqlite import sqlite3

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

T = TypeVar("T")
Value = str | int | None
Parameters = Sequence[Value] | dict[str, Any]
_Reader = Callable[[Any], Any]
_Plan = tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[tuple[str, _Reader], ...]]
"""The fields that columns fill, what fetches those columns, and the fields whose text has to be turned."""

_NOTHING: Mapping[str, Any] = {}

_known_fields: dict[type[Any], tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = {}
_known_plans: dict[tuple[type[Any], tuple[str, ...]], _Plan] = {}


def instant_text(at: datetime) -> str:
    """Write an instant as it is kept: UTC, whole seconds. A naive time is refused: it names no instant."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone, so it names no instant")
    return f"{at.astimezone(UTC).isoformat()[:19]}Z"


def as_value(value: object) -> Value:
    """Turn one field of the model into what a column takes."""
    # The first two are nearly all there is, and looking at the exact type is quickest.
    if value is None or type(value) is int:
        return value
    if type(value) is str and value.isascii():
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        # A lone surrogate, from an undecodable mail header, has no UTF-8 and would fail the whole act.
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    raise TypeError(f"no column takes {value!r}")


def as_row(value: Any) -> dict[str, Value]:
    """Turn a value of the model into named parameters, one per field."""
    names, values = _fields_of(type(value))
    return dict(zip(names, map(as_value, values(value)), strict=True))


def read(
    db: Looking,
    made: type[T],
    sql: str,
    parameters: Parameters = (),
    *,
    more: Mapping[int, Mapping[str, Any]] | None = None,
) -> list[T]:
    """Run a query and make a `made` of each row; columns that are none of its fields are left out.

    `more` gives further fields by the value of the first column, the id.
    """
    with told(db):
        cursor = db.execute(sql, parameters)
        found = cursor.fetchall()
    if not found:
        return []
    names, fetch, turned = _plan(made, tuple(column[0] for column in cursor.description))
    further = more or {}
    values = []
    for row in found:
        filled = dict(zip(names, fetch(row), strict=True))
        for name, turn in turned:
            if filled[name] is not None:
                filled[name] = turn(filled[name])
        values.append(made(**filled, **further.get(row[0], _NOTHING)))
    return values


def first(
    db: Looking,
    made: type[T],
    sql: str,
    parameters: Parameters = (),
    *,
    more: Mapping[int, Mapping[str, Any]] | None = None,
) -> T | None:
    """Run a query that finds one row at most and make a `made` of it."""
    found = read(db, made, sql, parameters, more=more)
    return found[0] if found else None


def tuples(db: Looking, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
    """Run a query and give the bare rows."""
    with told(db):
        found: list[tuple[Any, ...]] = db.execute(sql, parameters).fetchall()
    return found


def write(db: Database, sql: str, parameters: Parameters = ()) -> int:
    """Run a statement that changes rows; give how many it changed."""
    with told(db):
        changed: int = db.execute(sql, parameters).rowcount
    return changed


def write_all(db: Database, sql: str, parameters: Iterable[Parameters]) -> None:
    """Run one statement for many rows."""
    with told(db):
        db.conn.executemany(sql, parameters)


def insert(db: Database, sql: str, parameters: Parameters) -> int:
    """Run an `INSERT` whose id is `new_id()`; give that id.

    The id is partly random, so it may be taken, once in a million times: then another one is tried.
    """
    with told(db):
        for _ in range(3):
            try:
                db.execute(sql, parameters)
            except sqlite3.IntegrityError as error:
                if not (str(error).startswith("UNIQUE constraint failed") and str(error).endswith(".id")):
                    raise
            else:
                break
        else:
            db.execute(sql, parameters)
        number: int = db.execute("SELECT last_insert_rowid()").fetchone()[0]
    return number


_NEW_IDS = """WITH RECURSIVE n (i) AS (
        SELECT 1 WHERE :count > 0 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
    SELECT new_id() FROM n"""


def new_ids(db: Database, count: int) -> list[int]:
    """Give ids for rows that are inserted together."""
    return [number for (number,) in tuples(db, _NEW_IDS, {"count": count})]


def many(values: Iterable[int] | Iterable[str]) -> str:
    """Give values as the JSON that `IN (SELECT value FROM json_each(?))` takes, however many there are."""
    return json.dumps(list(values))


@contextmanager
def one_view(db: Looking) -> Iterator[None]:
    """Let several queries see one and the same state of the store."""
    if db.conn.in_transaction:
        yield
        return
    with told(db):
        db.execute("BEGIN")
        try:
            yield
        finally:
            db.execute("COMMIT")


def _fields_of(made: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Give the names of the fields of `made`, and what fetches them all at once; looked up once."""
    if made not in _known_fields:
        names = tuple(field.name for field in fields(made))
        _known_fields[made] = names, attrgetter(*names)
    return _known_fields[made]


def _plan(made: type[Any], columns: tuple[str, ...]) -> _Plan:
    """Say which column fills which field of `made`, and how its text is turned; worked out once."""
    if (made, columns) not in _known_plans:
        hints = get_type_hints(made)
        taken = [i for i, name in enumerate(columns) if name in hints]
        names = tuple(columns[i] for i in taken)
        readers = ((name, _reader(hints[name])) for name in names)
        _known_plans[made, columns] = (
            names,
            # Of one column alone itemgetter gives the bare value.
            itemgetter(*taken) if len(taken) > 1 else lambda row: tuple(row[i] for i in taken),
            tuple((name, turn) for name, turn in readers if turn is not None),
        )
    return _known_plans[made, columns]


def _reader(hint: Any) -> _Reader | None:
    """Give what turns a column's value into a field of type `hint`; None when nothing has to be done."""
    if get_origin(hint) is UnionType:
        hint = next(kind for kind in get_args(hint) if kind is not type(None))
    if get_origin(hint) is tuple:
        return lambda text: tuple(json.loads(text))
    if isinstance(hint, type):
        if issubclass(hint, datetime):
            return datetime.fromisoformat
        if issubclass(hint, date):
            return date.fromisoformat
        if issubclass(hint, StrEnum | bool):
            return hint
    return None

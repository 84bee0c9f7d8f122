"""Whatever belongs to a client, found by the foreign keys of the schema, so that no table is forgotten.

The names that go into the statements here are those of our own schema, read from it.
"""

# ruff: noqa: S608 - names of ours

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from data.store.engine.history import RECORDED
from data.store.engine.rows import many, tuples, write
from data.values import frozen

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

DERIVED = frozenset({"mail", "appointment", "call_peer"})
"""Follow from feeds and from who the clients are: they are judged anew instead of moved."""


@frozen
class Reference:
    """A column that names a row of another table."""

    table: str
    column: str
    to: str


def references(db: Looking) -> tuple[Reference, ...]:
    """Give every foreign key there is."""
    tables = [str(name) for (name,) in tuples(db, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return tuple(
        Reference(table, str(row[3]), str(row[2]))
        for table in sorted(tables)
        for row in tuples(db, f'PRAGMA foreign_key_list("{table}")')
    )


def of_clients(db: Looking) -> tuple[Reference, ...]:
    """Give the columns by which rows that acts may change belong to a client."""
    return tuple(each for each in references(db) if each.to == "client" and each.table in RECORDED)


def counts(db: Looking, client_id: int) -> dict[str, int]:
    """Give how many rows of each table belong to a client; tables with none are left out."""
    found = {
        each.table: int(
            tuples(db, f"SELECT count(*) FROM {each.table} WHERE {each.column} = ?", (client_id,))[0][0]
        )
        for each in of_clients(db)
    }
    return {table: count for table, count in found.items() if count}


def move_all(db: Database, of: int, to: int) -> int:
    """Give all that belongs to one client to another; give how many rows stay behind.

    A row stays behind where the other has one like it already and there can be only one.
    """
    left = 0
    for each in of_clients(db):
        write(db, f"UPDATE OR IGNORE {each.table} SET {each.column} = ? WHERE {each.column} = ?", (to, of))
        left += tuples(db, f"SELECT count(*) FROM {each.table} WHERE {each.column} = ?", (of,))[0][0]
        if "key" in _columns(db, each.table):
            # Decisions are remembered under a key that names the client.
            write(
                db,
                f"UPDATE OR IGNORE {each.table} SET key = replace(key, :of, :to)"
                f" WHERE {each.column} = :number AND instr(key, :of) > 0",
                {"of": str(of), "to": str(to), "number": to},
            )
    return left


def move_projects(db: Database, of: int, to: int, projects: Iterable[int]) -> None:
    """Give some projects of a client to another."""
    write(
        db,
        "UPDATE project SET client_id = ? WHERE client_id = ? AND id IN (SELECT value FROM json_each(?))",
        (to, of, many(projects)),
    )


def move_said_by(db: Database, of: int, to: int, names: Iterable[str]) -> None:
    """Give the logged contacts with people of some names to another client."""
    write(
        db,
        "UPDATE touch SET client_id = ? WHERE client_id = ? AND message_id IS NULL AND person_id IS NULL"
        " AND who IN (SELECT value FROM json_each(?))",
        (to, of, many(names)),
    )


def move_threads(db: Database, of: int, to: int, threads: Iterable[int]) -> None:
    """Give some exchanges of a client, and the contacts in them, to another."""
    threads = list(threads)
    for table, column in (("thread", "id"), ("touch", "thread_id")):
        write(
            db,
            f"UPDATE {table} SET client_id = ? WHERE client_id = ?"
            f" AND {column} IN (SELECT value FROM json_each(?))",
            (to, of, many(threads)),
        )


def follow(db: Database, of: int, to: int) -> None:
    """Let what hangs on rows that went to another client go with them: work, promises, answers, cards.

    Repeated until nothing moves any more, for what hangs on something may hang on it by several steps.
    """
    owned = {each.table: each.column for each in of_clients(db)}
    hanging = [
        each
        for each in references(db)
        if each.table in owned and each.to in owned and each.to != each.table and each.table != "project"
    ]
    while sum(_follow(db, of, to, each, owned) for each in hanging) + _follow_threads(db, of, to):
        pass
    # In an exchange that stays, what was said with somebody who went is no part any more.
    write(
        db,
        "UPDATE touch SET thread_id = NULL WHERE client_id = :to AND message_id IS NULL"
        " AND thread_id IN (SELECT id FROM thread WHERE client_id = :of)",
        {"of": of, "to": to},
    )


def _follow(db: Database, of: int, to: int, each: Reference, owned: dict[str, str]) -> int:
    return write(
        db,
        f"UPDATE OR IGNORE {each.table} SET {owned[each.table]} = :to WHERE {owned[each.table]} = :of"
        f" AND {each.column} IN (SELECT id FROM {each.to} WHERE {owned[each.to]} = :to)",
        {"of": of, "to": to},
    )


def _follow_threads(db: Database, of: int, to: int) -> int:
    """Let an exchange go where all that was said in it went."""
    return write(
        db,
        "UPDATE thread SET client_id = :to WHERE client_id = :of"
        " AND EXISTS (SELECT 1 FROM touch WHERE thread_id = thread.id AND client_id = :to)"
        " AND NOT EXISTS (SELECT 1 FROM touch WHERE thread_id = thread.id AND client_id = :of)",
        {"of": of, "to": to},
    )


def senders_by_thread(db: Database, client_id: int) -> dict[int, set[str]]:
    """Give who wrote in each mail exchange of a client, I left out."""
    found: dict[int, set[str]] = {}
    for thread, sender in tuples(
        db,
        "SELECT thread_id, sender FROM mail JOIN thread ON thread.id = thread_id"
        " WHERE thread.client_id = ? AND verdict <> 'outbound'",
        (client_id,),
    ):
        found.setdefault(thread, set()).add(sender)
    return found


def _columns(db: Database, table: str) -> set[str]:
    return {str(row[1]) for row in tuples(db, f'PRAGMA table_info("{table}")')}

"""Domains from which several clients write, or anybody may: they tell nobody apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.store.engine.rows import insert, tuples, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking


def all_(db: Looking) -> list[str]:
    """Give them in order."""
    return [domain for (domain,) in tuples(db, "SELECT domain FROM shared_domain ORDER BY domain")]


def add(db: Database, domain: str) -> None:
    """Remember that a domain is shared."""
    insert(
        db,
        "INSERT INTO shared_domain (id, domain) VALUES (new_id(), ?) ON CONFLICT (domain) DO NOTHING",
        (domain,),
    )


def remove(db: Database, domain: str) -> None:
    """Let a domain be somebody's own again."""
    write(db, "DELETE FROM shared_domain WHERE domain = ?", (domain,))

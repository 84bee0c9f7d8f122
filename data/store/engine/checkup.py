"""A look at the store as a whole, for those who want to know that it is well."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from data.store.engine import files
from data.store.engine.rows import tuples

if TYPE_CHECKING:
    from data.store.engine.looking import Looking


def version(db: Looking) -> str:
    """Give the version of SQLite in use."""
    return str(tuples(db, "SELECT sqlite_version()")[0][0])


def trouble(db: Looking) -> str:
    """Say what is wrong with the file or with what its rows say of each other; empty when nothing is."""
    found = [str(row[0]) for row in tuples(db, "PRAGMA quick_check(3)")]
    if found != ["ok"]:
        return "; ".join(found)
    orphans = tuples(db, "PRAGMA foreign_key_check")
    return f"{len(orphans)} rows point to nothing" if orphans else ""


def latest_backup(store: Path) -> str:
    """Give the newest backup's path; empty when there is none."""
    found = files.backups(store)
    return str(found[-1]) if found else ""


def readable_by_others(store: Path) -> bool:
    """Whether anybody else on this machine may read the store."""
    return bool(store.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))

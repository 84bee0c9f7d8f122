"""The one SQLite that everything here uses: pysqlite3 when it is installed, else Python's own.

Two copies of SQLite on one file break each other's locks, so nobody imports `sqlite3` directly. sqlite-utils
takes the same one; it isn't asked, for to import it costs more than a look at the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        import pysqlite3 as sqlite3
    except ImportError:
        import sqlite3

__all__ = ["sqlite3"]

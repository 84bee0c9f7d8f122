"""What a query asks of a connection: sqlite-utils' `Database` has it, and so has one that only looks.

A function that takes a `Looking` only reads; whatever writes takes a `Database`, and mypy holds them apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from data.store.engine.sqlite import sqlite3


class Looking(Protocol):
    """A connection to look with."""

    @property
    def conn(self) -> sqlite3.Connection:
        """Give the connection of the driver."""

    def execute(self, sql: str, parameters: Any = ..., /) -> sqlite3.Cursor:
        """Run one statement."""

    def close(self) -> None:
        """Let go of the file."""

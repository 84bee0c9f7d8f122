"""Where everything is kept: one SQLite file, and the only package that speaks SQL (STORE.md).

`Store` opens the file; one small module of plain functions per aggregate reads and writes it. Each function
takes the connection first: `store.reader` to look, the one that `store.action(…)` hands out to change.
"""

from data.store.store import Store

__all__ = ["Store"]

"""How many letters of which kind there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.store.engine.rows import tuples
from data.values import frozen

if TYPE_CHECKING:
    from data.store.engine.looking import Looking

_COUNTS = """SELECT count(*), count(*) FILTER (WHERE verdict = 'skipped'),
        count(*) FILTER (WHERE reason = 'not_client'), count(*) FILTER (WHERE verdict = 'outbound')
    FROM mail WHERE source = ? AND gone_at IS NULL"""


@frozen
class Counts:
    """How many letters of a mailbox there are, of which kind."""

    read: int
    skipped: int
    not_client: int
    mine: int


def counts(db: Looking, source: str) -> Counts:
    """Count the letters of a mailbox that lie in it now."""
    return Counts(*tuples(db, _COUNTS, (source,))[0])

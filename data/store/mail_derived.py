"""What is derived from letters: how many of which kind, and the contacts that hang on a client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.store.rows import tuples, write

if TYPE_CHECKING:
    from sqlite_utils import Database

_COUNTS = """SELECT count(*), count(*) FILTER (WHERE verdict = 'skipped'),
        count(*) FILTER (WHERE reason = 'not_client'), count(*) FILTER (WHERE verdict = 'outbound')
    FROM mail WHERE source = ? AND gone_at IS NULL"""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many letters of a mailbox there are, of which kind."""

    read: int
    skipped: int
    not_client: int
    mine: int


def counts(db: Database, source: str) -> Counts:
    """Count the letters of a mailbox that lie in it now."""
    return Counts(*tuples(db, _COUNTS, (source,))[0])


def let_go(db: Database, client_id: int) -> None:
    """Delete a client's mail contacts; the letters they were derived from stay."""
    write(db, "DELETE FROM touch WHERE client_id = ? AND message_id IS NOT NULL", (client_id,))

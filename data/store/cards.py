"""What was decided about the cards of the Today pane."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.card import CardDecision
from data.store.engine.rows import as_row, instant_text, many, read, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_DECIDE = """INSERT INTO card (id, key, kind, client_id, deliverable_id, done_at, put_off_until)
    VALUES (new_id(), :key, :kind, :client_id, :deliverable_id, :done_at, :put_off_until)
    ON CONFLICT (key) DO UPDATE SET done_at = excluded.done_at, put_off_until = excluded.put_off_until"""

_IN_FORCE = """SELECT * FROM card WHERE deliverable_id IS NOT NULL AND deliverable_id IN (
        SELECT id FROM deliverable INDEXED BY deliverable_open
        WHERE delivered_at IS NULL AND dropped_at IS NULL)
    UNION SELECT * FROM card
        WHERE client_id IN (SELECT value FROM json_each(:asked)) AND kind = 'agreements'
    UNION SELECT * FROM card WHERE put_off_until IS NOT NULL AND put_off_until > :now"""


_BEGINNING = "SELECT * FROM card WHERE key >= :start AND key < :start || char(0x10FFFF)"


def decide(db: Database, decision: CardDecision) -> None:
    """Store a decision; a later one about the same card takes its place."""
    write(db, _DECIDE, as_row(decision))


def in_force(db: Looking, now: datetime, asked: Iterable[int] = ()) -> list[CardDecision]:
    """Give what was decided about open deliverables, and the cards that are put off at `now`.

    `asked` are the clients one may be asked to agree with; what was decided about that is given, too.
    """
    return read(db, CardDecision, _IN_FORCE, {"now": instant_text(now), "asked": many(asked)})


def beginning(db: Looking, start: str) -> list[CardDecision]:
    """Give what was decided about the cards whose keys begin like this."""
    return read(db, CardDecision, _BEGINNING, {"start": start})

"""When the mail was looked at. A look can't be taken back: it is no act, and undo leaves it alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.mail_check import MailCheck
from data.store.engine.rows import as_row, first, instant_text, read, tuples
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT = "INSERT INTO mail_check (id, at, window_at) VALUES (new_id(), :at, :window_at)"
_BETWEEN = "SELECT * FROM mail_check WHERE at >= ? AND at < ? ORDER BY at, id"


def insert(db: Database, check: MailCheck) -> MailCheck:
    """Write a look down and give it with its id."""
    return replace(check, id=insert_row(db, _INSERT, as_row(check)))


def get(db: Looking, check_id: int) -> MailCheck | None:
    """Give one look."""
    return first(db, MailCheck, "SELECT * FROM mail_check WHERE id = ?", (check_id,))


def between(db: Looking, start: datetime, until: datetime) -> list[MailCheck]:
    """Give the looks from `start` until before `until`, in the order of time."""
    return read(db, MailCheck, _BETWEEN, (instant_text(start), instant_text(until)))


def latest(db: Looking, now: datetime) -> datetime | None:
    """Give when the mail was looked at last; a clock that ran ahead does not count."""
    return _instant(tuples(db, "SELECT max(at) FROM mail_check WHERE at <= ?", (instant_text(now),)))


def earliest(db: Looking) -> datetime | None:
    """Give when the mail was looked at first, as far as it is known."""
    return _instant(tuples(db, "SELECT min(at) FROM mail_check"))


def _instant(found: list[tuple[str | None]]) -> datetime | None:
    ((text,),) = found
    return None if text is None else datetime.fromisoformat(text)

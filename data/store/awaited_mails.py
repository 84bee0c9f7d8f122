"""Mails that clients were asked for on the phone after hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.model.after_hours import CONFIRM_WITHIN, AwaitedMail
from data.store.engine.rows import as_row, first, instant_text, read, write
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.model.touch import Touch
    from data.store.engine.looking import Looking

ASKED_LATELY = timedelta(days=28)
"""What nobody settled by then nobody will: who remembers what was said?"""

_INSERT = """INSERT INTO awaited_mail (id, touch_id, client_id, commitment_id, text, asked_at, due_at,
        write_up_at, came_at, written_at, dropped_at, dropped_why)
    VALUES (new_id(), :touch_id, :client_id, :commitment_id, :text, :asked_at, :due_at,
        :write_up_at, :came_at, :written_at, :dropped_at, :dropped_why)"""
_UPDATE = """UPDATE awaited_mail SET came_at = :came_at, written_at = :written_at, dropped_at = :dropped_at,
        dropped_why = :dropped_why
    WHERE id = :id"""
# The mail that came is looked up each time, a seek in an index: undo, a mailbox read anew and a new address
# of the client then need no second thought. A promise that was let go needs no confirmation any more.
_WHOLE = """SELECT awaited_mail.id, awaited_mail.touch_id, awaited_mail.client_id, commitment_id,
        coalesce(commitment.text, awaited_mail.text) AS text, asked_at,
        coalesce(commitment.due_at, awaited_mail.due_at) AS due_at, write_up_at, came_at, written_at,
        coalesce(awaited_mail.dropped_at, commitment.dropped_at) AS dropped_at, dropped_why,
        (SELECT at FROM touch WHERE client_id = awaited_mail.client_id AND at > asked_at
            AND at <= strftime('%Y-%m-%dT%H:%M:%SZ', asked_at, :within)
            AND channel = 'mail' AND direction = 'in' ORDER BY at LIMIT 1) AS first_mail_at
    FROM awaited_mail LEFT JOIN commitment ON commitment.id = commitment_id"""
_WITHIN = {"within": f"+{CONFIRM_WITHIN.days} days"}
_OPEN = f"""{_WHOLE} WHERE came_at IS NULL AND written_at IS NULL AND awaited_mail.dropped_at IS NULL
        AND asked_at >= :since AND commitment.dropped_at IS NULL
    ORDER BY asked_at, awaited_mail.id"""
_DECIDED = f"""{_WHOLE} WHERE write_up_at >= :start AND write_up_at < :ahead AND asked_at < :until
    ORDER BY asked_at, awaited_mail.id"""


def open_(db: Looking, now: datetime) -> list[AwaitedMail]:
    """Give those that nobody settled, with the mail that may have come; the oldest first."""
    return read(db, AwaitedMail, _OPEN, {"since": instant_text(now - ASKED_LATELY), **_WITHIN})


def decided(db: Looking, start: str, until: str, ahead: str) -> list[AwaitedMail]:
    """Give those asked for before `until` whose noon lies from `start` on and before `ahead`."""
    return read(db, AwaitedMail, _DECIDED, {"start": start, "until": until, "ahead": ahead, **_WITHIN})


def get(db: Looking, awaited_id: int) -> AwaitedMail | None:
    """Give one of them."""
    return first(db, AwaitedMail, f"{_WHOLE} WHERE awaited_mail.id = :id", {"id": awaited_id, **_WITHIN})


def of_call(db: Looking, touch_id: int) -> AwaitedMail | None:
    """Give the one that was asked for in a call."""
    return first(db, AwaitedMail, f"{_WHOLE} WHERE awaited_mail.touch_id = :id", {"id": touch_id, **_WITHIN})


def of_commitment(db: Looking, commitment_id: int) -> AwaitedMail | None:
    """Give the one that is to confirm a promise."""
    sql = f"{_WHOLE} WHERE commitment_id IS NOT NULL AND commitment_id = :id"
    return first(db, AwaitedMail, sql, {"id": commitment_id, **_WITHIN})


def insert(db: Database, awaited: AwaitedMail) -> AwaitedMail:
    """Store a new one and give it with its id."""
    return replace(awaited, id=insert_row(db, _INSERT, as_row(awaited)))


def settle(db: Database, awaited: AwaitedMail) -> None:
    """Store what became of one."""
    write(db, _UPDATE, as_row(awaited))


def follow(db: Database, touch: Touch) -> None:
    """Let the one that was asked for in a call follow the call, when that is corrected."""
    call = {"id": touch.id, "client_id": touch.client_id, "at": instant_text(touch.at)}
    write(
        db,
        "UPDATE awaited_mail SET client_id = coalesce(:client_id, client_id), asked_at = :at"
        " WHERE touch_id = :id",
        call,
    )

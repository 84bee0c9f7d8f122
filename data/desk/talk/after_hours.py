"""Calls after hours: what is put off to the next working day, and the mails that are to confirm it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from data.desk.guards import there
from data.errors import WrongUse
from data.model.after_hours import AwaitedMail, LateContacts
from data.model.touch import Channel, Outcome
from data.model.work import Commitment, CommitmentKind
from data.rules.after_hours import LATELY, confirmed_at, late_contacts, outside, tomorrow, write_up_at
from data.store import awaited_mails, commitments, touches

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.model.draft import ContactDraft
    from data.model.touch import Touch


class AfterHours:
    """What was asked for on the phone while nobody works (SERVICE.md 2.5, 2.8)."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def tomorrow(self, at: datetime) -> datetime | None:
        """Give when a call that began at `at` is seen to; None when it came while you work."""
        minutes = self._core.settings.after_hours.tomorrow_minutes
        return tomorrow(at, self._core.working_time(), minutes)

    def awaited_in(self, touch_id: int) -> AwaitedMail | None:
        """Give the mail that was asked for in a call; None when none was."""
        return awaited_mails.of_call(self._core.reader, touch_id)

    def awaited_for(self, commitment_id: int) -> AwaitedMail | None:
        """Give the mail that is to confirm a promise, `came_at` being when it came whichever way."""
        awaited = awaited_mails.of_commitment(self._core.reader, commitment_id)
        return None if awaited is None else replace(awaited, came_at=confirmed_at(awaited))

    def contacts_of(self, client_id: int) -> LateContacts:
        """Count how often a client got in touch outside working hours in the last 90 days."""
        lately = touches.of_client_since(self._core.reader, client_id, self._core.now() - LATELY)
        return late_contacts(lately, self._core.working_time())

    def outside(self, contacts: Iterable[Touch]) -> frozenset[int]:
        """Give the ids of those contacts that were outside working hours."""
        return frozenset(touch.id for touch in outside(contacts, self._core.working_time()))

    def came(self, awaited_id: int) -> str:
        """Note that their confirmation is here, whichever way it came."""
        with self._core.act("their confirmation came") as db:
            awaited = _open(db, awaited_id)
            awaited_mails.settle(db, replace(awaited, came_at=self._core.now()))
        return f"Confirmed: {awaited.text}."

    def drop(self, awaited_id: int, reason: str) -> str:
        """Note that nothing needs to be confirmed, and why; the promise itself stays."""
        why = reason.strip()
        if not why:
            raise WrongUse("Say why in a word or two: it is read again one day.")
        with self._core.act(f"not to be written up: {why}") as db:
            awaited = _open(db, awaited_id)
            awaited_mails.settle(db, replace(awaited, dropped_at=self._core.now(), dropped_why=why))
        return f"Not to be written up: {awaited.text}."


def check_tomorrow(core: Core, draft: ContactDraft) -> None:
    """Make sure that what is put off to tomorrow was said to somebody, on the phone and after hours."""
    if draft.tomorrow is None:
        return
    if draft.channel is not Channel.CALL or draft.outcome not in (Outcome.SPOKE, None):
        raise WrongUse("Nobody was spoken to, so nothing was put off and no mail was asked for.")
    if draft.client_id is None and not draft.new_client.strip():
        raise WrongUse("Say which client it was: the promise for tomorrow is made to them.")
    if not draft.tomorrow.text.strip():
        raise WrongUse("Say what was put off to tomorrow.")
    ended_at = draft.at + timedelta(minutes=draft.minutes or 0)
    if core.working_time().is_open(ended_at):
        raise WrongUse("That call ended within your hours, so nothing has to wait until tomorrow.")


def put_off(core: Core, db: Database, draft: ContactDraft, touch: Touch) -> None:
    """Promise for the next working day what was asked for in a call, and wait for the mail that confirms it.

    It belongs to the act that logs the call, and is undone with it.
    """
    if draft.tomorrow is None or draft.client_id is None:
        return
    wish, clock = draft.tomorrow, time.fromisoformat(core.settings.after_hours.write_up_at)
    made = commitments.insert(
        db,
        Commitment(
            text=wish.text.strip(),
            due_at=wish.due_at,
            client_id=draft.client_id,
            kind=CommitmentKind.FOLLOW_UP,
            touch_id=touch.id,
        ),
    )
    awaited_mails.insert(
        db,
        AwaitedMail(
            touch_id=touch.id,
            client_id=draft.client_id,
            text=made.text,
            asked_at=touch.at,
            due_at=made.due_at,
            write_up_at=write_up_at(made.due_at, core.working_time(), clock),
            commitment_id=made.id,
        ),
    )


def _open(db: Database, awaited_id: int) -> AwaitedMail:
    awaited = there(awaited_mails.get(db, awaited_id), "call")
    if not awaited.open:
        raise WrongUse(f"{awaited.text} is settled already.")
    return awaited

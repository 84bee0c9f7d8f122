"""Calls and other contacts logged by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from data.desk.intake import callers
from data.desk.talk.after_hours import check_tomorrow, put_off
from data.desk.talk.answering import close
from data.desk.talk.word import log_word
from data.desk.work.find_outs import FindOuts
from data.errors import NotFound, WrongUse
from data.model.client import Client
from data.model.draft import ContactDraft
from data.model.names import tidy_name
from data.model.promise import FindOut
from data.model.scope import ChangeRequest
from data.model.touch import Answer, Channel, Direction, Outcome, Thread, Touch
from data.model.work import Commitment, CommitmentKind
from data.store import (
    awaited_mails,
    change_requests,
    clients,
    commitments,
    deliverables,
    find_outs,
    threads,
    touches,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sqlite_utils import Database

    from data.desk.core import Core


class Contacts:
    """What was said, on any channel."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._find_outs = FindOuts(core)

    def log(self, draft: ContactDraft) -> Touch:
        """Store a contact with all it brings about: answers, a callback, follow-ups. One transaction."""
        self._check(draft)
        check_tomorrow(self._core, draft)
        now = self._core.now()
        what = "call" if draft.channel is Channel.CALL else draft.channel.value
        with self._core.act(f"log {what}") as db:
            if draft.client_id is None and (name := tidy_name(draft.new_client)):
                made = clients.insert(db, Client(name=name), now)
                draft = replace(draft, client_id=made.id)
            touch = touches.insert(db, _touch(draft))
            for thread_id in draft.answers:
                self._answer(db, thread_id, draft.channel)
            touch = self._move_clocks(db, draft, touch)
            for follow_up in draft.follow_ups:
                commitments.insert(
                    db,
                    Commitment(
                        text=follow_up.text,
                        due_at=follow_up.due_at,
                        client_id=draft.client_id,
                        kind=CommitmentKind.FOLLOW_UP,
                        touch_id=touch.id,
                    ),
                )
            put_off(self._core, db, draft, touch)
            self._ask_besides(db, draft, touch)
            callers.logged(self._core, db, touch)
        return touch

    def word(self, client_id: int, how: Channel, note: str) -> str:
        """Log that the freelancer reached out to a client; it stops no reply clock."""
        with self._core.act("log a word") as db:
            log_word(self._core, db, client_id, how, note)
        return "Logged as a contact."

    def get(self, touch_id: int) -> Touch:
        """Give one contact; NotFound when there is none."""
        touch = touches.get(self._core.reader, touch_id)
        if touch is None:
            raise NotFound("That contact is not in the store any more. Reload and try again.")
        return touch

    def edit(self, touch: Touch) -> Touch:
        """Store a changed contact. What came in by itself is read, not written: only its note can change."""
        before = self.get(touch.id)
        with self._core.act("edit contact") as db:
            if before.message_id is not None:
                touch = replace(before, note=touch.note)
            elif _moves_a_clock(before, touch):
                self._leave(db, before)
                touch = self._move_clocks(db, _as_draft(touch), replace(touch, thread_id=None))
            touches.update(db, touch)
            awaited_mails.follow(db, touch)
            callers.logged(self._core, db, before, touch)
        return touch

    def delete(self, touch_id: int) -> str:
        """Delete a contact that was logged by mistake."""
        touch = self.get(touch_id)
        if touch.is_from_log:
            raise WrongUse("That comes from a telephone's log. Use `x` when it needs no reply.")
        if touch.message_id is not None:
            raise WrongUse("Mail belongs to its mailbox. Use `x` when it needs no reply.")
        with self._core.act("delete contact") as db:
            self._leave(db, touch)
            touches.delete(db, touch_id)
            callers.logged(self._core, db, touch)
        return "The contact is gone."

    def _ask_besides(self, db: Database, draft: ContactDraft, touch: Touch) -> None:
        """Store the questions to come back on, and extras with what is promised first to that client."""
        for question in draft.find_outs:
            find_outs.insert(
                db,
                FindOut(
                    question=question,
                    asked_at=touch.at,
                    come_back_at=self._find_outs.usual_come_back(),
                    client_id=draft.client_id,
                    touch_id=touch.id,
                ),
            )
        if not draft.changes:
            return
        owed = deliverables.of_client(db, draft.client_id) if draft.client_id is not None else []
        if not owed:
            # Nothing is agreed yet that it could change: then it is part of what was said.
            asked = " ".join(f"+{change.text}" for change in draft.changes)
            touches.update(db, replace(touch, note=f"{touch.note} {asked}".strip()))
        for change in draft.changes if owed else ():
            request = ChangeRequest(owed[0].id, change.text, touch.at, minutes=change.minutes)
            change_requests.insert(db, request)

    def _check(self, draft: ContactDraft) -> None:
        if draft.client_id is None and not tidy_name(draft.new_client) and not draft.who.strip():
            raise WrongUse("Say who it was: a client, or at least a name.")
        if draft.minutes is not None and draft.minutes < 0:
            raise WrongUse("A contact cannot last less than no time.")
        if draft.outcome is not None and draft.channel is not Channel.CALL:
            raise WrongUse("Only a call has an outcome.")

    def _leave(self, db: Database, touch: Touch) -> None:
        """Take a contact out of its exchange; what is left waits since its own first contact."""
        thread = threads.get(db, touch.thread_id) if touch.thread_id is not None else None
        if thread is None:
            return
        touches.update(db, replace(touch, thread_id=None))
        left = [other.at for other in touches.of_thread(db, thread.id) if other.direction is Direction.IN]
        if not left:
            threads.delete(db, thread.id)
        elif thread.waiting_since is not None:
            threads.update(
                db, replace(thread, waiting_since=min(left), newest_at=max(left), waiting_count=len(left))
            )

    def _answer(self, db: Database, thread_id: int, channel: Channel) -> None:
        thread = threads.get(db, thread_id)
        if thread is not None and thread.waiting_since is not None:
            close(self._core, db, thread, Answer(channel.value))

    def _move_clocks(self, db: Database, draft: ContactDraft, touch: Touch) -> Touch:
        """Open, feed or close the reply clock of the client's calls and logged messages."""
        if draft.client_id is None:
            return touch
        if draft.channel is not Channel.CALL:
            if draft.direction is Direction.IN and draft.wants_answer:
                return self._wait(db, draft, touch)
            return touch
        waiting = [t for t in threads.waiting_of(db, draft.client_id) if t.channel is Channel.CALL]
        begun = [thread for thread in waiting if not _after(thread.waiting_since, draft)]
        if draft.outcome in (Outcome.SPOKE, None):
            for thread in begun:
                self._spoke(db, thread, draft)
            if draft.wants_answer and draft.direction is Direction.IN:
                return self._wait(db, draft, touch)
            return touch
        if draft.direction is Direction.OUT:
            for thread in begun:
                threads.update(db, replace(thread, tries=thread.tries + 1))
            return touch
        if draft.outcome in (Outcome.MISSED, Outcome.VOICEMAIL) and waiting:
            thread = waiting[0]
            first, last = thread.waiting_since or draft.at, thread.newest_at or draft.at
            fed = replace(
                thread,
                waiting_since=min(first, draft.at),
                newest_at=max(last, draft.at),
                waiting_count=thread.waiting_count + 1,
            )
            threads.update(db, fed)
            return self._belongs(db, touch, thread)
        return self._wait(db, draft, touch)

    def _spoke(self, db: Database, thread: Thread, draft: ContactDraft) -> None:
        """Let a talk answer what came before it was over; what came later waits on."""
        came = [each.at for each in touches.of_thread(db, thread.id) if each.direction is Direction.IN]
        later = [at for at in came if _after(at, draft)]
        if later:
            waits_on = replace(
                thread,
                waiting_since=min(later),
                newest_at=max(later),
                waiting_count=len(later),
                tries=0,
            )
            threads.update(db, waits_on)
        else:
            close(self._core, db, thread, Answer.CALL)

    def _wait(self, db: Database, draft: ContactDraft, touch: Touch) -> Touch:
        assert draft.client_id is not None
        first_line = draft.note.strip().partition("\n")[0]
        words = {
            Outcome.MISSED: "missed call",
            Outcome.VOICEMAIL: "voicemail",
            Outcome.DECLINED: "declined call",
        }
        label = words.get(draft.outcome, "") if draft.outcome else ""
        thread = threads.insert(
            db,
            Thread(
                client_id=draft.client_id,
                channel=draft.channel,
                subject=" · ".join(part for part in (label, first_line) if part) or draft.channel.value,
                who=draft.who,
                waiting_since=draft.at,
                newest_at=draft.at,
                waiting_count=1,
            ),
        )
        return self._belongs(db, touch, thread)

    @staticmethod
    def _belongs(db: Database, touch: Touch, thread: Thread) -> Touch:
        belonging = replace(touch, thread_id=thread.id)
        touches.update(db, belonging)
        return belonging


def _touch(draft: ContactDraft) -> Touch:
    return Touch(
        channel=draft.channel,
        direction=draft.direction,
        at=draft.at,
        client_id=draft.client_id,
        person_id=draft.person_id,
        who=draft.who,
        note=draft.note,
        minutes=draft.minutes,
        outcome=draft.outcome,
    )


def _after(at: datetime | None, draft: ContactDraft) -> bool:
    """Whether something came after a call was over; calls are noted to the minute."""
    return at is not None and at - draft.at >= timedelta(minutes=(draft.minutes or 0) + 1)


def _moves_a_clock(before: Touch, after: Touch) -> bool:
    """Whether a correction changes who waits, or since when."""
    return any(
        getattr(before, name) != getattr(after, name)
        for name in ("client_id", "channel", "direction", "outcome", "at")
    )


def _as_draft(touch: Touch) -> ContactDraft:
    """Give a contact as if it were logged now; one that waited for an answer still wants one."""
    return ContactDraft(
        channel=touch.channel,
        direction=touch.direction,
        client_id=touch.client_id,
        at=touch.at,
        who=touch.who,
        outcome=touch.outcome,
        note=touch.note,
        minutes=touch.minutes,
        wants_answer=touch.thread_id is not None and touch.channel is not Channel.CALL,
    )

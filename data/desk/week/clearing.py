"""What a week leaves over, and what becomes of it: done on Monday, at another time, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from data.desk.talk.answering import close
from data.desk.work.effort import Effort
from data.errors import NotFound, WrongUse
from data.model.card import CardDecision, CardKind
from data.model.promise import FindOut
from data.model.scope import Obligation
from data.model.today import AgendaItem, AgendaKind, Room, Stage, Today
from data.model.touch import Answer
from data.model.week import ClearCard, ClearKind
from data.model.work import DROPPED, Commitment, Deliverable
from data.rules.days import local_date
from data.store import cards, commitments, deliverables, find_outs, obligations, threads

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core

_Owed = TypeVar("_Owed", Commitment, Deliverable, FindOut, Obligation)

_LEFT_OVER = {
    AgendaKind.COMMITMENT: ClearKind.COMMITMENT,
    AgendaKind.FOLLOW_UP: ClearKind.COMMITMENT,
    AgendaKind.CALLBACK: ClearKind.COMMITMENT,
    AgendaKind.FIND_OUT: ClearKind.FIND_OUT,
    AgendaKind.NUDGE: ClearKind.OBLIGATION,
}


_A_WEEK = timedelta(days=7)


def left_over(today: Today, cut: datetime) -> tuple[ClearCard, ...]:
    """Give what was due before `cut` and is still open, and what they owe: promises first, then who waits."""
    found = [
        ClearCard(item.key, kind, item.text, item.client, item.client_id, item.at, _late(item))
        for item in today.agenda
        if item.stage is not Stage.DONE
        and (kind := _LEFT_OVER.get(item.kind))
        and (item.at <= cut or (item.kind is AgendaKind.NUDGE and today.now - cut < _A_WEEK))
    ]
    found += [
        ClearCard(
            item.key,
            ClearKind.DELIVERABLE,
            item.deliverable.name,
            item.client,
            item.deliverable.client_id,
            item.deliverable.promised_at,
            "late" if item.room is Room.LATE else "does not hold",
        )
        for item in today.slack
        if item.room in (Room.LATE, Room.SHORT) and item.deliverable.promised_at is not None
    ]
    found += [
        ClearCard(
            item.key,
            ClearKind.THREAD,
            item.subject or item.who,
            item.client,
            item.client_id,
            item.waiting_since,
            "waits, late" if item.stage is Stage.LATE else "waits",
        )
        for item in today.waiting
        if item.waiting_since <= cut
    ]
    return tuple(found)


def owed_until(today: Today, end: datetime) -> int:
    """Give the minutes of work promised until then, as sure as promises are reckoned."""
    owed = [
        item.owed_minutes or 0
        for item in today.slack
        if item.deliverable.promised_at is not None and item.deliverable.promised_at < end
    ]
    return max(owed, default=0)


class Clearing:
    """One decision on each thing a week left over; each is one act, and undone as one."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._effort = Effort(core)

    def next_day(self, card: ClearCard, after: datetime) -> datetime:
        """Give when something is done if it is done on the first working day after an instant.

        What is owed is due when that day closes; what only sleeps is back when it opens.
        """
        work = self._core.working_time()
        opens = work.next_open(max(after, self._core.now()))
        if opens is None:
            raise WrongUse("Your settings name no working hours, so there is no next working day.")
        closes = work.day_closing(local_date(opens, work.zone))
        sleeps = card.kind in (ClearKind.THREAD, ClearKind.OBLIGATION)
        return opens if sleeps or closes is None else closes

    def move(self, card: ClearCard, until: datetime) -> str:
        """Do it at another time; a deliverable's promise is moved only by telling."""
        if until <= self._core.now():
            raise WrongUse("Choose a time that is still ahead.")
        if card.kind is ClearKind.DELIVERABLE:
            raise WrongUse("A promise is moved by telling them: h writes it, with a date that holds.")
        with self._core.act(f"later: {card.text}") as db:
            self._move(db, card, until)
        return f"{card.text}: later."

    def drop(self, card: ClearCard, reason: str) -> str:
        """Not do it at all; the reason stays with it, and in the name of the act."""
        why = reason.strip()
        if not why:
            raise WrongUse("Say why in a word or two: it is read again one day.")
        with self._core.act(f"drop {card.text}: {why}") as db:
            self._drop(db, card, why)
        return f"{card.text} is dropped: {why}."

    def _move(self, db: Database, card: ClearCard, until: datetime) -> None:
        number = _number(card)
        if card.kind is ClearKind.COMMITMENT:
            self._promise_anew(db, _open(commitments.get(db, number), card), until)
        elif card.kind is ClearKind.FIND_OUT:
            question = _open(find_outs.get(db, number), card)
            find_outs.update(db, replace(question, come_back_at=until))
        elif card.kind is ClearKind.THREAD:
            exchange = threads.get(db, number)
            if exchange is None:
                raise _gone(card)
            threads.update(db, replace(exchange, snoozed_until=until))
        else:
            cards.decide(
                db,
                CardDecision(card.key, CardKind.NUDGE, client_id=card.client_id, put_off_until=until),
            )

    def _promise_anew(self, db: Database, said: Commitment, until: datetime) -> None:
        """Give a commitment another time; one that was missed stays missed, and a new one takes its place."""
        now = self._core.now()
        if said.due_at > now:
            commitments.update(db, replace(said, due_at=until))
            return
        commitments.update(
            db, replace(said, dropped_at=now, note=_noted(said.note, "put off when it was late"))
        )
        commitments.insert(db, replace(said, id=0, due_at=until))

    def _drop(self, db: Database, card: ClearCard, why: str) -> None:
        number, now = _number(card), self._core.now()
        if card.kind is ClearKind.COMMITMENT:
            said = _open(commitments.get(db, number), card)
            commitments.update(db, replace(said, dropped_at=now, note=_noted(said.note, why)))
        elif card.kind is ClearKind.DELIVERABLE:
            self._effort.stop_in(db, number)
            what = _open(deliverables.get(db, number), card)
            deliverables.update(db, replace(what, dropped_at=now, note=_noted(what.note, why)))
        elif card.kind is ClearKind.FIND_OUT:
            question = _open(find_outs.get(db, number), card)
            find_outs.update(db, replace(question, dropped_at=now))
        elif card.kind is ClearKind.OBLIGATION:
            owed = _open(obligations.get(db, number), card)
            obligations.update(db, replace(owed, dropped_at=now))
        else:
            exchange = threads.get(db, number)
            if exchange is None or exchange.waiting_since is None:
                raise _gone(card)
            close(self._core, db, exchange, Answer.NO_REPLY_NEEDED)


def _number(card: ClearCard) -> int:
    return int(card.key.partition(":")[2])


def _open(found: _Owed | None, card: ClearCard) -> _Owed:
    if found is None or not found.open:
        raise _gone(card)
    return found


def _gone(card: ClearCard) -> NotFound:
    return NotFound(f"{card.text} is settled already, or gone.")


def _noted(note: str, why: str) -> str:
    return f"{note}\n{DROPPED}{why}" if note else f"{DROPPED}{why}"


def _late(item: AgendaItem) -> str:
    return "late" if item.stage is Stage.LATE else ""

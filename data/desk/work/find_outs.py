"""Questions answered with "I'll find out": they run like promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from data.desk.guards import there, unchanged, worded
from data.desk.talk.word import log_word
from data.errors import WrongUse
from data.model.promise import FindOut
from data.model.touch import Channel
from data.rules.days import instant, next_working_day
from data.store import dropped, find_outs

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.store.engine.looking import Looking


class FindOuts:
    """What was to be found out, and what became of it."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def usual_come_back(self) -> datetime:
        """Give the time one comes back unless another is said: the next working day at the usual hour."""
        working_time = self._core.working_time()
        day = next_working_day(self._core.today(), working_time) or self._core.today()
        at = time.fromisoformat(self._core.settings.promises.find_out_at)
        return instant(day, at, self._core.settings.zone)

    def get(self, find_out_id: int) -> FindOut:
        """Give one of them; NotFound when there is none."""
        return _there(self._core.reader, find_out_id)

    def why_dropped(self, find_out_id: int) -> str:
        """Say why nobody wants to know any more; empty where no reason was given or is remembered."""
        return dropped.reasons(self._core.reader, "find_out").get(find_out_id, "")

    def of_client(self, client_id: int) -> tuple[FindOut, ...]:
        """Give what a client still waits to hear, the soonest first."""
        return tuple(find_outs.of_client(self._core.reader, client_id))

    def add(self, find_out: FindOut) -> FindOut:
        """Store a question to find out about."""
        worded(find_out.question, "question")
        with self._core.act(f"find out {find_out.question}") as db:
            return find_outs.insert(db, find_out)

    def edit(self, find_out: FindOut, opened: FindOut | None = None) -> FindOut:
        """Store a changed one, its answer for instance; Changed when it is no longer what was `opened`."""
        worded(find_out.question, "question")
        with self._core.act(f"edit {find_out.question}") as db:
            unchanged(_there(db, find_out.id), opened, "question")
            find_outs.update(db, find_out)
        return find_out

    def told(self, find_out_id: int, answer: str, how: Channel) -> str:
        """Note that they were told the answer, and log the contact."""
        with self._core.act("tell what was found out") as db:
            find_out = _open(db, find_out_id)
            answer = answer.strip() or find_out.answer
            find_outs.update(db, replace(find_out, answer=answer, told_at=self._core.now()))
            log_word(self._core, db, find_out.client_id, how, answer or find_out.question)
        return _said("Told", find_out)

    def interim(self, find_out_id: int, how: Channel, come_back_at: datetime | None = None) -> str:
        """Note that they were told that you are still on it, and until when; log the contact."""
        with self._core.act("say that it goes on") as db:
            find_out = _open(db, find_out_id)
            at = come_back_at or find_out.come_back_at
            find_outs.update(db, replace(find_out, interim_at=self._core.now(), come_back_at=at))
            log_word(self._core, db, find_out.client_id, how, f"still on it: {find_out.question}")
        return _said("They know you are on it", find_out)

    def drop(self, find_out_id: int) -> str:
        """Note that nobody wants to know any more."""
        with self._core.act("drop a question") as db:
            find_out = _open(db, find_out_id)
            find_outs.update(db, replace(find_out, dropped_at=self._core.now()))
        return _said("Not asked any more", find_out)

    def delete(self, find_out_id: int) -> str:
        """Delete one that should never have been there."""
        with self._core.act("delete a question") as db:
            find_out = _there(db, find_out_id)
            find_outs.delete(db, find_out_id)
        return _said("Gone", find_out)


def _there(db: Looking, find_out_id: int) -> FindOut:
    return there(find_outs.get(db, find_out_id), "question")


def _open(db: Database, find_out_id: int) -> FindOut:
    find_out = _there(db, find_out_id)
    if not find_out.open:
        raise WrongUse(f"{find_out.question} is settled already.")
    return find_out


def _said(what: str, find_out: FindOut) -> str:
    """Say what became of a question, which mostly brings its own mark to the end of the sentence."""
    question = find_out.question.strip()
    return f"{what}: {question}" if question[-1:] in "?.!…" else f"{what}: {question}."

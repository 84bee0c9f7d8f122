"""Who waits for an answer, and what the user says about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from data.desk.guards import there
from data.desk.intake import judging
from data.desk.talk.answering import close
from data.desk.talk.mail_checks import dealt_with
from data.errors import WrongUse
from data.model.touch import Answer, Thread, Touch
from data.store import mail, threads, touches
from data.values import frozen

if TYPE_CHECKING:
    from data.desk.core import Core

_THANKS_SHOWN_FOR = timedelta(days=14)
_SAID = {
    Answer.NO_REPLY_NEEDED: "no reply needed",
    Answer.NOT_CLIENT_MATTER: "not a client matter",
}


@frozen
class ClosedByThanks:
    """A mail that ended its exchange."""

    message_id: str
    who: str
    subject: str


class Waiting:
    """Acts on exchanges that wait. The user's word wins over every rule (MAIL.md R18)."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def thread(self, thread_id: int) -> Thread:
        """Give one exchange; NotFound when there is none."""
        return there(threads.get(self._core.reader, thread_id), "exchange")

    def of_client(self, client_id: int) -> tuple[Thread, ...]:
        """Give the exchanges in which a client waits, sleeping ones and those "from before" included."""
        return tuple(threads.waiting_of(self._core.reader, client_id))

    def answered(self, thread_id: int, how: Answer) -> str:
        """Stop the clock of an exchange: answered on a channel, or no reply needed."""
        said = _SAID.get(how, f"answered by {how.value}")
        with self._core.act(said) as db:
            thread = there(threads.get(db, thread_id), "exchange")
            if thread.waiting_since is None:
                raise WrongUse("Nothing waits there any more.")
            dealt_with(self._core, db, thread)
            close(self._core, db, thread, how)
        return f"{_name(thread)}: {said}."

    def snooze(self, thread_id: int, until: datetime) -> str:
        """Let an exchange sleep until an instant; a new question of the client wakes it."""
        if until <= self._core.now():
            raise WrongUse("Choose a time that is still ahead.")
        return self._change(thread_id, "snooze", "later", snoozed_until=until)

    def wake(self, thread_id: int) -> str:
        """Bring a sleeping exchange, or one of "from before", back to Waiting."""
        return self._change(thread_id, "wake", "back in Waiting", snoozed_until=None, settled=False)

    def mark_urgent(self, thread_id: int, urgent: bool) -> str:
        """Give an exchange the urgent limit, or the usual one again."""
        said = "urgent" if urgent else "not urgent"
        return self._change(thread_id, f"mark {said}", said, urgent=urgent)

    def snoozed(self) -> tuple[Thread, ...]:
        """Give the sleeping exchanges, the first to wake first."""
        return tuple(threads.snoozed(self._core.reader, self._core.now()))

    def from_before(self) -> tuple[Thread, ...]:
        """Give what waited already when its source was first read, newest first."""
        return tuple(threads.from_before(self._core.reader))

    def closed_by_thanks(self) -> tuple[ClosedByThanks, ...]:
        """Give the mails of the last two weeks that only said thanks, the newest first (MAIL.md R17)."""
        since = self._core.now() - _THANKS_SHOWN_FOR
        return tuple(
            ClosedByThanks(row.message_id, row.sender_name or row.sender, row.subject)
            for row in mail.of_reason(self._core.reader, "closing", since)
        )

    def reopen(self, message_id: str) -> str:
        """Let a mail wait after all, whatever the rules say of it (MAIL.md R17, R18)."""
        with self._core.act("let it wait") as db:
            mail.rule(db, message_id, "counts", self._core.now())
            judging.judge_some(self._core, db, sorted(mail.clusters_of_messages(db, [message_id])))
        return "It waits for your answer again."

    def messages(self, thread_id: int) -> tuple[Touch, ...]:
        """Give the contacts of an exchange, newest first."""
        return tuple(touches.of_thread(self._core.reader, thread_id))

    def _change(self, thread_id: int, name: str, said: str, **fields: Any) -> str:
        """Change some fields of an exchange as it is now: mail may have come in since it was shown."""
        with self._core.act(name) as db:
            thread = there(threads.get(db, thread_id), "exchange")
            dealt_with(self._core, db, thread)
            threads.update(db, replace(thread, **fields))
        return f"{_name(thread)}: {said}."


def _name(thread: Thread) -> str:
    return thread.subject or thread.who

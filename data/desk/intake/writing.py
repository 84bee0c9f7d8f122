"""Writes what was judged of letters: exchanges, contacts, and the verdicts that point to both.

All of it is derived and can be derived again. What the user did with an exchange (asleep, urgent, woken)
lies in the same row and stays as long as nothing new was said in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.model.touch import Channel, Direction, Thread, Touch
from data.store import mail, sources, threads, touches

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.feeds.mail.letter import Letter
    from data.feeds.mail.verdict import Exchange, Judgement, Verdict
    from data.store.mail import StoredLetter

_CONTACT_REASONS = frozenset({"closing", "cc_only", "filed"})
"""Not counted as waiting, yet a contact with the client all the same."""


class Writing:
    """Writes one judgement: threads first, then contacts, then the verdicts that point to both."""

    def __init__(
        self,
        core: Core,
        db: Database,
        stored: Mapping[str, StoredLetter],
        letters: Mapping[str, Letter],
        judged: Judgement,
    ) -> None:
        self._core, self._db = core, db
        self._stored, self._letters, self._judged = stored, letters, judged
        self._verdicts = {at[1]: verdict for at, verdict in judged.verdicts.items()}
        self._thread_of: dict[str, int] = {}
        self._contacts = {key: self._contact(key) for key in stored}
        self._first_reads = {state.name: state.first_read_at for state in sources.states(db)}

    def write(self) -> None:
        """Write everything."""
        before = {row.thread_id for row in self._stored.values() if row.thread_id}
        for exchange in self._judged.exchanges:
            thread = self._thread(exchange)
            self._thread_of.update({at[1]: thread.id for at in exchange.members})
        touch_of = self._touches()
        mail.judge(
            self._db,
            [
                mail.Judgement(
                    id=row.id,
                    verdict=verdict.verdict,
                    reason=verdict.reason,
                    rule=verdict.rule,
                    client_id=verdict.client_id,
                    thread_id=self._thread_of.get(key),
                    touch_id=touch_of.get(key),
                    sender=verdict.address if verdict.verdict not in ("outbound", "skipped") else None,
                )
                for key, row in self._stored.items()
                if (verdict := self._verdicts.get(key)) is not None
            ],
        )
        for thread_id in before - set(self._thread_of.values()):
            threads.delete(self._db, thread_id)

    def _thread(self, exchange: Exchange) -> Thread:
        there = self._known_thread(exchange)
        waits = exchange.waiting_since is not None
        thread = Thread(
            client_id=exchange.client_id,
            channel=Channel.MAIL,
            subject=exchange.subject,
            who=exchange.who,
            waiting_since=exchange.waiting_since,
            waiting_since_id=exchange.waiting_since_id,
            newest_at=exchange.newest_at if waits else None,
            newest_id=exchange.newest_id if waits else None,
            waiting_count=exchange.count if waits else 0,
            urgent=exchange.urgent,
        )
        if there is None:
            return threads.insert(self._db, replace(thread, settled=waits and self._from_before(exchange)))
        if waits and there.waiting_since is not None:
            thread = replace(thread, urgent=there.urgent or thread.urgent)
        if waits and there.newest_at == thread.newest_at:
            # Nothing new was said, so what the user did with it stays.
            thread = replace(
                thread, settled=there.settled, snoozed_until=there.snoozed_until, urgent=there.urgent
            )
        thread = replace(thread, id=there.id)
        if thread != there:
            threads.update(self._db, thread)
        return thread

    def _known_thread(self, exchange: Exchange) -> Thread | None:
        """Give the thread these letters, or the contacts they became, had before; of two the older."""
        ids = {self._stored[at[1]].thread_id for at in exchange.members}
        ids |= {there.thread_id for at in exchange.members if (there := self._contacts[at[1]][1])}
        for thread_id in sorted(known for known in ids - set(self._thread_of.values()) if known is not None):
            thread = threads.get(self._db, thread_id)
            if thread is not None and thread.client_id == exchange.client_id:
                return thread
        return None

    def _from_before(self, exchange: Exchange) -> bool:
        """Whether it had waited for longer than `settle_days` when its mailbox was first read."""
        days = self._core.settings.replies.settle_days
        sources_of = {self._stored[at[1]].source for at in exchange.members}
        firsts = [at for name in sources_of if (at := self._first_reads.get(name)) is not None]
        if not days or not firsts or exchange.waiting_since is None:
            return False
        first: datetime = max(firsts)
        return exchange.waiting_since < first - timedelta(days=days) and exchange.newest_at <= first

    def _touches(self) -> dict[str, int]:
        """Write a contact for each letter that is one; give the ids by letter."""
        found: dict[str, int] = {}
        fresh: list[tuple[str, Touch]] = []
        # A copy of a letter takes over the contact of the one before it, which is then nobody's to delete.
        taken = {there.id for wanted, there in self._contacts.values() if wanted and there}
        for key, (wanted, there) in self._contacts.items():
            if wanted is None:
                if there is not None and not there.note and there.id not in taken:
                    touches.delete(self._db, there.id)
                continue
            wanted = replace(wanted, thread_id=self._thread_of.get(key))
            if there is None:
                fresh.append((key, wanted))
                continue
            found[key] = there.id
            wanted = replace(wanted, id=there.id, note=there.note, person_id=there.person_id)
            if wanted != there:
                touches.update(self._db, wanted)
        made = touches.insert_all(self._db, [touch for _, touch in fresh])
        found.update({key: touch.id for (key, _), touch in zip(fresh, made, strict=True)})
        return found

    def _contact(self, key: str) -> tuple[Touch | None, Touch | None]:
        """Give the contact a letter should be, without its thread, and the one it is."""
        verdict, row = self._verdicts.get(key), self._stored[key]
        wanted = None if verdict is None else self._touch(key, verdict)
        there = touches.get(self._db, row.touch_id) if row.touch_id else None
        if there is None and wanted is not None:
            # After an undo, or when its mailbox was taken out of the settings and put back.
            there = touches.same_letter(self._db, wanted)
        return wanted, there

    def _touch(self, key: str, verdict: Verdict) -> Touch | None:
        contact = verdict.verdict in ("unanswered", "answered", "outbound") or (
            verdict.verdict == "not_counted" and verdict.reason in _CONTACT_REASONS
        )
        if not contact or verdict.client_id is None:
            return None
        letter = self._letters[key]
        mine = verdict.verdict == "outbound"
        others = letter.to or letter.cc
        return Touch(
            channel=Channel.MAIL,
            direction=Direction.OUT if mine else Direction.IN,
            at=((letter.dated if mine else None) or letter.arrived).replace(microsecond=0),
            client_id=verdict.client_id,
            who=(others[0] if others else "") if mine else letter.name or (letter.senders or ("",))[0],
            subject=letter.subject,
            message_id=letter.ident,
        )

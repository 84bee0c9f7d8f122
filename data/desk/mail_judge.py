"""Turns judged letters into threads and contacts: which exchange waits, since when, and why not.

Letters are judged a cluster at a time (everything that can decide about each other), so a new letter costs
its own cluster, not the mailbox. What is written here is derived and can be derived again at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.model.client import Client
from data.model.touch import Channel, Direction, Thread, Touch
from data.store import clients, mail, people, sources, threads, touches

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.feeds.mail.book import ClientBook
    from data.feeds.mail.letter import Letter
    from data.feeds.mail.verdict import Exchange, Judgement, Ruling, Verdict
    from data.store.mail import StoredLetter

_AT_ONCE = 400
"""Clusters in one transaction: short enough that a key pressed meanwhile does not wait for it."""
_OTHER_WORDS = frozenset({"no_reply_needed", "not_client_matter", "counts"})
_CONTACT_REASONS = frozenset({"closing", "cc_only", "filed"})
"""Not counted as waiting, yet a contact with the client all the same."""


def senders_changed(core: Core, *changed: Client) -> None:
    """Judge the letters of clients anew whose addresses or people were changed."""
    points = {point for client in changed for point in (*client.addresses, *client.domains)}
    with core.reading() as db:
        ids = {client.id for client in changed}
        for person in people.all_(db):
            if person.client_id in ids:
                points.update(person.addresses)
    book_changed(core, ids, points)


def book_changed(core: Core, client_ids: Iterable[int], points: Iterable[str]) -> None:
    """Judge the letters of some clients anew, and those from some addresses and domains."""
    points = set(points)
    addresses = {point for point in points if "@" in point}
    with core.reading() as db:
        dirty = mail.clusters_of_senders(db, addresses, points - addresses)
        for client_id in client_ids:
            dirty |= mail.clusters_of_client(db, client_id)
    judge(core, dirty)


def user_ruled(core: Core, thread: Thread) -> None:
    """Judge the letters of an exchange anew after the user's own word about it."""
    if thread.channel is Channel.MAIL and thread.newest_id:
        judge_messages(core, [thread.newest_id])


def judge_messages(core: Core, message_ids: Iterable[str]) -> None:
    """Judge the clusters of some messages anew."""
    with core.reading() as db:
        dirty = mail.clusters_of_messages(db, message_ids)
    judge(core, dirty)


def judge_all(core: Core) -> set[str]:
    """Judge every letter anew, after something changed that concerns them all; gives what `judge` gives."""
    with core.reading() as db:
        dirty = mail.all_clusters(db)
    return judge(core, dirty)


def judge(
    core: Core, dirty: Iterable[int], progress: Callable[[int, int], None] = lambda _done, _all: None
) -> set[str]:
    """Judge some clusters anew, a handful at a time; give unset addresses that look like mine (R9).

    `progress` is told how many of how many clusters are judged.
    """
    waiting = sorted(dirty)
    aliases: set[str] = set()
    for start in range(0, len(waiting), _AT_ONCE):
        progress(start, len(waiting))
        with core.store.intake(core.now()) as db:
            aliases |= judge_some(core, db, waiting[start : start + _AT_ONCE])
    return aliases


def judge_some(core: Core, db: Database, some: Sequence[int]) -> set[str]:
    """Judge some clusters and write what comes of it, inside the caller's transaction."""
    from data.feeds.mail.judge import judge
    from data.feeds.mail.letter import Letter

    stored = {str(row.id): row for row in mail.letters_of_clusters(db, some)}
    # As they lie there now, each under a key that no two mailboxes share.
    letters = [
        Letter.from_json(row.facts, key=key, file=row.file, flags=row.flags, gone=row.gone_at is not None)
        for key, row in stored.items()
    ]
    judged = judge(letters, my_addresses(core, db), client_book(db), _rulings(db, letters))
    _Writing(core, db, stored, {letter.key: letter for letter in letters}, judged).write()
    return set(judged.aliases)


def _rulings(db: Database, letters: Iterable[Letter]) -> dict[str, Ruling]:
    """Give the user's word on these letters; whatever the channel, an answer is an answer."""
    from data.feeds.mail.verdict import Ruling

    return {
        message_id: Ruling(said.ruling) if said.ruling in _OTHER_WORDS else Ruling.ANSWERED
        for message_id, said in mail.rulings(db, {letter.ident for letter in letters}).items()
    }


def my_addresses(core: Core, db: Database) -> frozenset[str]:
    """Give every address that is mine: those of the settings and those seen in Sent (R2)."""
    from data.feeds.mail.addresses import normal

    own = {normal(core.settings.email)} if core.settings.email else set()
    for source in core.settings.mail:
        own |= {normal(address) for address in source.me} | mail.me(db, source.name)
    return frozenset(own)


def client_book(db: Database) -> ClientBook:
    """Give whose address is whose, people's leading to their client."""
    from data.feeds.mail.book import ClientBook

    return ClientBook(clients.all_(db), people.all_(db))


class _Writing:
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
        """Give the thread these letters had before; when two became one, the older."""
        ids = {self._stored[at[1]].thread_id for at in exchange.members} - set(self._thread_of.values())
        for thread_id in sorted(known for known in ids if known is not None):
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
        for key, row in self._stored.items():
            verdict = self._verdicts.get(key)
            wanted = None if verdict is None else self._touch(key, verdict)
            there = touches.get(self._db, row.touch_id) if row.touch_id else None
            if wanted is None:
                if there is not None and not there.note:
                    touches.delete(self._db, there.id)
            elif there is None:
                fresh.append((key, wanted))
            else:
                found[key] = there.id
                wanted = replace(wanted, id=there.id, note=there.note, person_id=there.person_id)
                if wanted != there:
                    touches.update(self._db, wanted)
        made = touches.insert_all(self._db, [touch for _, touch in fresh])
        found.update({key: touch.id for (key, _), touch in zip(fresh, made, strict=True)})
        return found

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
            thread_id=self._thread_of.get(key),
            who=(others[0] if others else "") if mine else letter.name or (letter.senders or ("",))[0],
            subject=letter.subject,
            message_id=letter.ident,
        )

"""Turns the entries of logs into contacts: one for each call, whatever the number of logs that tell of it.

Everything is worked out from all the entries about a client at once, so the order in which logs were read
makes no difference, and it can be worked out again at any time. What the user wrote stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from data.desk.intake.call_waiting import let_wait
from data.model.call import CallRecord
from data.model.touch import LOG_MARK, Channel, Outcome, Touch
from data.rules import phones, same_call
from data.rules.same_call import Call, Entry
from data.store import amends, call_records, touches
from data.store.call_records import Peer, StoredCall

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.desk.intake.callers import Owner


class Deriving:
    """One derivation, inside one transaction.

    `left` are contacts whose entries were let go of: what is read anew takes them over, or they go, too.
    """

    def __init__(
        self, core: Core, db: Database, owners: Mapping[str, Owner], left: Set[int] = frozenset()
    ) -> None:
        self._core, self._db, self._owners, self._left = core, db, owners, left

    def derive(self, peers: set[str]) -> None:
        """Derive what is to be said of some numbers, and of the clients they are and were."""
        were = call_records.peers(self._db)
        client_ids = {self._owners[peer][0] for peer in peers if peer in self._owners}
        client_ids |= {were_ for peer in peers if (were_ := were.get(peer)) is not None}
        mine = {peer for peer in peers | were.keys() if self._client_of(peer) in client_ids}
        by_peer: dict[str, list[StoredCall]] = {}
        for stored in call_records.of_peers(self._db, mine | peers):
            by_peer.setdefault(stored.peer, []).append(stored)
        threads = self._nobodys([each for peer in peers - mine for each in by_peer.get(peer, ())])
        calls = {peer: same_call.calls_of(map(_entry, stored)) for peer, stored in by_peer.items()}
        for client_id in sorted(client_ids):
            own = sorted(peer for peer in mine if self._client_of(peer) == client_id and peer in calls)
            threads |= _OfClient(self._core, self._db, client_id, self._owners).write(
                [(peer, call) for peer in own for call in calls[peer]],
                [stored for peer in own for stored in by_peer[peer]],
                self._left,
            )
        for client_id in sorted(client_ids):
            let_wait(self._core, self._db, client_id, threads)
        call_records.save_peers(
            self._db,
            [self._summed_up(peer, calls[peer], by_peer[peer]) for peer in sorted(peers & calls.keys())],
        )
        call_records.drop_empty_peers(self._db)

    def _client_of(self, peer: str) -> int | None:
        return self._owners[peer][0] if peer in self._owners else None

    def _nobodys(self, stored: Sequence[StoredCall]) -> set[int]:
        """Let go of what entries became while the number was a client's; give the exchanges it was in."""
        became = {each.touch_id for each in stored if each.touch_id is not None}
        threads = {touch.thread_id for touch in touches.of_ids(self._db, became)}
        kept = _let_go(self._db, became)
        call_records.set_touches(
            self._db, [(None, None, each.id) for each in stored if each.touch_id in kept]
        )
        return {number for number in threads if number is not None}

    def _summed_up(self, peer: str, calls: Sequence[Call], stored: Sequence[StoredCall]) -> Peer:
        """Sum a number up; a name alone has no number to ask about."""
        newest = max(calls, key=lambda call: (call.record.at, call.digests)).record
        number = next((each.number for each in stored if each.number), "")
        return Peer(
            peer,
            self._client_of(peer),
            phone=phones.shown(peer, number) if number else "",
            name=next((each.name for each in reversed(stored) if each.name), ""),
            newest_text=newest.text,
            newest_at=newest.at,
            count=len(calls),
        )


class _OfClient:
    """The calls and messages of one client."""

    def __init__(self, core: Core, db: Database, client_id: int, owners: Mapping[str, Owner]) -> None:
        self._core, self._db = core, db
        self._client_id, self._owners = client_id, owners
        self._filled: dict[int, int] = {}
        self._now_filled: dict[int, int] = {}

    def write(
        self, calls: Sequence[tuple[str, Call]], stored: Sequence[StoredCall], left: Set[int]
    ) -> set[int]:
        """Write the contacts, and which entry became which; give the exchanges they were in before."""
        calls = sorted(calls, key=lambda each: (each[1].record.at, each[1].digests))
        there = {touch.id: touch for touch in touches.by_telephone(self._db, self._client_id)}
        became = {each.touch_id for each in stored if each.touch_id is not None} | (left & there.keys())
        there |= {touch.id: touch for touch in touches.of_ids(self._db, became - there.keys())}
        by_mark = {touch.message_id: touch for touch in there.values() if touch.is_from_log}
        of_digest = _touches_of(stored, there)
        threads = {there[number].thread_id for number in became if number in there}
        earlier = _earlier([_known(call, of_digest, by_mark) for _, call in calls])
        noted = {place for place, touch in enumerate(earlier) if touch is not None and touch.note}
        self._filled = {
            each.touch_id: each.filled for each in stored if each.touch_id and each.filled is not None
        }
        by_hand = [touch for touch in there.values() if touch.message_id is None]
        free = [place for place in range(len(calls)) if place not in noted]
        # One that was corrected to be with another client is no longer this one's.
        own = [touch for touch in by_hand if touch.client_id == self._client_id]
        pairs = same_call.pair([calls[place][1] for place in free], own)
        hands = {free[place]: touch for place, touch in pairs.items()}
        chosen = [
            self._completed(hands[place], call.record)
            if place in hands
            else self._contact(peer, call, earlier[place])
            for place, (peer, call) in enumerate(calls)
        ]
        self._take_back(by_hand, {touch.id for touch in hands.values()})
        chosen = self._stored(chosen)
        self._point(calls, chosen, stored)
        _let_go(
            self._db,
            (became - {touch.id for touch in chosen}) & {t.id for t in there.values() if t.is_from_log},
        )
        return {number for number in threads if number is not None}

    def _completed(self, touch: Touch, record: CallRecord) -> Touch:
        """Fill in what the log knows of a call logged by hand; whatever was written stays."""
        minutes, filled = _minutes(record), self._filled.pop(touch.id, None)
        if touch.minutes is not None and touch.minutes != filled:
            return touch
        if minutes is not None:
            self._now_filled[touch.id] = minutes
        return self._with_minutes(touch, minutes)

    def _take_back(self, by_hand: Iterable[Touch], paired: set[int]) -> None:
        """Take the minutes out again that a log had filled in for a call that turns out to be another one."""
        for touch in by_hand:
            ours = touch.minutes is not None and self._filled.get(touch.id) == touch.minutes
            if ours and touch.id not in paired:
                self._with_minutes(touch, None)

    def _with_minutes(self, touch: Touch, minutes: int | None) -> Touch:
        if minutes == touch.minutes:
            return touch
        touch = replace(touch, minutes=minutes)
        with amends.amending(self._db, "touch", touch.id, self._core.now()):
            touches.update(self._db, touch)
        return touch

    def _contact(self, peer: str, call: Call, there: Touch | None) -> Touch:
        """Give the contact a call is; without an id where it is to be stored yet."""
        record = call.record
        client_id, person_id = self._owners[peer]
        touch = Touch(
            channel=record.channel,
            direction=record.direction,
            at=record.at,
            client_id=client_id,
            person_id=person_id,
            who=record.name or phones.shown(peer, record.number),
            subject=record.text,
            minutes=_minutes(record),
            outcome=record.outcome,
            message_id=LOG_MARK + call.digests[0],
        )
        if there is None:
            return touch
        touch = replace(touch, id=there.id, note=there.note, thread_id=there.thread_id)
        if touch != there:
            with amends.amending(self._db, "touch", touch.id, self._core.now()):
                touches.update(self._db, touch)
        return touch

    def _stored(self, chosen: Sequence[Touch]) -> list[Touch]:
        """Store those that are new; give all of them in the same order."""
        fresh = iter(touches.insert_all(self._db, [touch for touch in chosen if not touch.id]))
        return [touch if touch.id else next(fresh) for touch in chosen]

    def _point(
        self, calls: Sequence[tuple[str, Call]], chosen: Sequence[Touch], stored: Iterable[StoredCall]
    ) -> None:
        """Let entries point to the contacts they are."""
        touch_of = {
            (peer, digest): touch.id
            for (peer, call), touch in zip(calls, chosen, strict=True)
            for digest in call.digests
        }
        became = [(touch_of.get((each.peer, each.digest)), each) for each in stored]
        call_records.set_touches(
            self._db,
            [
                (number, self._now_filled.get(number or 0), each.id)
                for number, each in became
                if (number, self._now_filled.get(number or 0)) != (each.touch_id, each.filled)
            ],
        )


def _entry(stored: StoredCall) -> Entry:
    record = CallRecord(
        channel=stored.channel,
        direction=stored.direction,
        at=stored.at,
        number=stored.number,
        name=stored.name,
        seconds=stored.seconds,
        outcome=stored.outcome,
        text=stored.text,
    )
    return Entry(record, stored.log, stored.digest)


def _touches_of(stored: Iterable[StoredCall], there: Mapping[int, Touch]) -> dict[str, list[Touch]]:
    """Give the contacts from logs that entries are already, by digest."""
    found: dict[str, list[Touch]] = {}
    for each in stored:
        touch = there.get(each.touch_id or 0)
        if touch is not None and touch.is_from_log:
            found.setdefault(each.digest, []).append(touch)
    return found


def _known(
    call: Call, of_digest: Mapping[str, list[Touch]], by_mark: Mapping[str | None, Touch]
) -> list[Touch]:
    """Give the contacts that the entries of a call are already."""
    known = [touch for digest in call.digests for touch in of_digest.get(digest, ())]
    # After an undo, or when its source was taken out of the settings and put back.
    known += [touch for digest in call.digests if (touch := by_mark.get(LOG_MARK + digest)) is not None]
    return known


def _earlier(known: Sequence[Iterable[Touch]]) -> list[Touch | None]:
    """Give the contact each call is already: one with a note before one without, then the oldest.

    No contact is two calls: entries that were one call may be two once another log was read.
    """
    by_id = {touch.id: touch for touches_ in known for touch in touches_}
    wanted = sorted({(not touch.note, touch.id, place) for place, all_ in enumerate(known) for touch in all_})
    found: dict[int, Touch] = {}
    taken: set[int] = set()
    for _, number, place in wanted:
        if place not in found and number not in taken:
            found[place] = by_id[number]
            taken.add(number)
    return [found.get(place) for place in range(len(known))]


def _minutes(record: CallRecord) -> int | None:
    """Give how long one spoke; nothing for what was no talk."""
    spoke = record.channel is Channel.CALL and record.outcome is Outcome.SPOKE
    if not spoke or record.seconds is None:
        return None
    return max(1, (record.seconds + 30) // 60) if record.seconds else 0


def _let_go(db: Database, touch_ids: Iterable[int]) -> set[int]:
    """Delete contacts that logs brought and that are none any more; give those that stay, for their note."""
    kept = set()
    for touch in touches.of_ids(db, touch_ids):
        if touch.is_from_log and not touch.note:
            touches.delete(db, touch.id)
        else:
            kept.add(touch.id)
    return kept

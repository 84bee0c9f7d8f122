"""What logs said: calls from telephones, time from a tracker; nearly all of it known whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from bench.maker import words
from bench.maker.people import Cast
from bench.maker.put import put
from bench.maker.span import NOW, Span
from data.model.time_log import Placing, StoredTime, TimeMapping
from data.model.touch import Channel, Direction, Outcome
from data.rules.phones import key_of
from data.store.call_records import StoredCall
from data.store.engine.rows import tuples, write_all

if TYPE_CHECKING:
    from sqlite_utils import Database

PHONE, TRACKER = "phone", "tracker"
_KIND = "toggl"
_STRANGERS = 120
_STRANGER_DAYS = 700
_UNPLACED, _HELD = 6, 3
_CALLS = """SELECT client_id, id, at, direction, outcome, minutes FROM touch
    WHERE channel = 'call' AND client_id IS NOT NULL ORDER BY at, id"""
_WORK = """SELECT work_entry.id, deliverable_id, started_at, minutes, name
    FROM work_entry JOIN deliverable ON deliverable.id = deliverable_id
    WHERE minutes > 0 AND deliverable_id % 2 = 1 ORDER BY work_entry.id"""
# Whose a number is, summed up as the reading of a log does.
_PEERS = """INSERT INTO call_peer (peer, client_id, phone, name, newest_text, newest_at, count)
    SELECT peer, max((SELECT client_id FROM touch WHERE id = touch_id)), max(number), max(name),
        '', max(at), count(*)
    FROM call_record GROUP BY peer"""


def calls(db: Database, rng: Random, span: Span, cast: Cast) -> None:
    """Make up what a telephone said of every second call, and calls of people who are no clients."""
    numbers = {client.id: client.phones[0] for client in cast.clients}
    known = tuples(db, _CALLS)[::2]
    put(db, "call_record", (_known(span, numbers[client], *call) for client, *call in known))
    put(db, "call_record", _strangers(rng, span))
    db.execute(_PEERS)


def time(db: Database, span: Span) -> None:
    """Make up that half of the time worked came from a tracker, and some that nobody has placed yet."""
    work = tuples(db, _WORK)
    mapped: dict[int, TimeMapping] = {}
    entries, follow = [], []
    for work_id, deliverable_id, began, minutes, name in work:
        label = f"{name} {deliverable_id & 0xFFFFF}"
        at = datetime.fromisoformat(began)
        if deliverable_id not in mapped:
            mapped[deliverable_id] = TimeMapping(
                _KIND, Placing.WORK, at, span.id(at), deliverable_id, project=label
            )
        entry = _entry(span, at, minutes, label, Placing.WORK, deliverable_id)
        entries.append(entry)
        follow.append((entry.id, work_id))
    put(db, "time_mapping", mapped.values())
    put(db, "time_entry", entries)
    write_all(db, "UPDATE work_entry SET time_entry_id = ? WHERE id = ?", follow)
    later = [NOW - timedelta(hours=2 + 5 * number) for number in range(4 * _UNPLACED + _HELD)]
    put(db, "time_entry", (_entry(span, at, 45, f"tag {n % _UNPLACED}") for n, at in enumerate(later)))
    newest = "SELECT id FROM time_entry WHERE placing IS NOT NULL ORDER BY started_at DESC, id LIMIT ?"
    db.execute(f"UPDATE time_entry SET held = 1 WHERE id IN ({newest})", (_HELD,))


def _known(
    span: Span,
    number: str,
    touch_id: int,
    at: str,
    direction: str,
    outcome: str | None,
    minutes: int | None,
) -> StoredCall:
    return StoredCall(
        PHONE,
        f"{touch_id:x}",
        "android",
        "calls.xml",
        key_of(number),
        Channel.CALL,
        Direction(direction),
        datetime.fromisoformat(at),
        number=number,
        seconds=60 * (minutes or 0),
        outcome=Outcome(outcome) if outcome else None,
        id=span.id(datetime.fromisoformat(at)),
        touch_id=touch_id,
    )


def _strangers(rng: Random, span: Span) -> Iterator[StoredCall]:
    for number in range(5 * _STRANGERS):
        at = (NOW - timedelta(minutes=rng.randrange(60, _STRANGER_DAYS * 1440))).replace(second=0)
        who = rng.randrange(_STRANGERS)
        phone = f"+4940{who:07d}"
        yield StoredCall(
            PHONE,
            f"stranger {number}",
            "android",
            "calls.xml",
            key_of(phone),
            Channel.CALL,
            Direction.IN,
            at,
            number=phone,
            name=words.company(who),
            seconds=rng.randrange(600),
            outcome=Outcome.SPOKE,
            id=span.id(at),
        )


def _entry(
    span: Span,
    at: datetime,
    minutes: int,
    label: str,
    placing: Placing | None = None,
    deliverable_id: int | None = None,
) -> StoredTime:
    number = span.id(at)
    return StoredTime(
        TRACKER,
        _KIND,
        f"{number:x}",
        at,
        at + timedelta(minutes=minutes),
        number,
        project=label,
        placing=placing,
        deliverable_id=deliverable_id,
    )

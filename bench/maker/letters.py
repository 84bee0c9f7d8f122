"""The letters of the last ninety days as the store remembers them: clients' and as many from strangers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from bench.maker import words
from bench.maker.people import Cast
from bench.maker.span import NOW
from bench.maker.talk import Exchange
from data.feeds.mail.letter import Letter, Role, tokens
from data.model.touch import Direction, Touch
from data.store import clusters, mail
from data.store.engine.rows import tuples
from data.store.mail import Judgement, StoredLetter

if TYPE_CHECKING:
    from sqlite_utils import Database

MAILBOX = "work"
ME = "me@studio.example"
_STRANGERS = 150
_DAYS = 90
_BATCH = 1_000


def receive(db: Database, rng: Random, exchanges: list[Exchange], cast: Cast) -> None:
    """Remember the letters of these exchanges as judged, and as many again from people who are no clients."""
    became: dict[str, Touch] = {}
    letters: list[Letter] = []
    for exchange in exchanges:
        before: tuple[str, ...] = ()
        for touch in exchange.touches:
            letter = _of_touch(touch, cast, before)
            before = (*before, letter.ident)
            letters.append(letter)
            became[letter.key] = touch
    letters += _from_strangers(rng, len(letters))
    letters.sort(key=lambda letter: (letter.arrived, letter.key))
    for begin in range(0, len(letters), _BATCH):
        _add(db, letters[begin : begin + _BATCH])
    rows = tuples(db, "SELECT id, key FROM mail ORDER BY id")
    mail.judge(db, [_judged(number, became.get(key)) for number, key in rows])
    mail.learn_me(db, MAILBOX, [ME])


def _of_touch(touch: Touch, cast: Cast, before: tuple[str, ...]) -> Letter:
    assert touch.message_id is not None
    assert touch.client_id is not None
    theirs = touch.direction is Direction.IN
    address = next(own for number, _, own in cast.people[touch.client_id] if number == touch.person_id)
    folder = "INBOX" if theirs else "Sent"
    return Letter(
        folder=folder,
        key=f"{int(touch.at.timestamp())}.{touch.id}.studio",
        file=f"{folder}/cur/{int(touch.at.timestamp())}.{touch.id}.studio:2,S",
        role=Role.WATCHED if theirs else Role.SENT,
        flags="S",
        ident=touch.message_id,
        message_id=touch.message_id,
        arrived=touch.at,
        dated=touch.at,
        senders=(address if theirs else ME,),
        name=touch.who if theirs else "Jo Miller",
        to=(ME if theirs else address,),
        recipients=1,
        has_recipients=True,
        in_reply_to=before[-1:],
        references=before,
        subject=touch.subject,
        base=touch.subject.removeprefix("Re: ").casefold(),
    )


def _from_strangers(rng: Random, count: int) -> Iterator[Letter]:
    for number in range(count):
        arrived = (NOW - timedelta(minutes=rng.randrange(60, _DAYS * 1440))).replace(second=0)
        who = rng.randrange(_STRANGERS)
        name = f"stranger.{who:06d}.{number}"
        yield Letter(
            folder="INBOX",
            key=name,
            file=f"INBOX/cur/{name}:2,",
            ident=f"{number:x}@shop{who}.example",
            message_id=f"{number:x}@shop{who}.example",
            arrived=arrived,
            dated=arrived,
            senders=(f"hello@shop{who}.example",),
            name=words.company(who),
            to=(ME,),
            recipients=1,
            has_recipients=True,
            subject=words.thing(rng).capitalize(),
            base=f"offer {number}",
        )


def _add(db: Database, letters: list[Letter]) -> None:
    found = clusters.join_all(db, [sorted(tokens(letter)) for letter in letters])
    mail.add(
        db,
        [
            StoredLetter(
                source=MAILBOX,
                folder=letter.folder,
                key=letter.key,
                file=letter.file,
                flags=letter.flags,
                message_id=letter.message_id,
                cluster_id=cluster,
                sender=letter.senders[0],
                sender_name=letter.name,
                subject=letter.subject,
                base_subject=letter.base,
                arrived_at=letter.arrived,
                facts=letter.to_json(),
            )
            for letter, cluster in zip(letters, found, strict=True)
        ],
    )


def _judged(number: int, touch: Touch | None) -> Judgement:
    if touch is None:
        return Judgement(number, "not_counted", "not_client", "R3")
    verdict = "answered" if touch.direction is Direction.IN else "outbound"
    return Judgement(
        number, verdict, "", "R6", client_id=touch.client_id, thread_id=touch.thread_id, touch_id=touch.id
    )

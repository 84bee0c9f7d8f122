"""What was agreed with clients, when the mail was looked at, and the mails that late calls are to bring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bench.maker import words
from bench.maker.people import Cast
from bench.maker.put import put
from bench.maker.span import NOW, ZONE, Span
from data.model.after_hours import AwaitedMail
from data.model.agreement import AgreedHow, Agreement, AgreementKind
from data.model.mail_check import MailCheck
from data.store.engine.rows import tuples

if TYPE_CHECKING:
    from sqlite_utils import Database

_KINDS = tuple(AgreementKind)
_WINDOWS = (10 * 60, 13 * 60 + 30, 16 * 60 + 30)
"""Minutes after midnight at which the mail windows of the default settings open."""
_CLOSING_HOUR = 17
_EVERY = 4
"""Of the calls after closing, every so many-th was to be confirmed by mail."""
_OPEN_DAYS = 14
_SPOKEN = """SELECT id, client_id, at FROM touch
    WHERE channel = 'call' AND outcome = 'spoke' AND client_id IS NOT NULL ORDER BY at, id"""


def agree(db: Database, rng: Random, span: Span, cast: Cast) -> None:
    """Make up agreements with most clients, some of them agreed anew since."""
    some = [client for number, client in enumerate(cast.clients) if number % 5]
    put(db, "agreement", (each for client in some for each in _terms(rng, span, client.id)))


def look(db: Database, rng: Random, span: Span) -> None:
    """Make up looks at the mail: three a working day, one in eight outside the plan."""
    put(db, "mail_check", _looks(rng, span))


def await_mails(db: Database, rng: Random, span: Span) -> None:
    """Make up the mails that calls after closing are to bring; those of the last days are still open."""
    late = [
        (touch, client, at)
        for touch, client, said in tuples(db, _SPOKEN)
        if (at := datetime.fromisoformat(said)).astimezone(ZoneInfo(ZONE)).hour >= _CLOSING_HOUR
    ]
    put(db, "awaited_mail", (_awaited(rng, span, *call) for call in late[::_EVERY]))


def _terms(rng: Random, span: Span, client_id: int) -> Iterator[Agreement]:
    for kind in rng.sample(_KINDS, rng.randrange(2, 6)):
        day = rng.randrange(len(span))
        yield _agreement(rng, span, client_id, kind, day)
        if rng.random() < 0.3:
            yield _agreement(rng, span, client_id, kind, min(len(span) - 1, day + 250))


def _agreement(rng: Random, span: Span, client_id: int, kind: AgreementKind, day: int) -> Agreement:
    urgent = kind is AgreementKind.EMERGENCY
    return Agreement(
        client_id,
        kind,
        words.saying(rng),
        noted_on=span.date(day),
        agreed_on=span.date(day),
        how=rng.choice(tuple(AgreedHow)),
        id=span.id(span.closing(day)),
        no_emergency="colours and texts" if urgent else "",
        channel="telephone" if urgent else "",
        acknowledge_minutes=30 if urgent else None,
        loading_percent=50 if urgent else None,
        rate_then="80.00 EUR an hour" if kind is AgreementKind.RATES else "",
    )


def _looks(rng: Random, span: Span) -> Iterator[MailCheck]:
    for day in range(len(span)):
        midnight = span.closing(day) - timedelta(hours=_CLOSING_HOUR)
        for opens in _WINDOWS:
            window = midnight + timedelta(minutes=opens)
            outside = rng.random() < 0.125
            at = window + timedelta(minutes=rng.randrange(40, 90) if outside else rng.randrange(25))
            yield MailCheck(at, None if outside else window, id=span.id(at))


def _awaited(rng: Random, span: Span, touch_id: int, client_id: int, at: datetime) -> AwaitedMail:
    noon = at + timedelta(hours=18)
    settled = None if at > NOW - timedelta(days=_OPEN_DAYS) else noon + timedelta(minutes=rng.randrange(300))
    came = rng.random() < 0.7
    return AwaitedMail(
        touch_id,
        client_id,
        words.thing(rng).capitalize(),
        asked_at=at,
        due_at=noon - timedelta(hours=3),
        write_up_at=noon,
        id=span.id(at),
        came_at=settled if came else None,
        written_at=None if came else settled,
    )

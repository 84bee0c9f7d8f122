"""The calendar of the years: appointments and days off; and what was decided about kind things."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from bench.maker import words
from bench.maker.people import Cast
from bench.maker.put import put, put_rows
from bench.maker.span import NOW, Span, coming
from data.model.calendar import Appointment
from data.model.gesture import Gesture, GestureKind
from data.model.work import Project
from data.store.engine.rows import Value, as_row

if TYPE_CHECKING:
    from sqlite_utils import Database

CALENDAR = "appointments"
_A_WEEK = 4
_COMING = 30
_OFF_A_YEAR = 14


def calendar(db: Database, rng: Random, span: Span, cast: Cast) -> None:
    """Make up appointments, four a week until six weeks from now, and days off."""
    rows = [
        as_row(appointment) | {"id": span.id(appointment.starts_at)}
        for appointment in (*_past(rng, span, cast), *_coming(rng, cast))
    ]
    put_rows(db, "appointment", rows)
    off: list[dict[str, Value]] = [
        {"id": span.id(span.start), "off_on": span.date(day).isoformat(), "name": "Away"}
        for day in rng.sample(range(len(span)), len(span) * _OFF_A_YEAR // 261)
    ]
    put_rows(db, "day_off", off)


def decisions(db: Database, rng: Random, span: Span, closed: list[Project]) -> None:
    """Make up what became of the cards of closed projects: most were sent, some declined."""
    made = []
    for project in closed:
        ended = project.ended_on
        if ended is None or ended > (NOW - timedelta(days=20)).date():
            continue
        for kind, days in ((GestureKind.THANK_YOU_CARD, 3), (GestureKind.CARD_3_MONTHS, 90)):
            due = ended + timedelta(days=days)
            if due > NOW.date() or rng.random() < 0.3:
                continue
            declined = rng.random() < 0.2
            made.append(
                Gesture(
                    f"{kind}:project:{project.id}",
                    kind,
                    project.client_id,
                    due,
                    id=span.id(NOW - timedelta(days=(NOW.date() - due).days)),
                    project_id=project.id,
                    done_on=None if declined else due,
                    dismissed_on=due if declined else None,
                    dismissed_why="sent one with the bill" if declined else "",
                )
            )
    put(db, "gesture", made)


def _past(rng: Random, span: Span, cast: Cast) -> Iterator[Appointment]:
    count = len(span) * _A_WEEK // 5
    for number in range(count):
        client = cast.anyone(rng, number / count)
        starts = span.moment(rng, number * len(span) // count, 9, 16)
        yield Appointment(
            f"{CALENDAR}:{number}",
            CALENDAR,
            f"{client.name}: {words.thing(rng)}",
            starts,
            starts + timedelta(minutes=rng.choice((30, 45, 60, 90))),
            client_id=client.id,
            visit=number % 7 == 0,
        )


def _coming(rng: Random, cast: Cast) -> Iterator[Appointment]:
    for number in range(_COMING):
        client = cast.anyone(rng, 1.0)
        starts = coming(number * 3 // 2, f"{11 + number % 6}:00")
        yield Appointment(
            f"{CALENDAR}:coming:{number}",
            CALENDAR,
            f"{client.name}: {words.thing(rng)}",
            starts,
            starts + timedelta(minutes=rng.choice((30, 60))),
            location=client.post_address if number % 5 == 0 else "",
            client_id=client.id,
            visit=number % 5 == 0,
        )

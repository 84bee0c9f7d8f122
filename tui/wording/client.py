"""The words of the client page."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime

from data.model.after_hours import LateContacts
from data.model.client import Client, Person
from data.model.promise import FindOut
from data.model.scope import Obligation
from data.model.today import SlackItem, Today
from data.model.touch import Touch
from data.model.work import Commitment, CommitmentKind, Deliverable
from tui.wording.after_hours import AFTER_HOURS, late_parts
from tui.wording.find_out import find_out_row
from tui.wording.marks import DUE, FRESH, LATE, WAITS
from tui.wording.plain import plain
from tui.wording.row import EMPTY, Cell, Part, Row, joined
from tui.wording.sheet import client_block, touch_fact
from tui.wording.slack import slack_row, slack_words
from tui.wording.times import clock_time, day_name, full_day, local, moment, past, relative

_KINDS = {
    CommitmentKind.COMMITMENT: "",
    CommitmentKind.CALLBACK: "call back",
    CommitmentKind.FOLLOW_UP: "follow-up",
}


HEAD = 4
"""Statements of the line on top of the page."""


def head_line(client: Client, today: Today, last: datetime | None, most: int = HEAD) -> tuple[Part, ...]:
    """Say who it is, what time it is there, and when you last spoke: the line on top of the page.

    It makes `most` statements at most; what matters least is left out.
    """
    now, zone = today.now, today.zone
    there = client.zone if client.zone and client.zone != zone else None
    since = f"together since {full_day(client.since, local(now, zone).date())}" if client.since else ""
    groups: list[list[Part]] = [
        [(plain(client.name, 50), "strong")],
        [(f"{clock_time(now, there)} there", "plain")] if there else [],
        [(_last_contact(last, today), "dim")],
        [(since, "dim")] if since else [],
    ]
    return joined([group for group in groups if group][:most], between="   ")


def promised_rows(
    slack: Iterable[SlackItem],
    others: Iterable[Deliverable],
    commitments: Iterable[Commitment],
    today: Today,
    *,
    find_outs: Iterable[FindOut] = (),
    obligations: Iterable[Obligation] = (),
) -> list[Row]:
    """Say what this client was promised and what they owe, what is due first on top."""
    rows = [(item.deliverable.promised_at, _slack_row(item, today)) for item in slack]
    rows += [(each.promised_at, _plain_row(each, today)) for each in others]
    rows += [(each.due_at, _commitment_row(each, today)) for each in commitments]
    rows += [(each.come_back_at, find_out_row(each, today)) for each in find_outs]
    owed = [_obligation_row(each, today) for each in obligations]
    return owed + [row for due, row in sorted(rows, key=lambda pair: (pair[0] is None, pair[0] or today.now))]


def _obligation_row(what: Obligation, today: Today) -> Row:
    """Say what the client owes, and by when it is needed."""
    on = local(today.now, today.zone).date()
    late = what.needed_on < on
    return Row(
        f"obligation:{what.id}",
        (
            Cell(WAITS, "wait"),
            Cell.of(("they owe you: ", "dim"), (plain(what.text, 200), "plain")),
            EMPTY,
            Cell(f"needed {day_name(what.needed_on, on)}", "wait" if late else "dim"),
        ),
    )


def contact_rows(
    touches: Iterable[Touch], now: datetime, zone: str, late: Container[int] = frozenset()
) -> list[Row]:
    """Say the contacts, newest first: when · how and about what; those in `late` were after hours."""
    rows: list[Row] = []
    for touch in touches:
        fact = touch_fact(touch, now, zone)
        told: list[Part] = [(plain(text, 300), tone) for text, tone in _said(touch) if text]
        if touch.id in late:
            told.insert(0, (AFTER_HOURS, "wait"))
        said = joined([[part] for part in told])
        rows.append(
            Row(f"touch:{touch.id}", (Cell(fact.label, "dim"), Cell.of(fact.parts[0]), Cell.of(*said)))
        )
    return rows


def about_rows(
    client: Client, people: Iterable[Person], today: Today, late: LateContacts | None = None
) -> list[Row]:
    """Say the facts worth knowing, how often they get in touch after hours, and who works there."""
    facts = client_block(client, today.now, today.zone).facts
    rows = [
        Row(f"fact:{fact.label}", (Cell(fact.label, "dim"), Cell.of(*fact.parts)))
        for fact in facts
        if fact.label != "their time"
    ]
    if not client.takes_gifts:
        rows.append(Row("fact:gifts", (Cell("gifts", "dim"), Cell("not allowed"))))
    said_late = late_parts(late) if late is not None else ()
    if said_late:
        rows.append(Row("fact:after hours", (Cell("hours", "dim"), Cell.of(*said_late))))
    for person in people:
        reach = ", ".join(plain(each) for each in (*person.addresses, *person.phones))
        said = joined(
            [[(plain(person.role), "dim")] if person.role else [], [(reach, "dim")] if reach else []]
        )
        rows.append(
            Row(
                f"person:{person.id}",
                (
                    Cell("there", "dim"),
                    Cell.of((plain(person.name), "plain"), *((("  ", "plain"), *said) if said else ())),
                ),
            )
        )
    return rows


def _said(touch: Touch) -> tuple[Part, ...]:
    return (touch.subject, "plain"), (touch.note, "dim" if touch.subject else "plain")


def _last_contact(last: datetime | None, today: Today) -> str:
    if last is None:
        return "no contact yet"
    same_day = local(today.now, today.zone).date() == local(last, today.zone).date()
    return f"last contact {'today ' if same_day else ''}{past(last, today.now, today.zone)}"


def _slack_row(item: SlackItem, today: Today) -> Row:
    row = slack_row(item, today)
    mark, name, _client, promised = row.cells
    said = slack_words(item, today.now, today.day_minutes)
    return Row(row.key, (mark, name, Cell(said, mark.tone), promised), gist=row.gist)


def _plain_row(what: Deliverable, today: Today) -> Row:
    promised = moment(what.promised_at, today.now, today.zone) if what.promised_at else "no date told"
    return Row(
        f"deliverable:{what.id}",
        (Cell(FRESH, "dim"), Cell(plain(what.name)), Cell(""), Cell(promised, "dim")),
    )


def _commitment_row(what: Commitment, today: Today) -> Row:
    late = what.due_at <= today.now
    mark = Cell(LATE, "late") if late else Cell(DUE, "due") if _is_today(what, today) else Cell(FRESH, "dim")
    said = relative(what.due_at, today.now, today.zone) if late else _KINDS[what.kind]
    return Row(
        f"commitment:{what.id}",
        (
            mark,
            Cell(plain(what.text)),
            Cell(said, "late" if late else "dim"),
            Cell(moment(what.due_at, today.now, today.zone)),
        ),
    )


def _is_today(what: Commitment, today: Today) -> bool:
    return local(what.due_at, today.zone).date() == local(today.now, today.zone).date()

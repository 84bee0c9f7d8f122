"""The rows behind the figures of a week: what each key stands for, as it is now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from data.model.agreement import Terms
from data.model.week import ReviewRow
from data.rules.after_hours import confirmed_at
from data.rules.agreements import agreed
from data.rules.days import say_minutes
from data.store import (
    agreements,
    awaited_mails,
    clients,
    commitments,
    deliverables,
    effort,
    find_outs,
    gestures,
    mail_checks,
    obligations,
    promises,
    threads,
    touches,
)

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.model.today import Today
    from data.model.work import Deliverable
    from data.store.engine.looking import Looking


class Found(NamedTuple):
    """What a key stands for."""

    title: str
    client_id: int | None
    at: datetime | None = None
    said: str = ""
    deliverable_id: int | None = None
    """Whose page it is looked at on; None: the client's."""


def rows(core: Core, keys: Iterable[str], today: Callable[[], Today]) -> tuple[ReviewRow, ...]:
    """Give the rows of these keys, in their order; what is gone is left out.

    `today` is asked only for a kindness that was suggested and never decided about.
    """
    db = core.reader
    names = {client.id: client.name for client in clients.everybody(db)}
    shown: list[ReviewRow] = []
    for key in dict.fromkeys(keys):
        found = _found(db, key) or (_suggested(today(), key) if key.startswith("gesture:") else None)
        if found is None:
            continue
        number = found.client_id
        opens = f"client:{number}" if number is not None else ""
        if found.deliverable_id is not None:
            opens = f"deliverable:{found.deliverable_id}"
        client = names.get(number, "") if number is not None else ""
        shown.append(ReviewRow(key, found.title, client, number, found.at, found.said, opens))
    return tuple(shown)


def promised_between(
    core: Core, start: datetime, end: datetime, today: Callable[[], Today]
) -> tuple[ReviewRow, ...]:
    """Give what is promised for a span: deliverables and commitments, the first first."""
    db = core.reader
    keys: list[tuple[datetime, str]] = [
        (what.promised_at, f"deliverable:{what.id}")
        for what in deliverables.open_(db)
        if what.promised_at is not None and start <= what.promised_at < end
    ]
    keys += [
        (each.due_at, f"commitment:{each.id}")
        for each in commitments.open_before(db, end)
        if each.due_at >= start
    ]
    return rows(core, (key for _, key in sorted(keys)), today)


def _found(db: Looking, key: str) -> Found | None:
    """Look a key such as `touch:7`, `heads_up:7:2026-11-20T17:00` or `gesture:coffee:3` up."""
    kind, _, rest = key.partition(":")
    if kind == "gesture":
        return _gesture(db, rest)
    if kind == "wait":
        return _wait(db, rest)
    look_up, number = _LOOK_UP.get(kind), rest.partition(":")[0]
    return look_up(db, int(number)) if look_up is not None and number.isdecimal() else None


def _suggested(today: Today, key: str) -> Found | None:
    for each in today.gestures:
        if f"gesture:{each.key}" == key:
            return Found(each.title, each.client_id, None, "suggested")
    return None


def _gesture(db: Looking, key: str) -> Found | None:
    what = gestures.get(db, key)
    if what is None:
        return None
    said = "done" if what.done_on else "not this time" if what.dismissed_on else "later"
    return Found(what.kind.value.replace("_", " "), what.client_id, None, said)


def _deliverable(db: Looking, number: int) -> Found | None:
    what = deliverables.get(db, number)
    if what is None:
        return None
    return Found(what.name, what.client_id, what.delivered_at or what.promised_at, _stands(what), what.id)


def _heads_up(db: Looking, number: int) -> Found | None:
    what = deliverables.get(db, number)
    if what is None:
        return None
    return Found(what.name, what.client_id, what.promised_at, _stands(what), what.id)


def _told(db: Looking, number: int) -> Found | None:
    told = promises.get(db, number)
    what = deliverables.get(db, told.deliverable_id) if told is not None else None
    if told is None or what is None:
        return None
    return Found(what.name, what.client_id, told.promised_at, _stands(what), what.id)


def _stands(what: Deliverable) -> str:
    return "delivered" if what.delivered_at else "dropped" if what.dropped_at else "open"


def _commitment(db: Looking, number: int) -> Found | None:
    what = commitments.get(db, number)
    if what is None:
        return None
    said = "done" if what.done_at else "dropped" if what.dropped_at else "open"
    return Found(what.text, what.client_id, what.due_at, said)


def _touch(db: Looking, number: int) -> Found | None:
    what = touches.get(db, number)
    if what is None:
        return None
    said = what.outcome or what.channel
    return Found(what.subject or what.note or what.who, what.client_id, what.at, said.value)


def _thread(db: Looking, number: int) -> Found | None:
    what = threads.get(db, number)
    if what is None:
        return None
    said = "waits" if what.waiting_since is not None else what.channel.value
    return Found(what.subject or what.who, what.client_id, what.newest_at, said)


def _wait(db: Looking, rest: str) -> Found | None:
    """Give one wait in an exchange, as `data.rules.review.replies` names it."""
    number, since, minutes, *marks = (*rest.split(":"), "", "")
    what = threads.get(db, int(number)) if number.isdecimal() and minutes.isdecimal() else None
    if what is None:
        return None
    said = f"{'waits ' if 'open' in marks else ''}{say_minutes(int(minutes))}"
    at = datetime.strptime(since, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    late = ", late" if "late" in marks else ""
    return Found(what.subject or what.who, what.client_id, at, f"{said}{late}")


def _mail_check(db: Looking, number: int) -> Found | None:
    what = mail_checks.get(db, number)
    if what is None:
        return None
    said = "in its window" if what.planned else "outside the plan"
    return Found("You looked at the mail", None, what.at, said)


def _find_out(db: Looking, number: int) -> Found | None:
    what = find_outs.get(db, number)
    if what is None:
        return None
    said = "told" if what.told_at else "dropped" if what.dropped_at else "open"
    return Found(what.question, what.client_id, what.come_back_at, said)


def _awaited_mail(db: Looking, number: int) -> Found | None:
    what = awaited_mails.get(db, number)
    if what is None:
        return None
    said = "came" if confirmed_at(what) else "written up" if what.written_at else "awaited"
    if what.dropped_at is not None:
        said = "let go"
    return Found(what.text, what.client_id, what.asked_at, said)


def _obligation(db: Looking, number: int) -> Found | None:
    what = obligations.get(db, number)
    if what is None:
        return None
    said = "received" if what.received_at else "dropped" if what.dropped_at else "owed"
    return Found(what.text, what.client_id, what.asked_at, said, what.deliverable_id)


def _agreement(db: Looking, number: int) -> Found | None:
    what = agreements.get(db, number)
    return None if what is None else Found(what.text, what.client_id, said=what.kind.value)


def _agreed(db: Looking, number: int) -> Found | None:
    if clients.get(db, number) is None:
        return None
    stands = agreed(agreements.of_client(db, number), Terms())
    missing = [kind.value for kind in stands.missing]
    lacks = [f"emergency ({', '.join(stands.lacking)})"] if stands.lacking else []
    return Found(f"Missing: {', '.join((*missing, *lacks))}" if missing or lacks else "All agreed", number)


def _client(db: Looking, number: int) -> Found | None:
    what = clients.get(db, number)
    return None if what is None else Found(what.name, what.id)


def _work_entry(db: Looking, number: int) -> Found | None:
    entry = effort.entry(db, number)
    what = deliverables.get(db, entry.deliverable_id) if entry is not None else None
    if entry is None or what is None:
        return None
    return Found(what.name, what.client_id, entry.started_at, f"{entry.minutes or 0} m", what.id)


_LOOK_UP: dict[str, Callable[[Looking, int], Found | None]] = {
    "deliverable": _deliverable,
    "heads_up": _heads_up,
    "told": _told,
    "commitment": _commitment,
    "touch": _touch,
    "thread": _thread,
    "mail_check": _mail_check,
    "find_out": _find_out,
    "awaited_mail": _awaited_mail,
    "obligation": _obligation,
    "agreement": _agreement,
    "agreed": _agreed,
    "client": _client,
    "work_entry": _work_entry,
}

"""The words of the promise history: what was told about a date, when, how and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from data.model.promise import Told, ToldKind, Verdict
from data.model.today import Today
from data.model.touch import Channel
from data.model.work import Deliverable
from tui.wording.marks import UNSAID
from tui.wording.plain import named, plain
from tui.wording.row import EMPTY, Cell, Part, Row, Tone, joined
from tui.wording.sheet import Block, Fact, Sheet
from tui.wording.times import MONTHS, exact, full_day, local

_BY: dict[Channel, str] = {
    Channel.MAIL: "by mail",
    Channel.CALL: "on the phone",
    Channel.SMS: "by text message",
    Channel.CHAT: "in a chat",
    Channel.MEETING: "in person",
    Channel.LETTER: "by letter",
}
_VERDICTS: dict[Verdict, Part] = {
    Verdict.NOT_SAFE: ("it was not safe", "due"),
    Verdict.NO: ("it did not fit", "late"),
    Verdict.CANT_SAY: ("nobody had estimated it", "due"),
}
_SURE: Part = ("", "dim")
_STANDS = "›"


def told_rows(what: Deliverable, history: Iterable[Told], today: Today) -> list[Row]:
    """Say what was told about the date, the newest last; the one that stands is marked."""
    rows: list[Row] = []
    history = tuple(history)
    for place, (told, was) in enumerate(_with_the_date_before(history)):
        stands = what.open and place == len(history) - 1
        mark = Cell(_STANDS, "accent") if stands else Cell(UNSAID, "dim")
        under = joined([[part] for part in _about(told, was, today) if part[0]])
        rows.append(
            Row(
                f"told:{told.id}",
                (
                    mark,
                    Cell(day_or_time(told.told_at, today.now, today.zone), "dim"),
                    Cell.of(*_told(told, today, stands=stands)),
                ),
                (EMPTY, EMPTY, Cell.of(*under)) if under else (),
                gist=told,
            )
        )
    return rows


def told_sheet(what: Deliverable, history: Iterable[Told], today: Today) -> Sheet:
    """Give everything told about the date at full length."""
    now, zone = today.now, today.zone
    facts = []
    for told, was in _with_the_date_before(tuple(history)):
        about = [part for part in _about(told, was, today) if part[0]]
        said = joined([list(_told(told, today, stands=False)), *[[part] for part in about]])
        facts.append(Fact(exact(told.told_at, now, zone), said))
    return Sheet(f"told:{what.id}", f"Told about {named(what.name, 60)}", "", (Block("", tuple(facts)),))


def _with_the_date_before(history: Sequence[Told]) -> Iterable[tuple[Told, datetime | None]]:
    """Give each entry with the promise it took the place of."""
    promise: datetime | None = None
    for told in history:
        yield told, promise
        promise = told.promised_at if told.kind in (ToldKind.PROMISED, ToldKind.MOVED) else None


def _told(told: Told, today: Today, *, stands: bool) -> tuple[Part, ...]:
    date = exact(told.promised_at, today.now, today.zone) if told.promised_at else ""
    tone: Tone = "strong" if stands else "plain"
    if told.kind is ToldKind.PROMISED:
        return ("promised ", "dim"), (date, tone)
    if told.kind is ToldKind.MOVED:
        return ("moved to ", "dim"), (date, tone)
    if told.kind is ToldKind.ASKED:
        return (f"asked for {date}" if date else "asked for", "plain"), (", not promised", "dim")
    if told.kind is ToldKind.WITHDRAWN:
        return (("taken back, no new date", "plain"),)
    counted = ""
    if told.after_days is not None:
        counted = f"{told.after_days} working {'day' if told.after_days == 1 else 'days'} "
    return (
        ("promised ", "dim"),
        (f"{counted}from the day you have ", "plain"),
        (plain(told.after, 200), tone),
    )


def _about(told: Told, was: datetime | None, today: Today) -> tuple[Part, ...]:
    before = f"from {exact(was, today.now, today.zone)}" if was and told.kind is ToldKind.MOVED else ""
    how = _BY.get(told.how, "") if told.how is not None else ""
    verdict: Part = _VERDICTS.get(told.verdict, _SURE) if told.verdict is not None else _SURE
    return (before, "dim"), (how, "dim"), (plain(told.why, 400), "dim"), verdict


def day_or_time(at: datetime, now: datetime, zone: str) -> str:
    """Say in a few cells when something was: "today 10:15", "Mon 9 Nov", "9 Nov 2025"."""
    there, here = local(at, zone), local(now, zone)
    if there.date() == here.date():
        return f"today {there:%H:%M}"
    if there.year != here.year:
        return f"{there.day} {MONTHS[there.month - 1]} {there.year}"
    return full_day(there.date(), here.date())

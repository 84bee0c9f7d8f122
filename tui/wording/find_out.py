"""The words of find-outs: questions that were answered with "I'll find out"."""

from __future__ import annotations

from datetime import datetime

from data.model.promise import FindOut
from data.model.today import Today
from tui.wording.marks import DUE, FRESH, KEPT, LATE
from tui.wording.plain import named, plain
from tui.wording.row import Cell, Row, Tone
from tui.wording.sheet import Block, Fact, block
from tui.wording.times import exact, local, moment, past, relative


def find_out_row(what: FindOut, today: Today) -> Row:
    """Say one question among what a client was promised: mark · question · state · when they hear."""
    mark, tone = _mark(what, today)
    return Row(
        f"find_out:{what.id}",
        (
            Cell(mark, tone),
            Cell(named(what.question)),
            Cell(_state(what, today), tone if tone in ("late", "due") else "dim"),
            Cell(moment(what.come_back_at, today.now, today.zone)),
        ),
        gist=(what.question, what.come_back_at, what.interim_at, what.told_at),
    )


def come_back_said(what: FindOut, now: datetime, zone: str) -> str:
    """Say when they were told they would hear: "You come back Tue 24 Nov 12:00 · tomorrow"."""
    said = f"You come back {exact(what.come_back_at, now, zone)} · {relative(what.come_back_at, now, zone)}"
    if what.interim_at is not None:
        said += f" · they know since {past(what.interim_at, now, zone)} that you are on it"
    return said


def find_out_block(what: FindOut, now: datetime, zone: str, why_dropped: str = "") -> Block:
    """Say what was asked, when they hear, and what is known so far; or why nobody asks any more."""
    late = what.open and what.come_back_at <= now
    due = Fact(
        "come back",
        (
            (exact(what.come_back_at, now, zone), "plain"),
            (f" · {relative(what.come_back_at, now, zone)}" if what.open else "", "late" if late else "dim"),
        ),
    )
    interim, told, dropped = what.interim_at, what.told_at, what.dropped_at
    return block(
        "",
        [
            due,
            Fact.of("asked", past(what.asked_at, now, zone)),
            Fact.of("look in", plain(what.source)) if what.source else None,
            Fact.of("answer", plain(what.answer)) if what.answer else None,
            Fact.of("still on it", f"said {past(interim, now, zone)}") if interim else None,
            Fact.of("told", past(told, now, zone), "kept") if told else None,
            Fact.of("not asked", f"any more, {past(dropped, now, zone)}", "dim") if dropped else None,
            Fact.of("why", plain(why_dropped, 300)) if dropped and why_dropped else None,
        ],
    )


def how_told(client: str) -> str:
    """Ask how they were told."""
    return f"How did you tell {named(client, 40)}?"


def _mark(what: FindOut, today: Today) -> tuple[str, Tone]:
    if what.told_at is not None:
        return KEPT, "kept"
    if what.come_back_at <= today.now:
        return LATE, "late"
    same_day = local(what.come_back_at, today.zone).date() == local(today.now, today.zone).date()
    return (DUE, "due") if same_day else (FRESH, "dim")


def _state(what: FindOut, today: Today) -> str:
    if what.told_at is not None:
        return "told"
    if what.come_back_at <= today.now:
        return relative(what.come_back_at, today.now, today.zone)
    if what.answer:
        return "answer found"
    return "they know" if what.interim_at is not None else "find out"

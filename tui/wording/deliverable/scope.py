"""The words of what was asked for besides, and of what the client owes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.model.scope import ChangeRequest, ChangeState, Obligation
from data.model.today import AgendaKind, Today
from data.model.work import Deliverable
from tui.wording.deliverable.told import day_or_time
from tui.wording.marks import DUE, FRESH, KEPT, UNSAID, WAITS
from tui.wording.plain import plain
from tui.wording.row import Cell, Part, Row, Tone, joined
from tui.wording.times import days, full_day, local, span


def request_rows(requests: Iterable[ChangeRequest], today: Today) -> list[Row]:
    """Say what was asked for besides, what nobody decided on first."""
    ordered = sorted(requests, key=lambda each: each.state is not ChangeState.PENDING)
    return [_request_row(request, today) for request in ordered]


def request_counts(what: Deliverable, requests: Iterable[ChangeRequest], today: Today) -> tuple[Part, ...]:
    """Say how much is undecided: "2 undecided, 3 h · talk scope"."""
    undecided = sum(each.state is ChangeState.PENDING for each in requests)
    if not undecided:
        return ()
    hours = f", {span(what.pending_minutes)}" if what.pending_minutes else ""
    scope = any(card.kind is AgendaKind.SCOPE and card.about_id == what.id for card in today.agenda)
    return joined(
        [[(f"{undecided} undecided{hours}", "due")], [("talk scope", "due")] if scope else []],
    )


def _request_row(request: ChangeRequest, today: Today) -> Row:
    mark, word, at = Cell(DUE, "due"), "undecided", request.asked_at
    if request.state is ChangeState.ACCEPTED:
        mark, word = Cell(KEPT, "kept"), "accepted"
    elif request.state is ChangeState.DECLINED:
        mark, word = Cell(UNSAID, "dim"), "declined"
    if request.state is not ChangeState.PENDING:
        at = request.decided_at or at
    open_ = request.state is ChangeState.PENDING
    return Row(
        f"request:{request.id}",
        (
            mark,
            Cell(plain(request.text, 300), "plain" if open_ else "dim"),
            Cell(span(request.minutes), "plain" if open_ else "dim")
            if request.minutes is not None
            else Cell("no hours", "faint"),
            Cell(word, mark.tone),
            Cell(day_or_time(at, today.now, today.zone), "dim"),
        ),
        gist=request,
    )


def owed_rows(
    obligations: Iterable[Obligation],
    late: Mapping[int, int],
    today: Today,
    not_needed: Mapping[int, str] | None = None,
) -> list[Row]:
    """Say what they owe, what is open first.

    `late` gives the working days each is late, `not_needed` why one was let go.
    """
    why = not_needed or {}
    return [_owed_row(owed, late.get(owed.id, 0), today, why.get(owed.id, "")) for owed in obligations]


def owed_counts(obligations: Iterable[Obligation], late: Mapping[int, int]) -> tuple[Part, ...]:
    """Say how much is open: "2 open, one 3 days late"."""
    still = [owed for owed in obligations if owed.open]
    if not still:
        return ()
    behind = max((late.get(owed.id, 0) for owed in still), default=0)
    most = f", {days(behind)} late" if behind else ""
    return ((f"{len(still)} open{most}", "wait" if behind else "dim"),)


def _owed_row(owed: Obligation, late: int, today: Today, why: str) -> Row:
    now, zone, here = today.now, today.zone, local(today.now, today.zone).date()
    tone: Tone = "plain"
    if owed.received_at is not None:
        mark, tone = Cell(KEPT, "kept"), "dim"
        state: list[Part] = [(f"received {day_or_time(owed.received_at, now, zone)}", "kept")]
    elif owed.dropped_at is not None:
        mark, tone = Cell(UNSAID, "dim"), "dim"
        state = [(f"not needed: {plain(why, 100)}" if why else "not needed any more", "dim")]
    elif late:
        mark, state = Cell(WAITS, "wait"), [(f"{days(late)} late", "wait")]
    else:
        mark, state = Cell(FRESH, "dim"), [(f"needed {full_day(owed.needed_on, here)}", "plain")]
    nudged: list[Part] = []
    if owed.open and owed.nudged_at is not None:
        nudged = [(f"reminded {day_or_time(owed.nudged_at, now, zone)}", "dim")]
    return Row(
        f"owed:{owed.id}",
        (mark, Cell(plain(owed.text, 300), tone), Cell.of(*joined([nudged, state]))),
        gist=(owed, bool(late)),
    )

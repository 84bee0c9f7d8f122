"""The words of time: where the hours went, and what made them more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from data.model.effort import Cause, EffortChange, WorkEntry
from data.model.today import Today
from data.model.work import Deliverable
from tui.wording.marks import KIND, UNSAID
from tui.wording.plain import plain
from tui.wording.row import Cell, Part, Row, Tone, joined
from tui.wording.times import MONTHS, WEEKDAYS, local, span

CAUSES: tuple[tuple[Cause, str, str, str], ...] = (
    (Cause.OWN_ESTIMATE, "o", "own estimate", "more work than you thought"),
    (Cause.EXTRA_ASKED, "e", "extra asked", "more than was agreed"),
    (Cause.WAITING_ON_CLIENT, "w", "waiting on them", "what they owe came late"),
    (Cause.EMERGENCY, "m", "emergency", "something else came first"),
    (Cause.ILL, "i", "ill", "you could not work"),
)
"""What makes work grow: the cause, the key that names it, its name, and what it means."""

_CAUSE_WORDS = {cause: words for cause, _key, words, _about in CAUSES}
_RUNS = "›"
_GREW, _SHRANK = "+", "−"


def left_so_far(what: Deliverable) -> int | None:
    """Give the work left as last judged, without extras that nobody decided on; None without an estimate."""
    left = what.work_left
    return None if left is None else left - what.pending_minutes


def left_facts(what: Deliverable) -> tuple[Part, ...]:
    """Say what the work left is judged against: "estimate 12 h · spent 8 h · 4 h left so far"."""
    left = left_so_far(what)
    return joined(
        [
            [(f"estimate {span(what.estimate_minutes)}", "plain")]
            if what.estimate_minutes is not None
            else [("no estimate yet: it becomes what was spent and what is left", "plain")],
            [(f"spent {span(what.spent_minutes)}", "plain")] if what.spent_minutes else [],
            [(f"{span(left)} left so far", "strong")] if left is not None else [],
        ]
    )


def slack_spent(ledger: Iterable[EffortChange]) -> tuple[Part, ...]:
    """Say what the slack was spent on, the most first; what was won back comes last."""
    sums: dict[Cause, int] = {}
    back = 0
    for change in ledger:
        if change.minutes > 0:
            cause = change.cause or Cause.OWN_ESTIMATE
            sums[cause] = sums.get(cause, 0) + change.minutes
        else:
            back -= change.minutes
    parts: list[list[Part]] = [
        [(f"{_CAUSE_WORDS[cause]} {span(minutes)}", "due")]
        for cause, minutes in sorted(sums.items(), key=lambda pair: -pair[1])
    ]
    return joined([*parts, [(f"{span(back)} won back", "kept")] if back else []])


def time_rows(entries: Sequence[WorkEntry], ledger: Iterable[EffortChange], today: Today) -> list[Row]:
    """Say where the hours went and when more of them were needed: the running clock, then newest first."""
    running = [_running_row(entry, today) for entry in entries if entry.running]
    dated = [(entry.started_at, entry.id, _entry_row(entry, today)) for entry in entries if not entry.running]
    dated += [(change.at, change.id, _change_row(change, today)) for change in ledger]
    return [*running, *(row for _at, _id, row in sorted(dated, key=lambda one: one[:2], reverse=True))]


def time_sum(what: Deliverable) -> tuple[Part, ...]:
    """Say the sums: "spent 6 h 30 m of 12 h · polish 1 h"."""
    spent, estimate = what.spent_minutes, what.estimate_minutes
    of = f" of {span(estimate)}" if estimate is not None else ", no estimate"
    over = estimate is not None and spent > estimate
    return joined(
        [
            [(f"spent {span(spent)}{of}", "due" if over else "dim")],
            [(f"polish {span(what.polish_minutes)}", "kind")] if what.polish_minutes else [],
        ]
    )


def _running_row(entry: WorkEntry, today: Today) -> Row:
    gone = max(0, int((today.now - entry.started_at).total_seconds() // 60))
    since = _when(entry.started_at, today).removeprefix("today ")
    return Row(
        f"entry:{entry.id}",
        (
            Cell(_RUNS, "accent"),
            Cell("now", "accent"),
            Cell(span(gone), "accent"),
            Cell.of(*joined([[(f"running since {since}", "accent")], list(_noted(entry))])),
        ),
        gist=entry,
    )


def _entry_row(entry: WorkEntry, today: Today) -> Row:
    minutes = entry.minutes or 0
    sign = _SHRANK + " " if minutes < 0 else ""
    return Row(
        f"entry:{entry.id}",
        (
            Cell(KIND, "kind") if entry.polish else Cell(UNSAID, "faint"),
            Cell(_when(entry.started_at, today), "dim"),
            Cell(f"{sign}{span(minutes)}"),
            Cell.of(*_noted(entry)),
        ),
        gist=entry,
    )


def _noted(entry: WorkEntry) -> tuple[Part, ...]:
    note = plain(entry.note, 300)
    return joined([[("polish", "kind")] if entry.polish else [], [(note, "plain")] if note else []])


def _change_row(change: EffortChange, today: Today) -> Row:
    grew = change.minutes > 0
    tone: Tone = "due" if grew else "kept"
    why = _CAUSE_WORDS[change.cause] if change.cause is not None else ""
    note = plain(change.note, 300)
    said = joined([[("more left", tone), (f": {why}", "plain")] if grew else [("less left", tone)]])
    return Row(
        f"change:{change.id}",
        (
            Cell(_GREW if grew else _SHRANK, tone),
            Cell(_when(change.at, today), "dim"),
            Cell(span(change.minutes), tone),
            Cell.of(*said, *(((f" · {note}", "dim"),) if note else ())),
        ),
        gist=change,
    )


def _when(at: datetime, today: Today) -> str:
    """Say in a few cells when work began: "today 10:15", "Fri 14:00" within six days, "12 Nov 14:00"."""
    there, here = local(at, today.zone), local(today.now, today.zone)
    back = (here.date() - there.date()).days
    if back == 0:
        return f"today {there:%H:%M}"
    if 0 < back <= 6:
        return f"{WEEKDAYS[there.weekday()]} {there:%H:%M}"
    on = f"{there.day} {MONTHS[there.month - 1]}"
    return f"{on} {there:%H:%M}" if there.year == here.year else f"{on} {there.year}"

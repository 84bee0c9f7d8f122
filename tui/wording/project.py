"""The words of the project page: where the steps stand, and what became of what was promised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from data.model.scope import Step
from data.model.today import SlackItem, Today
from data.model.work import DROPPED, Deliverable, Project
from tui.wording.client import promised_rows
from tui.wording.marks import DUE, FRESH, KEPT, UNSAID
from tui.wording.plain import named, plain
from tui.wording.row import EMPTY, Cell, Part, Row, Tone, joined
from tui.wording.times import day_name, full_day, late_by, local

_BETWEEN = " › "


def missing(steps: Iterable[Step]) -> frozenset[int]:
    """Give the ids of the steps that stand open before a later one that is done; `steps` in their order."""
    passed: list[int] = []
    skipped: set[int] = set()
    for step in steps:
        if step.done_on is None:
            passed.append(step.id)
        else:
            skipped.update(passed)
            passed.clear()
    return frozenset(skipped)


def step_rows(steps: Sequence[Step], today: date) -> list[Row]:
    """Say the steps in their order: mark · step · state; under it, whether it is a review point."""
    skipped = missing(steps)
    ahead = (step.id for step in steps if step.done_on is None and step.id not in skipped)
    following = next(ahead, 0)
    rows: list[Row] = []
    for step in steps:
        mark, word, tone = _state(step, skipped, following, today)
        rows.append(
            Row(
                f"step:{step.id}",
                (
                    Cell(mark, tone),
                    Cell(named(step.text), "dim" if step.done_on else "plain"),
                    Cell(word, tone),
                ),
                # A line of its own: beside the state it would take the room of the step itself.
                (EMPTY, Cell("review point", "wait")) if step.review else (),
                gist=(step.text, step.review, step.done_on, step.id in skipped),
            )
        )
    return rows


def steps_said(steps: Sequence[Step]) -> tuple[Part, ...]:
    """Say how far it is: "3 of 7 done · 1 missing"."""
    if not steps:
        return ()
    done, skipped = sum(step.done_on is not None for step in steps), len(missing(steps))
    return joined(
        [
            [(f"{done} of {len(steps)} done", "kept" if done == len(steps) else "dim")],
            [(f"{skipped} missing", "due")] if skipped else [],
        ]
    )


def deliverable_rows(
    slack: Iterable[SlackItem], all_of_them: Iterable[Deliverable], today: Today
) -> list[Row]:
    """Say what is still owed in promise order, then what was delivered, the latest first."""
    over = [each for each in all_of_them if not each.open]
    over.sort(key=lambda each: (each.delivered_at or each.dropped_at or today.now, each.id), reverse=True)
    return [*promised_rows(slack, (), (), today), *(_over_row(each, today) for each in over)]


def head_line(project: Project, client: str, owed: int, today: Today) -> tuple[Part, ...]:
    """Say which project it is, whose, since when, and whether it runs: the line on top of the page."""
    here = local(today.now, today.zone).date()
    began, ended = project.started_on, project.ended_on
    if ended is None:
        state: list[Part] = [("open", "kept")]
    else:
        state = [(f"closed {full_day(ended, here)}{', badly' if project.ended_badly else ''}", "closed")]
    return joined(
        [
            [(named(project.name, 44), "strong")],
            [(named(client, 80), "plain")],
            [(f"since {full_day(began, here)}", "dim")] if began else [],
            state,
            [(f"{owed} owed to you", "wait")] if owed else [],
        ],
        between="   ",
    )


def way_said(steps: Sequence[str], obligations: Sequence[str] = ()) -> str:
    """Say what a way of working has: "3 steps: kick-off talk › draft › delivery · they owe: texts"."""
    said = f"{_count(len(steps), 'step')}: {steps_in_a_row(steps)}" if steps else "no steps"
    owed = ", ".join(plain(each, 60) for each in obligations)
    return f"{said} · they owe: {owed}" if owed else said


def way_about(steps: int, reviews: int, obligations: Sequence[str]) -> str:
    """Say briefly what a way of working has: "3 steps, 1 review · they owe: texts"."""
    said = _count(steps, "step")
    if reviews:
        said += f", {_count(reviews, 'review')}"
    owed = ", ".join(plain(each, 60) for each in obligations)
    return f"{said} · they owe: {owed}" if owed else said


def begun(name: str, way: str, steps: int) -> str:
    """Say that a project was entered with a way of working: "Shop: entered as website, 7 steps."."""
    return f"{plain(name, 60)}: entered as {plain(way, 40)}, {_count(steps, 'step')}."


def steps_in_a_row(steps: Iterable[str]) -> str:
    """Say steps one after the other: "kick-off talk › draft › delivery"."""
    return _BETWEEN.join(plain(step, 120) for step in steps)


def _state(step: Step, skipped: frozenset[int], following: int, today: date) -> tuple[str, str, Tone]:
    if step.done_on is not None:
        return KEPT, f"done {day_name(step.done_on, today)}", "kept"
    if step.id in skipped:
        return DUE, "missing", "due"
    return (FRESH, "next", "accent") if step.id == following else (FRESH, "to come", "dim")


def _over_row(what: Deliverable, today: Today) -> Row:
    """Say what was delivered, in time or not; or dropped."""
    here = local(today.now, today.zone).date()
    ended = what.delivered_at or what.dropped_at or today.now
    dropped = what.delivered_at is None
    why = _why_dropped(what) if dropped else ""
    return Row(
        f"deliverable:{what.id}",
        (
            Cell(UNSAID, "dim") if dropped else Cell(KEPT, "kept"),
            Cell(named(what.name), "dim"),
            Cell("dropped", "dim") if dropped else _delivered(what),
            Cell(day_name(local(ended, today.zone).date(), here), "dim"),
        ),
        (EMPTY, Cell(why, "dim")) if why else (),
        gist=(what.name, what.delivered_at, what.dropped_at, why),
    )


def _why_dropped(what: Deliverable) -> str:
    """Give the reason it was let go with, which is the last line of its note."""
    last = what.note.rpartition("\n")[2]
    return plain(last.removeprefix(DROPPED), 300) if last.startswith(DROPPED) else ""


def _delivered(what: Deliverable) -> Cell:
    promised, delivered = what.promised_at, what.delivered_at
    if promised is None or delivered is None:
        return Cell("delivered", "kept")
    return Cell("in time", "kept") if delivered <= promised else Cell(late_by(promised, delivered), "dim")


def _count(many: int, what: str) -> str:
    return f"{many} {what}" if many == 1 else f"{many} {what}s"

"""What was told in time: slips before they happened, and answers that had to be found out (SERVICE.md 4)."""

from __future__ import annotations

from data.model.week import Block
from data.model.week_facts import WeekFacts
from data.rules.review.figures import out_of
from data.rules.review.promises import Fate, Promise, promises
from data.rules.review.window import Window


def block(facts: WeekFacts, window: Window) -> Block:
    """Give `heads_ups` and `find_outs`.

    `heads_ups`: the slips told before the date, of all slips. A slip is a deliverable's date that was moved
    or broken. One that was moved was told; a broken one was told when its heads-up was settled before it
    came. `find_outs`: questions answered at or before the time they were to be come back on, of those that
    fell due in the week; what was dropped before then, or is still ahead, is not counted.
    """
    told = {card.key: card.done_at for card in facts.cards if card.done_at is not None}
    due = promises(facts.told, facts.deliverables, (), window)
    slips = [promise for promise in due if promise.fate is not Fate.KEPT]
    before: list[str] = []
    silent: list[str] = []
    for slip in slips:
        at = told.get(_heads_up_key(slip))
        in_time = slip.fate is Fate.MOVED or (at is not None and at < slip.due_at)
        (before if in_time else silent).append(slip.key)
    return Block(
        "honesty", (out_of("heads_ups", before, silent), out_of("find_outs", *_find_outs(facts, window)))
    )


def _heads_up_key(slip: Promise) -> str:
    """Give the key that the dashboard's heads-up for that date has (data.rules.cards)."""
    return f"heads_up:{slip.deliverable_id}:{slip.due_at:%Y-%m-%dT%H:%M}"


def _find_outs(facts: WeekFacts, window: Window) -> tuple[list[str], list[str]]:
    """Give those told in time, and those that were not."""
    good, bad = [], []
    for each in facts.find_outs:
        due = each.come_back_at
        if not window.start <= due < window.end:
            continue
        told, dropped = each.told_at, each.dropped_at
        if told is not None and told <= due and told <= window.now:
            good.append(f"find_out:{each.id}")
        elif due < window.now and not (dropped is not None and dropped <= due):
            bad.append(f"find_out:{each.id}")
    return good, bad

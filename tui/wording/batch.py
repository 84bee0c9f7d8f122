"""The words of a batch: what waits, gone through one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field

from data.model.promise import FindOut
from data.model.scope import Obligation
from data.model.today import Today, WaitingItem
from data.model.work import Commitment, Deliverable
from data.values import frozen
from tui.wording.plain import named, plain
from tui.wording.sheet import Block, Fact, block
from tui.wording.times import day_name, local, moment, span
from tui.wording.waiting import waiting_subject

_SHOWN = 4
"""Other exchanges of a client that are named one by one."""
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@frozen
class OpenWith:
    """What else is open with the client of an exchange."""

    waiting: tuple[WaitingItem, ...] = ()
    """The other exchanges in which they wait, held back or not."""
    deliverables: tuple[Deliverable, ...] = field(default=())
    commitments: tuple[Commitment, ...] = ()
    find_outs: tuple[FindOut, ...] = ()
    obligations: tuple[Obligation, ...] = ()


def batch_title(place: int, total: int, item: WaitingItem) -> str:
    """Say how far one is, and whose turn it is: "2 of 5 · Marta Lindqvist · Lindqvist"."""
    who, client = plain(item.who, 40) or named(item.client, 40), plain(item.client, 40)
    return " · ".join([f"{place} of {total}", who, *([client] if client and client != who else [])])


def open_block(open_with: OpenWith, today: Today) -> Block:
    """Say what else is open with them: who waits besides, what was promised, asked and is owed."""
    return block("Also open with them", [*_waiting(open_with.waiting, today), *_promised(open_with, today)])


def batch_ended(handled: int, total: int) -> str:
    """Say how a batch ended: "All five are handled.", "Three of five are handled, two still wait."."""
    left = total - handled
    if not left:
        return "It is handled." if total == 1 else f"All {number(total)} are handled."
    if not handled:
        return f"{number(left).capitalize()} still {'waits' if left == 1 else 'wait'}."
    done = f"{number(handled).capitalize()} of {number(total)} {'is' if handled == 1 else 'are'} handled"
    return f"{done}, {number(left)} still {'waits' if left == 1 else 'wait'}."


def number(count: int) -> str:
    """Say a small number in letters: "five"; from eleven on in digits."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def _waiting(items: Sequence[WaitingItem], today: Today) -> Iterable[Fact]:
    """Say the first few, so that the messages under them are still seen, and how many more there are."""
    shown = len(items) if len(items) <= _SHOWN + 1 else _SHOWN
    for item in items[:shown]:
        waited = f"{span(item.elapsed_minutes)} of {span(item.limit_minutes)}"
        yield _fact("waits too", waiting_subject(item, today.zone), waited)
    if shown < len(items):
        yield Fact.of("", f"and {number(len(items) - shown)} more of theirs", "dim")


def _promised(open_with: OpenWith, today: Today) -> Iterable[Fact]:
    now, zone = today.now, today.zone
    here = local(now, zone).date()
    for what in open_with.deliverables:
        at = what.promised_at
        yield _fact("promised", what.name, moment(at, now, zone) if at is not None else "no date told")
    for said in open_with.commitments:
        yield _fact("you said", said.text, moment(said.due_at, now, zone))
    for asked in open_with.find_outs:
        yield _fact("they asked", asked.question, moment(asked.come_back_at, now, zone))
    for owed in open_with.obligations:
        yield _fact("they owe", owed.text, f"needed {day_name(owed.needed_on, here)}")


def _fact(label: str, text: str, when: str) -> Fact:
    return Fact(label, ((named(text, 200), "plain"), (f" · {when}", "dim")))

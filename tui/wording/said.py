"""What is said after an act: one sentence, with the key that takes it back."""

from __future__ import annotations

from datetime import datetime

from data.model.promise import PromiseDraft, Verdict
from tui.wording.plain import plain
from tui.wording.times import exact, full_day, local

_LONGEST = 140


def with_undo(sentence: str, undo_key: str) -> str:
    """Give a sentence with the undo key: "Staging link: kept. u undoes it."."""
    said = plain(sentence, _LONGEST)
    return f"{said} {undo_key} undoes it." if undo_key else said


def taken_back(name: str) -> str:
    """Say what was undone."""
    said = plain(name, _LONGEST)
    return f"Taken back: {said}" if said.endswith(("?", "!", ".", "…")) else f"Taken back: {said}."


def put_off(name: str, until: datetime, now: datetime, zone: str) -> str:
    """Say to when something was put off: "Send the prints: put off to Mon 30 Nov 17:00."."""
    return f"{plain(name, 60)}: put off to {exact(until, now, zone)}."


def logged(what: str, client: str) -> str:
    """Say that a contact is in the store: "Call with Birch logged."."""
    return f"{what} with {plain(client, 60)} logged." if client else f"{what} logged."


def stored(name: str, *, new: bool) -> str:
    """Say that something was entered or changed."""
    return f"{plain(name, 80)}: {'entered' if new else 'changed'}."


def promised(draft: PromiseDraft, client: str, now: datetime, zone: str) -> str:
    """Say what was promised: "Newsletter, Acme: promised for Mon 7 Dec.", or that nothing was."""
    name = f"{plain(draft.name, 60)}, {plain(client, 40)}"
    if draft.told_at is not None:
        day = full_day(local(draft.told_at, zone).date(), local(now, zone).date())
        unsafe = draft.verdict is not None and draft.verdict is not Verdict.YES
        return f"{name}: promised for {day}{', though it is not safe' if unsafe else ''}."
    if draft.after:
        return f"{name}: promised from the day {plain(draft.after, 60)} is here."
    return f"{name}: asked for, nothing promised."

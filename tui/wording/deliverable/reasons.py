"""Why a key does nothing to what is selected on the page of a deliverable: one sentence each."""

from __future__ import annotations

from data.model.effort import EffortChange, WorkEntry
from data.model.scope import ChangeRequest, ChangeState, Obligation
from data.model.work import Deliverable

Thing = WorkEntry | EffortChange | ChangeRequest | Obligation | None
"""What a row of the lists stands for."""

_ON_OPEN_WORK = ("clock", "left", "promise", "heads_up")
_NOTHING = {
    "time": "There is no time yet. T enters some.",
    "asked": "Nothing was asked besides. n adds what they want more.",
    "owed": "They owe you nothing for this. n adds something.",
}
_UNTICKED = {
    "time": "Time is not ticked off; t starts and stops the clock.",
    "promised": "It is delivered already; u takes it back.",
}


def why_not_here(act: str, place: str, thing: Thing, what: Deliverable) -> str:
    """Say why an act does nothing to what is selected on the page; empty when it does something."""
    if act in _ON_OPEN_WORK and not what.open:
        return "It is not open any more." if what.dropped_at else "It is delivered already; u takes it back."
    if act == "heads_up" and what.promised_at is None:
        return "No date was told, so none can slip. p promises one."
    if act == "decline" and place not in ("asked", "owed"):
        return "Only what was asked besides is declined, or what they owe let off."
    if act == "accept" and place != "asked":
        return "Only what was asked besides is accepted."
    if act == "tick" and (place == "time" or (place == "promised" and not what.open)):
        return _UNTICKED[place]
    if act not in ("tick", "accept", "decline", "edit", "delete") or place == "promised":
        return ""
    return _NOTHING[place] if thing is None else _why_not_it(act, thing)


def _why_not_it(act: str, thing: Thing) -> str:
    """Say why an act is not possible on a thing that is there."""
    if isinstance(thing, EffortChange):
        return "What the slack was spent on stays as it was written down."
    if isinstance(thing, WorkEntry):
        if act == "edit" and thing.running:
            return "The clock runs; t stops it, then it can be changed."
        correction = act == "edit" and (thing.minutes or 0) < 1
        return "A correction stays as it is; d takes it back." if correction else ""
    if act in ("edit", "delete"):
        return ""
    if isinstance(thing, ChangeRequest) and thing.state is not ChangeState.PENDING:
        return f"It is {thing.state.value} already."
    if isinstance(thing, Obligation) and not thing.open:
        return "It is here already." if thing.received_at is not None else "It is not needed any more."
    return ""

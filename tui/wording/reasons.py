"""Why an act is not possible on what is selected: one sentence each, and which acts fit what."""

from __future__ import annotations

from typing import Literal

Kind = Literal[
    "commitment",
    "deliverable",
    "appointment",
    "thread",
    "gesture",
    "client",
    "project",
    "touch",
    "find_out",
    "obligation",
    "agreement",
    "card",
]
"""What a row can stand for."""

_WORK: tuple[Kind, ...] = ("commitment", "deliverable")

_ABLE: dict[str, tuple[Kind, ...]] = {
    "done": (*_WORK, "thread", "gesture", "find_out", "obligation", "card"),
    "answered": ("thread",),
    "no_reply": ("thread",),
    "urgent": ("thread",),
    "later": ("thread", "gesture", "card"),
    "edit": (*_WORK, "client", "project", "touch", "find_out", "obligation", "agreement"),
    "delete": (*_WORK, "client", "project", "touch", "find_out", "obligation", "agreement"),
    "gesture": ("gesture",),
    "time": ("deliverable",),
    "left": ("deliverable",),
    "heads_up": ("deliverable", "card"),
}
"""Acts that need something of a certain kind; all others are always possible, or ask for a client."""

_WHY: dict[tuple[str, Kind | None], str] = {
    ("done", "appointment"): "An appointment is over by itself; there is nothing to tick off.",
    ("answered", None): "Only an exchange that waits can be answered: look in pane 3.",
    ("no_reply", None): "Only an exchange that waits can need no reply: look in pane 3.",
    ("urgent", None): "Only an exchange that waits can be urgent: look in pane 3.",
    ("later", "commitment"): "A promise is not put off but moved: e changes its date.",
    ("later", "deliverable"): "A promise is not put off but moved: e changes its date.",
    ("later", "appointment"): "It comes from your calendar; move it there.",
    ("edit", "appointment"): "It comes from your calendar; change it there.",
    ("delete", "appointment"): "It comes from your calendar; delete it there.",
    ("later", "find_out"): "You said when you come back; e changes it, space says they were told.",
    ("edit", "card"): "A card is no record; enter shows what it is about.",
    ("delete", "card"): "A card goes when what it asks for is done; z puts it off.",
    ("time", None): "Time is spent on a deliverable: select one in pane 2.",
    ("left", None): "Work is left on a deliverable: select one in pane 2.",
    ("heads_up", None): "A heads-up is about a deliverable: select one in pane 2.",
    ("edit", "thread"): "What a client wrote stays as it is; o opens the client.",
    ("delete", "thread"): "Mail is never deleted here; x says that no reply is needed.",
    ("edit", "gesture"): "A suggestion is not edited; g says what becomes of it.",
    ("delete", "gesture"): "A suggestion is not deleted; g declines it.",
    ("gesture", None): "Only a kindness can be declined or put off like this: look in pane 4.",
}


def why_not(act: str, kind: Kind | None, *, done: bool = False, client: bool = True) -> str | None:
    """Say why `act` is not possible on something of this kind; None when it is."""
    if act == "client":
        return None if client else "No client belongs to what is selected."
    if act not in _ABLE and act != "open":
        return None
    if kind is None:
        return "Nothing is selected."
    if act == "open" or kind in _ABLE[act]:
        return "It is done already; u takes it back." if done and act == "done" else None
    return _WHY.get((act, kind)) or _WHY.get((act, None)) or "That is not possible here."

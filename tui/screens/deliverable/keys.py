"""The keys of the page of a deliverable; they mean what they mean everywhere."""

from __future__ import annotations

from textual.binding import Binding


def _act(key: str, act: str, description: str, tooltip: str) -> Binding:
    name = act.replace("_", "-")
    return Binding(key, f"act('{act}')", description, id=f"deliverable.{name}", tooltip=tooltip, show=False)


def _do(key: str, action: str, name: str, description: str, tooltip: str) -> Binding:
    return Binding(key, action, description, id=f"deliverable.{name}", tooltip=tooltip, show=False)


DELIVERABLE_KEYS = (
    _act("t", "clock", "Clock", "Start the clock on it, or stop it"),
    _act("T", "time", "Enter time", "Enter time worked on it"),
    _act("l", "left", "Work left", "Judge anew how much work is left"),
    _act("p", "promise", "Promise?", "May I promise it? And the date to tell"),
    _act("h", "heads_up", "Heads-up", "Tell before it slips: a draft with the new date"),
    _act("n,plus", "new", "New …", "Time, something asked besides, or what they owe: by the list one is in"),
    _act("e", "edit", "Edit", "Change what is selected; under promised, the deliverable"),
    _act("space", "tick", "Done", "Delivered, decided, received: tick off what is selected"),
    _act("y", "accept", "Accept", "Yes to what they ask besides: its hours join the agreed work"),
    _act("x", "decline", "Not needed", "No to what they ask besides; what they owe is not needed any more"),
    _act("d,delete", "delete", "Delete", "Delete what is selected; undo brings it back"),
    _act("u", "undo", "Undo", "Take the latest act back"),
    _act("o", "client", "Client", "Open the page of the client"),
    _do("tab", "turn(1)", "next", "Next list", "To the next list"),
    _do("shift+tab", "turn(-1)", "previous", "List before", "To the list before"),
    _do("question_mark", "help", "help", "Keys", "What the keys do here and now"),
    _do("escape,q", "leave", "back", "Back", "Back to where you were"),
)

ORDER: dict[str, tuple[str, ...]] = {
    "promised": ("clock", "left", "promise", "heads-up", "tick", "edit", "new", "back", "undo", "help"),
    "time": ("clock", "time", "left", "edit", "delete", "promise", "back", "undo", "help"),
    "asked": ("new", "accept", "decline", "edit", "delete", "clock", "back", "undo", "help"),
    "owed": ("new", "tick", "decline", "edit", "delete", "clock", "back", "undo", "help"),
}
"""Which keys the foot shows in each list."""

_WORDS = {
    "clock": "clock",
    "time": "enter time",
    "left": "work left",
    "promise": "promise?",
    "heads-up": "heads-up",
    "new": "new",
    "edit": "edit",
    "tick": "done",
    "accept": "accept",
    "decline": "decline",
    "delete": "delete",
    "undo": "undo",
    "client": "client",
    "back": "back",
    "help": "keys",
}
_HERE = {
    ("tick", "promised"): "delivered",
    ("tick", "owed"): "received",
    ("decline", "owed"): "not needed",
}


def word(name: str, place: str) -> str:
    """Give what a key is called in a list."""
    return _HERE.get((name, place)) or _WORDS[name]

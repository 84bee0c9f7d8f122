"""Which keys the foot line shows in each pane, and what they are called there."""

from __future__ import annotations

ORDER: dict[str, tuple[str, ...]] = {
    "agenda": ("call", "promise", "new", "done", "later", "edit", "undo", "find", "quit"),
    "slack": ("call", "promise", "clock", "left", "done", "heads-up", "edit", "undo", "find", "quit"),
    "waiting": ("call", "answered", "no-reply", "later", "mail", "promise", "trays", "undo", "find", "quit"),
    "gestures": ("call", "promise", "done", "gesture", "later", "client", "undo", "find", "quit"),
    "side": ("call", "contact", "new", "client", "undo", "find", "quit"),
}
"""Binding ids without their screen's name, most useful first; the key help comes last everywhere."""

LAST = "help"

_WORDS = {
    "call": "call",
    "promise": "promise?",
    "clock": "clock",
    "left": "work left",
    "heads-up": "heads-up",
    "contact": "contact",
    "new": "new",
    "done": "done",
    "edit": "edit",
    "delete": "delete",
    "undo": "undo",
    "find": "find",
    "quit": "quit",
    "answered": "answered by …",
    "no-reply": "no reply needed",
    "later": "later",
    "urgent": "urgent",
    "mail": "mail",
    "trays": "trays",
    "review": "closes the week",
    "gesture": "not this time",
    "client": "client",
    "help": "keys",
}
_HERE = {
    ("done", "agenda"): "kept",
    ("done", "slack"): "delivered",
    ("gesture", "gestures"): "decline",
}


def hint_word(name: str, pane: str) -> str:
    """Give what a key is called in a pane."""
    return _HERE.get((name, pane)) or _WORDS[name]

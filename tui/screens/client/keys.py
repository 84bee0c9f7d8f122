"""The keys of the client page; they mean what they mean on the dashboard."""

from __future__ import annotations

from textual.binding import Binding


def _act(key: str, act: str, description: str, tooltip: str) -> Binding:
    name = act.replace("_", "-")
    return Binding(key, f"act('{act}')", description, id=f"client.{name}", tooltip=tooltip, show=False)


def _do(key: str, action: str, name: str, description: str, tooltip: str) -> Binding:
    return Binding(key, action, description, id=f"client.{name}", tooltip=tooltip, show=False)


CLIENT_KEYS = (
    _act("c", "call", "Call", "Log a call with this client"),
    _act("m", "contact", "Contact", "Log another contact with this client"),
    _act("p", "promise", "Promise?", "May I promise that? And the date to tell"),
    _act("W", "write", "Write …", "A draft to this client: where it stands, a mistake"),
    _act("h", "heads_up", "Heads-up", "Tell before it slips: a draft with the new date"),
    _act("n", "new", "New …", "A commitment, a deliverable, a question, what they owe, an agreement …"),
    _act("A", "agree", "Agree …", "What you agreed: hours, process, rates, what they bring, emergencies"),
    _act("y", "sheet", "Sheet", "What is agreed as a text for a mail, to copy or send"),
    _act("plus", "person", "Person", "Somebody who works there"),
    _act("space", "done", "Done", "Kept, delivered, answered: tick off what is selected"),
    _act("a", "answered", "Answered by …", "Stop the clock and say on which channel"),
    _act("x", "no_reply", "No reply needed", "Stop the clock: this needs no answer"),
    _act("z", "later", "Later", "Let it sleep until a working time"),
    _act("e", "edit", "Edit", "Change what is selected; under good to know, the client"),
    _act("d,delete", "delete", "Delete", "Delete what is selected; undo brings it back"),
    _act("M", "rearrange", "Merge, split", "Another client is part of this one, or a part is a client"),
    _act("u", "undo", "Undo", "Take the latest act back"),
    _do("tab", "turn(1)", "next", "Next list", "To the next list"),
    _do("shift+tab", "turn(-1)", "previous", "List before", "To the list before"),
    _do("question_mark", "help", "help", "Keys", "What the keys do here and now"),
    _do("escape,q", "leave", "back", "Back", "Back to the dashboard"),
)

ORDER: dict[str, tuple[str, ...]] = {
    "waiting": ("call", "contact", "promise", "answered", "no-reply", "later", "new", "undo", "back", "help"),
    "contacts": ("call", "contact", "edit", "delete", "new", "undo", "back", "help"),
    "promised": ("call", "promise", "heads-up", "done", "edit", "new", "delete", "undo", "back", "help"),
    "agreed": ("agree", "sheet", "edit", "delete", "call", "new", "undo", "back", "help"),
    "about": ("call", "contact", "edit", "person", "rearrange", "new", "undo", "back", "help"),
}
"""Which keys the foot shows in each list."""

WORDS = {
    "call": "call",
    "contact": "contact",
    "promise": "promise?",
    "heads-up": "heads-up",
    "answered": "answered by …",
    "no-reply": "no reply needed",
    "later": "later",
    "new": "new",
    "person": "person",
    "agree": "agree",
    "sheet": "copy the sheet",
    "rearrange": "merge, split",
    "done": "done",
    "edit": "edit",
    "delete": "delete",
    "undo": "undo",
    "back": "back",
    "help": "keys",
}

"""The keys of the project page; they mean what they mean on the dashboard."""

from __future__ import annotations

from textual.binding import Binding


def _act(key: str, act: str, description: str, tooltip: str) -> Binding:
    name = act.replace("_", "-")
    return Binding(key, f"act('{act}')", description, id=f"project.{name}", tooltip=tooltip, show=False)


def _do(key: str, action: str, name: str, description: str, tooltip: str) -> Binding:
    return Binding(key, action, description, id=f"project.{name}", tooltip=tooltip, show=False)


PROJECT_KEYS = (
    _act("space", "done", "Done", "Tick the step, or take its tick off; a deliverable is delivered"),
    _act("n", "new", "New", "A step after the selected one; beside it, a deliverable of this project"),
    _act("e", "edit", "Edit", "Change the step or deliverable that is selected"),
    _act("d,delete", "delete", "Delete", "Delete what is selected; undo brings it back"),
    _act("b", "begin", "Begin as …", "Give it the steps of a way of working"),
    _act("p", "promise", "Promise?", "May I promise that? And the date to tell"),
    _act("E", "edit_project", "Edit project", "Its name, its days, how it ended, the detail for the card"),
    _act("o", "client", "Client", "The page of the client"),
    _act("u", "undo", "Undo", "Take the latest act back"),
    _do("tab", "turn(1)", "next", "Next list", "To the next list"),
    _do("shift+tab", "turn(-1)", "previous", "List before", "To the list before"),
    _do("question_mark", "help", "help", "Keys", "What the keys do here and now"),
    _do("escape,q", "leave", "back", "Back", "Back to where you came from"),
)

ORDER: dict[str, tuple[str, ...]] = {
    "steps": ("done", "new", "edit", "delete", "begin", "edit-project", "client", "undo", "back", "help"),
    "deliverables": (
        "done",
        "new",
        "promise",
        "edit",
        "delete",
        "edit-project",
        "client",
        "undo",
        "back",
        "help",
    ),
}
"""Which keys the foot shows in each list."""

_WORDS = {
    "done": "done",
    "new": "new",
    "edit": "edit",
    "delete": "delete",
    "begin": "begin as …",
    "promise": "promise?",
    "edit-project": "project",
    "client": "client",
    "undo": "undo",
    "back": "back",
    "help": "keys",
}
_HERE = {
    ("new", "steps"): "new step",
    ("new", "deliverables"): "new deliverable",
    ("done", "deliverables"): "delivered",
}


def hint_word(name: str, place: str) -> str:
    """Give what a key is called in a list."""
    return _HERE.get((name, place)) or _WORDS[name]

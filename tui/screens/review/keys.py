"""The keys of the week review; they mean what they mean everywhere."""

from __future__ import annotations

from textual.binding import Binding


def _act(key: str, act: str, description: str, tooltip: str) -> Binding:
    return Binding(
        key, f"act('{act}')", description, id=f"review.{act.replace('_', '-')}", tooltip=tooltip, show=False
    )


def _do(key: str, action: str, name: str, description: str, tooltip: str) -> Binding:
    return Binding(key, action, description, id=f"review.{name}", tooltip=tooltip, show=False)


REVIEW_KEYS = (
    _do("1", "step(0)", "look", "Look", "The figures of the week, with the rows behind each"),
    _do("2", "step(1)", "clear", "Clear", "What the week leaves over: a decision each"),
    _do("3", "step(2)", "next-week", "Next week", "What comes, what you mean to do, and closing the week"),
    _act("M", "monday", "Do Monday", "Do it on the first working day of the next week"),
    _act("z", "schedule", "Later", "Do it at a time you type"),
    _act("h", "tell", "Tell", "Tell them: a draft to send"),
    _act("space", "done", "Done", "It is done: tick it off"),
    _act("x", "drop", "Drop", "Let it go, with the reason; of what you meant: not this time"),
    _act("y", "yes", "Kept", "You did what you meant to do"),
    _act("e", "intend", "Intentions", "Type three things you mean to do next week"),
    _act("w", "close", "Close the week", "Freeze its figures and write its page; undo opens it again"),
    _act("v", "trends", "Trends", "Twelve weeks as plots, and a line for each client"),
    _act("u", "undo", "Undo", "Take the latest act back"),
    _act("o", "client", "Client", "Open the page of the client of what is selected"),
    _do("left_square_bracket", "week(-1)", "earlier", "Week before", "To the week before"),
    _do("right_square_bracket", "week(1)", "later-week", "Week after", "To the week after"),
    _do("tab,right", "turn(1)", "next", "Next list", "To the next list"),
    _do("shift+tab,left", "turn(-1)", "previous", "List before", "To the list before"),
    _do("question_mark", "help", "help", "Keys", "What the keys do here and now"),
    _do("escape,q", "leave", "back", "Back", "Back to the day; the review waits where it is"),
)

_ENDS = ("back", "help")
_LOOK = ("clear", "next-week", "trends", "earlier", "later-week", *_ENDS)

ORDER: dict[str, tuple[str, ...]] = {
    "look-0": _LOOK,
    "look-1": _LOOK,
    "look-2": _LOOK,
    "clients": _LOOK,
    "cards": ("monday", "schedule", "tell", "drop", "done", "undo", "next-week", *_ENDS),
    "coming": ("close", "intend", "look", "clear", "undo", *_ENDS),
    "meant": ("yes", "drop", "close", "intend", "undo", *_ENDS),
    "intend": ("intend", "close", "look", "clear", "undo", *_ENDS),
}
"""Which keys the foot shows in each list."""

_WORDS = {
    "look": "look",
    "clear": "clear",
    "next-week": "next week",
    "monday": "do Monday",
    "schedule": "later",
    "tell": "tell",
    "done": "done",
    "drop": "drop",
    "yes": "kept",
    "intend": "intentions",
    "close": "close the week",
    "trends": "trends",
    "undo": "undo",
    "client": "client",
    "earlier": "week before",
    "later-week": "week after",
    "back": "back",
    "help": "keys",
}
_HERE = {("drop", "meant"): "not this time"}


def word(name: str, place: str) -> str:
    """Give what a key is called in a list."""
    return _HERE.get((name, place)) or _WORDS[name]

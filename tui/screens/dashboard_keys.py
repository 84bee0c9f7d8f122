"""The keys of the dashboard: each with the id it can be bound anew by, and what it is good for.

`s ! k` stay free for what comes later (LOOK.md).
"""

from __future__ import annotations

from textual.binding import Binding


def _act(key: str, act: str, name: str, description: str, tooltip: str) -> Binding:
    return Binding(key, f"act('{act}')", description, id=f"dashboard.{name}", tooltip=tooltip, show=False)


def _do(key: str, action: str, name: str, description: str, tooltip: str) -> Binding:
    return Binding(key, action, description, id=f"dashboard.{name}", tooltip=tooltip, show=False)


ACT_KEYS = (
    _act("c", "call", "call", "Call", "Log a call, or start one"),
    _act("m", "contact", "contact", "Contact", "Log a contact on another channel"),
    _act("p", "promise", "promise", "Promise?", "May I promise that? And the date to tell"),
    _act("n", "new", "new", "New …", "Enter a promise, a deliverable, a question, what they owe, a client …"),
    _act("space", "done", "done", "Done", "Kept, delivered, answered, done: tick off what is selected"),
    _act("a", "answered", "answered", "Answered by …", "Stop the clock and say on which channel"),
    _act("x", "no_reply", "no-reply", "No reply needed", "Stop the clock: this needs no answer"),
    _act("z", "later", "later", "Later", "Let it sleep until a working time, or a kindness until a day"),
    _act("f", "urgent", "urgent", "Urgent", "Give this exchange the urgent limit, or the usual one again"),
    _act(
        "b",
        "mail",
        "mail",
        "Mail now",
        "Go through what waits, one by one; show what is held back until later",
    ),
    _act("e", "edit", "edit", "Edit", "Change what is selected"),
    _act("d,delete", "delete", "delete", "Delete", "Delete what is selected; undo brings it back"),
    _act("t", "clock", "clock", "Clock", "Start the clock on a deliverable, or stop it"),
    _act("T", "time", "time", "Enter time", "Enter time worked on a deliverable"),
    _act("l", "left", "left", "Work left", "Judge anew how much work is left"),
    _act("h", "heads_up", "heads-up", "Heads-up", "Tell before it slips: a draft with the new date"),
    _act("g", "gesture", "gesture", "Kindness …", "Done, later, or not this time, with the reason"),
    _act("o", "client", "client", "Client", "Open the page of the client of what is selected"),
    _act("P", "project", "project", "Project", "The steps and deliverables of its project"),
    _act("W", "write", "write", "Write …", "A draft to the client: a heads-up, where it stands, a mistake"),
    _act("w", "review", "review", "Week", "Close the week: its figures, what is left over, the next one"),
    _act("slash", "find", "find", "Find", "Find any client, work, agreement or contact"),
    _act("i", "trays", "trays", "Trays", "Who is this? What is this time? From before. Asleep."),
    _act("I", "time_log", "time-log", "Time log", "What is this time? And which work it is mapped to"),
    _act("u", "undo", "undo", "Undo", "Take the latest act back"),
    _act("S", "sources", "sources", "Sources", "How each source is doing, and more of them"),
    _act("D", "days_off", "days-off", "Days off", "See and enter days off"),
)
MOVE_KEYS = (
    _do("1", "pane('agenda')", "pane-1", "Today", "To the Today pane"),
    _do("2", "pane('slack')", "pane-2", "Slack", "To the Slack pane"),
    _do("3", "pane('waiting')", "pane-3", "Waiting", "To the Waiting pane"),
    _do("4", "pane('gestures')", "pane-4", "Gestures", "To the Gestures pane"),
    _do("tab", "turn(1)", "next", "Next pane", "To the next pane"),
    _do("shift+tab", "turn(-1)", "previous", "Pane before", "To the pane before"),
    _do("escape", "back", "back", "Back", "From the side column back to the pane"),
    _do("r", "read", "read", "Read now", "Read every source now"),
    _do("question_mark", "help", "help", "Keys", "What the keys do here and now"),
    _do("q", "app.quit", "quit", "Quit", "Leave; everything is stored already"),
)

"""Every act by the name that bindings and the palette call it; imported when the first one is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tui.screens.acts import (
    cards,
    contacts,
    drafting,
    effort,
    kindness,
    looking,
    mail,
    promising,
    steps,
    time_log,
    trays,
    work,
)
from tui.screens.acts.host import Host, Subject

Act = Callable[[Host, Subject | None], Awaitable[None]]

ACTS: dict[str, Act] = {
    "answered": contacts.answered,
    "call": contacts.call,
    "clock": effort.clock,
    "client": looking.client,
    "contact": contacts.contact,
    "days_off": looking.days_off,
    "delete": work.delete,
    "done": work.done,
    "edit": work.edit,
    "find": looking.find,
    "gesture": kindness.gesture,
    "heads_up": drafting.heads_up,
    "later": cards.later,
    "left": effort.left,
    "mail": mail.mail,
    "new": work.new,
    "no_reply": contacts.no_reply,
    "open": looking.open_,
    "project": steps.project,
    "promise": promising.promise,
    "review": looking.review,
    "sources": looking.sources,
    "time": effort.time,
    "time_log": time_log.time_log,
    "trays": trays.trays,
    "undo": work.undo,
    "urgent": contacts.urgent,
    "write": drafting.write,
    "welcome": looking.welcome,
}

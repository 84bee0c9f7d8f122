"""Time kept elsewhere: go through what nobody has said the meaning of, and through what is mapped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.screens.acts.host import Host, Subject
from tui.wording.plain import plain

if TYPE_CHECKING:
    from tui.screens.time_tray import TimeChoice


async def time_log(host: Host, _subject: Subject | None) -> None:
    """Go through the time that waits until none is left or the tray is closed; then what is mapped."""
    from tui.screens.time_tray import TimeTray

    log = host.desk.time_log
    asked = False
    while host.snapshot.time_to_place:
        asked = True
        choice = await host.ask(TimeTray(host.desk))
        if choice is None:
            return
        if choice.act == "mapped":
            await _mappings(host)
        else:
            await _decide(host, choice)
    if not asked and log.mappings():
        await _mappings(host)
    elif not asked:
        host.tell("No time from elsewhere waits. S, then n, connects a time log.")


async def _decide(host: Host, choice: TimeChoice) -> None:
    from tui.screens.time_tray import AskDeliverable

    log, time, held = host.desk.time_log, choice.unplaced, choice.held
    if held is not None:
        host.do(partial(log.decide, held.entry.id, counts=choice.act == "count"))
    elif time is not None and choice.act == "ignore":
        host.do(partial(log.ignore, time.kind, time.label))
    elif time is not None:
        which = choice.deliverable_id
        if which is None:
            title = f"Which work is {plain(time.label.said, 50)}?"
            which = await host.ask(AskDeliverable(host.desk, title, time.suggested))
        if which is not None:
            host.do(partial(log.map_, time.kind, time.label, which, polish=choice.act == "polish"))


async def _mappings(host: Host) -> None:
    """Go through what is mapped until the list is closed."""
    from tui.screens.time_tray import AskDeliverable, TimeMappings

    log = host.desk.time_log
    while log.mappings():
        choice = await host.ask(TimeMappings(host.desk))
        if choice is None:
            return
        mapping = choice.mapping
        if choice.act == "forget":
            host.do(partial(log.forget, mapping.id))
        elif choice.act == "ignore":
            host.do(partial(log.remap, mapping.id, None))
        elif choice.act == "polish":
            host.do(partial(log.remap, mapping.id, mapping.deliverable_id, polish=True))
        else:
            title = f"Which work is {plain(mapping.label.said, 50)}?"
            which = await host.ask(AskDeliverable(host.desk, title))
            if which is not None:
                host.do(partial(log.remap, mapping.id, which))

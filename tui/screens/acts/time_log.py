"""Time kept elsewhere: go through what nobody has said the meaning of, and through what is mapped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.screens.acts.host import Host, Subject
from tui.wording.plain import plain
from tui.wording.said import taken_back

if TYPE_CHECKING:
    from tui.screens.time_tray import TimeChoice


async def time_log(host: Host, _subject: Subject | None) -> None:
    """Go through the time that waits until none is left or the tray is closed; then what is mapped."""
    from tui.screens.time_tray import TimeTray

    log, done = host.desk.time_log, 0
    asked = False
    while host.snapshot.time_to_place:
        asked = True
        choice = await host.ask(TimeTray(host.desk, done=done))
        if choice is None:
            return
        if choice.act == "mapped":
            done += await _mappings(host)
        elif choice.act == "undo":
            done -= undone(host)
        else:
            done += await _decide(host, choice)
    if not asked and log.mappings():
        await _mappings(host)
    elif not asked:
        host.tell("No time from elsewhere waits. S, then n, connects a time log.")


def undone(host: Host) -> bool:
    """Take the latest act back from within a tray; say whether that could be."""
    return host.do(lambda: taken_back(host.desk.undo()), undo=False)


async def _decide(host: Host, choice: TimeChoice) -> bool:
    """Do what was chosen; say whether anything was done."""
    from tui.screens.time_tray import AskDeliverable

    log, time, held = host.desk.time_log, choice.unplaced, choice.held
    if held is not None:
        return host.do(partial(log.decide, held.entry.id, counts=choice.act == "count"))
    if time is not None and choice.act == "ignore":
        return host.do(partial(log.ignore, time.kind, time.label))
    if time is not None:
        which = choice.deliverable_id
        if which is None:
            title = f"Which work is {plain(time.label.said, 50)}?"
            which = await host.ask(AskDeliverable(host.desk, title, time.suggested))
        if which is not None:
            return host.do(partial(log.map_, time.kind, time.label, which, polish=choice.act == "polish"))
    return False


async def _mappings(host: Host) -> int:
    """Go through what is mapped until the list is closed; give how many acts were done that stand."""
    from tui.screens.time_tray import AskDeliverable, TimeMappings

    log, done = host.desk.time_log, 0
    while log.mappings():
        choice = await host.ask(TimeMappings(host.desk, done=done))
        if choice is None:
            break
        mapping = choice.mapping
        if mapping is None:
            done -= undone(host)
        elif choice.act == "forget":
            done += host.do(partial(log.forget, mapping.id))
        elif choice.act == "ignore":
            done += host.do(partial(log.remap, mapping.id, None))
        elif choice.act == "polish":
            done += host.do(partial(log.remap, mapping.id, mapping.deliverable_id, polish=True))
        else:
            title = f"Which work is {plain(mapping.label.said, 50)}?"
            which = await host.ask(AskDeliverable(host.desk, title))
            if which is not None:
                done += host.do(partial(log.remap, mapping.id, which))
    return done

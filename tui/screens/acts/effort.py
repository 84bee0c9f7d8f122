"""Acts on time: the clock, time entered afterwards, and how much work is left."""

from __future__ import annotations

from functools import partial

from data.model.effort import Cause
from data.model.today import AgendaItem, AgendaKind
from tui.screens.acts import promising
from tui.screens.acts.host import Host, Subject
from tui.wording.deliverable.time import CAUSES, left_so_far
from tui.wording.plain import named
from tui.wording.times import span


async def clock(host: Host, subject: Subject | None) -> None:
    """Start the clock on the selected deliverable, or stop it there; without one, stop the one that runs."""
    here = _work_of(subject)
    if here is None or (subject is not None and subject.done):
        running = host.desk.effort.running()
        here = running.entry.deliverable_id if running is not None else None
    if here is None:
        host.tell("No clock runs. Select a deliverable to start one on it.")
        return
    deliverable_id = here
    host.do(lambda: host.desk.effort.toggle(deliverable_id))


async def time(host: Host, subject: Subject | None) -> None:
    """Enter time that was worked on the selected deliverable."""
    from tui.screens.forms.time_entry import TimeEntryForm

    here = _work_of(subject)
    if here is None:
        host.tell("Time is spent on a deliverable: select one first.")
        return
    effort, what = host.desk.effort, host.desk.work.deliverable(here)
    entry = await host.ask(TimeEntryForm(host.desk, what, save=effort.add_entry))
    if entry is not None:
        host.saved(f"{span(entry.minutes or 0)} on {named(what.name, 60)}.")


async def edit_entry(host: Host, entry_id: int) -> None:
    """Change time that was entered, or counted by the clock."""
    from tui.screens.forms.time_entry import TimeEntryForm

    effort = host.desk.effort
    known = effort.entry(entry_id)
    what = host.desk.work.deliverable(known.deliverable_id)
    save = partial(effort.edit_entry, opened=known)
    entry = await host.ask(TimeEntryForm(host.desk, what, known, save=save))
    if entry is not None:
        host.saved(f"{span(entry.minutes or 0)} on {named(what.name, 60)}: changed.")


async def delete_entry(host: Host, entry_id: int) -> None:
    """Delete time that should never have been there."""
    host.do(lambda: host.desk.effort.delete_entry(entry_id))


async def left(host: Host, subject: Subject | None) -> None:
    """Judge anew how much work is left; when it is more than before, one key names the cause."""
    from tui.screens.forms.left import AskLeft

    here = _work_of(subject)
    if here is None:
        host.tell("Work is left on a deliverable: select one first.")
        return
    what = host.desk.work.deliverable(here)
    cause, before, minutes = None, left_so_far(what), None
    while True:
        minutes = await host.ask(AskLeft(host.desk, what, minutes))
        if minutes is None:
            return
        if before is None or minutes <= before:
            break
        cause = await why_more(host, minutes - before)
        if cause is not None:
            break
        # Left without a cause: back to the hours, which stand there as they were typed.
    judged = minutes
    host.do(lambda: host.desk.effort.judge(what.id, judged, cause))


async def why_more(host: Host, minutes: int) -> Cause | None:
    """Ask what made the work grow: one key."""
    from tui.screens.dialogs import Choice, Choose

    choices = [Choice(key, cause.value, words.capitalize(), about) for cause, key, words, about in CAUSES]
    answer = await host.ask(Choose(f"{span(minutes)} more: why?", choices, hint="The slack ledger keeps it."))
    return None if answer is None else Cause(answer)


def _work_of(subject: Subject | None) -> int | None:
    """Give the deliverable that what is selected is, or is about."""
    item = subject.item if subject is not None else None
    if isinstance(item, AgendaItem) and item.kind is AgendaKind.DONE_EARLY:
        return item.about_id
    return promising.about(subject)

"""The promise check, from wherever one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model.promise import FindOut, PromiseDraft
from data.model.today import AgendaItem, AgendaKind, SlackItem
from tui.screens.acts.host import Host, Subject
from tui.wording.said import promised

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from tui.screens.promise import Asked, PromiseAnswer

_ABOUT_A_DELIVERABLE = (AgendaKind.HEADS_UP, AgendaKind.ARRIVED, AgendaKind.SCOPE, AgendaKind.DELIVERY)


async def promise(host: Host, subject: Subject | None) -> None:
    """Check a promise: something new for the client of what is selected, or among deliverables that one anew.

    In Today a new question is the likelier one, whatever row the cursor stands on.
    """
    from tui.screens.promise import Asked

    item = subject.item if subject is not None else None
    in_today = isinstance(item, AgendaItem) and item.kind is not AgendaKind.ARRIVED
    deliverable_id = None if in_today else about(subject)
    if deliverable_id is not None:
        deliverable = host.desk.work.deliverable(deliverable_id)
        if deliverable.open:
            await ask(host, Asked(deliverable=deliverable))
            return
    await ask(host, Asked(client_id=subject.client_id if subject is not None else None))


async def ask(host: Host, asked: Asked) -> None:
    """Put the promise check, store what was confirmed, and say so."""
    from tui.screens.promise import PromiseForm

    desk = host.desk
    form = PromiseForm(desk, asked, save=lambda given: store(desk, given))
    answer: PromiseAnswer | None = await host.ask(form)
    if answer is not None:
        host.saved(said(desk, answer))


def store(desk: Desk, answer: PromiseAnswer) -> object:
    """Store what the promise check was answered with."""
    return desk.find_outs.add(answer) if isinstance(answer, FindOut) else desk.promises.confirm(answer)


def said(desk: Desk, answer: PromiseAnswer) -> str:
    """Say what was stored."""
    if isinstance(answer, PromiseDraft):
        client = desk.clients.get(answer.client_id).name
        return promised(answer, client, desk.now(), desk.settings.zone)
    return f"{answer.question} You come back on it."


def about(subject: Subject | None) -> int | None:
    """Give the deliverable that what is selected is about."""
    if subject is None:
        return None
    item = subject.item
    if subject.kind == "deliverable":
        return item.deliverable.id if isinstance(item, SlackItem) else subject.id
    if isinstance(item, AgendaItem) and item.kind in _ABOUT_A_DELIVERABLE:
        return item.about_id
    return None

"""Drafts to clients: composed, read once more, taken elsewhere; sent is what the user says was sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from data.model.today import AgendaItem, AgendaKind
from data.model.touch import Channel
from tui.screens.acts import promising
from tui.screens.acts.host import Host, Subject
from tui.wording.plain import named

if TYPE_CHECKING:
    from data.desk.talk.drafts import Composed


_ASKED = {
    AgendaKind.NUDGE: ("A reminder", "of what they owe you"),
    AgendaKind.WRITE_UP: ("Write it up", "what you agreed on the phone"),
}
"""What a card asks to be written, beside what can always be written."""


async def heads_up(host: Host, subject: Subject | None) -> None:
    """Tell before it slips: the new date, what is done, and the client's choice."""
    item = subject.item if subject is not None else None
    if isinstance(item, AgendaItem) and item.kind is AgendaKind.HEADS_UP:
        await of_card(host, item)
        return
    deliverable_id = promising.about(subject)
    if deliverable_id is None:
        host.tell("A heads-up is about a deliverable. enter shows what this asks for.")
        return
    deliverable = host.desk.work.deliverable(deliverable_id)
    draft = host.desk.drafts.heads_up(deliverable_id, host.snapshot.slack)
    card = next(
        (
            each
            for each in host.snapshot.agenda
            if each.kind is AgendaKind.HEADS_UP and each.about_id == deliverable_id
        ),
        None,
    )
    if await show(host, draft):
        note = f"Heads-up: {deliverable.name}"
        if card is not None:
            host.do(lambda: host.desk.cards.told(card, Channel.MAIL))
        else:
            host.do(lambda: host.desk.contacts.word(deliverable.client_id, Channel.MAIL, note))
        await _told_anew(host, deliverable_id, draft)


async def of_card(host: Host, card: AgendaItem) -> None:
    """Write what a card asks for; once it was sent, the card is done and the contact logged."""
    compose = _composer(host, card)
    if compose is None or card.client_id is None:
        return
    composed = compose()
    if await show(host, composed):
        host.do(lambda: host.desk.cards.told(card, Channel.MAIL))
        await _told_anew(host, card.about_id, composed)


async def _told_anew(host: Host, deliverable_id: int, composed: Composed) -> None:
    """Have another date that a sent text told confirmed, for it is a promise now."""
    from tui.screens.promise import Asked

    if composed.new_promise_at is None:
        return
    asked = Asked(
        deliverable=host.desk.work.deliverable(deliverable_id),
        wished_at=composed.new_promise_at,
        how=Channel.MAIL,
        why="heads-up",
    )
    await promising.ask(host, asked)


async def interim_draft(host: Host, subject: Subject) -> None:
    """Write that you are still on a question."""
    if subject.client_id is None:
        host.tell("No client belongs to that question, so there is nobody to write to.")
        return
    composed = host.desk.drafts.find_out(subject.id)
    if await show(host, composed):
        anew = composed.come_back_at
        host.do(lambda: host.desk.find_outs.interim(subject.id, Channel.MAIL, anew))


async def write(host: Host, subject: Subject | None) -> None:
    """Choose what to write to the client of what is selected."""
    from tui.screens.dialogs import Choice, Choose

    client_id = subject.client_id if subject is not None else None
    if client_id is None:
        host.tell("No client belongs to what is selected, so there is nobody to write to.")
        return
    deliverable_id = promising.about(subject)
    choices = [
        Choice("u", "update", "Where it stands", "done, next, what you need from them"),
        Choice("m", "mistake", "A mistake of mine", "what happened, what you did, what comes next"),
        Choice("a", "agreements", "What is agreed", "how you work together, in writing"),
    ]
    if deliverable_id is not None:
        choices.insert(0, Choice("h", "heads_up", "Heads-up", "the new date, before the old one slips"))
    item = subject.item if subject is not None else None
    card = item if isinstance(item, AgendaItem) and item.kind in _ASKED else None
    if card is not None:
        choices.insert(0, Choice("w", "card", *_ASKED[card.kind]))
    client = host.desk.clients.get(client_id).name
    what = await host.ask(Choose(f"Write to {named(client, 50)}", choices))
    drafts = host.desk.drafts
    if what == "card" and card is not None:
        await of_card(host, card)
    elif what == "heads_up":
        await heads_up(host, subject)
    elif what == "update":
        await logged(host, drafts.update(client_id, host.snapshot.slack), "where it stands")
    elif what == "mistake":
        await logged(host, drafts.mistake(client_id, deliverable_id), "about a mistake")
    elif what == "agreements":
        await logged(host, drafts.agreements(client_id), "what we agreed")


async def show(host: Host, composed: Composed) -> bool:
    """Show a draft with what had better not be in it; True when the user says that it was sent."""
    from tui.screens.draft import DraftScreen

    drafts = host.desk.drafts
    screen = DraftScreen(
        composed.draft,
        check=composed.check,
        save=lambda written: drafts.save(written, composed.client),
        open_mail=drafts.open_mail,
    )
    answer = await host.ask(screen)
    if answer is None or not answer.sent:
        return False
    drafts.count_check(answer.hints, answer.followed)
    return True


async def logged(host: Host, composed: Composed, note: str) -> None:
    """Show a draft, and log the word to the client once it was sent."""
    if await show(host, composed):
        host.do(lambda: host.desk.contacts.word(composed.client_id, Channel.MAIL, note))


def _composer(host: Host, card: AgendaItem) -> Callable[[], Composed] | None:
    drafts = host.desk.drafts
    if card.kind is AgendaKind.HEADS_UP:
        return lambda: drafts.heads_up(card.about_id, host.snapshot.slack)
    if card.kind is AgendaKind.NUDGE:
        return lambda: drafts.nudge(card.about_id)
    if card.kind is AgendaKind.UPDATE:
        return lambda: drafts.update(card.about_id, host.snapshot.slack)
    if card.kind is AgendaKind.WRITE_UP:
        return lambda: drafts.write_up(card.about_id)
    return None

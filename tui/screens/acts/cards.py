"""Acts on the cards of the Today pane: what the program suggests to do for a promise."""

from __future__ import annotations

from datetime import datetime

from data.errors import WrongUse
from data.model.today import AgendaItem, AgendaKind
from data.model.touch import Channel
from tui.screens.acts import contacts, promising
from tui.screens.acts.host import Host, Subject
from tui.wording.plain import plain
from tui.wording.said import put_off
from tui.wording.times import exact

_CHANNELS = (
    ("m", Channel.MAIL, "By mail"),
    ("c", Channel.CALL, "On the phone"),
    ("h", Channel.CHAT, "In a chat"),
    ("e", Channel.MEETING, "In person"),
)

_NOTHING_TO_WRITE = (
    ("1", "it was said in person since"),
    ("2", "it is not wanted any more"),
    ("3", "too small to write down"),
)
"""Why a call needs no written word after all."""

_AS_ENTER = (AgendaKind.DONE_EARLY, AgendaKind.NUDGE, AgendaKind.WRITE_UP, AgendaKind.EMERGENCY_CHECK)
"""Cards that are ticked off by what Enter does."""

_LATER = ("in 2h", "tomorrow 9:00", "mon 9:00")
_SOON = ("in 30m", "in 1h", "in 2h")


async def open_(host: Host, subject: Subject) -> None:
    """Do what a card asks for."""
    card = subject.item
    if not isinstance(card, AgendaItem):
        return
    if card.kind is AgendaKind.ARRIVED:
        await _tell_the_date(host, card)
    elif card.kind is AgendaKind.DONE_EARLY:
        from tui.screens.acts import delivering

        await delivering.early(host, subject)
    elif card.kind is AgendaKind.SCOPE:
        from tui.screens.acts import looking

        await looking.deliverable(host, card.about_id)
    elif card.kind is AgendaKind.NUDGE:
        await _nudge(host, card)
    elif card.kind is AgendaKind.WRITE_UP:
        await _write_up(host, card)
    elif card.kind is AgendaKind.EMERGENCY_CHECK:
        host.do(lambda: host.desk.cards.looked(card))
    elif card.kind is AgendaKind.AGREEMENTS:
        from tui.screens.acts import agreements

        await agreements.of_card(host, subject)
    else:
        from tui.screens.acts import drafting

        await drafting.of_card(host, card)


async def done(host: Host, subject: Subject) -> None:
    """Say that what a card asks for is done; a word to the client has a channel."""
    card = subject.item
    if not isinstance(card, AgendaItem):
        return
    if card.kind in _AS_ENTER:
        await open_(host, subject)
        return
    if card.kind is AgendaKind.AGREEMENTS:
        from tui.screens.acts import agreements

        await agreements.done(host, card, subject)
        return
    how = await ask_how(host, f"{plain(card.text, 50)}: told how?")
    if how is not None:
        host.do(lambda: host.desk.cards.told(card, how))


async def later(host: Host, subject: Subject | None) -> None:
    """Put a card off to a working time; exchanges and kindnesses have their own later."""
    card = subject.item if subject is not None else None
    if subject is None or subject.kind != "card" or not isinstance(card, AgendaItem):
        await contacts.later(host, subject)
        return
    from tui.screens.dialogs import AskWhen

    desk, last = host.desk, _promise_behind(host, card)

    def check(until: datetime) -> None:
        if last is not None and until >= last:
            promise = exact(last, desk.now(), desk.settings.zone)
            raise WrongUse(f"That is after the promise, {promise}: say when before it, or tell them now.")

    question = f"{plain(card.text, 50)}: again when?"
    offers = _SOON if card.kind is AgendaKind.EMERGENCY_CHECK else _LATER
    until = await host.ask(AskWhen(desk, question, suggestions=offers, before=last, save=check))
    if until is not None:
        host.do(lambda: _put_off(host, card, until))


def _put_off(host: Host, card: AgendaItem, until: datetime) -> str:
    """Put a card off, and say to when."""
    host.desk.cards.put_off(card, until)
    return put_off(card.text, until, host.desk.now(), host.desk.settings.zone)


def _promise_behind(host: Host, card: AgendaItem) -> datetime | None:
    """Give the promise a word has to come before; None for cards that nothing presses."""
    if card.kind is not AgendaKind.HEADS_UP:
        return None
    return host.desk.work.deliverable(card.about_id).promised_at


async def ask_how(host: Host, title: str) -> Channel | None:
    """Ask on which channel somebody was told."""
    from tui.screens.dialogs import Choice, Choose

    how = await host.ask(Choose(title, [Choice(key, way.value, text) for key, way, text in _CHANNELS]))
    return None if how is None else Channel(how)


async def _tell_the_date(host: Host, card: AgendaItem) -> None:
    """Promise from today on what was promised from an arrival on, so many working days later."""
    from data.rules.days import add_working_days, local_date
    from tui.screens.promise import Asked

    desk, work = host.desk, host.desk.working_time
    told = [each for each in desk.promises.history(card.about_id) if each.after]
    wished = None
    if told and told[-1].after_days is not None:
        day = add_working_days(local_date(desk.now(), work.zone), told[-1].after_days, work)
        wished = work.day_closing(day) if day is not None else None
    why = f"{told[-1].after} is here" if told else ""
    deliverable = desk.work.deliverable(card.about_id)
    await promising.ask(host, Asked(deliverable=deliverable, wished_at=wished, why=why))


async def _nudge(host: Host, card: AgendaItem) -> None:
    from tui.screens.dialogs import Choice, Choose

    scope = host.desk.scope
    choices = (
        Choice("w", "write", "Write", "a kind reminder, ready to send"),
        Choice("r", "received", "It is here", "nothing is owed any more"),
        Choice("t", "told", "Reminded", "they heard it already"),
        Choice("x", "drop", "Not needed", "any more"),
        Choice("e", "edit", "Edit", "what is owed, or by when"),
    )
    what = await host.ask(Choose(plain(card.text, 50), choices))
    if what == "write":
        from tui.screens.acts import drafting

        await drafting.of_card(host, card)
    elif what == "received":
        host.do(lambda: scope.received(card.about_id))
    elif what == "drop":
        host.do(lambda: scope.drop_obligation(card.about_id))
    elif what == "edit":
        from tui.screens.acts import scope as scope_acts

        await scope_acts.edit_obligation(host, card.about_id)
    elif what == "told":
        how = await ask_how(host, "Reminded how?")
        if how is not None:
            host.do(lambda: host.desk.cards.told(card, how))


async def _write_up(host: Host, card: AgendaItem) -> None:
    """Write what was agreed on the phone, or say why nothing is to be written."""
    from tui.screens.dialogs import Choice, Choose

    choices = (
        Choice("w", "write", "Write", "what you agreed on the phone, ready to send"),
        Choice("r", "came", "It is here", "their confirmation came another way"),
        Choice("t", "told", "Told", "you wrote it already"),
        Choice("x", "drop", "Not needed …", "with the reason"),
    )
    what = await host.ask(Choose(plain(card.text, 60), choices))
    if what == "write":
        from tui.screens.acts import drafting

        await drafting.of_card(host, card)
    elif what == "came":
        host.do(lambda: host.desk.after_hours.came(card.about_id))
    elif what == "told":
        how = await ask_how(host, "Told how?")
        if how is not None:
            host.do(lambda: host.desk.cards.told(card, how))
    elif what == "drop":
        why = await _why_not(host, card)
        if why:
            host.do(lambda: host.desk.after_hours.drop(card.about_id, why))


async def _why_not(host: Host, card: AgendaItem) -> str | None:
    """Ask why nothing is to be written; a reason of one's own is typed."""
    from tui.screens.dialogs import AskText, Choice, Choose

    choices = [Choice(key, reason, reason) for key, reason in _NOTHING_TO_WRITE]
    choices.append(Choice("o", "", "another reason …"))
    why = await host.ask(Choose("Not to be written up", choices, hint="Why? It stays with it."))
    if why == "":
        return await host.ask(AskText(plain(card.text, 60), label="Why?", may_be_empty=False))
    return why

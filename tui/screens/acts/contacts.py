"""Acts on contacts and on exchanges that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model.draft import ContactDraft
from data.model.today import AgendaItem, AgendaKind, WaitingItem
from data.model.touch import Answer, Channel
from tui.screens.acts.host import Host, Subject
from tui.wording.after_hours import put_off_said
from tui.wording.plain import plain
from tui.wording.said import logged, put_off
from tui.wording.waiting import CHANNELS

if TYPE_CHECKING:
    from datetime import datetime

    from data.desk.desk import Desk

_BY_CHANNEL = {
    Channel.MAIL: Answer.MAIL,
    Channel.CALL: Answer.CALL,
    Channel.SMS: Answer.SMS,
    Channel.CHAT: Answer.CHAT,
    Channel.MEETING: Answer.MEETING,
    Channel.LETTER: Answer.LETTER,
    Channel.OTHER: Answer.OTHER,
}


_KEYS = {
    Channel.MAIL: "m",
    Channel.CALL: "c",
    Channel.SMS: "t",
    Channel.CHAT: "h",
    Channel.MEETING: "e",
    Channel.LETTER: "l",
    Channel.OTHER: "o",
}
"""The key that picks each channel at once."""


async def call(host: Host, subject: Subject | None) -> None:
    """Log a call; the client is chosen already where a callback is selected."""
    await _log_call(host, *_called_back(subject))


async def call_them(host: Host, subject: Subject | None) -> None:
    """Log a call that answers an exchange, on whatever channel they asked."""
    if subject is not None:
        await _log_call(host, subject.client_id, (subject.id,), settled=True)


async def _log_call(
    host: Host, client_id: int | None, answers: tuple[int, ...], *, settled: bool = False
) -> None:
    from tui.screens.call import CallForm

    form = CallForm(
        host.desk, client_id=client_id, answers=answers, settled=settled, save=host.desk.contacts.log
    )
    draft = await host.ask(form)
    if draft is not None:
        host.saved(call_said(host.desk, draft, _client(host, draft)))
        await promises_wished(host, draft)


def call_said(desk: Desk, draft: ContactDraft, client: str) -> str:
    """Say that a call is logged, and what was put off in it."""
    said = logged("Call", client)
    if draft.tomorrow is None:
        return said
    return f"{said} {put_off_said(draft.tomorrow.due_at, desk.now(), desk.settings.zone)}"


async def promises_wished(host: Host, draft: ContactDraft) -> None:
    """Put the promise check for each piece of work they asked for, now that the contact is stored."""
    from tui.screens.acts import promising
    from tui.screens.promise import Asked

    client_id = draft.client_id
    if client_id is None and draft.promises:
        client_id = host.desk.clients.by_name(draft.new_client).id
    for wish in draft.promises:
        await promising.ask(
            host,
            Asked(
                client_id=client_id,
                name=wish.text,
                minutes=wish.minutes,
                wished_at=wish.wished_at,
                how=draft.channel,
            ),
        )


async def contact(host: Host, subject: Subject | None) -> None:
    """Log a contact on another channel; the client is chosen already where an exchange waits."""
    from tui.screens.contact import ContactForm

    waits = subject if subject is not None and subject.kind == "thread" else None
    form = ContactForm(
        host.desk,
        client_id=waits.client_id if waits else None,
        answers=(waits.id,) if waits else (),
        save=host.desk.contacts.log,
    )
    draft = await host.ask(form)
    if draft is not None:
        host.saved(logged(CHANNELS[draft.channel].capitalize(), _client(host, draft)))


async def answered(host: Host, subject: Subject | None) -> None:
    """Stop the clock of an exchange, by the channel it was answered on."""
    from tui.screens.dialogs import Choice, Choose

    if subject is None or not isinstance(subject.item, WaitingItem):
        return
    choices = [Choice(key, channel.value, CHANNELS[channel].capitalize()) for channel, key in _KEYS.items()]
    choices.append(Choice("n", "", "Not a client matter", "it does not count, and never did"))
    title = f"How did you answer {plain(subject.item.who or subject.item.client, 40)}?"
    channel = await host.ask(Choose(title, choices))
    if channel is not None:
        how = _BY_CHANNEL[Channel(channel)] if channel else Answer.NOT_CLIENT_MATTER
        host.do(lambda: host.desk.waiting.answered(subject.id, how))


async def no_reply(host: Host, subject: Subject | None) -> None:
    """Say that an exchange needs no reply."""
    if subject is not None:
        host.do(lambda: host.desk.waiting.answered(subject.id, Answer.NO_REPLY_NEEDED))


async def urgent(host: Host, subject: Subject | None) -> None:
    """Give an exchange the urgent limit, or the usual one again."""
    if subject is not None and isinstance(subject.item, WaitingItem):
        now_urgent = not subject.item.urgent
        host.do(lambda: host.desk.waiting.mark_urgent(subject.id, now_urgent))


async def later(host: Host, subject: Subject | None) -> None:
    """Let an exchange sleep until a working time, or put a kindness off to a day."""
    if subject is None:
        return
    if subject.kind == "gesture":
        from tui.screens.acts.kindness import put_off

        await put_off(host, subject)
        return
    from tui.screens.dialogs import AskWhen

    until = await host.ask(
        AskWhen(host.desk, "Answer later: when?", suggestions=("in 2h", "tomorrow 9:00", "mon 9:00"))
    )
    if until is not None:
        host.do(lambda: _snoozed(host, subject, until))


def _snoozed(host: Host, subject: Subject, until: datetime) -> str:
    """Let an exchange sleep, and say until when."""
    desk, item = host.desk, subject.item
    said = desk.waiting.snooze(subject.id, until)
    if not isinstance(item, WaitingItem):
        return said
    return put_off(item.subject or item.who, until, desk.now(), desk.settings.zone)


def answer_on_its_channel(item: WaitingItem) -> Answer:
    """Give the answer that fits the channel the client chose."""
    return _BY_CHANNEL[item.channel]


def _called_back(subject: Subject | None) -> tuple[int | None, tuple[int, ...]]:
    """Give whom a call is most likely with: only a missed call or a promised callback says so."""
    if subject is None:
        return None, ()
    item = subject.item
    if isinstance(item, WaitingItem) and item.channel is Channel.CALL:
        return subject.client_id, (subject.id,)
    if isinstance(item, AgendaItem) and item.kind is AgendaKind.CALLBACK and not subject.done:
        return subject.client_id, ()
    return None, ()


def _client(host: Host, draft: ContactDraft) -> str:
    """Give the client's name for the sentence; the store just took it, so it is there."""
    if draft.client_id is None:
        return draft.who
    return host.desk.clients.get(draft.client_id).name

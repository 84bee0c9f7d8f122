"""Acts on find-outs: questions that were answered with "I'll find out" (SERVICE.md 4.1)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from data.model.touch import Channel
from tui.screens.acts.host import Host, Subject
from tui.wording import find_out as words
from tui.wording.plain import named
from tui.wording.said import stored

if TYPE_CHECKING:
    from data.model.promise import FindOut


async def new(host: Host, subject: Subject | None) -> None:
    """Enter a question to find out about, of the client of what is selected unless another is chosen."""
    from tui.screens.forms.find_out import FindOutForm

    client_id = subject.client_id if subject is not None else None
    form = FindOutForm(host.desk, client_id=client_id, save=host.desk.find_outs.add)
    answer = await host.ask(form)
    if answer is not None:
        host.saved(stored(answer.question, new=True))


async def open_(host: Host, subject: Subject | None) -> None:
    """Say what becomes of a question: told, still on it, or not asked any more."""
    from tui.screens.dialogs import Choice, Choose

    if subject is None:
        return
    desk = host.desk
    find_out = desk.find_outs.get(subject.id)
    if not find_out.open:
        await edit(host, subject)
        return
    choices = [
        Choice("t", "told", "They know", "you told them the answer"),
        Choice("i", "interim", "Still on it", "you told them that it goes on"),
        Choice("w", "draft", "Write", "“still on it”, ready to send"),
        Choice("e", "edit", "Edit", "the answer, or when you come back"),
        Choice("x", "drop", "Not asked", "any more"),
    ]
    if find_out.client_id is None:
        choices = [choice for choice in choices if choice.value not in ("interim", "draft")]
    said = words.come_back_said(find_out, desk.now(), desk.settings.zone)
    what = await host.ask(Choose(named(find_out.question, 50), choices, hint=said))
    if what == "told":
        await _told(host, find_out)
    elif what == "interim":
        await _interim(host, find_out)
    elif what == "draft":
        from tui.screens.acts.drafting import interim_draft

        await interim_draft(host, subject)
    elif what == "edit":
        await edit(host, subject)
    elif what == "drop":
        host.do(lambda: desk.find_outs.drop(subject.id))


async def done(host: Host, subject: Subject | None) -> None:
    """Note that they were told the answer."""
    if subject is not None:
        await _told(host, host.desk.find_outs.get(subject.id))


async def edit(host: Host, subject: Subject | None) -> None:
    """Change a question: its answer, or when you come back."""
    from tui.screens.forms.find_out import FindOutForm

    if subject is None:
        return
    find_outs = host.desk.find_outs
    known = find_outs.get(subject.id)
    form = FindOutForm(host.desk, known, save=partial(find_outs.edit, opened=known))
    answer = await host.ask(form)
    if answer is not None:
        host.saved(stored(answer.question, new=False))


async def delete(host: Host, subject: Subject | None) -> None:
    """Delete a question that should never have been there."""
    if subject is not None:
        host.do(lambda: host.desk.find_outs.delete(subject.id))


async def _told(host: Host, find_out: FindOut) -> None:
    """Ask how, then what; the answer comes last, so that leaving the question loses nothing typed."""
    from tui.screens.dialogs import AskText

    how = await _how(host, find_out)
    if how is None:
        return
    said: list[str] = []

    def save(answer: str) -> None:
        said.append(host.desk.find_outs.told(find_out.id, answer, how))

    question = AskText(
        named(find_out.question, 60),
        label="What did you tell them?",
        value=find_out.answer,
        hint="a few words; they stay with the contact",
        save=save,
    )
    if await host.ask(question) is not None:
        host.saved(said[-1])


async def _interim(host: Host, find_out: FindOut) -> None:
    how = await _how(host, find_out)
    if how is not None:
        host.do(lambda: host.desk.find_outs.interim(find_out.id, how))


async def _how(host: Host, find_out: FindOut) -> Channel | None:
    """Ask on which channel they were told; where there is no client, nobody was."""
    from tui.screens.acts.cards import ask_how

    if find_out.client_id is None:
        return Channel.OTHER
    return await ask_how(host, words.how_told(host.desk.clients.get(find_out.client_id).name))

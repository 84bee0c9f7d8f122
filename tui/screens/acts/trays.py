"""The trays: who is this?, what waited from before, and what is asleep."""

from __future__ import annotations

from functools import partial

from data.model.touch import Answer
from tui.screens.acts.host import Host, Subject
from tui.wording.plain import plain


async def trays(host: Host, _subject: Subject | None) -> None:
    """Open the tray that has something in it, or ask which."""
    from tui.screens.dialogs import Choice, Choose

    today = host.snapshot
    thanks = host.desk.waiting.closed_by_thanks()
    filled = [
        choice
        for count, choice in (
            (
                today.unknown_senders,
                Choice("w", "who", "Who is this?", f"{today.unknown_senders} unknown senders"),
            ),
            (
                today.from_before,
                Choice("f", "from_before", "From before", f"{today.from_before} waited already"),
            ),
            (today.snoozed, Choice("s", "snoozed", "Asleep", f"{today.snoozed} until later")),
            (len(thanks), Choice("t", "thanks", "Closed by thanks", f"{len(thanks)} in two weeks")),
        )
        if count
    ]
    if not filled:
        host.tell("All trays are empty: nobody unknown, nothing from before, nothing asleep.")
        return
    which = filled[0].value if len(filled) == 1 else await host.ask(Choose("Trays", filled))
    if which == "who":
        await _who_is_this(host)
    elif which == "thanks":
        await _closed_by_thanks(host)
    elif which is not None:
        await _threads(host, which)


async def _who_is_this(host: Host) -> None:
    """Go through the unknown senders until none is left or the tray is closed."""
    from tui.screens.trays import WhoIsThis

    matching = host.desk.matching
    while matching.unknown_senders():
        choice = await host.ask(WhoIsThis(host.desk))
        if choice is None:
            return
        if choice.act == "client":
            host.do(partial(matching.make_client, choice.address, choice.name or choice.address))
        elif choice.act == "add" and choice.client_id is not None:
            host.do(partial(matching.add_to_client, choice.address, choice.client_id))
        elif choice.act == "ignore":
            host.do(partial(matching.ignore, choice.address))


async def _closed_by_thanks(host: Host) -> None:
    """Show the mails that only said thanks; one key lets such a mail wait after all."""
    from tui.screens.dialogs import Choice, Choose

    letters = {
        str(number): letter for number, letter in enumerate(host.desk.waiting.closed_by_thanks()[:9], 1)
    }
    choices = [
        Choice(key, key, plain(letter.who, 30), plain(letter.subject, 50)) for key, letter in letters.items()
    ]
    which = await host.ask(Choose("Closed by thanks", choices, hint="a number lets it wait after all"))
    if which is not None:
        host.do(partial(host.desk.waiting.reopen, letters[which].message_id))


async def _threads(host: Host, which: str) -> None:
    """Go through a tray of exchanges until none is left or the tray is closed."""
    from tui.screens.trays import ThreadTray

    waiting = host.desk.waiting
    while waiting.from_before() if which == "from_before" else waiting.snoozed():
        choice = await host.ask(ThreadTray(host.desk, "from_before" if which == "from_before" else "snoozed"))
        if choice is None:
            return
        if choice.act == "wake":
            host.do(partial(waiting.wake, choice.thread_id))
        else:
            how = Answer.NO_REPLY_NEEDED if choice.act == "no_reply" else Answer.MAIL
            host.do(partial(waiting.answered, choice.thread_id, how))

"""The trays: who is this?, what waited from before, and what is asleep."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from data.model.touch import Answer
from tui.screens.acts.host import Host, Subject
from tui.screens.acts.time_log import time_log, undone
from tui.wording.plain import plain

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from tui.screens.who import SenderChoice


async def trays(host: Host, _subject: Subject | None) -> None:
    """Open the tray that has something in it, or ask which."""
    from tui.screens.acts import book
    from tui.screens.dialogs import Choice, Choose

    filled = [Choice(*each) for count, each in _trays(host) if count]
    if not filled:
        host.tell("All trays are empty: nobody and no time unknown, nothing from before or asleep.")
        return
    which = filled[0].value if len(filled) == 1 else await host.ask(Choose("Trays", filled))
    if which == "who":
        await who_is_this(host)
    elif which == "time":
        await time_log(host, None)
    elif which == "cards":
        await book.changed_cards(host)
    elif which == "thanks":
        await _closed_by_thanks(host)
    elif which is not None:
        await _threads(host, which)


def _trays(host: Host) -> tuple[tuple[int, tuple[str, str, str, str]], ...]:
    """Give how much lies in each tray, with its key, its word, its name, and what it says of itself."""
    today = host.snapshot
    unknown, before, asleep, time = (
        today.unknown_senders,
        today.from_before,
        today.snoozed,
        today.time_to_place,
    )
    cards = len(host.desk.address_book.proposals())
    thanks = len(host.desk.waiting.closed_by_thanks())
    return (
        (unknown, ("w", "who", "Who is this?", f"{unknown} who wrote or called")),
        (before, ("f", "from_before", "From before", f"{before} waited already")),
        (asleep, ("s", "snoozed", "Asleep", f"{asleep} until later")),
        (time, ("i", "time", "What is this time?", f"{time} from time logs")),
        (cards, ("c", "cards", "Cards changed", f"{cards} say more of people you know")),
        (thanks, ("t", "thanks", "Closed by thanks", f"{thanks} in two weeks")),
    )


async def who_is_this(host: Host, _subject: Subject | None = None) -> None:
    """Go through the unknown senders, one wish after the other, until the tray is closed."""
    from tui.screens.who import WhoIsThis

    place = done = 0
    seen: frozenset[str] | None = None
    while True:
        tray = WhoIsThis(host.desk, place=place, done=done, seen=seen)
        choice = await host.ask(tray)
        if choice is None:
            return
        place, seen = tray.place, None
        if choice.act == "undo":
            seen = tray.points
            done -= undone(host)
        else:
            done += host.do(partial(_grant, host.desk, choice))


def _grant(desk: Desk, choice: SenderChoice) -> str:
    """Do what is wished for somebody in the tray, and say what was done."""
    matching, point = desk.matching, choice.point
    if choice.act == "take":
        return matching.take(point)
    if choice.act == "client":
        made = matching.make_client(point, choice.name, person=choice.person, domain=choice.domain)
        return f"{made.name} is a client."
    if choice.act == "add" and choice.client_id is not None:
        return f"{point} is {matching.add_to_client(point, choice.client_id).name}'s."
    if choice.act == "person" and choice.client_id is not None:
        added = matching.add_person(point, choice.client_id, choice.name)
        return f"{added.name} is at {desk.clients.get(choice.client_id).name}."
    if choice.act == "to_person" and choice.person_id is not None:
        return f"{point} is {matching.add_to_person(point, choice.person_id).name}'s."
    if choice.act == "domain" and choice.client_id is not None:
        return matching.whole_domain(choice.domain, choice.client_id)
    if choice.act == "share":
        return matching.share(choice.domain)
    return matching.ignore(point)


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

    waiting, done = host.desk.waiting, 0
    while waiting.from_before() if which == "from_before" else waiting.snoozed():
        tray = ThreadTray(host.desk, "from_before" if which == "from_before" else "snoozed", done=done)
        choice = await host.ask(tray)
        if choice is None:
            return
        if choice.act == "undo":
            done -= undone(host)
        elif choice.act == "wake":
            done += host.do(partial(waiting.wake, choice.thread_id))
        else:
            how = Answer.NO_REPLY_NEEDED if choice.act == "no_reply" else Answer.MAIL
            done += host.do(partial(waiting.answered, choice.thread_id, how))

"""Looking at the mail: what is held back, shown at once; or all that waits, gone through one by one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from data.model.today import WaitingItem
from data.model.touch import Channel
from tui.screens.acts import cards, contacts, drafting, looking, work
from tui.screens.acts.host import Host, Subject
from tui.wording.batch import batch_ended, batch_title
from tui.wording.waiting import waiting_empty

_ACTS: dict[str, Callable[[Host, Subject | None], Awaitable[None]]] = {
    "answered": contacts.answered,
    "done": work.done,
    "no_reply": contacts.no_reply,
    "later": cards.later,
    "urgent": contacts.urgent,
    "call": contacts.call_them,
    "write": drafting.write,
    "client": looking.client,
}


async def mail(host: Host, _subject: Subject | None) -> None:
    """Show what is held back; where nothing is, go through all that waits, the worst first."""
    before = host.snapshot
    if before.held:
        held = len(before.held)
        if host.do(lambda: host.desk.mail.look(held), undo=False):
            host.select_returned(before)
        return
    if not before.waiting:
        host.tell(waiting_empty(before))
        return
    if any(item.channel is Channel.MAIL for item in before.waiting):
        host.do(host.desk.mail.check, undo=False)
    await _Batch(host).go()


class _Batch:
    """What waits when it begins, one after the other; what has stopped waiting meanwhile is left out."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._keys = [item.key for item in host.snapshot.waiting]
        self._at = 0

    async def go(self) -> None:
        """Go through them until the end, or until the user leaves; say how it ended."""
        from tui.screens.mail_batch import MailBatch
        from tui.screens.sheets import batch_sheet

        host, total = self._host, len(self._keys)
        while self._at < total:
            item = self._item(self._at)
            if item is None:
                self._at += 1
                continue
            title = batch_title(self._at + 1, total, item)
            choice = await host.ask(MailBatch(title, batch_sheet(host.desk, host.snapshot, item)))
            if choice is None:
                break
            await self._do(choice, item)
        handled = sum(self._item(place) is None for place in range(total))
        host.tell(batch_ended(handled, total))

    async def _do(self, choice: str, item: WaitingItem) -> None:
        """Do what was chosen, and stand where that leads: on, unless they still wait."""
        if choice == "skip":
            self._at += 1
        elif choice == "before":
            waiting = [place for place in range(self._at) if self._item(place) is not None]
            self._at = waiting[-1] if waiting else self._at
        elif choice == "undo":
            await self._undo()
        else:
            await _ACTS[choice](self._host, Subject.of(item))
            if self._item(self._at) is None:
                self._at += 1

    async def _undo(self) -> None:
        """Take the latest act back and return to what it was about, if that is of this batch."""
        gone = [place for place in range(self._at) if self._item(place) is None]
        await work.undo(self._host, None)
        back = [place for place in gone if self._item(place) is not None]
        self._at = back[-1] if back else self._at

    def _item(self, place: int) -> WaitingItem | None:
        """Give what waits at a place as it is now; None when it waits no more."""
        waiting = self._host.snapshot.waiting
        return next((item for item in waiting if item.key == self._keys[place]), None)

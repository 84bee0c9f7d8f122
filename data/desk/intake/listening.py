"""Listening to the sources that can tell news by themselves, each in a thread of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.feeds.mail.imap.listening import Listener
    from data.settings import ImapSettings

_LEAVING_SECONDS = 1.0


class Listening:
    """Listeners for the mail accounts of the settings. `news` is called from their threads, with a name."""

    def __init__(self, core: Core, news: Callable[[str], None]) -> None:
        self._core, self._news = core, news
        self._there: dict[str, tuple[ImapSettings, Listener]] = {}

    def follow(self, well: Collection[str]) -> None:
        """Listen to the accounts that are in the settings now, and to no others.

        `well` names those that were just read without trouble. Only with such a one listening begins, so that
        nobody is asked for a password twice; and whoever waits to try again need not wait.
        """
        wanted = self._accounts()
        for name in [name for name, (box, _) in self._there.items() if wanted.get(name) != box]:
            _, listener = self._there.pop(name)
            listener.stop()
        for name, box in wanted.items():
            if name in self._there and name in well:
                self._there[name][1].nudge()
            elif name in well and not self._core.store.read_only:
                self._there[name] = box, self._begun(name, box)

    def close(self) -> None:
        """Stop listening; takes a moment, and no longer than a second whatever the servers do."""
        listeners = [listener for _, listener in self._there.values()]
        self._there.clear()
        for listener in listeners:
            listener.stop()
        until = time.monotonic() + _LEAVING_SECONDS
        for listener in listeners:
            listener.join(max(0.0, until - time.monotonic()))

    def _accounts(self) -> dict[str, ImapSettings]:
        settings = self._core.settings
        if not settings.imap:
            return {}
        return {
            name: box for name, feed in settings.named_feeds().items() for box in settings.imap if box is feed
        }

    def _begun(self, name: str, box: ImapSettings) -> Listener:
        from data.desk.intake.imap import account_of
        from data.feeds.mail.imap.listening import Listener

        listener = Listener(account_of(box), partial(self._news, name), self._core.clock)
        listener.start()
        return listener

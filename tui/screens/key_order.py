"""Keys one after the other: each is handled to its end before the next one is looked at.

Textual hands a key to whatever has the focus at the moment the key arrives. Keys that arrive together, over
a slow line or under quick fingers, would so reach a list whose answer to the first of them is to open a
form: "c, a, c" would answer a letter instead of beginning to log a call with Acme.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TypeVar

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.timer import Timer

from tui.screens.acting import ActingScreen
from tui.widgets.rows import Rows

_LOOK_AGAIN = 0.01
"""Seconds until another look at whether an opening screen is there."""
_PATIENCE = 1.0
"""Seconds after which the next key goes on whatever became of the one before."""

ResultT = TypeVar("ResultT")


class KeysInOrder(App[ResultT]):
    """An app that takes its keys in order."""

    _arrived: deque[events.Key]
    _under_way: Timer | None = None
    """Runs while a key is being handled, and ends the waiting when nobody else does."""

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait for the one before it; everything else goes its usual way."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._under_way is None and isinstance(self.focused, Rows) and self.focused.only_moves(event.key):
            # The list's own queue keeps its keys in order, and they open nothing: a fifth of the time saved.
            await super().on_event(event)
            return
        if not hasattr(self, "_arrived"):
            self._arrived = deque()
        if self._under_way is not None:
            self._arrived.append(event)
            return
        await self._press(event)

    async def _press(self, event: events.Key) -> None:
        self._under_way = self.set_timer(_PATIENCE, self._next_key)
        target = self.focused or self.screen
        await super().on_event(event)
        # A key that nobody stops climbs from queue to queue up to the app: follow it there. What a widget
        # makes of it ("this was chosen") sets out from the same widget a little later: follow that, too.
        path = target.ancestors_with_self
        self._climb([*path, *path])

    def _climb(self, nodes: Sequence[DOMNode]) -> None:
        for place, node in enumerate(nodes):
            if node.is_running and node.call_later(self._climb, nodes[place + 1 :]):
                return
        self._when_open()

    def _when_open(self) -> None:
        """Wait for a screen that the key is opening."""
        screens = self.screen_stack
        starting = any(isinstance(screen, ActingScreen) and screen.starting for screen in screens)
        if self._under_way is not None and (starting or not screens[-1].is_mounted):
            self.set_timer(_LOOK_AGAIN, self._when_open)
        else:
            self.call_later(self._next_key)

    async def _next_key(self) -> None:
        if self._under_way is not None:
            self._under_way.stop()
            self._under_way = None
        if self._arrived:
            await self._press(self._arrived.popleft())

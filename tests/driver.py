"""A session as a person has it: keys go in, words on the screen come out. Nothing sleeps."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from itertools import count

from textual.pilot import Pilot

from data.desk import Desk
from tui.app import FrontdeskApp

_PATIENCE = 400
"""How often the app may come to rest before a condition counts as failed …"""
_PATIENCE_SECONDS = 60.0
"""… and for how long: what another thread or a server does on a busy machine takes no fewer of our rests."""


class Driver:
    """Drives the app and reads its screen."""

    def __init__(self, pilot: Pilot[None], desk: Desk) -> None:
        self.pilot = pilot
        self.desk = desk
        self.pressed = 0
        """Keys pressed so far."""

    @property
    def app(self) -> FrontdeskApp:
        """Give the app under the pilot."""
        assert isinstance(self.pilot.app, FrontdeskApp)
        return self.pilot.app

    @property
    def text(self) -> str:
        """Give what stands on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def press(self, *keys: str) -> Driver:
        """Press keys one after the other."""
        for key in keys:
            await self.pilot.press(key)
            # The app seems at rest, too, while a busy machine lets it wait.
            await self.until(self._handled, f"{key} is still being handled")
            self.pressed += 1
        await self.pilot.pause()
        return self

    async def type(self, text: str) -> Driver:
        """Type a text, a key a letter."""
        return await self.press(*("space" if letter == " " else letter for letter in text))

    async def until(self, condition: Callable[[], bool], what: str) -> Driver:
        """Let the app go on until a condition holds."""
        end = time.monotonic() + _PATIENCE_SECONDS
        for rests in count():
            if condition():
                return self
            if rests >= _PATIENCE and time.monotonic() > end:
                break
            await self.pilot.pause()
        raise AssertionError(f"{what}\n{self.text}")

    async def sees(self, *words: str) -> Driver:
        """Wait until all of these stand on the screen."""
        for word in words:
            await self.until(partial(self._shows, word), f"{word!r} is not on the screen")
        return self

    async def sees_no(self, *words: str) -> Driver:
        """Wait until none of these stands on the screen."""
        for word in words:
            await self.until(partial(self._hides, word), f"{word!r} is still on the screen")
        return self

    def _handled(self) -> bool:
        return self.app._under_way is None or not self.app.is_running

    def _shows(self, word: str) -> bool:
        return word in self.text

    def _hides(self, word: str) -> bool:
        return word not in self.text

    async def reads_everything(self) -> Driver:
        """Wait until mail and calendars are read."""
        reading = [worker for worker in self.app.workers if worker.group == "reading"]
        # Given none, Textual waits for all there are, and an act that asks something waits for its answer.
        if reading:
            await self.app.workers.wait_for_complete(reading)
        await self.pilot.pause()
        return self


@asynccontextmanager
async def session(
    desk: Desk, *, size: tuple[int, int] = (120, 36), light: bool = False, toasts: bool = False
) -> AsyncIterator[Driver]:
    """Open the dashboard at a Desk; `toasts` shows the sentences after an act, which cover a corner."""
    app = FrontdeskApp(desk, light=light)
    async with app.run_test(size=size, notifications=toasts) as pilot:
        driver = Driver(pilot, desk)
        await pilot.pause()
        await driver.until(lambda: app._listening is not None, "it has not begun to read")
        await driver.reads_everything()
        yield driver

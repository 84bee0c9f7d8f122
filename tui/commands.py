"""The palette: everything the keys can do on the screen at hand, found by typing a few letters."""

from __future__ import annotations

from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from tui.widgets.keys import LiveKey, live_keys

_NOT_LISTED = ("rows.", "detail.", "app.palette")
"""Moving within a list by name would be slower than by key."""


class Palette(CommandPalette):
    """Textual's palette in our style, which is read when it first opens."""

    CSS_PATH = "commands.tcss"


class KeyCommands(Provider):
    """Offers the live bindings of the screen below the palette."""

    async def startup(self) -> None:
        """Read the bindings once, when the palette opens."""
        self._keys = [
            key for key in live_keys(self.screen) if key.enabled and not key.name.startswith(_NOT_LISTED)
        ]

    async def discover(self) -> Hits:
        """Give everything, before anything is typed."""
        for key in self._keys:
            yield DiscoveryHit(_title(key), partial(self._run, key), help=key.tooltip)

    async def search(self, query: str) -> Hits:
        """Give what fits the letters typed, by name or by explanation."""
        matcher = self.matcher(query)
        for key in self._keys:
            title = _title(key)
            score = max(matcher.match(title), matcher.match(key.tooltip) * 0.8)
            if score > 0:
                yield Hit(score, matcher.highlight(title), partial(self._run, key), help=key.tooltip)

    async def _run(self, key: LiveKey) -> None:
        await self.screen.run_action(key.action)


def _title(key: LiveKey) -> str:
    return f"{key.description}  ({key.keys[0]})"

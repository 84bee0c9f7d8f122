"""All there is to know about one thing, where there is no room for a side column."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen

from tui.widgets.detail import DetailView
from tui.widgets.keys import live_keys
from tui.wording.sheet import Sheet

_GAP = "   "


def _act(key: str, act: str, name: str, description: str, tooltip: str) -> Binding:
    return Binding(key, f"act('{act}')", description, id=f"detail.{name}", tooltip=tooltip, show=False)


class DetailScreen(ModalScreen[str | None], inherit_bindings=False):
    """Shows a sheet; answers the act that was chosen for it, or None."""

    CSS_PATH = "detail.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        _act("space", "done", "done", "done", "Kept, delivered, answered, done"),
        _act("a", "answered", "answered", "answered by …", "Stop the clock and say on which channel"),
        _act("x", "no_reply", "no-reply", "no reply needed", "Stop the clock: this needs no answer"),
        _act("z", "later", "later", "later", "Let it sleep until later"),
        _act("g", "gesture", "gesture", "decline", "Done, later, or not this time"),
        _act("e", "edit", "edit", "edit", "Change it"),
        _act("d,delete", "delete", "delete", "delete", "Delete it; undo brings it back"),
        _act("o", "client", "client", "client", "Open the page of the client"),
        Binding("escape,enter,q", "dismiss(None)", "back", id="detail.back", tooltip="Back", show=False),
    ]

    def __init__(self, sheet: Sheet, able: frozenset[str]) -> None:
        super().__init__()
        self._sheet = sheet
        self._able = able

    def compose(self) -> ComposeResult:
        """Show the sheet in a box, with the keys in its border."""
        yield DetailView(self._sheet, id="box")

    def on_resize(self) -> None:
        """Say below what can be done with it: as much as fits, and always how to get back."""
        room = min(88, int(self.app.size.width * 0.96)) - 6
        *acts, back = (
            (key.keys[0], f" {key.description}")
            for key in live_keys(self)
            if key.name.startswith("detail.") and key.action.startswith("screen.")
        )
        room -= sum(map(len, back))
        words: list[tuple[str, str]] = []
        for key, text in acts:
            room -= len(key) + len(text) + len(_GAP)
            if room >= 0:
                words += [(key, "bold $accent"), (text + _GAP, "$dim")]
        words += [(back[0], "bold $accent"), (back[1], "$dim")]
        self.query_one(DetailView).keys = Content.assemble(*words)

    def action_act(self, name: str) -> None:
        """Leave with an act for the dashboard to do."""
        self.dismiss(name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what is possible with this."""
        return action != "act" or parameters[0] in self._able

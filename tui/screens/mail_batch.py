"""One exchange of a batch: all there is to know to answer it, and one key for each thing to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.screens.modal import Keys, Modal
from tui.widgets.detail import DetailView
from tui.wording.sheet import Sheet

_ROOMY = 100
"""Columns of the terminal from which all keys fit into the border."""


def _act(key: str, act: str, name: str, description: str, tooltip: str) -> Binding:
    return Binding(key, f"dismiss('{act}')", description, id=f"batch.{name}", tooltip=tooltip)


class MailBatch(Modal[str]):
    """Shows the sheet of one exchange; answers what is to become of it, or None to leave the batch.

    Besides the acts it answers "skip", "before" and "undo".
    """

    AUTO_FOCUS = "DetailView"
    DEFAULT_CSS = """
    MailBatch {
        & #box { width: 104; max-width: 100%; height: 26; padding: 1 0 0 0; }
        & DetailView { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        _act("a", "answered", "answered", "Answered by …", "Stop the clock and say on which channel"),
        _act("space", "done", "done", "Answered", "Stop the clock: answered on the channel they chose"),
        _act("x", "no_reply", "no-reply", "No reply needed", "Stop the clock: this needs no answer"),
        _act("z", "later", "later", "Later", "Let it sleep until a working time"),
        _act("f", "urgent", "urgent", "Urgent", "Give it the urgent limit, or the usual one again"),
        _act("c", "call", "call", "Call", "Call them, and have the call answer this"),
        _act("W", "write", "write", "Write …", "A draft to the client"),
        _act("o", "client", "client", "Client", "Open the page of the client"),
        _act("tab", "skip", "skip", "Skip", "Leave it waiting and go on to the next"),
        _act("shift+tab", "before", "before", "Before", "Back to the one before that still waits"),
        _act("u", "undo", "undo", "Undo", "Take the latest act back"),
    ]
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("a", "answered"),
        ("x", "no reply"),
        ("z", "later"),
        ("f", "urgent"),
        ("c", "call"),
        ("tab", "skip"),
        ("u", "undo"),
        ("o", "client"),
        ("esc", "back"),
    )
    SHORT_KEYS: ClassVar[Keys] = (
        ("a", "answered"),
        ("x", "no reply"),
        ("z", "later"),
        ("f", "urgent"),
        ("c", "call"),
        ("tab", "on"),
        ("esc", "back"),
    )

    def __init__(self, title: str, sheet: Sheet) -> None:
        super().__init__()
        self._title = title
        self._sheet = sheet

    def heading(self) -> str:
        """Say how far one is, and whose turn it is."""
        return self._title

    def body(self) -> Iterable[Widget]:
        """Give the sheet."""
        yield DetailView(self._sheet)

    def on_resize(self) -> None:
        """Say as many keys as fit."""
        super().on_resize()
        self.say_keys(self.KEYS if self.app.size.width >= _ROOMY else self.SHORT_KEYS)

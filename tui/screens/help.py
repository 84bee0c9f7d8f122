"""The keys of a screen, made from what is really bound there; Enter does what the row says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from tui.widgets.columns import Column
from tui.widgets.keys import LiveKey, live_keys
from tui.widgets.rows import Rows
from tui.wording.row import Cell, Row, Tone

_WIDE = 112
"""Columns of the terminal from which on what a key does stands beside its name, uncut."""


class HelpScreen(ModalScreen[str | None], inherit_bindings=False):
    """Lists keys; answers the action that was chosen, or None."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,q,question_mark",
            "dismiss(None)",
            "Back",
            id="help.back",
            tooltip="Back to the screen",
            show=False,
        ),
    ]

    def __init__(self, keys: Sequence[LiveKey]) -> None:
        super().__init__()
        self._wide = True
        self._keys = {key.name: key for key in keys}

    def compose(self) -> ComposeResult:
        """List what can be done first, then moving about, then what is not possible just now."""
        self._wide = self.app.size.width >= _WIDE
        self.set_class(not self._wide, "-narrow")
        keys, name, about = Column(least=3, most=16), Column(flex=True, least=6), Column(flex=True, least=20)
        columns = (keys, Column(least=6, most=18), about) if self._wide else (keys, name)
        box = Rows(columns, id="box", under=() if self._wide else (about,))
        box.border_title = "Keys, here and now"
        box.border_subtitle = "enter does it · esc back"
        yield box

    def on_mount(self) -> None:
        """Fill the list."""
        keys = sorted(self._keys.values(), key=_rank)
        self.query_one(Rows).show([_row(key, wide=self._wide) for key in keys])

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        key = self._keys[str(event.key)]
        if key.enabled:
            self.dismiss(key.action)


def explain_keys(screen: Screen[Any]) -> None:
    """Show over a screen what its keys do here and now; Enter does it."""

    async def run(action: str | None) -> None:
        if action is not None:
            await screen.run_action(action)

    screen.app.push_screen(HelpScreen(live_keys(screen)), run)


def _rank(key: LiveKey) -> tuple[bool, bool]:
    """Sort what does nothing just now last, and moving within a list after the acts."""
    return (not key.enabled, key.name.partition(".")[0] in ("rows", "detail"))


def _row(key: LiveKey, *, wide: bool) -> Row:
    """Say one key; where there is no room beside its name, what it does stands under it."""
    tone: tuple[Tone, Tone, Tone] = ("key", "plain", "dim") if key.enabled else ("faint", "faint", "faint")
    head = (Cell(" ".join(key.keys), tone[0]), Cell(key.description, tone[1]))
    about = key.tooltip if key.enabled else key.reason
    if wide:
        return Row(key.name, (*head, Cell(about, tone[2])))
    return Row(key.name, head, (Cell(f"  {about}", tone[2]),))

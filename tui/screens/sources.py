"""How each mailbox and calendar is doing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.screens.modal import Modal
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.wording.trays import source_row

if TYPE_CHECKING:
    from data.desk.desk import Desk

_EMPTY = "No mailbox and no calendar yet. `frontdesk settings` opens the file that names them."
_NOTE = "`frontdesk mail verdicts` says what was made of each message, `frontdesk mail why ID` why."


class Sources(Modal[bool]):
    """Every source of the settings: when it was last read, what it brought, what went wrong."""

    AUTO_FOCUS = "Rows"

    DEFAULT_CSS = """
    Sources {
        & #box { width: 100; height: auto; }
        & Rows { height: auto; max-height: 24; margin: 0 1; }
    }
    """
    HEADING = "Sources"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._states = desk.sources.states()

    def body(self) -> Iterable[Widget]:
        """Give the list of sources."""
        rows = Rows(
            columns=(Column(width=1), Column(flex=True), Column(drop=1), Column(right=True)),
            under=(Column(width=1), Column(flex=True)),
            gap=1,
            empty=_EMPTY,
            note=_NOTE if self._states else "",
        )
        rows.styles.height = max(3, 3 * len(self._states) + 2)
        yield rows

    def on_mount(self) -> None:
        """Fill the list."""
        now, zone = self.desk.now(), self.desk.settings.zone
        rows = self.query_one(Rows)
        rows.show([source_row(state, now, zone) for state in self._states])

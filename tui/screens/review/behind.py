"""The rows behind one figure of the week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from textual import on
from textual.widget import Widget

from data.model.week import Figure, ReviewRow, WeekReview
from tui.screens.modal import Modal
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.wording.review.figures import block_title, figure_label, week_name
from tui.wording.review.page import behind_rows


class Behind(Modal[str]):
    """Lists what a figure was counted from; answers the number of the row to open."""

    AUTO_FOCUS = "Rows"
    KEYS = (("enter", "opens its page"), ("esc", "back"))
    DEFAULT_CSS = """
    Behind {
        & #box { width: 100; }
        & Rows { height: auto; max-height: 22; margin: 0 1; }
        &.-low Rows { max-height: 16; }
    }
    """

    def __init__(
        self,
        block: str,
        figure: Figure,
        rows: Sequence[ReviewRow],
        review: WeekReview,
        now: datetime,
    ) -> None:
        super().__init__()
        self._title = (
            f"{block_title(block)}, {figure_label(block, figure.name)} · {week_name(review.week).lower()}"
        )
        self._rows = behind_rows(rows, review, now)
        self._empty = "Nothing stands behind it: there was nothing to count."
        if figure.value:
            self._empty = "No single rows stand behind this one."
        self._gone = len(dict.fromkeys(figure.rows)) - len(rows)

    def heading(self) -> str:
        """Name the figure."""
        return self._title

    def body(self) -> Iterable[Widget]:
        """Give the list."""
        columns = (
            Column(1),
            Column(flex=True, least=16, gap=1),
            Column(most=20, flex=True, least=6),
            Column(most=20, drop=1),
            Column(right=True, drop=2),
        )
        note = f"{self._gone} more are gone from the store." if self._gone > 0 and self._rows else ""
        empty = self._empty if self._gone <= 0 else "What it was counted from is gone from the store."
        rows = Rows(columns=columns, id="rows", empty=empty, note=note)
        rows.styles.height = max(1, len(self._rows) + (2 if note else 0))
        yield rows

    def on_mount(self) -> None:
        """Fill the list."""
        super().on_mount()
        self.query_one(Rows).show(self._rows)

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self.dismiss(event.key)

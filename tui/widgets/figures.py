"""A list of figures under titles: the cursor stops at figures alone."""

from __future__ import annotations

from tui.widgets.rows import Rows
from tui.wording.review.page import NO_FIGURE


class Figures(Rows):
    """Rows of which some are titles and blank lines; those are passed over."""

    def _go(self, place: int) -> None:
        there = max(0, min(place, len(self.rows) - 1))
        by = 1 if place >= self.cursor_place else -1
        stops = [n for n, row in enumerate(self.rows) if not row.key.startswith(NO_FIGURE)]
        ahead = [n for n in stops if (n - there) * by >= 0]
        if ahead:
            super()._go(min(ahead, key=lambda n: abs(n - there)))
        elif stops:
            super()._go(stops[-1] if by > 0 else stops[0])

"""Says under the line of a call what may be promised of the work they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model.draft import WishedPromise
from tui.screens.promise_finding import Weigher
from tui.wording.promise import verdict_parts
from tui.wording.row import Part
from tui.wording.times import exact, full_day, local, span

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.rules.quick_line import QuickLine


def wished_promises(line: QuickLine) -> list[WishedPromise]:
    """Give the work a line asks for."""
    return [WishedPromise(wish.minutes, wish.by.at if wish.by else None, wish.text) for wish in line.promises]


class LineWeigher:
    """Weighs what the line asks for; the board is laid out when the first wish is typed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._weigher: Weigher | None = None

    def said(self, wish: WishedPromise) -> tuple[Part, ...]:
        """Say one wish: "12 h by Fri 27 Nov 17:00  ◐ NOT SAFE · tell Mon 7 Dec"."""
        if self._weigher is None:
            self._weigher = Weigher.at(self._desk)
        self._weigher.weigh(wish.minutes, wish.wished_at)
        found = self._weigher.finding
        by = f" by {exact(wish.wished_at, found.now, found.zone)}" if wish.wished_at is not None else ""
        today = local(found.now, found.zone).date()
        parts: list[Part] = [(f"{span(wish.minutes or 0)}{by}  ", "plain"), *verdict_parts(found.verdict)]
        if found.tell is not None and (found.wished is None or found.tell.at != found.wished.at):
            parts += [
                (" · tell ", "dim"),
                (full_day(local(found.tell.at, found.zone).date(), today), "strong"),
            ]
        return tuple(parts)

"""What the promise check finds while one types: the board laid out once, weighed anew at each key press."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.check import Judged
from data.model.promise import Verdict
from tui.wording.promise_panel import Finding

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.rules.promise.board import Board
    from data.rules.promise.check import Weighing


@dataclass(slots=True)
class Weigher:
    """Holds the board of one conversation and what was found last."""

    board: Board
    spent_minutes: int
    finding: Finding
    weighing: Weighing | None = None

    @classmethod
    def at(cls, desk: Desk, deliverable_id: int | None = None, spent_minutes: int = 0) -> Weigher:
        """Lay out the board; the deliverable that is asked about is no promise on it."""
        finding = Finding(
            now=desk.now(),
            zone=desk.settings.zone,
            come_back_at=desk.find_outs.usual_come_back(),
            clients={client.id: client.name for client in desk.clients.all()},
        )
        return cls(desk.promises.board(deliverable_id), spent_minutes, finding)

    def weigh(self, minutes: int | None, wished_at: datetime | None) -> None:
        """Weigh so much work against a wished date; without one the first sure date is found."""
        if not minutes:
            self.weighing = None
            self.finding = replace(self.finding, estimated=False, wished=None, tell=None, aim=None, odds=None)
            return
        self.weighing = weighing = self.board.weigh(minutes, self.spent_minutes)
        wished = weighing.at(wished_at) if wished_at is not None else None
        sure = wished if wished is not None and wished.verdict is Verdict.YES else weighing.first_sure()
        self.finding = replace(
            self.finding,
            estimated=True,
            wished=wished,
            odds=self.board.odds(minutes, self.spent_minutes),
        )
        self._tell(sure)

    def move(self, days: int) -> bool:
        """Tell a day so many working days later or sooner; False where there is none ahead."""
        if self.weighing is None or self.finding.tell is None:
            return True
        moved = self.weighing.step(self.finding.tell.at, days)
        if moved is None:
            return False
        self._tell(moved)
        return True

    def _tell(self, judged: Judged | None) -> None:
        aim = self.weighing.aim(judged.at) if self.weighing is not None and judged is not None else None
        self.finding = replace(self.finding, tell=judged, aim=aim)

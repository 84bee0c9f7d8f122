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
    from data.model.work import Deliverable
    from data.rules.promise.board import Board
    from data.rules.promise.check import Weighing


@dataclass(slots=True)
class Weigher:
    """Holds the board of one conversation and what was found last."""

    board: Board
    what: Deliverable | None
    """What is asked about, where it is known already."""
    finding: Finding
    weighing: Weighing | None = None
    asked: tuple[int, datetime | None] | None = None
    """The work and the wished date that were weighed last."""

    @classmethod
    def at(cls, desk: Desk, what: Deliverable | None = None) -> Weigher:
        """Lay out the board; the deliverable that is asked about is no promise on it."""
        finding = Finding(
            now=desk.now(),
            zone=desk.settings.zone,
            come_back_at=desk.find_outs.usual_come_back(),
            clients={client.id: client.name for client in desk.clients.all()},
            stood_for=what.promised_at if what is not None else None,
            waits=what is not None and any(owed.open for owed in desk.scope.obligations(what.id)),
        )
        return cls(desk.promises.board(what.id if what is not None else None), what, finding)

    def weigh(self, minutes: int | None, wished_at: datetime | None) -> None:
        """Weigh so much work against a wished date; without one the first sure date is found."""
        if not minutes:
            self.weighing = self.asked = None
            self.finding = replace(self.finding, estimated=False, wished=None, tell=None, aim=None, odds=None)
            return
        self.asked = (minutes, wished_at)
        spent = self.what.spent_minutes if self.what is not None else 0
        self.weighing = weighing = self.board.weigh(minutes, spent)
        wished = weighing.at(wished_at) if wished_at is not None else None
        sure = wished if wished is not None and wished.verdict is Verdict.YES else weighing.first_sure()
        self.finding = replace(
            self.finding,
            estimated=True,
            wished=wished,
            odds=self.board.odds(minutes, spent),
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

    def still_so(self, desk: Desk) -> bool:
        """Weigh once more with what is promised by now; False where the answer has become another."""
        before = self.finding.tell
        if self.asked is None or before is None:
            return True
        self.board = desk.promises.board(self.what.id if self.what is not None else None)
        self.weigh(*self.asked)
        if self.weighing is not None:
            self._tell(self.weighing.at(before.at))
        return self.finding.tell is not None and self.finding.tell.verdict is before.verdict

    def _tell(self, judged: Judged | None) -> None:
        aim = self.weighing.aim(judged.at) if self.weighing is not None and judged is not None else None
        self.finding = replace(self.finding, tell=judged, aim=aim)

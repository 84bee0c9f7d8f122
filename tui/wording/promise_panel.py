"""What the promise check shows, line by line: a label in dim, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime

from data.model.check import Judged, Odds
from data.model.promise import Verdict
from data.values import frozen
from tui.wording.marks import WAITS
from tui.wording.promise import (
    aim_parts,
    come_back,
    judged_parts,
    moved_sentence,
    odds_said,
    sentence,
    tell_parts,
    unsafe_sentence,
    verdict_parts,
    with_condition,
)
from tui.wording.row import Part
from tui.wording.times import full_day, local

Labelled = tuple[str, tuple[Part, ...]]


@frozen
class Finding:
    """All that the promise check found, as of one instant."""

    now: datetime
    zone: str
    come_back_at: datetime
    """When to come back where nobody knows how much work it is."""
    wished: Judged | None = None
    """What is to be said of the date they wish for."""
    tell: Judged | None = None
    """What is to be said of the date to tell."""
    aim: date | None = None
    odds: Odds | None = None
    clients: Mapping[int, str] = field(default_factory=dict)
    estimated: bool = False
    stood_for: datetime | None = None
    """The date they were told before, where something is promised anew."""
    waits: bool = False
    """Whether something of theirs has to arrive first."""

    @property
    def verdict(self) -> Verdict:
        """The answer to the question that was asked."""
        if not self.estimated:
            return Verdict.CANT_SAY
        if self.tell is None:
            return Verdict.NO
        return self.wished.verdict if self.wished is not None else self.tell.verdict

    @property
    def sentence(self) -> str:
        """The one sentence to say aloud."""
        today = local(self.now, self.zone).date()
        if not self.estimated:
            return come_back(self.come_back_at, self.now, self.zone)
        wished = local(self.wished.at, self.zone).date() if self.wished is not None else None
        tell = local(self.tell.at, self.zone).date() if self.tell is not None else None
        if self.tell is not None and tell is not None and self.tell.verdict is not Verdict.YES:
            return unsafe_sentence(self.tell.verdict, tell, today)
        stood = local(self.stood_for, self.zone).date() if self.stood_for is not None else None
        if self.verdict is Verdict.YES and stood is not None and tell is not None and tell > stood:
            said = moved_sentence(stood, tell, today)
        else:
            said = sentence(self.verdict, wished, tell, today)
        return with_condition(said) if self.waits and self.tell is not None else said


def panel_lines(found: Finding) -> tuple[Labelled, ...]:
    """Say everything the promise check found."""
    if not found.estimated:
        return (
            ("", verdict_parts(Verdict.CANT_SAY)),
            ("", (("Nobody has said how much work it is: no date is an honest one yet.", "dim"),)),
            ("say", ((f"“{found.sentence}”", "strong"),)),
            ("", (("Enter here notes it as a question that you come back on.", "dim"),)),
        )
    today = local(found.now, found.zone).date()
    lines: list[Labelled] = []
    if found.tell is None and found.wished is None:
        lines.append(("", verdict_parts(found.verdict)))
        lines.append(("", (("There is no working day ahead on which it would be done for sure.", "dim"),)))
    if found.waits:
        lines.append(
            (
                "",
                (
                    (f"{WAITS} Something of theirs is still missing: reckoned as if", "wait"),
                    (" it came today; f promises from the day it comes.", "wait"),
                ),
            )
        )
    if found.wished is not None:
        lines += _wished(found.wished, found, today)
    if found.tell is not None:
        lines.append(("tell", tell_parts(found.tell, today, found.zone)))
        moved = found.wished is not None and found.tell.at != found.wished.at
        if found.tell.verdict is not Verdict.YES and (moved or found.wished is None):
            lines += [("", parts) for parts in judged_parts(found.tell, found.clients)]
    if found.aim is not None:
        lines.append(("aim for", aim_parts(found.aim, today)))
    if found.odds is not None:
        lines.append(("why", ((odds_said(found.odds), "dim"),)))
    lines.append(("say", ((f"“{found.sentence}”", "strong"),)))
    return tuple(lines)


def _wished(wished: Judged, found: Finding, today: date) -> list[Labelled]:
    day = full_day(local(wished.at, found.zone).date(), today)
    own, *hurts = judged_parts(wished, found.clients)
    head: tuple[Part, ...] = (
        (day, "plain"),
        ("   ", "plain"),
        *verdict_parts(wished.verdict),
    )
    return [
        ("wished", head),
        ("", own),
        *((("hurts" if index == 0 else ""), parts) for index, parts in enumerate(hurts)),
    ]

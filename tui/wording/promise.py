"""The words of the promise check: the verdict, whom it hurts, why, and the sentence to say aloud."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from data.model.check import Hurt, Judged, Odds
from data.model.day_names import MONTHS, WEEKDAYS
from data.model.promise import Verdict
from tui.wording.marks import DUE, KEPT, LATE, UNSAID
from tui.wording.plain import plain
from tui.wording.row import Part, Tone
from tui.wording.times import day_name, full_day, hours, local, span

VERDICTS: dict[Verdict, tuple[str, str, Tone]] = {
    Verdict.YES: (KEPT, "YES", "kept"),
    Verdict.NOT_SAFE: (DUE, "NOT SAFE", "due"),
    Verdict.NO: (LATE, "NO", "late"),
    Verdict.CANT_SAY: (UNSAID, "CAN'T SAY YET", "wait"),
}
"""Mark, word and tone of each verdict."""

_NEAR = ("today", "tomorrow")
_SHOWN_HURTS = 3
_MOSTLY = 0.5
"""Own share from which the answer is one's own past."""


def verdict_parts(verdict: Verdict) -> tuple[Part, ...]:
    """Say a verdict: a mark and a word."""
    mark, word, tone = VERDICTS[verdict]
    return ((f"{mark} ", tone), (word, tone))


def judged_parts(judged: Judged, clients: Mapping[int, str]) -> tuple[tuple[Part, ...], ...]:
    """Say what is behind a verdict: the candidate's own margin, then each promise it would hurt."""
    lines: list[tuple[Part, ...]] = [_own(judged)]
    lines += [hurt_parts(hurt, clients) for hurt in judged.hurts[:_SHOWN_HURTS]]
    more = len(judged.hurts) - _SHOWN_HURTS
    if more > 0:
        lines.append(((f"and {more} more", "dim"),))
    return tuple(lines)


def hurt_parts(hurt: Hurt, clients: Mapping[int, str]) -> tuple[Part, ...]:
    """Say whom it would hurt: "Acme · Site, 9 h short"."""
    client = plain(clients.get(hurt.promise.client_id, ""), 40)
    name = plain(hurt.promise.name, 60)
    whose = f"{client} · {name}" if client else name
    tone: Tone = "late" if hurt.plain_short_minutes else "due"
    why = " even as estimated" if hurt.plain_short_minutes else ""
    return ((f"{whose}  ", "plain"), (f"{hours(hurt.short_minutes)} short{why}", tone))


def odds_said(odds: Odds) -> str:
    """Say why: "9 of 10 jobs of this size took no more than 1.9 × your estimate (37 jobs of yours)"."""
    often = often_said(odds.confidence)
    such, what = "jobs of this size", "your estimate"
    if odds.begun:
        such, what = "jobs that came this far", "what they were judged at"
    said = f"{often} {such} took no more than {odds.ratio:.1f} × {what}"
    if not odds.own_jobs:
        return f"{said} (other people's: none of yours is finished yet)"
    jobs = "1 job of yours" if odds.own_jobs == 1 else f"{odds.own_jobs} jobs of yours"
    near = "" if odds.similar_jobs or odds.begun else ", none near this size"
    others = ", with other people's beside them" if odds.own_share < _MOSTLY else ""
    return f"{said} ({jobs}{near}{others})"


def sentence(verdict: Verdict, wished: date | None, tell: date | None, today: date) -> str:
    """Give the one sentence to say aloud. The date aimed for is never in it."""
    if verdict is Verdict.CANT_SAY:
        return "I don't know yet how much work that is. I'll find out and come back to you with a date."
    if tell is None:
        return "I see no date yet that I could promise. I'll come back to you."
    can = said_day(tell, today)
    if wished is None or (verdict is Verdict.YES and wished == tell):
        return f"Yes, you can have it {can if can in _NEAR else f'by {can}'}."
    asked, can = _first_large(said_day(wished, today)), _first_large(can)
    if verdict is Verdict.YES:
        later = said_day(tell, today)
        return f"{asked} would do, but let me say {later}."
    if verdict is Verdict.NOT_SAFE:
        return f"{asked} would be tight, and I only promise what I can keep. {can} I can promise."
    return f"{asked} I can't promise. {can} I can."


def moved_sentence(stood: date, tell: date, today: date) -> str:
    """Give the sentence to say aloud where a day they were told becomes a later one."""
    old, new = (_first_large(said_day(on, today)) for on in (stood, tell))
    return f"{old} I can't keep. {new} I can promise."


def with_condition(said: str) -> str:
    """Say a sentence under the condition that what they owe comes today."""
    said = f"y{said[1:]}" if said.startswith("Yes") else said
    return f"If I have what I need from you today: {said}"


def unsafe_sentence(verdict: Verdict, day: date, today: date) -> str:
    """Give the sentence to say aloud about a day that is not safe to promise."""
    said = _first_large(said_day(day, today))
    if verdict is Verdict.NOT_SAFE:
        return f"{said} is possible, but it is not a promise I can make."
    return f"{said} I can't promise."


def come_back(at: datetime, now: datetime, zone: str) -> str:
    """Give the sentence that offers a time to come back: "I'll come back to you tomorrow by 12:00."."""
    there = local(at, zone)
    day = said_day(there.date(), local(now, zone).date())
    return f"I don't know yet how much work that is. I'll come back to you {_on(day)} by {there:%H:%M}."


def said_day(on: date, today: date) -> str:
    """Say a day as one says it aloud: "tomorrow", "Friday", "Friday 27 November"."""
    ahead = (on - today).days
    if ahead in (0, 1):
        return ("today", "tomorrow")[ahead]
    day = WEEKDAYS[on.weekday()]
    if 1 < ahead < 7 and on.isocalendar()[:2] == today.isocalendar()[:2]:
        return day
    year = f" {on.year}" if on.year != today.year else ""
    return f"{day} {on.day} {MONTHS[on.month - 1]}{year}"


def tell_parts(judged: Judged, today: date, zone: str) -> tuple[Part, ...]:
    """Say the date to tell, with its own verdict: "Mon 7 Dec  √ YES"."""
    day = full_day(local(judged.at, zone).date(), today)
    return ((day, "strong"), ("   ", "plain"), *verdict_parts(judged.verdict))


def aim_parts(aim: date, today: date) -> tuple[Part, ...]:
    """Say the date to aim for: it is nobody's business but one's own."""
    return ((day_name(aim, today), "plain"), ("   yours alone", "dim"))


def _own(judged: Judged) -> tuple[Part, ...]:
    """Say the candidate's own margin, as sure as is wanted and as estimated."""
    plain_said = "room as estimated" if judged.plain_minutes >= 0 else "short as estimated"
    beside: Part = (f" · {span(judged.plain_minutes)} {plain_said}", "dim")
    if judged.sure_minutes >= 0:
        return ((f"{span(judged.sure_minutes)} to spare", "kept"), beside)
    tone: Tone = "late" if judged.plain_minutes < 0 else "due"
    return ((f"{span(judged.sure_minutes)} short to be sure", tone), beside)


def often_said(confidence: float) -> str:
    """Say a confidence in whole numbers: "9 of 10", "19 of 20", "99 of 100"."""
    for out_of in (10, 20, 100):
        if abs(confidence * out_of - round(confidence * out_of)) < 1e-9:
            return f"{round(confidence * out_of)} of {out_of}"
    return f"{round(confidence * 100)} of 100"


def _first_large(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _on(day: str) -> str:
    return day if day in ("today", "tomorrow") else f"on {day}"

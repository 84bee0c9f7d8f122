"""The courtesy check: what in a text had better not be sent, with a reason and another way to put it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from data.model.letter import CourtesyRule, DraftFacts, Finding
from data.rules.courtesy.dates import Mention, mentions, one_of
from data.rules.courtesy.folding import Folded, fold
from data.rules.courtesy.names import foreign_names
from data.rules.courtesy.words import ENGLISH, Language
from data.values import frozen

_LONGEST = 20_000
"""Characters that are looked through; more is no letter."""

OPEN_PLACE = "[…]"
"""What a template puts where only the writer knows what belongs there."""

_OPEN = "Only you know what belongs here."
_TARGET = "Your aim, not what they were told."
_TARGET_UNTOLD = "Your aim; they were told no day."
_OTHER = "Each client should feel like the only one."


_DOING = (
    *("ready", "done", "finished", "completed", "delivered", "deliver", "finish", "finishing", "aim for"),
    *("aiming for", "aim at", "by", "until", "till", "before", "due"),
)
"""Before a weekday, these make it a day by which something is to be there."""


@frozen(kw_only=True)
class CourtesyFacts:
    """What must not be in a text to one client, and what may."""

    target_on: date | None = None
    """The day aimed for."""
    targets: frozenset[date] = frozenset()
    """Further days aimed for, of the client's other work."""
    promised: tuple[date, ...] = ()
    """Days the client was or is now told as a promise, the newest last; never a leak."""
    known: frozenset[date] = frozenset()
    """Other days the client knows of: when something was asked, when it is needed."""
    today: date | None = None
    """With it, "by Wednesday" and "by tomorrow" are read too."""
    own_names: tuple[str, ...] = ()
    """Names, people, domains and projects of the client the text goes to."""
    other_names: tuple[str, ...] = ()
    """Names, domains and projects of all the other clients."""
    day_first: bool = True
    """Whether 2/12 is usually the second of December."""
    language: Language = ENGLISH


def check(text: str, facts: CourtesyFacts) -> tuple[Finding, ...]:
    """Give what had better not be sent, in the order in which it stands."""
    text = text[:_LONGEST]
    folded = fold(text)
    spans = [
        *_targets(folded.text, facts),
        *_others(folded.text, facts),
        *_blame(folded.text, facts.language),
    ]
    found = {*(_finding(text, folded, span) for span in spans), *_left_open(text)}
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))


def told_days(facts: DraftFacts) -> tuple[date, ...]:
    """Give the promises a draft is about, for `CourtesyFacts.promised`."""
    return tuple(on for on in (facts.promised_on, facts.new_promise_on) if on is not None)


def known_days(facts: DraftFacts) -> frozenset[date]:
    """Give the other days a draft is about, for `CourtesyFacts.known`."""
    moments = (facts.come_back, facts.missed, facts.called)
    days = (*(at.date() for at in moments if at is not None), facts.asked_on, facts.needed_on)
    return frozenset(on for on in days if on is not None)


def rewritten(text: str, finding: Finding) -> str:
    """Give the text with the neutral words in place of those found."""
    rewrite = finding.rewrite
    if finding.words[:1].isupper():
        rewrite = rewrite[:1].upper() + rewrite[1:]
    before, after = text[: finding.start], text[finding.end :]
    if not rewrite:
        before = before.rstrip(" ")
    return before + rewrite + after


@frozen
class _Span:
    """What was found, in the folded text."""

    rule: CourtesyRule
    start: int
    end: int
    reason: str
    rewrite: str = ""


def _finding(text: str, folded: Folded, span: _Span) -> Finding:
    start, end = folded.span(span.start, span.end)
    if span.rule == CourtesyRule.TARGET_DATE and text[end - 1] == "." and _ends_sentence(text[end:]):
        end -= 1
    return Finding(span.rule, start, end, text[start:end], span.reason, span.rewrite)


def _ends_sentence(rest: str) -> bool:
    """Whether a full stop before `rest` ends a sentence, and is not only a part of "2.12." or "Dec."."""
    following = rest.strip()
    return not following or following[0].isupper() or "\n" in rest[: len(rest) - len(rest.lstrip())]


def _targets(text: str, facts: CourtesyFacts) -> Iterator[_Span]:
    told = {*facts.promised, *facts.known}
    targets = {on for on in (facts.target_on, *facts.targets) if on is not None} - told
    if not targets:
        return
    reason = _TARGET if facts.promised else _TARGET_UNTOLD
    rewrite = _said(facts.promised[-1], facts.language) if facts.promised else ""
    found = mentions(text, facts.language, day_first=facts.day_first)
    spans = {(each.start, each.end) for each in found}
    for target in targets:
        leaks = {(each.start, each.end) for each in found if _leaks(each, target, told)}
        near = set(_near(text, target, told, facts))
        leaks |= {span for span in near if not any(a < span[1] and span[0] < b for a, b in spans)}
        for start, end in leaks:
            yield _Span(CourtesyRule.TARGET_DATE, start, end, reason, rewrite)


def _leaks(mention: Mention, target: date, told: set[date]) -> bool:
    """Whether a date in the text is the day aimed for and not, read another way, a day they were told."""
    readings = mention.readings
    if mention.either:
        # The usual reading decides when it is a day they know: 11/12 is then 11 December, not 12 November.
        return any(each.fits(target) for each in readings) and not any(readings[0].fits(on) for on in told)
    return any(each.fits(target) and not any(each.fits(on) for on in told) for each in readings)


def _near(text: str, target: date, told: set[date], facts: CourtesyFacts) -> Iterator[tuple[int, int]]:
    """Give where the day aimed for is said from today: "by Wednesday", "ready tomorrow"."""
    if facts.today is None or not timedelta(0) < target - facts.today <= timedelta(days=7):
        return
    if any(
        timedelta(0) < on - facts.today <= timedelta(days=7) and on.weekday() == target.weekday()
        for on in told
    ):
        return
    for match in _near_pattern(facts.language).finditer(text):
        word = match["day"]
        if word == "tomorrow":
            fits = target - facts.today == timedelta(days=1)
        else:
            fits = word in facts.language.weekdays[target.weekday()]
        if fits:
            yield match.span("day")


@lru_cache(maxsize=4)
def _near_pattern(language: Language) -> re.Pattern[str]:
    days = one_of([*(word for words in language.weekdays for word in words), "tomorrow"])
    doing = one_of(_DOING)
    return re.compile(
        rf"(?<![a-z]){doing}\s+(?:(?:it|this|that|everything|them)\s+)?(?:(?:on|by|for|next|this|coming)\s+)*"
        rf"(?P<day>{days})(?![a-z])"
    )


def _others(text: str, facts: CourtesyFacts) -> Iterator[_Span]:
    for start, end in foreign_names(facts.other_names, facts.own_names).found_in(text):
        yield _Span(CourtesyRule.OTHER_CLIENT, start, end, _OTHER)


def _blame(text: str, language: Language) -> Iterator[_Span]:
    taken: list[tuple[int, int]] = []
    for each in language.blame:
        for match in each.pattern.finditer(text):
            start, end = _trimmed(text, *match.span())
            if start < end and all(end <= other or last <= start for other, last in taken):
                taken.append((start, end))
                yield _Span(CourtesyRule.BLAME, start, end, each.reason, each.rewrite)


def _left_open(text: str) -> Iterator[Finding]:
    for match in re.finditer(re.escape(OPEN_PLACE), text):
        yield Finding(CourtesyRule.TO_FILL_IN, *match.span(), match[0], _OPEN)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _said(on: date, language: Language) -> str:
    weekday, month = language.weekdays[on.weekday()][0], language.months[on.month - 1][0]
    return f"{weekday.capitalize()} {on.day} {month.capitalize()}"

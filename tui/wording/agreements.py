"""The words of what is agreed with a client: kinds, rows of the client page, the detail of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from data.model.agreement import Agreed, AgreedHow, Agreement, AgreementKind, Terms
from tui.wording.marks import DUE, FRESH, KEPT
from tui.wording.plain import plain
from tui.wording.row import Cell, Part, Row, joined
from tui.wording.sheet import Block, Fact, block
from tui.wording.times import full_day, span

KINDS: tuple[tuple[AgreementKind, str], ...] = tuple((kind, kind.value) for kind in AgreementKind)
HOWS: tuple[tuple[AgreedHow, str], ...] = (
    (AgreedHow.MAIL, "by mail"),
    (AgreedHow.CONTRACT, "in a contract"),
    (AgreedHow.SPOKEN, "spoken"),
)
_HOW_WORDS = dict(HOWS)

ABOUT: dict[AgreementKind, str] = {
    AgreementKind.AVAILABILITY: "when you work, and how soon they hear from you",
    AgreementKind.PROCESS: "how the work goes, from the first talk to the last",
    AgreementKind.RATES: "what your time costs, and what it costs out of hours",
    AgreementKind.OBLIGATIONS: "what they bring: texts, access, decisions",
    AgreementKind.EMERGENCY: "what counts, how to reach you, what it costs more",
}
"""What each kind is about; said where one is entered."""

_BRIEFLY: dict[AgreementKind, str] = {
    AgreementKind.AVAILABILITY: "when you work and answer",
    AgreementKind.PROCESS: "how the work goes",
    AgreementKind.RATES: "what your time costs",
    AgreementKind.OBLIGATIONS: "what they bring",
    AgreementKind.EMERGENCY: "what counts and costs",
}
"""The same in a column of a page; said where nothing is agreed."""

EXAMPLES: dict[AgreementKind, str] = {
    AgreementKind.AVAILABILITY: "Mon–Fri 9–17, an answer within 4 h",
    AgreementKind.PROCESS: "sketch, review, build, review on staging, go live",
    AgreementKind.RATES: "85 EUR an hour, half as much again out of hours",
    AgreementKind.OBLIGATIONS: "texts and pictures a week before each part",
    AgreementKind.EMERGENCY: "the shop is down, or orders get lost",
}


def offered(kind: AgreementKind, terms: Terms, reply_minutes: int) -> str:
    """Give a text to begin with, from the settings; empty where they know nothing about it."""
    if kind is AgreementKind.AVAILABILITY and terms.hours:
        return f"{terms.hours}; an answer within {span(reply_minutes)} of these hours"
    if kind is AgreementKind.RATES and terms.rate:
        return f"{terms.rate}; {terms.loading}"
    return ""


def agreement_rows(agreed: Agreed, today: date) -> list[Row]:
    """Say what stands in the order of the kinds, and in its place what is missing."""
    rows = []
    for kind, name in KINDS:
        found = agreed.of(kind)
        if found is not None:
            rows.append(_standing_row(found, agreed, today))
        elif kind in agreed.missing:
            said = Cell(_BRIEFLY[kind], "faint"), Cell("to agree", "dim")
            rows.append(Row(f"missing:{name}", (Cell(FRESH, "dim"), Cell(name, "dim"), *said)))
    return rows


def agreed_said(agreed: Agreed) -> tuple[Part, ...]:
    """Say how it stands in a few words: "complete", "2 to agree · 1 out of date"."""
    missing, stale = len(agreed.missing), len(agreed.stale)
    return joined(
        [
            [("complete", "kept")] if agreed.complete and not stale else [],
            [(f"{missing} to agree", "dim")] if missing else [],
            [("emergency unfinished", "due")] if agreed.lacking else [],
            [(f"{stale} out of date", "due")] if stale else [],
        ]
    )


def agreement_block(agreement: Agreement, agreed: Agreed, today: date) -> Block:
    """Say all there is to know about one agreement."""
    emergency = agreement.kind is AgreementKind.EMERGENCY
    changed = [each for each in agreed.outdated if each.agreement_id == agreement.id]
    lacks = agreed.lacking if agreement == agreed.of(agreement.kind) else ()
    return block(
        "",
        [
            Fact.of("counts" if emergency else "agreed", plain(agreement.text, 2_000)),
            *_policy(agreement),
            Fact.of("since", _since(agreement, today)),
            Fact.of("lacks", ", ".join(lacks), "due") if lacks else None,
            *(_outdated(each.then, each.now) for each in changed),
            Fact.of("so", "agree anew: A on the client page", "dim") if changed else None,
        ],
    )


def earlier_block(versions: Sequence[Agreement], shown: Agreement, today: date) -> Block:
    """Say the other versions of an agreement, the latest first: what was agreed stays on record."""
    others = [each for each in reversed(versions) if each.id != shown.id]
    return block(
        "also agreed", [Fact.of(full_day(each.since, today), plain(each.text, 500), "dim") for each in others]
    )


def still_to_agree(agreed: Agreed) -> str:
    """Say what is left to agree; empty when nothing is."""
    return f"Still to agree: {_listed(kind.value for kind in agreed.missing)}." if agreed.missing else ""


def _standing_row(agreement: Agreement, agreed: Agreed, today: date) -> Row:
    stale = agreement.id in agreed.stale
    lacks = agreement.kind is AgreementKind.EMERGENCY and bool(agreed.lacking)
    said: Part = (full_day(agreement.since, today), "dim")
    text: list[Part] = [(plain(agreement.text, 300), "plain")]
    if lacks:
        said = ("unfinished", "due")
        text.append((f" · lacks {_listed(agreed.lacking)}", "due"))
    if stale:
        said = ("out of date", "due")
    mark = Cell(DUE, "due") if stale or lacks else Cell(KEPT, "kept")
    return Row(
        f"agreement:{agreement.id}",
        (mark, Cell(agreement.kind.value, "dim"), Cell.of(*text), Cell(*said)),
        gist=(agreement, stale, lacks),
    )


def _policy(agreement: Agreement) -> Iterable[Fact]:
    if agreement.kind is not AgreementKind.EMERGENCY:
        return
    if agreement.no_emergency:
        yield Fact.of("does not", plain(agreement.no_emergency, 2_000))
    if agreement.channel:
        yield Fact.of("by", plain(agreement.channel, 500))
    if agreement.acknowledge_minutes is not None:
        yield Fact.of("answer", f"within {span(agreement.acknowledge_minutes)}")
    if agreement.loading_percent is not None:
        yield Fact.of("costs", f"{agreement.loading_percent} % more")


def _since(agreement: Agreement, today: date) -> str:
    how = _HOW_WORDS[agreement.how]
    if agreement.agreed_on is None:
        return f"not agreed yet, written down {full_day(agreement.noted_on, today)}"
    return f"{full_day(agreement.agreed_on, today)}, {how}"


def _outdated(then: str, now: str) -> Fact:
    return Fact("settings", ((f"{plain(then)}, now ", "dim"), (plain(now), "due")))


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)

"""What the screen says about agreements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.model.agreement import AgreedHow, Agreement, AgreementKind, Terms
from data.rules.agreements import NEEDED, agreed, resting_on
from tests.build import TODAY
from tui.wording.agreements import (
    agreed_said,
    agreement_block,
    agreement_rows,
    earlier_block,
    offered,
    still_to_agree,
)
from tui.wording.row import Part

THEN = Terms("Mon 09:00–17:00", "85.00 EUR an hour", "50 % more outside working hours")
NOW = replace(THEN, hours="Tue 09:00–17:00")
ALL = tuple(
    resting_on(Agreement(1, kind, f"about {kind.value}", TODAY, date(2026, 11, 3), id=number), THEN)
    for number, kind in enumerate(NEEDED, start=1)
)
POLICY = Agreement(
    1, AgreementKind.EMERGENCY, "the shop is down", TODAY, id=9, channel="call", acknowledge_minutes=90
)


def said(parts: tuple[Part, ...]) -> str:
    return "".join(text for text, _ in parts)


def lines(known: tuple[Agreement, ...], terms: Terms = THEN) -> list[str]:
    rows = agreement_rows(agreed(known, terms), TODAY)
    return [" ".join("".join(text for text, _ in cell.parts) for cell in row.cells) for row in rows]


def test_what_stands_says_since_when() -> None:
    assert lines(ALL)[0] == "√ availability about availability Tue 3 Nov"
    assert len(lines(ALL)) == 4, "nobody needs an emergency policy"


def test_what_is_missing_says_what_it_is_about() -> None:
    assert lines(()) == [
        "○ availability when you work and answer to agree",
        "○ process how the work goes to agree",
        "○ rates what your time costs to agree",
        "○ obligations what they bring to agree",
    ]


def test_what_is_out_of_date_or_unfinished_is_amber_with_a_mark_and_a_word() -> None:
    first, *_, policy = agreement_rows(agreed((*ALL, POLICY), NOW), TODAY)
    assert (first.cells[0].text, first.cells[-1].text, first.cells[-1].tone) == ("◐", "out of date", "due")
    assert (policy.cells[0].text, policy.cells[-1].text) == ("◐", "unfinished")
    assert "lacks what does not count, what it costs more, the date agreed" in said(policy.cells[2].parts)


@pytest.mark.parametrize(
    ("known", "terms", "words"),
    [
        (ALL, THEN, "complete"),
        (ALL, NOW, "1 out of date"),
        ((), THEN, "4 to agree"),
        ((*ALL, POLICY), NOW, "emergency unfinished · 1 out of date"),
    ],
)
def test_how_it_stands(known: tuple[Agreement, ...], terms: Terms, words: str) -> None:
    assert said(agreed_said(agreed(known, terms))) == words


def test_the_detail_says_all_of_it() -> None:
    facts = agreement_block(POLICY, agreed((POLICY,), THEN), TODAY).facts
    found = {fact.label: said(fact.parts) for fact in facts}
    assert found["counts"] == "the shop is down"
    assert found["answer"] == "within 1 h 30 m"
    assert found["since"] == "not agreed yet, written down Mon 23 Nov"
    assert found["lacks"] == "what does not count, what it costs more, the date agreed"
    old = replace(ALL[0], how=AgreedHow.CONTRACT)
    found = {fact.label: said(fact.parts) for fact in agreement_block(old, agreed((old,), NOW), TODAY).facts}
    assert found["since"] == "Tue 3 Nov, in a contract"
    assert found["settings"] == "Mon 09:00–17:00, now Tue 09:00–17:00"


def test_other_versions_stand_below_the_latest_first() -> None:
    older = replace(ALL[0], id=7, text="once", agreed_on=date(2025, 1, 7))
    facts = earlier_block((older, ALL[0]), ALL[0], TODAY).facts
    assert [(fact.label, said(fact.parts)) for fact in facts] == [("Tue 7 Jan 2025", "once")]


def test_hostile_words_cannot_move_anything() -> None:
    known = (replace(ALL[0], text="[red]\x1b[31m\u202e"),)
    assert "\x1b" not in lines(known)[0]
    assert "\u202e" not in lines(known)[0]


def test_the_settings_give_words_to_begin_with() -> None:
    assert offered(AgreementKind.AVAILABILITY, THEN, 240) == (
        "Mon 09:00–17:00; an answer within 4 h of these hours"
    )
    assert offered(AgreementKind.RATES, THEN, 240) == ("85.00 EUR an hour; 50 % more outside working hours")
    assert offered(AgreementKind.RATES, Terms(), 240) == offered(AgreementKind.PROCESS, THEN, 240) == ""


def test_what_is_left_to_agree() -> None:
    assert still_to_agree(agreed(ALL[:2], THEN)) == "Still to agree: rates, obligations."
    assert still_to_agree(agreed(ALL, THEN)) == ""

"""The day aimed for, in every spelling; and other days, which are nobody's secret."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.rules.courtesy import CourtesyFacts, CourtesyRule, check, rewritten

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def month(on: date) -> str:
    return MONTHS[on.month - 1]


def weekday(on: date) -> str:
    return WEEKDAYS[on.weekday()]


def nth(on: date) -> str:
    return f"{on.day}{ORDINALS.get(on.day, 'th')}"


SPELLINGS: tuple[Callable[[date], str], ...] = (
    lambda on: on.isoformat(),
    lambda on: f"{on:%Y/%m/%d}",
    lambda on: f"{on:%Y.%m.%d}",
    lambda on: f"{on:%Y%m%d}",
    lambda on: f"{on:%d.%m.%Y}",
    lambda on: f"{on:%d/%m/%Y}",
    lambda on: f"{on:%m/%d/%Y}",
    lambda on: f"{on:%d-%m-%Y}",
    lambda on: f"{on:%d.%m.%y}",
    lambda on: f"{on:%d/%m/%y}",
    lambda on: f"{on:%m/%d/%y}",
    lambda on: f"{on:%m-%d}",
    lambda on: f"{on:%d-%m}",
    lambda on: f"{on.day}.{on.month}.",
    lambda on: f"{on.day}. {on.month}. {on.year}",
    lambda on: f"{on.day}.{on.month}.{on.year}",
    lambda on: f"{on.day}/{on.month}",
    lambda on: f"{on.month}/{on.day}",
    lambda on: f"{on.day} {month(on)}",
    lambda on: f"{on.day} {month(on)} {on.year}",
    lambda on: f"{on.day} {month(on)[:3]}",
    lambda on: f"{on.day} {month(on)[:3].upper()}.",
    lambda on: f"{on.day}{month(on)[:3].lower()}",
    lambda on: f"{on.day}-{month(on)[:3]}-{on.year}",
    lambda on: f"{on.day}-{month(on)[:3]}-{on:%y}",
    lambda on: f"{on.day}. {month(on)}",
    lambda on: f"{nth(on)} {month(on)}",
    lambda on: f"{nth(on)} of {month(on)}",
    lambda on: f"the {nth(on)} of {month(on)}, {on.year}",
    lambda on: f"{month(on)} {on.day}",
    lambda on: f"{month(on)} {nth(on)}",
    lambda on: f"{month(on)} the {nth(on)}",
    lambda on: f"{month(on)[:3]}. {on.day}",
    lambda on: f"{month(on)} {on.day}, {on.year}",
    lambda on: f"{weekday(on)} {on.day} {month(on)}",
    lambda on: f"{weekday(on)[:3]} {on.day} {month(on)[:3]}",
    lambda on: f"{weekday(on)[:3]}, {on.day} {month(on)[:3]} {on.year}",
    lambda on: f"{weekday(on)}, {month(on)} {on.day}, {on.year}",
    lambda on: f"{weekday(on)} the {nth(on)}",
    lambda on: f"{on.year} {month(on)[:3]} {on.day}",
    lambda on: f"{on.day}\u00a0{month(on)}",
    lambda on: f"{on.day}\n{month(on)}",
    lambda on: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in f"{on.day} {month(on)}"),
)
SAID = ("", "I aim for ", "It will be ready on ", "By ", "(", "Text, ", "until ", "- ")
AFTER = ("", ".", ", then", " at 12:00", ")", "!", " if all goes well", "\nAll the best")

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
texts = st.tuples(st.sampled_from(SAID), st.sampled_from(SPELLINGS), st.sampled_from(AFTER))


def leaks(text: str, target: date, *promised: date, day_first: bool = True) -> list[str]:
    facts = CourtesyFacts(target_on=target, promised=promised, day_first=day_first)
    return [each.words for each in check(text, facts) if each.rule == CourtesyRule.TARGET_DATE]


@given(days, texts)
def test_every_spelling_of_the_day_aimed_for_is_found(
    target: date, text: tuple[str, Callable[[date], str], str]
) -> None:
    before, spelling, after = text
    assert leaks(f"{before}{spelling(target)}{after}", target)


@given(days, days, texts)
def test_another_day_is_not_taken_for_it(
    target: date, other: date, text: tuple[str, Callable[[date], str], str]
) -> None:
    before, spelling, after = text
    # Read the other way round, or without its year, it may be the same day.
    assume({(other.day, other.month), (other.month, other.day)}.isdisjoint({(target.day, target.month)}))
    assume(not (other.day == target.day and other.weekday() == target.weekday()))
    written = spelling(other)
    # 07-08-2027 has the two digits of a year where 2007-08-27 … would have them.
    assume(not (other.month == target.month and other.year % 100 == target.day))
    assert leaks(f"{before}{written}{after}", target) == []


@given(days, texts)
def test_a_day_they_were_told_is_no_leak(told: date, text: tuple[str, Callable[[date], str], str]) -> None:
    before, spelling, after = text
    assert leaks(f"{before}{spelling(told)}{after}", told, told) == []


def test_what_can_be_read_two_ways_is_read_the_usual_way_first() -> None:
    aim, told = date(2026, 11, 12), date(2026, 12, 11)
    assert leaks("ready 11/12", aim, told) == []
    assert leaks("ready 12/11", aim, told) == ["12/11"]
    assert leaks("ready 11/12", aim, told, day_first=False) == ["11/12"]
    assert leaks("ready 12/11", aim, told, day_first=False) == []


AIM = date(2026, 12, 2)


@pytest.mark.parametrize(
    "text",
    [
        *("the second of December", "December the second", "2 Dec '26", "1 and 2 December", "2-4 December"),
        *("2–4 Dec", "Wed 2nd", "by the 2nd", "on the 2nd.", "2026-W49-3", "2. Dezember", "2 de diciembre"),
        *(
            "2/12-4/12",
            "2 Dec-14 Dec",
            "2.12. 17 Uhr",
            "2 Dec 10 o'clock",
            "021226",
            "Dec 2nd, 5 pm",
            "2nd Dec",
        ),
    ],
)
def test_rarer_spellings(text: str) -> None:
    assert leaks(f"I have it {text}", AIM)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2 Dec 2027",
            "version 2.12",
            "2/12 hours",
            "$2.12",
            "2.12 EUR",
            "2-12 days",
            "02-12-345",
            "10.2.12.1",
        ),
        *(
            "02:12",
            "Dec 2026",
            "the 2nd draft",
            "on the 4th",
            "Wed 2 pm",
            "22 December",
            "30 Nov, 4 Dec",
            "12:2",
        ),
    ],
)
def test_numbers_that_are_no_such_day(text: str) -> None:
    assert leaks(f"I have it {text}", AIM) == []


@pytest.mark.parametrize(
    "text", ["by Wednesday", "ready Wed", "I finish it next Wednesday", "done on Wednesday"]
)
def test_a_bare_weekday_within_the_week_is_a_day_too(text: str) -> None:
    facts = CourtesyFacts(target_on=AIM, today=AIM - timedelta(days=3))
    assert check(text, facts)
    assert not check(text.replace("Wed", "Thurs").replace("nesday", "day"), facts)
    assert not check("On Wednesday we spoke", facts)
    assert not check(text, CourtesyFacts(target_on=AIM, today=AIM - timedelta(days=9)))
    assert not check(
        text, CourtesyFacts(target_on=AIM, today=AIM - timedelta(days=3), known=frozenset({AIM}))
    )


def test_by_tomorrow_is_a_day_too() -> None:
    facts = CourtesyFacts(target_on=AIM, today=AIM - timedelta(days=1))
    assert check("You have it by tomorrow", facts)
    assert not check("The next word comes tomorrow", facts)


def test_the_day_they_were_told_is_what_stands_there_instead() -> None:
    text = "You have it by 2 Dec."
    (finding,) = check(text, CourtesyFacts(target_on=AIM, promised=(date(2026, 11, 27), date(2026, 12, 4))))
    assert rewritten(text, finding) == "You have it by Friday 4 December."


def test_all_the_days_aimed_for_are_looked_for_at_once() -> None:
    facts = CourtesyFacts(target_on=AIM, targets=frozenset({AIM, date(2026, 12, 9), date(2026, 12, 4)}))
    facts = replace(facts, promised=(date(2026, 12, 4),))
    assert [each.words for each in check("2 Dec, 4 Dec and 9 Dec", facts)] == ["2 Dec", "9 Dec"]


def test_without_an_aim_no_day_is_one() -> None:
    assert check("2 Dec", CourtesyFacts()) == ()

"""What stands with a client, when that is all, what goes stale, and who is asked for agreements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.agreement import Agreement, AgreementKind, Terms
from data.rules.agreements import (
    NEEDED,
    agreed,
    hours_words,
    lacking,
    rate_words,
    resting_on,
    standing,
    terms_of,
)
from data.rules.prospects import is_prospect
from tests.build import BERLIN, TODAY, a_client, at
from tests.rules import slow_week

KINDS = st.sampled_from(AgreementKind)
NOTHING = Terms()

days = st.integers(-40, 10).map(lambda back: TODAY + timedelta(days=back))
words = st.sampled_from(["", "one way", "another way"])
terms = st.builds(Terms, hours=words, rate=words, loading=words)


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """One agreement, its emergency terms there or not, under any settings."""
    kind = draw(KINDS)
    undated = kind is AgreementKind.EMERGENCY and draw(st.booleans())
    made = Agreement(
        1,
        kind,
        draw(st.sampled_from(["as we said", "otherwise"])),
        draw(days),
        agreed_on=None if undated else draw(days),
        id=draw(st.integers(1, 10**6)),
        no_emergency=draw(st.sampled_from(["", "wishes"])),
        channel=draw(st.sampled_from(["", "call"])),
        acknowledge_minutes=draw(st.sampled_from([None, 30])),
        loading_percent=draw(st.sampled_from([None, 0, 50])),
    )
    return resting_on(made, draw(terms))


many = st.lists(agreements(), max_size=12, unique_by=lambda each: each.id)


@given(many, days)
def test_what_stands_is_what_playing_the_days_through_gives(known: list[Agreement], until: date) -> None:
    expected = slow_week.stands(known, until)
    assert {each.kind: each for each in standing(known, until)} == expected


@given(many, terms)
def test_complete_is_all_that_is_needed_and_a_whole_emergency_policy(
    known: list[Agreement], now: Terms
) -> None:
    found = agreed(known, now)
    kinds = {each.kind for each in found.standing}
    policy = found.of(AgreementKind.EMERGENCY)
    assert set(found.missing) == set(NEEDED) - kinds
    assert found.complete == (set(NEEDED) <= kinds and (policy is None or not lacking(policy)))


@given(many, terms)
def test_stale_is_what_was_agreed_under_other_words(known: list[Agreement], now: Terms) -> None:
    found = agreed(known, now)
    assert set(found.stale) == slow_week.stale(found.standing, now)
    assert agreed([resting_on(each, now) for each in known], now).stale == ()


@given(agreements(), terms, terms)
def test_only_what_a_kind_rests_on_makes_it_stale(one: Agreement, then: Terms, now: Terms) -> None:
    rests = resting_on(one, then)
    changed = {
        AgreementKind.AVAILABILITY: replace(now, hours=then.hours),
        AgreementKind.RATES: replace(now, rate=then.rate, loading=then.loading),
        AgreementKind.EMERGENCY: replace(now, loading=then.loading),
    }.get(one.kind, now)
    assert agreed([rests], changed).stale == ()


def test_a_setting_that_is_changed_back_makes_nothing_stale() -> None:
    then = Terms(hours="Mon 09:00–17:00")
    hours = resting_on(Agreement(1, AgreementKind.AVAILABILITY, "Mondays", TODAY, TODAY, id=7), then)
    (change,) = agreed([hours], Terms(hours="Tue 09:00–17:00")).outdated
    assert (change.agreement_id, change.then, change.now) == (7, "Mon 09:00–17:00", "Tue 09:00–17:00")
    assert agreed([hours], then).stale == ()


def test_a_rate_that_was_set_only_later_makes_nothing_stale() -> None:
    rates = resting_on(Agreement(1, AgreementKind.RATES, "85 an hour", TODAY, TODAY), Terms(loading="50 %"))
    assert agreed([rates], Terms(rate="85.00 EUR an hour", loading="50 %")).stale == ()
    assert agreed([rates], Terms(rate="85.00 EUR an hour", loading="30 %")).outdated != ()


WHOLE = Agreement(
    1,
    AgreementKind.EMERGENCY,
    "the shop is down",
    TODAY,
    TODAY,
    no_emergency="wishes",
    channel="call",
    acknowledge_minutes=30,
    loading_percent=0,
)


@pytest.mark.parametrize(
    ("without", "lacks"),
    [
        ({}, ()),
        ({"no_emergency": " "}, ("what does not count",)),
        ({"channel": ""}, ("how to reach you",)),
        ({"acknowledge_minutes": None}, ("how soon you answer",)),
        ({"loading_percent": None}, ("what it costs more",)),
        ({"agreed_on": None}, ("the date agreed",)),
        ({"channel": "", "agreed_on": None}, ("how to reach you", "the date agreed")),
    ],
)
def test_an_emergency_policy_has_all_of_it(without: dict[str, object], lacks: tuple[str, ...]) -> None:
    assert lacking(replace(WHOLE, **without)) == lacks  # type: ignore[arg-type]


def test_nothing_agreed_names_what_to_agree_first() -> None:
    assert agreed((), NOTHING).missing == NEEDED
    assert not agreed((), NOTHING).complete


# The words of the settings


def clocks(last: int) -> st.SearchStrategy[str]:
    """Quarters of an hour."""
    return st.integers(0, last).map(lambda quarter: f"{quarter // 4:02d}:{quarter % 4 * 15:02d}")


spans = st.lists(st.tuples(clocks(95), clocks(96)), max_size=4)
weeks = st.dictionaries(st.sampled_from(["mon", "tue", "wed", "sat"]), spans)


def open_minutes(day: list[tuple[str, str]]) -> set[int]:
    """The minutes of a day, and of the one after, in which it is open."""
    found: set[int] = set()
    for start, end in day:
        begin, until = (int(clock[:2]) * 60 + int(clock[3:]) for clock in (start, end))
        found |= set(range(begin, until if until > begin else until + 1440))
    return found


@given(weeks, weeks)
def test_hours_are_said_alike_exactly_when_they_are_the_same_hours(
    one: dict[str, list[tuple[str, str]]], other: dict[str, list[tuple[str, str]]]
) -> None:
    def opened(week: dict[str, list[tuple[str, str]]]) -> dict[str, set[int]]:
        return {day: minutes for day, each in week.items() if (minutes := open_minutes(each))}

    assert (hours_words(one, BERLIN) == hours_words(other, BERLIN)) == (opened(one) == opened(other))


@given(weeks)
def test_another_way_to_write_the_same_hours_changes_nothing(week: dict[str, list[tuple[str, str]]]) -> None:
    halves = {
        day: [*each[::-1], *each] for day, each in week.items()
    }  # the other way round, and each span twice
    assert hours_words(halves, BERLIN) == hours_words(week, BERLIN)


def test_the_words_of_the_settings() -> None:
    day = [("09:00", "12:30"), ("13:30", "17:30")]
    week = {"mon": day, "tue": day, "thu": day, "fri": [("09:00", "12:00"), ("12:00", "16:00")]}
    said = terms_of(week, BERLIN, 8_550, "EUR", 50)
    assert said.hours == (
        "Mon–Tue 09:00–12:30 and 13:30–17:30, Thu 09:00–12:30 and 13:30–17:30,"
        " Fri 09:00–16:00 (Europe/Berlin)"
    )
    assert (said.rate, said.loading) == ("85.50 EUR an hour", "50 % more outside working hours")
    assert hours_words({}, BERLIN) == rate_words(None, "EUR") == ""
    assert hours_words(week, BERLIN) != hours_words(week, "Europe/London")


# Who is asked


def asked(called: str, now: str = "2026-11-23 10:15", *, since: date | None = None) -> bool:
    store = since or date(2025, 1, 1)
    return is_prospect(a_client(), at(called), at(now), BERLIN, store)


def test_somebody_is_asked_for_a_month_after_the_first_call() -> None:
    assert asked("2026-11-23 09:00")
    assert asked("2026-10-24 00:00")
    assert not asked("2026-10-23 23:59")


def test_a_call_list_from_before_the_store_asks_for_nothing() -> None:
    assert not asked("2026-11-20 09:00", since=TODAY)
    assert asked("2026-11-23 00:01", since=TODAY)


def test_somebody_one_worked_with_long_before_is_no_prospect() -> None:
    assert asked("2026-11-20 09:00", since=date(2026, 1, 1))
    assert not is_prospect(
        a_client(since=date(2024, 1, 1)), at("2026-11-20 09:00"), at("10:15"), BERLIN, None
    )
    assert is_prospect(a_client(since=TODAY), at("2026-11-20 09:00"), at("10:15"), BERLIN, None)


@given(st.dates(date(2026, 9, 1), date(2026, 12, 30)), st.integers(0, 23))
def test_nobody_is_asked_before_the_call_or_two_months_after(on: date, hour: int) -> None:
    called = at(f"{on} {hour:02d}:00")
    found = is_prospect(a_client(), called, at("10:15"), BERLIN, None)
    assert found == (date(2026, 10, 24) <= on <= TODAY)

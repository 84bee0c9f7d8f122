"""The figures of agreements against the same ones told the slow way, and what holds for any week."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from data.model.agreement import Agreement, AgreementKind, Terms
from data.model.touch import Touch
from data.model.week_facts import WeekFacts
from data.rules.review import ReviewRules, Week, review
from tests.build import BERLIN, a_client, a_touch, office_hours
from tests.rules import slow_week

WEEK = Week.of("2026-W47", BERLIN)
TERMS = Terms("these hours", "this rate", "this loading")
RULES = ReviewRules(terms=TERMS)
HOUR = timedelta(hours=1)
CLIENTS = {number: a_client(f"Client {number}", id=number) for number in (1, 2, 3)}

words = st.sampled_from(["", "these hours", "other hours", "this rate", "this loading"])
met = st.lists(st.tuples(st.integers(1, 4), st.integers(-30, 200)), max_size=4)


@st.composite
def agreed(draw: st.DrawFn) -> Agreement:
    """One agreement of any kind within some weeks; a whole or a half emergency policy among them."""
    kind = draw(st.sampled_from(AgreementKind))
    on = WEEK.starts_on + timedelta(days=draw(st.integers(-9, 12)))
    made = Agreement(draw(st.integers(1, 3)), kind, "so", on, on, id=draw(st.integers(1, 10**6)))
    if kind is AgreementKind.EMERGENCY:
        whole = draw(st.booleans())
        made = replace(made, no_emergency="wishes", channel="call", acknowledge_minutes=30)
        return replace(made, loading_percent=50 if whole else None, loading_then=draw(words))
    return replace(made, hours_then=draw(words), rate_then=draw(words))


known = st.lists(agreed(), max_size=15, unique_by=lambda each: each.id)


def touches(meetings: list[tuple[int, int]]) -> tuple[Touch, ...]:
    return tuple(
        a_touch(id=n, client_id=who, at=WEEK.start + hour * HOUR) for n, (who, hour) in enumerate(meetings, 1)
    )


@given(known, met, st.frozensets(st.integers(1, 4), max_size=3), st.integers(0, 400))
def test_complete_and_stale_are_what_walking_through_the_days_gives(
    all_agreed: list[Agreement], meetings: list[tuple[int, int]], working: frozenset[int], look: int
) -> None:
    now = WEEK.start + look * HOUR
    cut = min(now, WEEK.end - timedelta(seconds=1))
    facts = WeekFacts(
        clients=CLIENTS, touches=touches(meetings), open_work=working, agreements=tuple(all_agreed)
    )
    found = review(facts, WEEK, now, office_hours(), RULES)
    counted = {who for who, hour in meetings if hour >= 0 and WEEK.start + hour * HOUR <= cut} | working
    good, stale = 0, set()
    for who in counted & set(CLIENTS):
        there = slow_week.stands(
            [each for each in all_agreed if each.client_id == who], slow_week.local_day(cut, BERLIN)
        )
        policy = there.pop(AgreementKind.EMERGENCY, None)
        good += len(there) == 4 and (policy is None or policy.loading_percent is not None)
        stale |= slow_week.stale([*there.values(), *([policy] if policy else [])], TERMS)
    complete = found.figure("expectations", "complete")
    assert (complete.value, complete.of) == (good, len(counted & set(CLIENTS)))
    assert {key.partition(":")[2] for key in found.figure("expectations", "stale").rows} == set(
        map(str, stale)
    )


@given(known, st.integers(0, 7))
def test_what_is_agreed_after_the_week_counts_for_no_past_week(late: list[Agreement], days: int) -> None:
    after = WEEK.starts_on + timedelta(days=7 + days)
    agreed_late = tuple(replace(each, agreed_on=after) for each in late)
    facts = WeekFacts(clients=CLIENTS, open_work=frozenset(CLIENTS), agreements=agreed_late)
    found = review(facts, WEEK, WEEK.end + timedelta(days=30), office_hours(), RULES)
    complete, stale = (found.figure("expectations", name) for name in ("complete", "stale"))
    assert (complete.value, complete.of, stale.value) == (0, 3, 0)
    assert complete.rows == ("agreed:1", "agreed:2", "agreed:3")

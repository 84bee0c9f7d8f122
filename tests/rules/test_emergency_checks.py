"""Looks at the emergency line on days off: when each shows, and what sends it away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from data.model.card import CardDecision, CardKind
from data.model.today import AgendaItem, AgendaKind, Stage
from data.rules.emergency_checks import TEXT, emergency_checks
from tests.build import at, facts, office_hours

TIMES = ("18:00", "10:00")
SATURDAY = "2026-11-28"
MORNING, EVENING = (f"emergency_check:{SATURDAY}T{clock}" for clock in ("10:00", "18:00"))


def shown(now: datetime, *decided: CardDecision, **known: Any) -> list[AgendaItem]:
    known.setdefault("on_call", {3: "Birch"})
    gathered = facts(clients=[], projects=[], emergency_checks=decided, **known)
    return list(emergency_checks(gathered, now, office_hours(), TIMES))


def looked(key: str, when: str) -> CardDecision:
    return CardDecision(key, CardKind.EMERGENCY_CHECK, done_at=at(when))


def test_a_check_shows_an_hour_before_its_time_and_says_whom_it_is_for() -> None:
    assert shown(at(f"{SATURDAY} 08:59")) == []
    (soon,) = shown(at(f"{SATURDAY} 09:00"))
    assert (soon.key, soon.kind, soon.text) == (MORNING, AgendaKind.EMERGENCY_CHECK, TEXT)
    assert (soon.at, soon.stage) == (at(f"{SATURDAY} 10:00"), Stage.FRESH)
    assert (soon.client, soon.client_id) == ("Birch", 3)
    (due,) = shown(at(f"{SATURDAY} 10:00"))
    assert due.stage is Stage.DUE
    (many,) = shown(at(f"{SATURDAY} 10:00"), on_call={3: "Birch", 4: "Cove"})
    assert (many.client, many.client_id) == ("2 clients", None)


def test_the_next_check_takes_the_place_of_one_that_was_missed() -> None:
    assert [each.key for each in shown(at(f"{SATURDAY} 16:59"))] == [MORNING]
    assert [each.key for each in shown(at(f"{SATURDAY} 17:00"))] == [EVENING]
    assert shown(at("2026-11-29 00:00")) == []


def test_a_check_that_was_made_stays_for_the_day_and_the_next_one_comes() -> None:
    made = looked(MORNING, f"{SATURDAY} 10:12")
    (kept,) = shown(at(f"{SATURDAY} 12:00"), made)
    assert (kept.stage, kept.done_at) == (Stage.DONE, at(f"{SATURDAY} 10:12"))
    assert [each.stage for each in shown(at(f"{SATURDAY} 18:30"), made)] == [Stage.DONE, Stage.DUE]


def test_a_check_that_was_put_off_comes_back() -> None:
    later = CardDecision(MORNING, CardKind.EMERGENCY_CHECK, put_off_until=at(f"{SATURDAY} 11:00"))
    assert shown(at(f"{SATURDAY} 10:30"), later) == []
    assert [each.key for each in shown(at(f"{SATURDAY} 11:00"), later)] == [MORNING]


@pytest.mark.parametrize("day", ["2026-11-27", "2026-11-30"])
def test_no_check_on_a_day_on_which_one_works(day: str) -> None:
    assert shown(at(f"{day} 10:30")) == []


def test_a_day_off_is_watched_like_a_weekend() -> None:
    hours = office_hours(days_off=["2026-11-27"])
    gathered = facts(clients=[], projects=[], on_call={3: "Birch"})
    (check,) = emergency_checks(gathered, at("2026-11-27 10:30"), hours, TIMES)
    assert check.at == at("2026-11-27 10:00")


def test_without_cover_or_times_the_weekend_is_free() -> None:
    assert shown(at(f"{SATURDAY} 10:30"), on_call={}) == []
    gathered = facts(clients=[], projects=[], on_call={3: "Birch"})
    assert emergency_checks(gathered, at(f"{SATURDAY} 10:30"), office_hours(), ()) == ()


def test_a_time_that_the_clock_skips_is_looked_at_all_the_same() -> None:
    gathered = facts(clients=[], projects=[], on_call={3: "Birch"})
    (check,) = emergency_checks(gathered, at("2026-03-29 03:30"), office_hours(), ("02:30",))
    assert (check.key, check.stage) == ("emergency_check:2026-03-29T02:30", Stage.DUE)

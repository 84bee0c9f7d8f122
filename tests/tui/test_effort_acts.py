"""Time, scope and delivering from the dashboard, key by key, at a real store."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.desk import Desk
from data.model.client import Client
from data.model.effort import Cause
from data.model.today import AgendaKind
from data.model.work import Deliverable
from tests.build import NOW, at
from tests.desk.conftest import Hand
from tests.driver import Driver, session


@pytest.fixture
def logo(desk: Desk) -> Deliverable:
    """Four hours for Friday; the only deliverable of its project."""
    acme = desk.clients.add(Client("Acme"))
    item = Deliverable(0, acme.id, "Logo", estimate_minutes=240, promised_at=at("2026-11-27 17:00"))
    return desk.work.add_deliverable_to("Brand", item)


def another(desk: Desk, logo: Deliverable, name: str = "Cards") -> Deliverable:
    item = Deliverable(0, logo.client_id, name, estimate_minutes=60, promised_at=at("2026-11-30 17:00"))
    return desk.work.add_deliverable_to("Brand", item)


async def ticked_off(day: Driver) -> None:
    await day.press("2", "space")
    await day.sees("Done early: Logo", "What extra will they notice?")


async def test_t_starts_the_clock_and_stops_it(desk: Desk, logo: Deliverable, clock: Hand) -> None:
    async with session(desk) as day:
        await day.press("2", "t")
        await day.until(lambda: desk.effort.running() is not None, "no clock runs")
        clock.turn(minutes=40)
        await day.press("t")
        await day.until(lambda: desk.effort.running() is None, "the clock still runs")
    (entry,) = desk.effort.entries(logo.id)
    assert (entry.minutes, entry.started_at) == (40, NOW)


async def test_the_clock_moves_to_what_is_selected(desk: Desk, logo: Deliverable, clock: Hand) -> None:
    cards = another(desk, logo)
    async with session(desk, toasts=True) as day:
        await day.press("2", "t")
        clock.turn(minutes=10)
        await day.press("down", "t")
        await day.sees("10 m on Logo. The clock runs on Cards.")
    running = desk.effort.running()
    assert running is not None
    assert running.entry.deliverable_id == cards.id


async def test_without_a_deliverable_the_clock_that_runs_is_stopped(
    desk: Desk, logo: Deliverable, clock: Hand
) -> None:
    async with session(desk, toasts=True) as day:
        await day.press("1", "t")
        await day.sees("No clock runs. Select a deliverable")
        desk.effort.toggle(logo.id)
        clock.turn(minutes=5)
        await day.press("t")
        await day.sees("5 m on Logo.")
    assert desk.effort.running() is None


async def test_time_is_entered_on_what_is_selected(desk: Desk, logo: Deliverable) -> None:
    async with session(desk) as day:
        await day.press("2", "T")
        await day.sees("Time on Logo")
        await day.type("1h30")
        await day.press("ctrl+s")
        await day.until(lambda: bool(desk.effort.entries(logo.id)), "nothing was entered")
        await day.press("u")
        await day.until(lambda: not desk.effort.entries(logo.id), "it was not taken back")


async def test_more_left_is_named_with_one_key(desk: Desk, logo: Deliverable) -> None:
    async with session(desk) as day:
        await day.press("2", "l")
        await day.sees("Left to do: Logo", "4 h left so far")
        await day.type("6h")
        await day.press("enter")
        await day.sees("2 h more: why?", "Waiting on them", "Ill")
        await day.press("i")
        await day.until(lambda: bool(desk.effort.ledger(logo.id)), "the ledger is empty")
    assert [(each.minutes, each.cause) for each in desk.effort.ledger(logo.id)] == [(120, Cause.ILL)]


async def test_leaving_the_cause_goes_back_to_the_hours_that_were_typed(
    desk: Desk, logo: Deliverable
) -> None:
    async with session(desk) as day:
        await day.press("2", "l")
        await day.sees("Left to do: Logo")
        await day.type("30h")
        await day.press("enter")
        await day.sees("26 h more: why?")
        await day.press("escape")
        await day.sees("Left to do: Logo", "30h")
        await day.press("enter")
        await day.sees("26 h more: why?")
        await day.press("i")
        await day.until(lambda: bool(desk.effort.ledger(logo.id)), "the ledger is empty")


async def test_ticked_off_early_it_is_delivered_with_enter(desk: Desk, logo: Deliverable) -> None:
    another(desk, logo)
    async with session(desk) as day:
        await ticked_off(day)
        await day.sees("promised Fri 27 Nov 17:00 · 4 working days from now")
        await day.press("enter")
        await day.sees("How long did it take in all?")
        await day.type("5h")
        await day.press("enter")
        await day.until(lambda: desk.effort.history() != (), "nobody learned from it")
    delivered = desk.work.deliverable(logo.id)
    assert (delivered.delivered_at, delivered.spent_minutes) == (NOW, 300)


async def test_how_long_it_took_may_be_skipped_and_the_project_closed(desk: Desk, logo: Deliverable) -> None:
    async with session(desk) as day:
        await ticked_off(day)
        await day.press("tab")
        await day.type("a favicon")
        await day.press("enter", "enter")
        await day.sees("How long did it take in all?")
        await day.press("enter")
        await day.sees("Was that all of Brand?")
        await day.press("y")
        await day.until(
            lambda: desk.work.project(logo.project_id).ended_on is not None, "the project is still open"
        )
    delivered = desk.work.deliverable(logo.id)
    assert (delivered.extra, delivered.spent_minutes) == ("a favicon", 0)


async def test_time_that_was_logged_is_not_asked_for(desk: Desk, logo: Deliverable, clock: Hand) -> None:
    another(desk, logo)
    desk.effort.toggle(logo.id)
    clock.turn(minutes=30)
    async with session(desk) as day:
        await ticked_off(day)
        await day.press("d")
        await day.until(lambda: not desk.work.deliverable(logo.id).open, "it is not delivered")
        await day.sees_no("How long did it take")
    assert desk.work.deliverable(logo.id).spent_minutes == 30


async def test_on_its_day_it_is_delivered_at_once(desk: Desk, logo: Deliverable, clock: Hand) -> None:
    another(desk, logo)
    clock.at = at("2026-11-27 10:00")
    async with session(desk) as day:
        await day.press("2", "space")
        await day.until(lambda: not desk.work.deliverable(logo.id).open, "it is not delivered")
        await day.sees("How long did it take")


@pytest.mark.parametrize(("key", "asked"), [("p", "Polish Logo: until"), ("h", "Hold Logo: until")])
async def test_polished_or_held_it_comes_up_again(
    desk: Desk, logo: Deliverable, clock: Hand, key: str, asked: str
) -> None:
    async with session(desk) as day:
        await ticked_off(day)
        await day.press(key)
        # The last working day before the promise is offered first.
        await day.sees(asked, "26 nov")
        await day.press("enter")
        await day.until(lambda: desk.work.deliverable(logo.id).finished_at == NOW, "it is not done")
        await day.sees_no(asked)
        assert cards(desk) == []
        clock.at = at("2026-11-26 09:00")
        day.app._beat()
        await day.sees("Done early: Logo")
    assert desk.work.deliverable(logo.id).open


async def test_it_is_not_held_beyond_the_promise(desk: Desk, logo: Deliverable) -> None:
    async with session(desk) as day:
        await ticked_off(day)
        await day.press("h")
        await day.sees("until when?")
        await day.type("30 nov")
        await day.press("enter")
        await day.sees("after the promise")
        await day.press("escape", "escape")
        await day.sees_no("until when?")
    assert desk.work.deliverable(logo.id).finished_at is None


async def test_the_card_asks_again(desk: Desk, logo: Deliverable) -> None:
    another(desk, logo)
    desk.effort.finish(logo.id, "a favicon")
    async with session(desk) as day:
        await day.press("1", "enter")
        await day.sees("Deliver now", "a favicon")
        await day.press("p")
        await day.sees("Polish Logo: until when?")
        await day.press("enter")
        await day.until(lambda: cards(desk) == [], "the card is still there")
        await day.press("u")
        await day.until(lambda: cards(desk) == ["Done early: Logo"], "the card did not come back")
        await day.press("1", "space", "d")
        await day.sees("How long did it take")
        await day.press("escape")
    delivered = desk.work.deliverable(logo.id)
    assert (delivered.open, delivered.extra) == (False, "a favicon")


async def test_what_they_owe_is_entered_from_anywhere(desk: Desk, logo: Deliverable) -> None:
    async with session(desk) as day:
        await day.press("2", "n")
        await day.sees("They owe you")
        await day.press("o")
        await day.sees("What do they owe you?", "Acme", "Logo")
        await day.type("texts")
        await day.press("enter")
        await day.type("wed")
        await day.press("ctrl+s")
        await day.until(lambda: bool(desk.scope.obligations(logo.id)), "nothing was entered")
    (owed,) = desk.scope.obligations(logo.id)
    assert owed.needed_on == date(2026, 11, 25)
    assert owed.asked_at - NOW < timedelta(minutes=1)


def cards(desk: Desk) -> list[str]:
    return [item.text for item in desk.today().agenda if item.kind is AgendaKind.DONE_EARLY]

"""The card of a weekend that asks to look at the emergency line."""

from __future__ import annotations

from data.desk import Desk
from tests.build import at
from tests.desk.conftest import Hand
from tests.desk.test_emergency_checks import covered as covered
from tests.driver import session


async def test_space_says_that_one_looked(covered: Desk, clock: Hand) -> None:
    clock.at = at("2026-11-28 10:12")
    async with session(covered) as day:
        await day.sees("◐ 10:00  Emergency line", "Acme", "look now", "space looked")
        await day.press("space")
        await day.sees("√ 10:00  Emergency line", "looked 10:12")
        await day.press("u")
        await day.sees("◐ 10:00  Emergency line")
        await day.press("z")
        await day.sees("in 30m", "in 1h")
        await day.press("enter")
        await day.sees_no("Emergency line")


async def test_what_the_card_is_about_and_whom(covered: Desk, clock: Hand) -> None:
    clock.at = at("2026-11-28 09:30")
    async with session(covered) as day:
        await day.sees("○ 10:00  Emergency line", "in 30 m")
        await day.press("o")
        await day.sees("Acme", "together since")

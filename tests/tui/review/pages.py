"""Drives the review as a person does, and reads its lists."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from data.desk import Desk
from tests.driver import Driver, session
from tui.screens.review.screen import ReviewScreen
from tui.widgets.rows import Rows


@asynccontextmanager
async def review(
    desk: Desk, *, size: tuple[int, int] = (120, 36), light: bool = False, toasts: bool = False
) -> AsyncIterator[Driver]:
    """Open the review from the dashboard."""
    async with session(desk, size=size, light=light, toasts=toasts) as day:
        if not desk.clients.all():
            await day.press("escape")  # the welcome of an empty store
        await day.press("w")
        await day.until(lambda: isinstance(day.app.screen, ReviewScreen), "the review is not open")
        await day.pilot.pause()
        yield day


def screen(day: Driver) -> ReviewScreen:
    found = day.app.screen
    assert isinstance(found, ReviewScreen)
    return found


def rows(day: Driver, name: str) -> list[str]:
    """Give what stands in a list, a row a line."""
    found = next(each for each in day.app.screen_stack if isinstance(each, ReviewScreen))
    return [
        " ".join(text for cell in row.cells for text, _ in cell.parts if text)
        for row in found.query_one(f"#{name}", Rows).rows
    ]


async def until_cards(day: Driver, count: int) -> None:
    await day.until(lambda: len(rows(day, "cards")) == count, f"not {count} cards")


async def select_card(day: Driver, text: str) -> None:
    """Put the cursor on a card."""
    cards = screen(day).query_one("#cards", Rows)
    key = next(row.key for row in cards.rows if any(text in part for c in row.cells for part, _ in c.parts))
    cards.move_to(key)
    await day.pilot.pause()

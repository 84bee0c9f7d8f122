"""The trays of exchanges on the dashboard: what is done in one is taken back in it."""

from __future__ import annotations

import pytest

from data.desk import Desk
from data.model.client import Client
from data.model.draft import ContactDraft
from data.model.touch import Channel, Direction
from tests.build import NOW, at
from tests.driver import session
from tui.screens.trays import ThreadTray


@pytest.fixture
def asleep(desk: Desk) -> Desk:
    """A desk with two questions that sleep until tomorrow."""
    cove = desk.clients.add(Client("Cove"))
    for question in ("Dates?", "Colours?"):
        desk.contacts.log(
            ContactDraft(Channel.CHAT, Direction.IN, cove.id, NOW, note=question, wants_answer=True)
        )
    for thread in desk.waiting.of_client(cove.id):
        desk.waiting.snooze(thread.id, at("2026-11-24 09:00"))
    return desk


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_u_takes_back_within_the_tray_what_was_done_in_it(asleep: Desk, size: tuple[int, int]) -> None:
    async with session(asleep, size=size) as day:
        await day.press("i")
        await day.sees("Asleep", "Dates?", "Colours?", "u undo")
        await day.press("u")
        await day.sees("Nothing was done here yet.")
        await day.press("x")
        await day.until(lambda: len(asleep.waiting.snoozed()) == 1, "one needs no reply")
        await day.until(lambda: isinstance(day.app.screen, ThreadTray), "the tray comes back")
        await day.press("u")
        await day.until(lambda: len(asleep.waiting.snoozed()) == 2, "it sleeps again")
        await day.sees("Dates?", "Colours?")
        await day.press("u")
        await day.sees("Nothing was done here yet.")

"""How the review and its trends fit: any size, any name, every key."""

from __future__ import annotations

import subprocess
import sys

import pytest

from data.desk import Desk
from data.model.client import Client
from data.model.work import Commitment
from tests.build import at
from tests.tui.review.conftest import NEXT
from tests.tui.review.pages import review, screen
from tui.screens.client.page import ClientPage
from tui.screens.review.keys import ORDER, REVIEW_KEYS, word
from tui.widgets.keys import live_keys
from tui.widgets.rows import Rows


async def test_an_empty_store_says_kind_words(desk: Desk) -> None:
    async with review(desk) as day:
        await day.sees("nothing due", "nobody waited", "No client yet")
        await day.press("2")
        await day.sees("Nothing is left over", "A good week ends like this")
        await day.press("3")
        await day.sees("Nothing is promised for it", "Nothing was meant for this week", "Nothing yet. e asks")
        await day.press("v")
        await day.sees("Twelve weeks", "nothing due", "No client yet")


async def test_trends_draw_twelve_weeks_and_open_a_client(week: Desk) -> None:
    async with review(week) as day:
        await day.press("v")
        await day.sees("Promises kept of those due", "Contacts after hours", "W48", "W38", "Acme")
        await day.press("enter")
        await day.until(lambda: isinstance(day.app.screen, ClientPage), "no client page")
        await day.press("escape")
        await day.sees("Twelve weeks")
        await day.press("escape")
        assert screen(day).step == 0


async def test_plots_are_named_in_full_or_shortly_and_are_never_empty_boxes(week: Desk) -> None:
    async with review(week, size=(80, 24)) as day:
        await day.press("v")
        await day.sees("Promises kept  ▒ not", "Slack at the end")
        assert "…" not in day.text
        await day.pilot.resize_terminal(50, 12)
        await day.sees("no room for plots", "Acme")
        await day.sees_no("Slack at the end")


async def test_in_a_low_terminal_the_figures_that_are_read_have_the_room(week: Desk) -> None:
    async with review(week, size=(40, 10)) as day:
        await day.sees("Week 48", "1 Look", "3 Next week", "1 of 3 kept", "After hours", "Clients")
        await day.press("tab")
        await day.sees("from them", "Promises", "Expectations", "Clients")
        await day.sees_no("1 of 3 kept")


async def test_trends_are_drawn_in_sixteen_colours_too(week: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv("TERM", "xterm")
    async with review(week) as day:
        await day.press("v")
        await day.sees("Promises kept of those due", "█")


def test_what_draws_is_loaded_only_when_it_is_shown() -> None:
    code = "import sys, tui.screens.review.screen, tui.app; sys.exit('plotext' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50), (50, 12)])
@pytest.mark.parametrize("light", [False, True])
async def test_it_fits_any_size_whatever_the_names(week: Desk, size: tuple[int, int], light: bool) -> None:
    nasty = "[/] [red]\x1b[31m\u202e" + "漢字" * 200
    client = week.clients.add(Client(nasty))
    week.work.add_commitment(Commitment(nasty, at("2026-11-26 12:00"), client_id=client.id))
    week.work.add_commitment(Commitment(nasty, at("2026-12-01 12:00"), client_id=client.id))
    week.reviews.intend(NEXT, [nasty])
    async with review(week, size=size, light=light) as day:
        for keys in (
            ("enter", "escape", "tab", "end", "tab", "tab"),
            ("2", "end"),
            ("3", "tab", "tab"),
            ("v",),
        ):
            await day.press(*keys)
            assert "\x1b" not in day.text
            assert "\u202e" not in day.text
        await day.press("escape", "w")
        await day.until(lambda: week.reviews.week().closed_at is not None, "not closed")


async def test_the_list_with_the_keys_has_the_room_where_there_is_little(week: Desk) -> None:
    async with review(week, size=(80, 24)) as day:
        for name in ("look-0", "look-1", "look-2", "clients"):
            heights = {each.id: each.size.height for each in screen(day).query("#step-0 Rows").results(Rows)}
            assert heights.pop(name) > max(heights.values()) >= 1
            await day.press("tab")


def test_each_key_can_be_explained_and_means_one_thing() -> None:
    pressed = [key for binding in REVIEW_KEYS for key in binding.key.split(",")]
    assert len(pressed) == len(set(pressed))
    assert all(binding.id and binding.description and binding.tooltip for binding in REVIEW_KEYS)


async def test_the_foot_names_only_keys_there_are(week: Desk) -> None:
    async with review(week) as day:
        live = {key.name.partition(".")[2] for key in live_keys(screen(day))}
        for place, names in ORDER.items():
            assert set(names) <= live
            assert all(word(name, place) for name in names)
        await day.press("question_mark")
        await day.sees("Keys, here and now", "Trends")

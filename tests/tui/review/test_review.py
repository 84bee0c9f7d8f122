"""The end of the week as a person goes through it: looking, intending, closing."""

from __future__ import annotations

from pathlib import Path

from data.desk import Desk
from data.model.client import Client
from data.model.work import Commitment
from tests.build import at
from tests.desk.conftest import Hand
from tests.driver import session
from tests.tui.review.conftest import NEXT, WEEK
from tests.tui.review.pages import review, rows, screen
from tui.screens.client.page import ClientPage
from tui.screens.dashboard import Dashboard
from tui.screens.deliverable.page import DeliverablePage
from tui.widgets.figures import Figures
from tui.widgets.rows import Rows


async def test_the_whole_week_is_on_one_page(week: Desk) -> None:
    async with review(week) as day:
        await day.sees("Week 48 · 23–29 Nov 2026", "still running", "1 Look", "2 Clear 5", "3 Next week")
        for title in ("Promises", "Honesty", "Replies", "Calls", "After hours", "Slack", "Estimates"):
            assert title in day.text
        for title in ("Expectations", "Courtesy", "Gestures", "Attention", "Clients", "Acme"):
            assert title in day.text
        shown = sum(len(rows(day, f"look-{place}")) for place in range(3))
        assert shown >= sum(len(block.figures) for block in week.reviews.week().blocks)
        assert "…" not in day.text, "nothing of it is cut"
        assert "sent by others" in day.text, "nor has to be scrolled to"
        for figures in screen(day).query(Figures):
            assert len(figures.rows) <= figures.size.height, figures.id


async def test_the_cursor_stops_at_figures_alone(week: Desk) -> None:
    async with review(week) as day:
        seen = []
        for _ in range(30):
            seen.append(screen(day).key)
            await day.press("down")
        assert not [key for key in seen if key.startswith("-")]
        assert seen[-1] == "calls/callbacks"
        await day.press("home")
        assert screen(day).key == "promises/due"
        await day.press("right", "end", "right", "right", "right")
        assert screen(day).key == "calls/callbacks" or screen(day).place == "look-0"


async def test_a_figure_opens_its_rows_and_a_row_its_page(week: Desk) -> None:
    async with review(week) as day:
        await day.press("enter")
        await day.sees("Promises, due · week 48", "Send the quote", "kept", "Logo set", "broken")
        await day.press("end", "enter")
        await day.until(lambda: isinstance(day.app.screen, ClientPage | DeliverablePage), "no page opened")
        await day.press("escape")
        await day.sees("Promises, due · week 48")
        await day.press("escape")
        assert screen(day).step == 0


async def test_a_figure_of_nothing_says_so(week: Desk) -> None:
    async with review(week) as day:
        screen(day).query_one("#look-0", Rows).move_to("promises/moved")
        await day.press("enter")
        await day.sees("Nothing stands behind it")
        await day.press("escape")
        screen(day).query_one("#look-1", Rows).move_to("after_hours/evenings")
        await day.press("right", "enter")
        await day.sees("No single rows stand behind this one")


async def test_next_week_shows_what_comes(week: Desk) -> None:
    async with review(week) as day:
        await day.press("3")
        await day.sees("Promised for week 49", "Thu 17:00", "Checkout", "owed of", "full")
        await day.sees("I am back on Mon 30 Nov 09:00", "jo@studio.example", "the weekend is yours")
        await day.press("enter")
        await day.until(lambda: isinstance(day.app.screen, DeliverablePage), "no page opened")


async def test_intentions_are_typed_and_judged_a_week_later(week: Desk, clock: Hand) -> None:
    async with review(week) as day:
        await day.press("3", "e")
        await day.sees("Week 49: what do you mean to do?")
        await day.type("Ring Acme")
        await day.press("enter")
        await day.type("Leave at five")
        await day.press("ctrl+s")
        await day.until(lambda: len(rows(day, "intend")) == 2, "not two intentions")
        assert [each.text for each in week.reviews.intentions(NEXT)] == ["Ring Acme", "Leave at five"]
    clock.turn(days=7)
    async with review(week) as day:
        await day.press("3", "tab")
        assert rows(day, "meant") == ["· Ring Acme not judged yet", "· Leave at five not judged yet"]
        await day.press("y", "down", "x")
        await day.until(
            lambda: rows(day, "meant") == ["√ Ring Acme kept", "○ Leave at five not this time"], "not judged"
        )
        await day.press("x")
        await day.until(lambda: rows(day, "meant")[1].endswith("not judged yet"), "the word stays")


async def test_closing_freezes_writes_a_page_and_is_undone(week: Desk, tmp_path: Path) -> None:
    async with review(week, toasts=True) as day:
        await day.press("w")
        assert week.reviews.week().closed_at is None, "first one looks and clears"
        await day.sees("Look and clear first")
        await day.press("3", "w")
        await day.sees("√ closed Fri 27 Nov 2026 16:00", "Week 48 is closed")
        page = tmp_path / "store" / "reviews" / f"{WEEK}.md"
        text = page.read_text(encoding="utf-8")
        assert text.startswith("# Week 48 · 23–29 Nov 2026\n")
        assert "closed fri 27 nov 2026 16:00" in text.lower()
        await day.press("w")
        await day.sees("closed already")
        await day.press("u")
        await day.sees("still running")
        assert week.reviews.week().closed_at is None


async def test_what_changes_later_stands_under_the_frozen_figure(week: Desk, clock: Hand) -> None:
    async with review(week) as day:
        await day.press("3", "w")
        await day.sees("√ closed")
    clock.turn(days=4)
    (acme,) = week.clients.all()
    week.work.add_commitment(Commitment("Forgotten", at("2026-11-26 12:00"), client_id=acme.id))
    async with review(week) as day:
        await day.press("left_square_bracket")
        await day.sees("Week 48", "√ closed Fri 27 Nov 2026 16:00", "corrected  ")
        assert "corrected now  3" in " ".join(rows(day, "look-0"))


async def test_what_falls_due_after_closing_stands_under_the_frozen_figure(week: Desk, clock: Hand) -> None:
    (acme,) = week.clients.all()
    week.work.add_commitment(Commitment("Invoice by five", at("2026-11-27 17:00"), client_id=acme.id))
    async with review(week) as day:
        await day.press("3", "w")
        await day.sees("√ closed")
    clock.turn(days=4)
    async with review(week) as day:
        await day.press("left_square_bracket")
        await day.sees("√ closed Fri 27 Nov 2026 16:00", "whole week")
        await day.press("down", "enter")
        await day.sees("Invoice by five", "broken")


async def test_a_week_is_closed_late_and_missed_ones_break_nothing(week: Desk, clock: Hand) -> None:
    clock.turn(days=21)
    async with review(week) as day:
        await day.sees("Week 51")
        await day.press(*["left_square_bracket"] * 3)
        await day.sees("Week 48", "not closed")
        await day.press("3")
        await day.sees("Its weekend is over")
        await day.press("w")
        await day.sees("√ closed Fri 18 Dec 2026 16:00")
        await day.press("right_square_bracket")
        await day.sees("Week 49", "not closed")
        await day.press(*["right_square_bracket"] * 4)
        await day.sees("Week 51", "still running")


async def test_on_monday_a_week_that_was_missed_is_named_with_its_key(week: Desk, clock: Hand) -> None:
    clock.at = at("2026-11-30 09:00")
    async with review(week) as day:
        await day.sees("Week 49", "still running · week 48 is not closed: [")
        await day.press("left_square_bracket", "3", "w")
        await day.sees("Week 48", "√ closed")
        await day.press("right_square_bracket")
        await day.sees("Week 49", "still running")
        await day.sees_no("is not closed")
    async with review(week, size=(80, 24)) as day:
        await day.sees("Week 49 ○ still running   ")  # 30 Nov – 6 Dec would leave too little room
        await day.press("left_square_bracket")
        await day.sees("Week 48 √ closed Mon 30 Nov 2026 09:00 ")


async def test_it_goes_on_where_it_was_left(week: Desk, clock: Hand) -> None:
    async with review(week) as day:
        await day.press("2", "escape")
        await day.until(lambda: isinstance(day.app.screen, Dashboard), "not back")
        await day.press("w")
        await day.sees("Left over")
    clock.turn(days=3)
    async with review(week) as day:
        await day.sees("Week 48", "Left over")


async def test_the_chip_comes_on_friday_and_goes_with_the_week(desk: Desk, clock: Hand) -> None:
    desk.clients.add(Client("Acme"))
    async with session(desk) as day:
        assert "closes the week" not in day.text
        clock.at = at("2026-11-27 15:00")
        day.app.dashboard.reload()
        await day.sees("w closes the week")
        await day.press("w", "3", "w")
        await day.sees("√ closed")
        await day.press("escape")
        await day.sees_no("closes the week")


async def test_a_page_that_is_in_the_way_is_said(week: Desk, tmp_path: Path) -> None:
    (tmp_path / "store" / "reviews").write_text("in the way")
    async with review(week, toasts=True) as day:
        await day.press("3", "w")
        await day.sees("is closed, but", "√ closed")

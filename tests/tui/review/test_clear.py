"""What is left over, card by card."""

from __future__ import annotations

import pytest

from data.desk import Desk
from data.errors import ReadOnly
from data.model.work import Commitment
from tests.build import at
from tests.desk.conftest import Hand
from tests.tui.review.pages import review, screen, select_card, until_cards
from tui.screens.draft import DraftScreen


async def test_a_card_is_done_on_monday_and_brought_back(week: Desk) -> None:
    async with review(week) as day:
        await day.press("2")
        await until_cards(day, 5)
        await select_card(day, "Send the prints")
        await day.press("M")
        await until_cards(day, 4)
        (acme,) = week.clients.all()
        (prints,) = week.work.commitments(acme.id)
        assert prints.due_at == at("2026-11-30 17:00")
        await day.press("u")
        await until_cards(day, 5)
        assert week.work.commitments(acme.id)[0].due_at == at("2026-11-24 12:00")


async def test_moving_a_card_says_to_when(week: Desk) -> None:
    async with review(week, toasts=True) as day:
        await day.press("2")
        await select_card(day, "Send the prints")
        await day.press("M")
        await day.sees("Send the prints: put off to Mon 30 Nov 17:00. u undoes it.")


async def test_a_card_is_put_to_a_time_that_is_typed(week: Desk) -> None:
    async with review(week) as day:
        await day.press("2")
        await select_card(day, "Which host?")
        await day.press("z")
        await day.sees("Which host?", "when?")
        await day.type("2 dec 11am")
        await day.press("enter")
        await until_cards(day, 4)
        (acme,) = week.clients.all()
        assert week.find_outs.of_client(acme.id)[0].come_back_at == at("2026-12-02 11:00")


async def test_a_card_is_let_go_with_a_reason(week: Desk) -> None:
    async with review(week) as day:
        await day.press("2")
        await select_card(day, "Send the prints")
        await day.press("x")
        await day.sees("not needed any more")
        await day.press("n")
        await until_cards(day, 4)
        (acme,) = week.clients.all()
        dropped = week.work.commitments(acme.id, open_only=False)
        assert [each.note for each in dropped if each.dropped_at] == ["by mail\ndropped: not needed any more"]
        await day.press("u")
        await until_cards(day, 5)
        await select_card(day, "Send the prints")
        await day.press("x", "o")
        await day.sees("Why?")
        await day.type("moved away")
        await day.press("enter")
        await until_cards(day, 4)


async def test_a_promise_is_moved_by_telling_alone(week: Desk) -> None:
    async with review(week, toasts=True) as day:
        await day.press("2")
        await select_card(day, "Logo set")
        await day.press("M")
        await day.sees("A promise is moved by telling them")
        await day.press("h")
        await day.until(lambda: isinstance(day.app.screen, DraftScreen), "no draft")
        await day.press("escape")
        await until_cards(day, 5)


@pytest.mark.parametrize("text", ["Which host?", "texts"])
async def test_telling_opens_the_draft_that_fits(week: Desk, text: str) -> None:
    async with review(week) as day:
        await day.press("2")
        await select_card(day, text)
        await day.press("h")
        await day.until(lambda: isinstance(day.app.screen, DraftScreen), "no draft")


async def test_done_ticks_a_card_off(week: Desk) -> None:
    async with review(week) as day:
        await day.press("2")
        await select_card(day, "Send the prints")
        await day.press("space")
        await until_cards(day, 4)


async def test_what_another_process_writes_shows_by_itself(week: Desk, clock: Hand) -> None:
    async with review(week) as day:
        await day.press("2")
        clock.turn(minutes=1)
        (acme,) = week.clients.all()
        week.work.add_commitment(Commitment("New", at("2026-11-27 15:00"), client_id=acme.id))
        screen(day)._beat()
        await until_cards(day, 6)


async def test_a_store_that_cannot_be_written_is_looked_at_all_the_same(
    week: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise ReadOnly("The store cannot be written.")

    monkeypatch.setattr(week._core.store, "intake", refuse)
    monkeypatch.setattr(week._core.store, "action", refuse)
    async with review(week, toasts=True) as day:
        await day.press("2")
        await until_cards(day, 5)
        await day.press("3", "w")
        await day.sees("The store cannot be written.", "still running")


async def test_keys_that_do_nothing_say_why(week: Desk) -> None:
    async with review(week, toasts=True) as day:
        await day.press("M")
        await day.sees("That is for what is left over")
        await day.press("y")
        await day.sees("That is for what you meant to do")

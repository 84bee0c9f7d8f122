"""Acts on the cards of Today, key by key, at a real store."""

from __future__ import annotations

import pytest

from data.desk import Desk
from data.model.client import Client
from data.model.draft import ContactDraft, FollowUp
from data.model.touch import Channel, Direction, Outcome
from data.model.work import Commitment, Deliverable
from tests.build import at
from tests.desk.conftest import Hand
from tests.driver import Driver, session


@pytest.fixture
def checkout(desk: Desk) -> Deliverable:
    """Far more work than fits before Wednesday."""
    acme = desk.clients.add(Client("Acme"))
    item = Deliverable(0, acme.id, "Checkout", estimate_minutes=6000, promised_at=at("2026-11-25 17:00"))
    return desk.work.add_deliverable_to("Shop", item)


async def on_the_heads_up(day: Driver) -> None:
    await day.sees("Heads-up: Checkout")
    rows = day.app.dashboard.pane.list
    rows.move_to(next(row.key for row in rows.rows if row.key.startswith("heads_up:")))


async def test_a_heads_up_is_put_off_only_to_before_the_promise(desk: Desk, checkout: Deliverable) -> None:
    async with session(desk) as day:
        await on_the_heads_up(day)
        await day.press("z")
        await day.sees("Heads-up: Checkout: again when?", "tomorrow 9:00")
        await day.sees_no("mon 9:00")
        await day.type("mon 9:00")
        await day.press("enter")
        await day.sees("That is after the promise, Wed 25 Nov 17:00")


async def test_what_is_written_says_to_whom(desk: Desk, checkout: Deliverable) -> None:
    async with session(desk) as day:
        await on_the_heads_up(day)
        await day.press("W")
        await day.sees("Write to Acme", "what happened, what you did, what comes next")


@pytest.mark.parametrize("size", [(120, 36), (100, 30), (80, 24)])
async def test_a_sentence_lies_over_no_keys(desk: Desk, checkout: Deliverable, size: tuple[int, int]) -> None:
    async with session(desk, size=size, toasts=True) as day:
        await on_the_heads_up(day)
        await day.press("enter")
        await day.sees("Subject", "ctrl+s")
        for number in range(3):
            day.app.notify(f"Sentence {number}, which is about as long as they are.")
        await day.sees("Sentence 0", "Sentence 2")
        await day.sees("ctrl+s")


async def test_the_foot_says_what_space_does_to_the_selected_card(desk: Desk, checkout: Deliverable) -> None:
    desk.work.add_commitment(Commitment("Send the quote", at("11:00"), client_id=checkout.client_id))
    async with session(desk) as day:
        await on_the_heads_up(day)
        await day.sees("space told")
        rows = day.app.dashboard.pane.list
        rows.move_to(next(row.key for row in rows.rows if row.key.startswith("commitment:")))
        await day.sees("space kept")


async def test_undo_selects_what_it_brought_back(desk: Desk, checkout: Deliverable) -> None:
    for text, when in (("Send the quote", "11:00"), ("Staging link", "16:00")):
        desk.work.add_commitment(Commitment(text, at(when), client_id=checkout.client_id))
    async with session(desk) as day:
        rows = day.app.dashboard.pane.list
        quote, staging = [row.key for row in rows.rows if row.key.startswith("commitment:")]
        rows.move_to(quote)
        await day.press("space")
        await day.until(lambda: desk.today().agenda[-1].done_at is not None, "it is not done")
        rows.move_to(staging)
        await day.press("u")
        await day.until(lambda: rows.cursor_key == quote, "what came back is not selected")
        await day.press("d")
        await day.until(lambda: quote not in {row.key for row in rows.rows}, "it is not deleted")
        await day.press("3", "u")
        await day.until(lambda: rows.cursor_key == quote, "what came back is not selected")
        assert day.app.focused is rows


async def on_the_write_up(day: Driver) -> None:
    """Select the card about the call of the evening before."""
    await day.sees("Write it up: Look at the form")
    rows = day.app.dashboard.pane.list
    rows.move_to(next(row.key for row in rows.rows if row.key.startswith("write_up:")))


@pytest.fixture
def late_call(desk: Desk, clock: Hand) -> int:
    """A call on Sunday evening that nobody confirmed; it is Monday noon. The client's id."""
    acme = desk.clients.add(Client("Acme", addresses=("ann@acme.example",)))
    clock.at = at("2026-11-22 19:30")
    wish = FollowUp("Look at the form", at("09:30"))
    call = ContactDraft(Channel.CALL, Direction.IN, acme.id, clock.at, outcome=Outcome.SPOKE, tomorrow=wish)
    desk.contacts.log(call)
    clock.at = at("12:00")
    return acme.id


async def test_every_key_that_writes_leads_to_it(desk: Desk, clock: Hand, late_call: int) -> None:
    async with session(desk, toasts=True) as day:
        await on_the_write_up(day)
        await day.press("h")
        await day.sees("A heads-up is about a deliverable. enter shows what this asks for.")
        await day.press("W")
        await day.sees("Write to Acme", "what you agreed on the phone", "Where it stands")
        await day.press("w")
        await day.sees("What we agreed on the phone", "> Look at the form")


async def test_what_no_mail_confirmed_is_written_up_and_logged(
    desk: Desk, clock: Hand, late_call: int
) -> None:
    async with session(desk) as day:
        await on_the_write_up(day)
        await day.press("enter")
        await day.sees("what you agreed on the phone, ready to send")
        await day.press("w")
        await day.sees("What you agreed on the phone", "ann@acme.example", "> Look at the form")
        await day.press("ctrl+s")
        await day.sees_no("Write it up")
        assert [each.channel for each in desk.clients.contacts(late_call)] == [Channel.MAIL, Channel.CALL]
        await day.press("u")
        await day.sees("Write it up: Look at the form")


async def test_it_is_let_go_with_a_reason(desk: Desk, clock: Hand, late_call: int) -> None:
    async with session(desk) as day:
        await on_the_write_up(day)
        await day.press("space")
        await day.sees("It is here", "Not needed")
        await day.press("x")
        await day.sees("Why? It stays with it.", "it was said in person since")
        await day.press("o")
        await day.sees("Why?")
        await day.type("they came by")
        await day.press("enter")
        await day.sees_no("Write it up")
    (touch,) = desk.clients.contacts(late_call)
    awaited = desk.after_hours.awaited_in(touch.id)
    assert awaited is not None
    assert awaited.dropped_why == "they came by"


async def test_it_may_be_here_already_or_be_told(desk: Desk, clock: Hand, late_call: int) -> None:
    async with session(desk) as day:
        await on_the_write_up(day)
        await day.press("enter", "r")
        await day.sees_no("Write it up")
        await day.press("u")
        await on_the_write_up(day)
        await day.press("enter", "t")
        await day.sees("Told how?")
        await day.press("c")
        await day.sees_no("Write it up")
    assert [each.channel for each in desk.clients.contacts(late_call)] == [Channel.CALL, Channel.CALL]


async def test_it_is_put_off_as_every_card(desk: Desk, clock: Hand, late_call: int) -> None:
    async with session(desk) as day:
        await on_the_write_up(day)
        await day.press("z")
        await day.sees("Write it up: Look at the form: again when?")
        await day.type("in 2h")
        await day.press("enter")
        await day.sees_no("Write it up")
    clock.at = at("15:00")
    assert any(item.key.startswith("write_up:") for item in desk.today().agenda)


async def test_the_promise_says_how_it_is_with_their_mail(desk: Desk, clock: Hand, late_call: int) -> None:
    clock.at = at("11:00")
    async with session(desk) as day:
        await day.sees("Look at the form")
        rows = day.app.dashboard.pane.list
        rows.move_to(next(row.key for row in rows.rows if row.key.startswith("commitment:")))
        await day.press("enter")
        await day.sees("their mail", "awaited until Mon 23 Nov 12:00")

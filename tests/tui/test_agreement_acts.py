"""Agreements from the dashboard, key by key, at a real store: the card of a prospect, and `n`."""

from __future__ import annotations

import pytest

from data.desk import Desk
from data.model.agreement import AgreementKind
from data.model.client import Client
from data.model.draft import ContactDraft
from data.model.touch import Channel, Direction, Outcome
from tests.build import NOW
from tests.driver import Driver, session


@pytest.fixture
def acme(desk: Desk) -> Client:
    """A prospect who has rung once."""
    acme = desk.clients.add(Client("Acme"))
    desk.contacts.log(ContactDraft(Channel.CALL, Direction.IN, acme.id, NOW, outcome=Outcome.SPOKE))
    return acme


async def on_the_card(day: Driver) -> None:
    await day.sees("Agree how you work together", "Acme")
    rows = day.app.dashboard.pane.list
    rows.move_to(next(row.key for row in rows.rows if row.key.startswith("agreements:")))


async def test_enter_opens_the_form_and_the_card_is_done(desk: Desk, acme: Client) -> None:
    async with session(desk, toasts=True) as day:
        await on_the_card(day)
        await day.press("enter")
        await day.sees("How you work together", "What did you agree?")
        await day.press("ctrl+s")
        await day.sees("Availability: agreed. Still to agree: process, rates, obligations.")
        await day.sees_no("Agree how you work together")
        assert desk.agreements.of_client(acme.id).of(AgreementKind.AVAILABILITY) is not None
        await day.press("u")
        await day.sees("Agree how you work together")


async def test_leaving_the_form_leaves_the_card(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await on_the_card(day)
        await day.press("enter")
        await day.sees("What did you agree?")
        await day.press("escape")
        await day.sees("Agree how you work together")
        assert desk.agreements.of_client(acme.id).standing == ()


async def test_space_agrees_or_drops_it(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await on_the_card(day)
        await day.sees("space agreed, not needed …")
        await day.press("space")
        await day.sees("Not needed")
        await day.press("a")
        await day.sees("What did you agree?")
        await day.press("escape", "space", "x")
        await day.sees_no("Agree how you work together")
        await day.press("u")
        await day.sees("Agree how you work together")


async def test_it_is_put_off_like_any_card(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await on_the_card(day)
        await day.press("z")
        await day.sees("again when?")
        await day.type("tomorrow 9:00")
        await day.press("enter")
        await day.sees_no("Agree how you work together")


async def test_n_enters_one_for_any_client(desk: Desk, acme: Client) -> None:
    desk.clients.add(Client("Birch"))
    async with session(desk) as day:
        await day.press("n", "g")
        await day.sees("How you work together", "Client")


async def test_w_writes_the_sheet_or_says_that_there_is_none(desk: Desk, acme: Client) -> None:
    async with session(desk, toasts=True) as day:
        await on_the_card(day)
        await day.press("W", "a")
        await day.sees("Nothing is agreed with them yet.")

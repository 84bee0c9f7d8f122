"""The promise check around its answer: in a call, with a client nobody knows yet, and its foot."""

from __future__ import annotations

import pytest

from data.desk import Desk
from data.model.client import Client
from data.model.touch import Channel
from tests.driver import session


@pytest.fixture
def acme(desk: Desk) -> Client:
    desk.clients.add(Client("Birch"))
    return desk.clients.add(Client("Acme"))


async def test_in_a_call_from_the_question_to_the_promised_deliverable(desk: Desk, acme: Client) -> None:
    async with session(desk, toasts=True) as day:
        await day.press("c")
        await day.type("ac")
        await day.press("enter")
        await day.type("asks for a newsletter")
        await day.press("ctrl+y")
        await day.sees("May I promise that?")
        # The call is stored before anything is checked.
        assert [each.note for each in desk.clients.contacts(acme.id)] == ["asks for a newsletter"]
        await day.type("3h")
        await day.press("enter")
        await day.type("fri")
        await day.press("enter")
        await day.sees("√ YES")
        await day.type("Newsletter")
        await day.press("enter", "enter")
        await day.sees("Newsletter, Acme: promised for Fri 27 Nov")
        await day.sees_no("Log a call")
        (made,) = desk.work.deliverables(acme.id)
        (told,) = desk.promises.history(made.id)
        assert (made.name, told.how) == ("Newsletter", Channel.CALL)
        # One undo takes the promise back, the next one the call.
        await day.press("u")
        await day.until(lambda: desk.work.deliverables(acme.id) == (), "the promise stands")
        assert len(desk.clients.contacts(acme.id)) == 1
        await day.press("u")
        await day.until(lambda: desk.clients.contacts(acme.id) == (), "the call stands")


async def test_a_letter_typed_into_the_answer_is_not_lost_in_silence(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.press("p")
        await day.type("3h")
        await day.press("tab", "tab", "tab", "tab")
        await day.sees("r asked only")
        await day.press("x")
        await day.sees("shift+tab goes back to the fields")
        await day.press("shift+tab")
        await day.sees_no("shift+tab goes back to the fields")


async def test_a_call_that_cannot_be_saved_opens_no_check(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.press("c", "ctrl+y")
        await day.sees("Say who it was")
        await day.sees_no("May I promise that?")


async def test_the_foot_says_the_keys_of_where_the_focus_is(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.press("p")
        await day.sees("May I promise that?", "enter next")
        await day.sees_no("r asked only")
        await day.type("3h")
        await day.press("enter", "enter")
        await day.type("Flyer")
        await day.press("enter")
        await day.type("ac")
        await day.press("enter")
        await day.sees("enter promise", "r asked only")


async def test_what_is_missing_is_said_under_its_field(desk: Desk) -> None:
    async with session(desk) as day:
        await day.press("escape", "p")
        await day.sees("May I promise that?")
        await day.type("3h")
        await day.press("enter", "enter", "enter")
        await day.sees("What do they get?")
        await day.type("Flyer")
        await day.press("enter", "enter")
        await day.sees("Whose is it? Two letters, or a new name.")


async def test_a_new_name_makes_the_client_with_the_promise(desk: Desk) -> None:
    async with session(desk, toasts=True) as day:
        await day.press("escape", "p")
        await day.sees("May I promise that?")
        await day.type("3h")
        await day.press("enter", "enter")
        await day.type("Flyer")
        await day.press("enter")
        await day.type("Zork")
        await day.sees("new client")
        await day.press("enter", "enter")
        await day.sees("Flyer, Zork: promised for")
    zork = desk.clients.by_name("Zork")
    assert [each.name for each in desk.work.deliverables(zork.id)] == ["Flyer"]


async def test_enter_in_the_answer_says_what_is_still_missing(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.press("p", "tab", "tab", "tab", "tab")
        await day.sees("CAN'T SAY YET", "enter note the question")
        await day.press("enter")
        await day.sees("What do they get?")
        await day.type("Flyer")
        await day.press("tab")
        await day.type("Zork")
        await day.press("backspace", "backspace", "backspace", "backspace", "tab", "enter")
        await day.sees("Whose is it? Two letters, or a new name.")

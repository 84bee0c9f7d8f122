"""Merging and splitting on the page of a client, and somebody who works elsewhere now."""

from __future__ import annotations

import asyncio

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from data.desk import Desk
from data.errors import WrongUse
from data.model.client import Client, Person
from data.model.merging import SplitDraft
from data.model.work import Project
from tests.tui.forms.conftest import Show, Stage
from tui.screens.client.page import ClientPage
from tui.screens.dialogs import Confirm
from tui.screens.forms.person import PersonForm
from tui.screens.forms.split import SplitForm
from tui.wording.merging import moves_said


@pytest.fixture
def acme(desk: Desk) -> Client:
    """A client with two people and a project, and another one besides."""
    acme = desk.clients.add(Client("Acme", addresses=("office@acme.example",)))
    desk.clients.add_person(Person(acme.id, "Dana"))
    desk.clients.add_person(Person(acme.id, "Pat", addresses=("pat@birch.example",)))
    desk.work.add_project(Project(acme.id, "Shop"))
    desk.clients.add(Client("Birch", addresses=("office@birch.example",)))
    return acme


async def settled(pilot: Pilot[None]) -> None:
    async with asyncio.timeout(30):
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def names(desk: Desk) -> list[str]:
    return [client.name for client in desk.clients.all()]


async def test_a_client_is_merged_after_a_question_in_numbers(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press("M", "m")
        await pilot.pause()
        await pilot.press("b", "i", "enter")
        await pilot.pause()
        question = pilot.app.screen
        assert isinstance(question, Confirm)
        assert question.heading() == "Merge Birch into Acme?"
        about = str(question.query_one("#about", Static).content)
        assert "1 address or number goes from Birch to Acme." in about
        await pilot.press("y")
        await settled(pilot)
        assert names(desk) == ["Acme"]
        await pilot.press("u")
        await settled(pilot)
        assert names(desk) == ["Acme", "Birch"]


async def test_a_client_is_not_merged_with_itself(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press("M", "m")
        await pilot.pause()
        await pilot.press("a", "c", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ClientPage)
        assert names(desk) == ["Acme", "Birch"]


async def test_a_part_becomes_a_client(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id), size=(80, 24)) as pilot:
        await pilot.press("M", "s")
        await pilot.pause()
        await pilot.press(*"Cove", "enter", "down", "space", "ctrl+s")
        await settled(pilot)
        assert names(desk) == ["Acme", "Birch", "Cove"]
        cove = desk.clients.by_name("Cove")
        assert [person.name for person in desk.clients.people(cove.id)] == ["Pat"]


async def test_the_form_answers_with_what_is_ticked(show: Show, desk: Desk, acme: Client) -> None:
    dana, _pat = desk.clients.people(acme.id)
    (shop,) = desk.work.projects(acme.id)
    async with show(SplitForm(desk, acme.id)) as pilot:
        await pilot.press(*"Cove", "enter", "space", "enter", "space", "enter", "space", "enter")
        await settled(pilot)
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [
            SplitDraft(
                acme.id,
                "Cove",
                people=(dana.id,),
                addresses=("office@acme.example",),
                projects=(shop.id,),
            )
        ]


async def test_nothing_ticked_keeps_the_form_open(show: Show, desk: Desk, acme: Client) -> None:
    async with show(SplitForm(desk, acme.id)) as pilot:
        await pilot.press(*"Cove", "ctrl+s")
        assert isinstance(pilot.app.screen, SplitForm)
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == []


async def test_somebody_goes_to_another_client(show: Show, desk: Desk, acme: Client) -> None:
    _dana, pat = desk.clients.people(acme.id)
    form = PersonForm(desk, pat, client_id=acme.id, save=desk.clients.edit_person)
    async with show(form) as pilot:
        pilot.app.screen.query_one("#client").focus()
        await pilot.press("ctrl+u", *"bir", "ctrl+s")
        await settled(pilot)
        birch = desk.clients.by_name("Birch")
        assert [person.name for person in desk.clients.people(birch.id)] == ["Pat"]
        assert [person.name for person in desk.clients.people(acme.id)] == ["Dana"]


async def test_an_address_of_somebody_else_is_refused_at_its_field(
    show: Show, desk: Desk, acme: Client
) -> None:
    dana, _pat = desk.clients.people(acme.id)
    form = PersonForm(desk, dana, client_id=acme.id, save=desk.clients.edit_person)
    async with show(form) as pilot:
        pilot.app.screen.query_one("#addresses").focus()
        await pilot.press(*"pat@birch.example", "ctrl+s")
        assert isinstance(pilot.app.screen, PersonForm)
        assert pilot.app.focused is pilot.app.screen.query_one("#addresses")
        said = str(pilot.app.screen.query_one("#told", Static).content)
        assert "pat@birch.example belongs to Pat of Acme already." in said
    with pytest.raises(WrongUse):
        desk.merging.merge(acme.id, acme.id)


@pytest.mark.parametrize(
    ("moves", "begins"),
    [
        ({"touch": 1}, "1 contact goes from B to A. "),
        ({"person": 2, "touch": 3, "odd_thing": 1}, "3 contacts, 2 people and 1 odd thing go from B to A. "),
        ({}, "B has nothing that would move. "),
    ],
)
def test_what_moves_is_said_in_numbers(moves: dict[str, int], begins: str) -> None:
    assert moves_said(moves, "A", "B").startswith(begins)

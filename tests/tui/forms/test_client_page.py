"""The page of one client."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from data.desk import Desk
from data.model.client import Client, Person
from data.model.draft import ContactDraft
from data.model.touch import Channel, Direction, Outcome
from data.model.work import Commitment, Deliverable
from tests.build import NOW, at
from tests.tui.forms.conftest import Show, Stage
from tui.screens.client.page import ClientPage
from tui.widgets.rows import Rows


@pytest.fixture
def acme(desk: Desk) -> Client:
    """A client with a bit of everything."""
    acme = desk.clients.add(
        Client("Acme [/]", phones=("+49 30 1",), zone="Asia/Tokyo", coffee="oat flat white")
    )
    other = desk.clients.add(Client("Birch"))
    desk.clients.add_person(Person(acme.id, "Dana Ruiz", role="owner"))
    work = desk.work
    work.add_deliverable_to(
        "Shop", Deliverable(0, acme.id, "Logo", estimate_minutes=60, promised_at=at("17:00"))
    )
    work.add_commitment(Commitment("Send the link", at("16:00"), client_id=acme.id))
    work.add_commitment(Commitment("Not theirs", at("16:00"), client_id=other.id))
    for client in (acme, other):
        desk.contacts.log(
            ContactDraft(
                Channel.CHAT,
                Direction.IN,
                client.id,
                NOW - timedelta(hours=1),
                note="Dates?",
                wants_answer=True,
            )
        )
    return acme


def keys(pilot: Pilot[None], name: str) -> list[str]:
    return [row.key.partition(":")[0] for row in pilot.app.screen.query_one(f"#{name}", Rows).rows]


async def settled(pilot: Pilot[None]) -> None:
    async with asyncio.timeout(30):  # a question that stays open fails the test instead of holding it
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_it_shows_this_client_and_nobody_else(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        assert keys(pilot, "waiting") == ["thread"]
        assert keys(pilot, "promised") == ["commitment", "deliverable"]
        assert keys(pilot, "contacts") == ["touch"]
        assert keys(pilot, "about") == ["fact", "fact", "person"]
        head = str(pilot.app.screen.query_one("#head", Static).content)
        assert "Acme [/]" in head
        assert "18:15 there" in head
        assert "last contact today 09:15" in head


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (50, 12)])
async def test_it_fits_any_size(show: Show, desk: Desk, acme: Client, size: tuple[int, int]) -> None:
    desk.clients.add_person(Person(acme.id, "ワイド" * 2_000, role="[red]"))
    async with show(ClientPage(desk, acme.id), size=size) as pilot:
        await pilot.press("tab", "tab", "tab", "end", "shift+tab")
        assert pilot.app.focused is not None


async def test_in_a_low_terminal_the_list_that_is_read_has_the_room(
    show: Show, desk: Desk, acme: Client
) -> None:
    async with show(ClientPage(desk, acme.id), size=(40, 10)) as pilot:
        for name in ClientPage.PARTS:
            heights = {rows.id: rows.size.height for rows in pilot.app.screen.query(Rows)}
            assert heights.pop(name) >= 2
            assert set(heights.values()) == {0}
            await pilot.press("tab")


async def test_a_call_from_here_is_with_this_client(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press("tab", "c", *"fine", "enter")
        await settled(pilot)
        assert keys(pilot, "contacts") == ["touch", "touch"]
        assert desk.clients.contacts(acme.id)[0].outcome is Outcome.SPOKE
        await pilot.press("escape")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [True]


async def test_looking_changes_nothing(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press("tab", "down", "escape")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [None]


async def test_a_promise_is_kept_with_the_space_bar(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press("tab", "space")
        await settled(pilot)
        assert keys(pilot, "promised") == ["deliverable"]


async def test_what_waits_needs_no_reply(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press("x")
        await settled(pilot)
        assert keys(pilot, "waiting") == []
        assert desk.waiting.of_client(acme.id) == ()


async def test_a_logged_contact_is_deleted(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press("tab", "tab", "d")
        await settled(pilot)
        assert keys(pilot, "contacts") == []


async def test_a_contact_is_mended(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press("tab", "tab", "e", "shift+tab", *" soon", "ctrl+s")
        await settled(pilot)
        assert desk.clients.contacts(acme.id)[0].note.endswith("soon")


async def test_the_client_is_edited_under_good_to_know(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press("shift+tab", "e", *" & Sons", "ctrl+s")
        await settled(pilot)
        assert desk.clients.get(acme.id).name == "Acme [/] & Sons"


async def test_people_come_change_and_go(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press("plus", *"Ann", "ctrl+s")
        await settled(pilot)
        assert keys(pilot, "about").count("person") == 2
        await pilot.press("shift+tab", "end", "enter", *"e", "ctrl+s")
        await settled(pilot)
        assert {person.name for person in desk.clients.people(acme.id)} in (
            {"Ann", "Dana Ruize"},
            {"Anne", "Dana Ruiz"},
        )
        await pilot.press("d")
        await settled(pilot)
        assert len(desk.clients.people(acme.id)) == 1


async def test_the_page_of_a_client_that_is_gone_closes(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press("shift+tab", "d", "y")
        await settled(pilot)
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [True]


async def test_a_key_that_does_nothing_is_greyed_out(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        page = pilot.app.screen
        assert isinstance(page, ClientPage)
        assert page.check_action("act", ("edit",)) is None
        assert page.reason_against("act('edit')")
        await pilot.press("e")
        assert pilot.app.screen is page

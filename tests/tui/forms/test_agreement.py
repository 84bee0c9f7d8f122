"""The form of an agreement, and the part of the client page that says what is agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from data.desk import Desk
from data.model.agreement import AgreedHow, Agreement, AgreementKind
from data.model.client import Client
from tests.build import TODAY
from tests.tui.forms.conftest import Show, Stage
from tests.tui.forms.test_client_page import settled
from tui.screens.client.page import ClientPage
from tui.screens.detail import DetailScreen
from tui.screens.draft import DraftScreen
from tui.screens.forms.agreement import AgreementForm
from tui.widgets.fields import ClientField, TextField
from tui.widgets.rows import Rows

HOSTILE = "[/] [red]\x1b[31m\u202e漢字"
PROCESS = AgreementKind.PROCESS
OFFERED = "Mon–Fri 09:00–17:00 (Europe/Berlin); an answer within 4 h of these hours"


@pytest.fixture
def acme(desk: Desk) -> Client:
    return desk.clients.add(Client("Acme [/]"))


def answers(pilot: Pilot[None]) -> list[Any]:
    assert isinstance(pilot.app, Stage)
    return pilot.app.answers


def field(pilot: Pilot[None], field_id: str) -> TextField:
    return pilot.app.screen.query_one(f"#{field_id}", TextField)


def on_screen(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def a_form(desk: Desk, client: Client, **fields: Any) -> AgreementForm:
    return AgreementForm(desk, client_id=client.id, settled=True, save=desk.agreements.agree, **fields)


async def test_the_words_of_the_settings_are_there_to_begin_with(
    show: Show, desk: Desk, acme: Client
) -> None:
    async with show(a_form(desk, acme)) as pilot:
        assert field(pilot, "text").value == OFFERED
        await pilot.press("ctrl+s")
    (made,) = desk.agreements.of_client(acme.id).standing
    assert (made.kind, made.text, made.agreed_on, made.how) == (
        AgreementKind.AVAILABILITY,
        OFFERED,
        TODAY,
        AgreedHow.SPOKEN,
    )
    assert made.hours_then == "Mon–Fri 09:00–17:00 (Europe/Berlin)"


async def test_all_of_it_is_typed_in_order(show: Show, desk: Desk, acme: Client) -> None:
    async with show(a_form(desk, acme, kind=PROCESS)) as pilot:
        assert not pilot.app.screen.query_one("#not").display
        await pilot.press("enter", *"Sketch, then build", "enter", *"12 nov", "enter", "right", "enter")
        assert answers(pilot) != []
    (made,) = desk.agreements.of_client(acme.id).standing
    assert (made.kind, made.text, made.agreed_on, made.how) == (
        PROCESS,
        "Sketch, then build",
        date(2026, 11, 12),
        AgreedHow.MAIL,
    )


async def test_an_emergency_asks_for_all_it_needs(show: Show, desk: Desk, acme: Client) -> None:
    async with show(a_form(desk, acme)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        assert pilot.app.screen.query_one("#not").display
        assert field(pilot, "text").value == ""
        assert "What counts as an emergency?" in on_screen(pilot)
        await pilot.press("enter", *"shop down", "enter", "enter", "enter")
        await pilot.press(*"wishes", "enter", *"call", "enter", *"30m", "enter", *"50 %", "ctrl+s")
        (made,) = answers(pilot)
    assert desk.agreements.of_client(acme.id).lacking == ()
    assert (made.no_emergency, made.channel, made.acknowledge_minutes, made.loading_percent) == (
        "wishes",
        "call",
        30,
        50,
    )


async def test_only_an_emergency_policy_waits_for_its_date(show: Show, desk: Desk, acme: Client) -> None:
    async with show(a_form(desk, acme, kind=PROCESS)) as pilot:
        await pilot.press("enter", *"Sketch", "enter", "delete", "ctrl+s")
        assert answers(pilot) == []
        assert "When? today" in str(field(pilot, "agreed").border_subtitle)
    async with show(a_form(desk, acme, kind=AgreementKind.EMERGENCY)) as pilot:
        await pilot.press("enter", *"shop down", "enter", "delete", "ctrl+s")
        (made,) = answers(pilot)
        assert made.agreed_on is None


async def test_own_words_stay_when_the_kind_changes(show: Show, desk: Desk, acme: Client) -> None:
    async with show(a_form(desk, acme)) as pilot:
        await pilot.press("p")
        await pilot.pause()
        assert field(pilot, "text").value == ""
        await pilot.press("enter", *"Mine", "shift+tab", "a")
        await pilot.pause()
        assert field(pilot, "text").value == "Mine"


async def test_it_needs_words_and_a_client(show: Show, desk: Desk, acme: Client) -> None:
    desk.clients.add(Client("Birch"))
    async with show(AgreementForm(desk, kind=PROCESS, save=desk.agreements.agree)) as pilot:
        await pilot.press("ctrl+s")
        assert "Say it in a line." in str(field(pilot, "text").border_subtitle)
        await pilot.press(*"Sketch", "ctrl+s")
        assert isinstance(pilot.app.focused, ClientField)
        await pilot.press(*"bi", "ctrl+s")
        assert answers(pilot) != []


async def test_what_is_known_comes_back_unchanged(show: Show, desk: Desk, acme: Client) -> None:
    known = desk.agreements.agree(
        Agreement(
            acme.id,
            AgreementKind.EMERGENCY,
            HOSTILE,
            TODAY,
            TODAY,
            AgreedHow.CONTRACT,
            no_emergency=HOSTILE,
            channel="call",
            acknowledge_minutes=90,
            loading_percent=0,
        )
    )
    async with show(AgreementForm(desk, known), size=(80, 24)) as pilot:
        assert "\x1b" not in on_screen(pilot)
        await pilot.press("ctrl+s")
        assert answers(pilot) == [known]


# The client page


def agreed(pilot: Pilot[None]) -> list[str]:
    return [row.key.partition(":")[0] for row in pilot.app.screen.query_one("#agreed", Rows).rows]


TO_AGREED = ("tab", "tab", "tab")


async def test_nothing_agreed_says_what_to_agree_first(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press(*TO_AGREED)
        assert agreed(pilot) == ["missing"] * 4
        assert "○ availability" in on_screen(pilot)
        assert "4 to agree" in on_screen(pilot)


async def test_what_is_missing_is_agreed_with_enter(show: Show, desk: Desk, acme: Client) -> None:
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press(*TO_AGREED, "down", "enter", "enter", *"Sketch", "ctrl+s")
        await settled(pilot)
        assert agreed(pilot) == ["missing", "agreement", "missing", "missing"]
        (made,) = desk.agreements.of_client(acme.id).standing
        assert (made.kind, made.text) == (PROCESS, "Sketch")
        await pilot.press("u")
        await settled(pilot)
        assert agreed(pilot) == ["missing"] * 4


async def test_it_is_corrected_deleted_and_brought_back(show: Show, desk: Desk, acme: Client) -> None:
    desk.agreements.agree(Agreement(acme.id, AgreementKind.AVAILABILITY, "Mondays", TODAY, TODAY))
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press(*TO_AGREED, "e", "enter", *" only", "ctrl+s")
        await settled(pilot)
        assert desk.agreements.of_client(acme.id).standing[0].text == "Mondays only"
        await pilot.press("d")
        await settled(pilot)
        assert agreed(pilot) == ["missing"] * 4
        await pilot.press("u")
        await settled(pilot)
        assert agreed(pilot)[0] == "agreement"


async def test_agreed_anew_both_versions_are_in_the_detail(show: Show, desk: Desk, acme: Client) -> None:
    old = Agreement(acme.id, PROCESS, "As it was", date(2026, 3, 2), date(2026, 3, 2))
    desk.agreements.agree(old)
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press(*TO_AGREED, "down", "A", "enter", *"As it is", "ctrl+s")
        await settled(pilot)
        assert len(desk.agreements.history(acme.id, PROCESS)) == 2
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DetailScreen)
        assert "As it is" in on_screen(pilot)
        assert "Mon 2 Mar  As it was" in on_screen(pilot)


async def test_what_is_out_of_date_says_then_and_now(show: Show, desk: Desk, acme: Client) -> None:
    made = desk.agreements.agree(Agreement(acme.id, AgreementKind.AVAILABILITY, "Mondays", TODAY, TODAY))
    with desk._core.act("as if the hours had been others") as db:
        from data.store import agreements

        agreements.update(db, replace(made, hours_then="Mon 09:00–17:00 (Europe/Berlin)"))
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press(*TO_AGREED)
        assert "◐ availability" in on_screen(pilot)
        assert "out of date" in on_screen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Mon 09:00–17:00 (Europe/Berlin), now Mon–Fri 09:00–17:00" in on_screen(pilot)


async def test_the_sheet_is_copied_and_sent(show: Show, desk: Desk, acme: Client) -> None:
    desk.agreements.agree(Agreement(acme.id, PROCESS, "Sketch, then build", TODAY, TODAY))
    async with show(ClientPage(desk, acme.id)) as pilot:
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DraftScreen)
        await pilot.press("tab", "ctrl+y")
        assert "- How the work goes: Sketch, then build" in pilot.app.clipboard
        await pilot.press("ctrl+s")
        await settled(pilot)
        (touch,) = desk.clients.contacts(acme.id)
        assert touch.note == "what we agreed"


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (50, 12)])
async def test_it_is_seen_in_any_size(show: Show, desk: Desk, acme: Client, size: tuple[int, int]) -> None:
    desk.agreements.agree(Agreement(acme.id, AgreementKind.AVAILABILITY, "ワイド" * 500, TODAY, TODAY))
    async with show(ClientPage(desk, acme.id), size=size) as pilot:
        await pilot.press(*TO_AGREED)
        await pilot.pause()
        assert "availability" in on_screen(pilot)

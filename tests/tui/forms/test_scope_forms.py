"""The forms about what was agreed: extras, what they owe, and work that is done early."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from data.desk import Desk
from data.model.client import Client
from data.model.scope import ChangeRequest, Obligation
from data.model.work import Deliverable
from tests.build import NOW, at
from tests.tui.forms.conftest import Show, Stage
from tui.screens.forms.change_request import ChangeRequestForm
from tui.screens.forms.done_early import DoneEarly, Early, How
from tui.screens.forms.obligation import ObligationForm
from tui.widgets.fields import TextField

HOSTILE = "[/] [red]\x1b[31m\u202e漢字"


@pytest.fixture
def logo(desk: Desk) -> Deliverable:
    acme = desk.clients.add(Client("Acme"))
    desk.clients.add(Client("Birch"))
    item = Deliverable(0, acme.id, f"Logo {HOSTILE}", promised_at=at("2026-11-27 17:00"))
    return desk.work.add_deliverable_to("Brand", item)


def answers(pilot: Pilot[None]) -> list[Any]:
    assert isinstance(pilot.app, Stage)
    return pilot.app.answers


def under(pilot: Pilot[None], field_id: str) -> str:
    return str(pilot.app.screen.query_one(f"#{field_id}", TextField).border_subtitle or "")


def on_screen(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def test_a_change_request(show: Show, desk: Desk, logo: Deliverable) -> None:
    async with show(ChangeRequestForm(desk, logo, save=desk.scope.add_change)) as pilot:
        assert "\x1b" not in on_screen(pilot)
        await pilot.press(*"Dark mode", "enter", *"3h", "enter", *"9:30", "enter")
        (request,) = answers(pilot)
    assert request == ChangeRequest(logo.id, "Dark mode", at("09:30"), minutes=180)
    assert desk.work.deliverable(logo.id).pending_minutes == 180


async def test_a_change_request_needs_words(show: Show, desk: Desk, logo: Deliverable) -> None:
    async with show(ChangeRequestForm(desk, logo)) as pilot:
        await pilot.press("ctrl+s")
        assert answers(pilot) == []
        assert "What do they want more?" in under(pilot, "text")


async def test_a_change_request_that_is_not_touched_stays_as_it_is(
    show: Show, desk: Desk, logo: Deliverable
) -> None:
    stored = desk.scope.add_change(ChangeRequest(logo.id, HOSTILE, NOW.replace(second=7), minutes=61))
    async with show(ChangeRequestForm(desk, logo, stored), size=(80, 24)) as pilot:
        await pilot.press("ctrl+s")
        assert answers(pilot) == [stored]


async def test_the_hours_of_what_is_decided_are_not_rewritten(
    show: Show, desk: Desk, logo: Deliverable
) -> None:
    stored = desk.scope.add_change(ChangeRequest(logo.id, "Dark mode", NOW, minutes=60))
    desk.scope.decide(stored.id, accept=True)
    form = ChangeRequestForm(desk, logo, desk.scope.change(stored.id), save=desk.scope.edit_change)
    async with show(form) as pilot:
        await pilot.press("enter", *"2h", "ctrl+s")
        assert answers(pilot) == []
        assert "It is decided already" in on_screen(pilot)


async def test_what_a_client_owes(show: Show, desk: Desk, logo: Deliverable) -> None:
    async with show(ObligationForm(desk, save=desk.scope.add_obligation)) as pilot:
        await pilot.press(*"texts", "enter", *"fri", "enter", *"ac", "enter", *"lo")
        assert "Logo [/] [red]" in under(pilot, "for").replace("\\[", "[")
        await pilot.press("enter")
        (owed,) = answers(pilot)
    assert owed == Obligation(
        logo.client_id, "texts", NOW, needed_on=date(2026, 11, 27), deliverable_id=logo.id
    )


async def test_another_client_has_other_work(show: Show, desk: Desk, logo: Deliverable) -> None:
    form = ObligationForm(desk, client_id=logo.client_id, deliverable_id=logo.id)
    async with show(form) as pilot:
        await pilot.press(*"texts", "enter", *"fri", "enter", *"bi")
        await pilot.pause()
        assert form.reading("for") is None
        await pilot.press("enter", *"lo", "enter")
        assert answers(pilot) == []
        assert "Nothing of theirs that is open is called so." in under(pilot, "for")
        await pilot.press("backspace", "backspace", "enter")
        (owed,) = answers(pilot)
    assert owed.client_id == desk.clients.by_name("Birch").id
    assert owed.deliverable_id is None


async def test_what_they_owe_needs_words_a_day_and_a_client(show: Show, desk: Desk) -> None:
    form = ObligationForm(desk)
    async with show(form) as pilot:
        for field, typed, why in (
            ("text", "texts", "What do they owe you?"),
            ("needed", "fri", "By when"),
        ):
            await pilot.press("ctrl+s")
            assert why in under(pilot, field)
            await pilot.press(*typed)
        await pilot.press("ctrl+s")
        assert form.query_one("#client").has_focus
        assert answers(pilot) == []


async def test_on_a_deliverables_page_no_other_client_is_offered(
    show: Show, desk: Desk, logo: Deliverable
) -> None:
    form = ObligationForm(desk, client_id=logo.client_id, deliverable_id=logo.id, settled=True)
    async with show(form, size=(80, 24)) as pilot:
        await pilot.press(*"texts", "enter", *"fri", "enter")
        assert form.query_one("#for").has_focus
        assert "Birch" not in on_screen(pilot)
        await pilot.press("enter")
        assert answers(pilot)[0].deliverable_id == logo.id


async def test_what_they_owe_stays_as_it_is_even_for_work_that_is_closed(
    show: Show, desk: Desk, logo: Deliverable
) -> None:
    stored = desk.scope.add_obligation(
        Obligation(
            logo.client_id, HOSTILE, NOW, needed_on=date(2026, 11, 2), deliverable_id=logo.id, nudged_at=NOW
        )
    )
    desk.work.deliver(logo.id)
    async with show(ObligationForm(desk, stored, save=desk.scope.edit_obligation)) as pilot:
        await pilot.press("ctrl+s")
        assert answers(pilot) == [stored]


@pytest.mark.parametrize(
    ("keys", "how"),
    [
        (("enter",), How.DELIVER),
        (("d",), How.DELIVER),
        (("p",), How.POLISH),
        (("h",), How.HOLD),
        (("down", "down", "enter"), How.HOLD),
    ],
)
async def test_done_early_takes_one_key(
    show: Show, desk: Desk, logo: Deliverable, keys: tuple[str, ...], how: How
) -> None:
    async with show(DoneEarly(logo, "promised Fri 27 Nov 17:00")) as pilot:
        assert "promised Fri 27 Nov 17:00" in on_screen(pilot)
        await pilot.press(*keys)
        assert answers(pilot) == [Early(how)]


async def test_what_extra_they_notice_is_typed_below(show: Show, desk: Desk, logo: Deliverable) -> None:
    async with show(DoneEarly(logo), size=(80, 24)) as pilot:
        await pilot.press("down", "tab", *"dp", "enter")
        # Enter in the text decides nothing: it goes back to the choice.
        assert answers(pilot) == []
        await pilot.press("h")
        assert answers(pilot) == [Early(How.HOLD, "dp")]


async def test_done_early_can_be_left(show: Show, desk: Desk, logo: Deliverable) -> None:
    async with show(DoneEarly(logo)) as pilot:
        await pilot.press("escape")
        assert answers(pilot) == [None]

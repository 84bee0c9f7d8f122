"""The forms about time and money: an entry, what is left, how long it took, and why there is more to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from data.desk import Desk
from data.model.client import Client
from data.model.effort import Cause, WorkEntry
from data.model.work import Deliverable
from tests.build import NOW, at
from tests.tui.forms.conftest import Show, Stage
from tui.screens.forms import notations
from tui.screens.forms.deliverable import DeliverableForm, NewDeliverable
from tui.screens.forms.left import AskLeft, AskTook
from tui.screens.forms.time_entry import TimeEntryForm
from tui.widgets.fields import ChoiceField, TextField

HOSTILE = "[/] [red]\x1b[31m\u202e漢字"


@pytest.fixture
def logo(desk: Desk) -> Deliverable:
    """Twelve hours for Friday, three of them done."""
    acme = desk.clients.add(Client("Acme"))
    item = Deliverable(
        0, acme.id, HOSTILE, estimate_minutes=720, spent_minutes=180, promised_at=at("2026-11-27 17:00")
    )
    return desk.work.add_deliverable_to("Brand", item)


def answers(pilot: Pilot[None]) -> list[Any]:
    assert isinstance(pilot.app, Stage)
    return pilot.app.answers


def under(pilot: Pilot[None], field_id: str) -> str:
    return str(pilot.app.screen.query_one(f"#{field_id}", TextField).border_subtitle or "")


def on_screen(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def type_in(pilot: Pilot[None], **texts: str) -> None:
    """Type into fields by id."""
    for field_id, text in texts.items():
        pilot.app.screen.query_one(f"#{field_id}").focus()
        await pilot.press(*text)


async def test_time_that_has_just_ended_needs_its_length_alone(
    show: Show, desk: Desk, logo: Deliverable
) -> None:
    async with show(TimeEntryForm(desk, logo, save=desk.effort.add_entry)) as pilot:
        await pilot.press(*"1h30", "ctrl+s")
        assert answers(pilot) == [WorkEntry(logo.id, NOW - timedelta(minutes=90), minutes=90)]
    assert 90 in {entry.minutes for entry in desk.effort.entries(logo.id)}


async def test_time_says_when_it_began_and_what_it_was(show: Show, desk: Desk, logo: Deliverable) -> None:
    async with show(TimeEntryForm(desk, logo), size=(80, 24)) as pilot:
        await type_in(pilot, minutes="2h", began="yesterday 14:00", note="green, mostly")
        pilot.app.screen.query_one("#polish").focus()
        await pilot.press("p", "ctrl+s")
        assert answers(pilot) == [
            WorkEntry(logo.id, at("2026-11-22 14:00"), minutes=120, polish=True, note="green, mostly")
        ]


@pytest.mark.parametrize(
    ("minutes", "began", "blamed", "why"),
    [
        ("", "", "minutes", "How long was it?"),
        ("3h", "9:00", "minutes", "would last until 12:00"),
        ("1h", "16:00", "began", "still ahead"),
        ("x", "", "minutes", "Try 1h30"),
    ],
)
async def test_time_lies_behind_and_has_a_length(
    show: Show, desk: Desk, logo: Deliverable, minutes: str, began: str, blamed: str, why: str
) -> None:
    async with show(TimeEntryForm(desk, logo)) as pilot:
        await type_in(pilot, minutes=minutes, began=began)
        await pilot.press("ctrl+s")
        assert answers(pilot) == []
        assert why in under(pilot, blamed)


async def test_what_is_done_is_polished(show: Show, desk: Desk, logo: Deliverable) -> None:
    desk.effort.finish(logo.id)
    async with show(TimeEntryForm(desk, desk.work.deliverable(logo.id))) as pilot:
        await pilot.press(*"20m", "ctrl+s")
        assert answers(pilot)[0].polish


async def test_an_entry_that_is_not_touched_stays_as_it_is(show: Show, desk: Desk, logo: Deliverable) -> None:
    stored = desk.effort.add_entry(
        WorkEntry(logo.id, NOW - timedelta(hours=3, seconds=7), minutes=61, note=HOSTILE)
    )
    async with show(TimeEntryForm(desk, logo, stored, save=desk.effort.edit_entry)) as pilot:
        assert "\x1b" not in on_screen(pilot)
        await pilot.press("ctrl+s")
        assert answers(pilot) == [stored]


async def test_left_says_what_it_is_judged_against(show: Show, desk: Desk, logo: Deliverable) -> None:
    async with show(AskLeft(desk, logo)) as pilot:
        assert "estimate 12 h · spent 3 h · 9 h left so far" in on_screen(pilot)
        await pilot.press("enter")
        assert "How much is left?" in under(pilot, "effort")
        await pilot.press(*"1d", "enter")
        assert answers(pilot) == [480]


@pytest.mark.parametrize("typed", ["0", "0h", "nothing"])
async def test_nothing_may_be_left(show: Show, desk: Desk, logo: Deliverable, typed: str) -> None:
    async with show(AskLeft(desk, logo)) as pilot:
        await pilot.press(*typed)
        assert "nothing left" in under(pilot, "effort")
        await pilot.press("enter")
        assert answers(pilot) == [0]


async def test_left_without_an_estimate_says_what_becomes_of_it(show: Show, desk: Desk) -> None:
    acme = desk.clients.add(Client("Acme"))
    bare = desk.work.add_deliverable_to("Site", Deliverable(0, acme.id, "Site"))
    async with show(AskLeft(desk, bare), size=(80, 24)) as pilot:
        assert "no estimate yet" in on_screen(pilot)
        await pilot.press("escape")
        assert answers(pilot) == [None]


async def test_how_long_it_took_may_be_skipped(show: Show, desk: Desk, logo: Deliverable) -> None:
    async with show(AskTook(desk, logo)) as pilot:
        assert "Your next promise learns from it" in on_screen(pilot)
        await pilot.press("enter")
        assert answers(pilot) == [0]
    async with show(AskTook(desk, logo)) as pilot:
        await pilot.press(*"10h", "enter")
        assert answers(pilot) == [600]


async def test_more_left_asks_why_and_hands_it_on(show: Show, desk: Desk, logo: Deliverable) -> None:
    async with show(DeliverableForm(desk, logo), size=(80, 24)) as pilot:
        await type_in(pilot, left="12h")
        await pilot.pause()
        cause = pilot.app.screen.query_one("#cause", ChoiceField)
        assert str(cause.border_title) == "3 h more to do: why?"
        await pilot.press("enter", "e", "ctrl+s")
        (new,) = answers(pilot)
    assert new == NewDeliverable(
        replace(logo, judged_minutes=logo.spent_minutes + 720), cause=Cause.EXTRA_ASKED
    )


async def test_the_reason_goes_when_it_is_not_more_after_all(
    show: Show, desk: Desk, logo: Deliverable
) -> None:
    async with show(DeliverableForm(desk, logo)) as pilot:
        await type_in(pilot, left="12h")
        await pilot.pause()
        pilot.app.screen.query_one("#left").focus()
        await pilot.press("home", *("delete",) * 3, *"8h")
        await pilot.pause()
        assert not pilot.app.screen.query_one("#cause").display
        await pilot.press("ctrl+s")
        assert answers(pilot) == [NewDeliverable(replace(logo, judged_minutes=logo.spent_minutes + 480))]


async def test_a_higher_estimate_takes_slack_too_and_asks_why(
    show: Show, desk: Desk, logo: Deliverable
) -> None:
    async with show(DeliverableForm(desk, logo)) as pilot:
        await type_in(pilot, estimate="15h")
        await pilot.pause()
        assert str(pilot.app.screen.query_one("#cause", ChoiceField).border_title) == "3 h more to do: why?"
        await pilot.press("ctrl+s")
        assert answers(pilot)[0].cause is Cause.OWN_ESTIMATE


async def test_a_new_deliverable_has_a_budget_and_no_reason(show: Show, desk: Desk) -> None:
    acme = desk.clients.add(Client("Acme"))
    async with show(DeliverableForm(desk, client_id=acme.id)) as pilot:
        await pilot.pause()
        await type_in(pilot, name="Logo", estimate="2d", left="3d", budget="1,200.50")
        assert under(pilot, "budget").count("1,200.50 EUR") == 1
        await pilot.press("ctrl+s")
        (new,) = answers(pilot)
    assert new.deliverable.budget_cents == 120_050
    assert new.cause is None


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1200", 120_000),
        ("1,200", 120_000),
        ("1.200", 120_000),
        ("1'200.5", 120_050),
        ("1 200,50", 120_050),
        ("12.50 EUR", 1_250),
        ("€ 85", 8_500),
        ("1,200,000", 120_000_000),
        ("0", 0),
    ],
)
def test_money(typed: str, cents: int) -> None:
    notation = notations.money("EUR", 8_500)
    assert notation.read(typed).value == cents
    assert notation.read(notation.write(cents)).value == cents


@pytest.mark.parametrize("typed", ["", "-5", "12.345.6", "1.2.3", "about 100", "12,3456", "١٢"])
def test_money_that_is_unclear_is_refused(typed: str) -> None:
    understood = notations.money("EUR").read(typed)
    assert understood.value is None
    assert understood.problem


def test_money_says_what_it_pays_for() -> None:
    said = "".join(text for text, _ in notations.money("EUR", 8_500).read("1700").said)
    assert said == "1,700 EUR · pays 20 h"

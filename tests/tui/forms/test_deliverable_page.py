"""The page of one deliverable."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from data.desk import Desk
from data.model.client import Client
from data.model.effort import Cause, WorkEntry
from data.model.promise import PromiseDraft, Verdict
from data.model.scope import ChangeRequest, ChangeState, Obligation
from data.model.touch import Channel
from data.model.work import Deliverable
from tests.build import NOW, at
from tests.tui.forms.conftest import Hand, Show, Stage
from tui.screens.acts.by_name import ACTS
from tui.screens.acts.host import Host, Subject
from tui.screens.deliverable.keys import DELIVERABLE_KEYS, ORDER, word
from tui.screens.deliverable.page import DeliverablePage
from tui.screens.detail import DetailScreen
from tui.screens.dialogs import Choose
from tui.screens.forms.left import AskLeft
from tui.widgets.fields import ReadingField
from tui.widgets.foot_line import FootLine
from tui.widgets.rows import Rows


@pytest.fixture
def shop(desk: Desk) -> Deliverable:
    """A checkout for Friday, with a bit of everything: history, hours, extras, things they owe."""
    acme = desk.clients.add(Client("Acme"))
    other = desk.clients.add(Client("Birch"))
    desk.work.add_deliverable_to("Menu", Deliverable(0, other.id, "Menu", promised_at=at("2026-11-27 17:00")))
    shop = desk.work.add_deliverable_to(
        "Shop",
        Deliverable(
            0,
            acme.id,
            "Checkout",
            estimate_minutes=720,
            promised_at=at("2026-11-25 17:00"),
            target_on=date(2026, 11, 26),
            budget_cents=120_000,
            note="with the blue button",
        ),
    )
    desk.promises.confirm(
        PromiseDraft(
            at("2026-11-27 17:00"),
            date(2026, 11, 26),
            720,
            acme.id,
            "Checkout",
            shop.id,
            verdict=Verdict.NOT_SAFE,
            how=Channel.CALL,
            why="they want it with the photos",
        )
    )
    for minutes, polish, note in ((90, False, "the basket"), (60, True, "hover states")):
        began = NOW - timedelta(days=3, minutes=minutes)
        desk.effort.add_entry(WorkEntry(shop.id, began, minutes=minutes, polish=polish, note=note))
    desk.effort.judge(shop.id, 720, Cause.OWN_ESTIMATE)
    desk.scope.add_change(ChangeRequest(shop.id, "Dark mode", NOW, minutes=180))
    desk.scope.add_obligation(
        Obligation(acme.id, "texts", NOW, needed_on=date(2026, 11, 18), deliverable_id=shop.id)
    )
    return desk.work.deliverable(shop.id)


def page(pilot: Pilot[None]) -> DeliverablePage:
    assert isinstance(pilot.app.screen, DeliverablePage)
    return pilot.app.screen


def rows(pilot: Pilot[None], name: str) -> list[str]:
    """Give what stands in a list of the page, a row a line."""
    shown = pilot.app.screen_stack[1].query_one(f"#{name}", Rows).rows
    return [
        " ".join(text for cell in (*row.cells, *row.under) for text, _ in cell.parts if text) for row in shown
    ]


def text(pilot: Pilot[None], name: str) -> str:
    return "\n".join(rows(pilot, name))


def head(pilot: Pilot[None]) -> str:
    return " ".join(str(page(pilot).query_one(f"#{each}", Static).content) for each in ("head", "state"))


def on_screen(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def settled(pilot: Pilot[None]) -> None:
    async with asyncio.timeout(30):  # a question that stays open fails the test instead of holding it
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_it_shows_what_is_stored_and_nobody_else(show: Show, desk: Desk, shop: Deliverable) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        for words in ("Checkout", "Acme", "promised Fri 17:00", "aim Thu", "short"):
            assert words in head(pilot)
        promised = text(pilot, "promised")
        for words in (
            "left to do 15 h  · 3 h of it extra",
            "waits for texts  · 3 days late",
            "it becomes Wed 2 Dec 17:00",
            "slack spent own estimate 1 h 30 m",
            "budget 1,200 EUR",
            "note with the blue button",
            "today 10:15 promised  Wed 25 Nov 17:00",
            "today 10:15 moved to  Fri 27 Nov 17:00 from Wed 25 Nov 17:00",
            "on the phone  ·  they want it with the photos  ·  it was not safe",
        ):
            assert words in promised
        assert rows(pilot, "promised")[-1].startswith("› today 10:15 moved to")
        hours = text(pilot, "time")
        assert "· Fri 08:45 1 h 30 m the basket" in hours
        assert "◆ Fri 09:15 1 h polish  ·  hover states" in hours
        assert "+ today 10:15 1 h 30 m more left : own estimate" in hours
        assert rows(pilot, "asked") == ["◐ Dark mode 3 h undecided today 10:15"]
        assert rows(pilot, "owed") == ["║ texts 3 days late"]
        assert "spent 1 h 30 m of 12 h · polish 1 h" in on_screen(pilot)
        assert "Birch" not in on_screen(pilot)
        assert "Menu" not in on_screen(pilot)


async def test_empty_lists_say_something_useful(show: Show, desk: Desk) -> None:
    acme = desk.clients.add(Client("Acme"))
    bare = desk.work.add_deliverable_to("Shop", Deliverable(0, acme.id, "Bare"))
    async with show(DeliverablePage(desk, bare.id)) as pilot:
        for words in (
            "t starts the clock",
            "Nothing was asked besides",
            "They owe you nothing",
            "no date told",
        ):
            assert words in on_screen(pilot)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (200, 50), (50, 12)])
@pytest.mark.parametrize("palette", ["frontdesk-dark", "frontdesk-light"])
async def test_it_fits_any_size_whatever_the_names(
    show: Show, desk: Desk, shop: Deliverable, size: tuple[int, int], palette: str
) -> None:
    nasty = "[/] [red]\x1b[31m\u202e" + "漢字" * 400
    desk.work.edit_deliverable(replace(shop, name=nasty, note=nasty, extra=nasty))
    desk.effort.add_entry(WorkEntry(shop.id, NOW - timedelta(hours=1), minutes=30, note=nasty))
    desk.scope.add_change(ChangeRequest(shop.id, nasty, NOW))
    desk.scope.add_obligation(
        Obligation(shop.client_id, nasty, NOW, needed_on=date(2026, 12, 1), deliverable_id=shop.id)
    )
    async with show(DeliverablePage(desk, shop.id), size=size, palette=palette) as pilot:
        shown = ""
        for _ in range(4):
            await pilot.press("tab", "end", "home")
            shown += on_screen(pilot)  # where there is little room, one list at a time
        assert page(pilot).place == "promised"
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "[red]" in shown


async def test_the_list_with_the_keys_has_the_room_where_there_is_little(
    show: Show, desk: Desk, shop: Deliverable
) -> None:
    async with show(DeliverablePage(desk, shop.id), size=(80, 24)) as pilot:
        for name in ("promised", "time", "asked", "owed"):
            heights = {rows.id: rows.size.height for rows in page(pilot).query(Rows)}
            assert heights.pop(name) > max(heights.values()) >= 2
            await pilot.press("tab")
            await pilot.pause()


async def test_the_clock_starts_runs_on_and_stops(
    show: Show, desk: Desk, shop: Deliverable, clock: Hand
) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        await pilot.press("t")
        await settled(pilot)
        assert rows(pilot, "time")[0] == "› now 0 m running since 10:15"
        clock.turn(minutes=25)
        page(pilot)._beat()
        assert rows(pilot, "time")[0] == "› now 25 m running since 10:15"
        await pilot.press("t")
        await settled(pilot)
        assert rows(pilot, "time")[0] == "· today 10:15 25 m"
        assert desk.effort.running() is None
        assert desk.work.deliverable(shop.id).spent_minutes == 115
        await pilot.press("u", "u")
        await settled(pilot)
        assert desk.work.deliverable(shop.id).spent_minutes == 90


async def test_what_another_process_writes_shows_by_itself(
    show: Show, desk: Desk, open_desk: Callable[[str], Desk], shop: Deliverable
) -> None:
    other = open_desk("")
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        other.scope.add_change(ChangeRequest(shop.id, "Gift cards", NOW))
        page(pilot)._beat()
        assert len(rows(pilot, "asked")) == 2
        await pilot.press("escape")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [None], "looking changes nothing"


async def test_time_is_entered_changed_deleted_and_taken_back(
    show: Show, desk: Desk, shop: Deliverable
) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        await pilot.press("tab", "n", *"45m", "ctrl+s")
        await settled(pilot)
        new = desk.effort.entries(shop.id)[0]
        assert (new.minutes, new.started_at) == (45, NOW - timedelta(minutes=45))
        await pilot.press("home", "down")
        assert "45 m" in rows(pilot, "time")[1]
        await pilot.press("enter", *"30m", "ctrl+s")
        await settled(pilot)
        assert desk.effort.entry(new.id).minutes == 30
        await pilot.press("d")
        await settled(pilot)
        assert new.id not in {entry.id for entry in desk.effort.entries(shop.id)}
        await pilot.press("u")
        await settled(pilot)
        assert desk.effort.entry(new.id).minutes == 30


async def test_time_is_entered_from_any_list(show: Show, desk: Desk, shop: Deliverable) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        await pilot.press("T", *"2h", "enter", *"9:00", "enter", "p", "enter", *"shadows", "enter")
        # It would not be over yet: the form stays open with the reason.
        assert "12:00 is" not in on_screen(pilot)
        assert "would last until 11:00" in on_screen(pilot)
        await pilot.press(*"1h", "ctrl+s")
        await settled(pilot)
        (entry,) = [entry for entry in desk.effort.entries(shop.id) if entry.note == "shadows"]
        assert entry == WorkEntry(shop.id, at("09:00"), entry.id, 60, polish=True, note="shadows")


async def test_more_left_is_explained_with_one_key(show: Show, desk: Desk, shop: Deliverable) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert "estimate 12 h · spent 1 h 30 m · 12 h left so far" in on_screen(pilot)
        await pilot.press(*"14h", "enter")
        await pilot.pause()
        assert "2 h more: why?" in on_screen(pilot)
        await pilot.press("w")
        await settled(pilot)
        newest = desk.effort.ledger(shop.id)[0]
        assert (newest.minutes, newest.cause) == (120, Cause.WAITING_ON_CLIENT)
        assert "own estimate 1 h 30 m" in text(pilot, "promised")
        assert "waiting on them 2 h" in text(pilot, "promised")
        assert "more left : waiting on them" in rows(pilot, "time")[0]


async def test_less_left_needs_no_reason(show: Show, desk: Desk, shop: Deliverable) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        await pilot.press("l", "0", "enter")
        await settled(pilot)
        assert desk.work.deliverable(shop.id).finished_at is not None
        assert "12 h won back" in text(pilot, "promised")


async def on_top(pilot: Pilot[None], kind: type[Screen[Any]]) -> None:
    for _ in range(400):
        if isinstance(pilot.app.screen, kind):
            return
        await pilot.pause()
    raise AssertionError(f"no {kind.__name__} came up")


async def test_without_a_reason_nothing_is_judged_anew(show: Show, desk: Desk, shop: Deliverable) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        await pilot.press("l", *"20h", "enter")
        await on_top(pilot, Choose)
        await pilot.press("escape")
        await on_top(pilot, AskLeft)  # the hours stand there as they were typed
        await pilot.press("escape")
        await settled(pilot)
        assert desk.work.deliverable(shop.id) == shop


async def test_what_is_asked_besides_comes_changes_and_is_decided(
    show: Show, desk: Desk, shop: Deliverable
) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        await pilot.press("tab", "tab", "plus", *"Gift cards", "enter", *"2h", "ctrl+s")
        await settled(pilot)
        assert desk.work.deliverable(shop.id).pending_minutes == 300
        await pilot.press("end", "e", *", in gold", "ctrl+s")
        await settled(pilot)
        first, second = desk.scope.changes(shop.id)
        assert second.text == "Gift cards, in gold"
        await pilot.press("x")
        await settled(pilot)
        assert desk.scope.change(second.id).state is ChangeState.DECLINED
        await pilot.press("home", "space", "a")
        await settled(pilot)
        assert desk.scope.change(first.id).state is ChangeState.ACCEPTED
        assert desk.work.deliverable(shop.id).estimate_minutes == 900
        assert "√ Dark mode 3 h accepted" in text(pilot, "asked")
        await pilot.press("u", "y")
        await settled(pilot)
        assert desk.scope.change(first.id).state is ChangeState.ACCEPTED
        await pilot.press("d", "u")
        await settled(pilot)
        assert len(desk.scope.changes(shop.id)) == 2


async def test_what_they_owe_comes_is_received_and_let_off(show: Show, desk: Desk, shop: Deliverable) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        await pilot.press("shift+tab", "space")
        await settled(pilot)
        (texts,) = desk.scope.obligations(shop.id)
        assert texts.received_at == NOW
        assert rows(pilot, "owed") == ["√ texts received today 10:15"]
        assert "waits for" not in text(pilot, "promised")
        await pilot.press("u", "n", *"access", "enter", *"thu", "ctrl+s")
        await settled(pilot)
        access = next(owed for owed in desk.scope.obligations(shop.id) if owed.text == "access")
        assert (access.needed_on, access.client_id) == (date(2026, 11, 26), shop.client_id)
        await pilot.press("end", "x")
        await settled(pilot)
        assert desk.scope.obligation(access.id).dropped_at == NOW
        await pilot.press("e", *" to it", "ctrl+s")
        await settled(pilot)
        assert desk.scope.obligation(access.id).text == "access to it"
        await pilot.press("d", "u")
        await settled(pilot)
        assert len(desk.scope.obligations(shop.id)) == 2


async def test_new_asks_what_where_nothing_is_listed(show: Show, desk: Desk, shop: Deliverable) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        await pilot.press("n", "a")
        await pilot.pause()
        await pilot.press(*"Snow", "ctrl+s")
        await settled(pilot)
        assert [request.text for request in desk.scope.changes(shop.id)] == ["Dark mode", "Snow"]


async def test_the_deliverable_is_edited_where_it_stands(show: Show, desk: Desk, shop: Deliverable) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        await pilot.press("e", "tab", *" page", "ctrl+s")
        await settled(pilot)
        assert "Checkout page" in head(pilot)


async def test_what_was_told_is_read_at_full_length(show: Show, desk: Desk, shop: Deliverable) -> None:
    async with show(DeliverablePage(desk, shop.id), size=(80, 24)) as pilot:
        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DetailScreen)
        assert "they want it with the photos" in on_screen(pilot)
        await pilot.press("escape", "escape")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [None]


async def test_a_deliverable_that_is_gone_closes_its_page(show: Show, desk: Desk, shop: Deliverable) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        await pilot.press("d")
        await settled(pilot)
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [True]


async def test_deleted_elsewhere_a_form_keeps_its_text_and_the_page_leaves_after_it(
    show: Show, desk: Desk, shop: Deliverable
) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        below = page(pilot)
        await pilot.press("l")
        await pilot.pause()
        await pilot.press(*"2h")
        desk.work.delete_deliverable(shop.id)
        below._beat()
        below._beat()
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskLeft)
        assert pilot.app.screen.query_one("#effort", ReadingField).value == "2h"
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [True]


async def test_delivered_early_it_says_so_and_learns(show: Show, desk: Desk) -> None:
    acme = desk.clients.add(Client("Acme"))
    logo = desk.work.add_deliverable_to(
        "Logo", Deliverable(0, acme.id, "Logo", estimate_minutes=240, promised_at=at("2026-11-27 17:00"))
    )
    async with show(DeliverablePage(desk, logo.id)) as pilot:
        await pilot.press("space", "enter")
        await pilot.pause()
        await pilot.press(*"3h", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await settled(pilot)
        assert "√ delivered today 10:15" in head(pilot)
        assert "delivered Mon 23 Nov 10:15  · as promised" in text(pilot, "promised")
        assert "it took 3 h  of 4 h estimated" in text(pilot, "promised")
        assert desk.effort.history() == ((4.0, 3.0),)
        await pilot.press("t", "space")
        assert isinstance(pilot.app.screen, DeliverablePage), "what is delivered is worked on no more"
        assert desk.effort.running() is None


async def test_keys_of_other_rooms_are_about_this_deliverable(
    show: Show, desk: Desk, shop: Deliverable, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str, bool]] = []

    def noting(name: str) -> Callable[[Host, Subject | None], object]:
        async def act(_host: Host, subject: Subject | None) -> None:
            assert subject is not None
            asked.append((name, subject.key, subject.item is not None))

        return act

    for name in ("promise", "heads_up", "client"):
        monkeypatch.setitem(ACTS, name, noting(name))
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        await pilot.press("p", "h", "tab", "o")
        await settled(pilot)
    key = f"deliverable:{shop.id}"
    assert asked == [("promise", key, True), ("heads_up", key, True), ("client", key, True)]


async def test_keys_that_do_nothing_say_why(show: Show, desk: Desk, shop: Deliverable) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        screen = page(pilot)
        assert screen.reason_against("act('accept')")
        assert screen.check_action("act", ("accept",)) is None
        await pilot.press("y", "tab", "space", "home")
        assert "ledger" not in screen.reason_against("act('edit')")
        await pilot.press("e")
        assert pilot.app.screen is screen, "why more was left is not rewritten"
        await pilot.press("enter")
        assert pilot.app.screen is screen


def test_the_foot_names_only_keys_there_are() -> None:
    names = {(binding.id or "").partition(".")[2] for binding in DELIVERABLE_KEYS}
    for place, order in ORDER.items():
        assert set(order) <= names
        assert all(word(name, place) for name in order)


async def test_the_foot_follows_the_list(show: Show, desk: Desk, shop: Deliverable) -> None:
    async with show(DeliverablePage(desk, shop.id)) as pilot:
        assert "delivered" in on_screen(pilot)
        await pilot.press("tab", "tab")
        assert "accept" in on_screen(pilot)
        await pilot.press("tab")
        assert "received" in on_screen(pilot)
        foot = page(pilot).query_one(FootLine)
        await pilot.click(foot, offset=(3, 0))
        await pilot.pause()
        assert "What do they owe you?" in on_screen(pilot)

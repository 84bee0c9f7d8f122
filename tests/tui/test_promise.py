"""The promise check as somebody uses it: asked on the dashboard, in a call, and confirmed by Enter alone."""

from __future__ import annotations

from datetime import date

import pytest

from data.desk import Desk
from data.model.client import Client
from data.model.promise import ToldKind, Verdict
from data.model.scope import Obligation
from data.model.today import AgendaKind
from data.model.work import Deliverable
from tests.build import BERLIN, NOW, at
from tests.desk.conftest import Hand
from tests.driver import Driver, session
from tui.screens.dashboard import Dashboard
from tui.wording.promise_panel import Finding, panel_lines


@pytest.fixture
def acme(desk: Desk) -> Client:
    desk.clients.add(Client("Birch"))
    return desk.clients.add(Client("Acme"))


def a_busy_fortnight(desk: Desk, client: Client) -> None:
    """Work that leaves little room before the second week of December."""
    for name, hours, day in (("Checkout", 8, "2026-11-27"), ("API", 14, "2026-12-04")):
        desk.work.add_deliverable_to(
            name,
            Deliverable(0, client.id, name, estimate_minutes=60 * hours, promised_at=at(f"{day} 17:00")),
        )


async def asked(day: Driver, effort: str, wished: str) -> None:
    await day.press("p")
    await day.sees("May I promise that?", "CAN'T SAY YET")
    await day.type(effort)
    await day.press("enter")
    await day.type(wished)


async def test_a_safe_date_is_promised_with_enter(desk: Desk, acme: Client) -> None:
    async with session(desk, toasts=True) as day:
        await asked(day, "3h", "fri")
        await day.sees("Fri 27 Nov", "√ YES", "yours alone", "Yes, you can have it by Friday")
        await day.press("enter")
        await day.type("Newsletter")
        await day.press("enter")
        await day.type("ac")
        await day.press("enter")
        assert desk.work.deliverables(acme.id) == (), "nothing is promised before it is confirmed"
        await day.press("enter")
        await day.sees("Newsletter, Acme: promised for Fri 27 Nov. u undoes it.")
        await day.sees_no("May I promise that?")
        await day.sees("Newsletter", "Fri 17:00", "slack")
    (made,) = desk.work.deliverables(acme.id)
    assert made.promised_at == at("2026-11-27 17:00")
    assert made.target_on is not None
    (told,) = desk.promises.history(made.id)
    assert (told.verdict, told.how) == (Verdict.YES, None)


async def test_an_undone_promise_leaves_the_cursor_where_it_was(desk: Desk, acme: Client) -> None:
    a_busy_fortnight(desk, acme)
    async with session(desk) as day:
        dashboard = day.app.screen
        await asked(day, "30h", "")
        await day.press("enter")
        await day.type("Flyer")
        await day.press("enter")
        await day.type("ac")
        await day.press("enter", "enter")
        await day.sees_no("May I promise that?")
        await day.press("u")
        await day.until(lambda: len(desk.work.deliverables(acme.id)) == 2, "nothing was taken back")
        await day.pilot.pause()
        assert isinstance(dashboard, Dashboard)
        assert dashboard.pane.kind.name == "agenda"


async def test_what_is_not_safe_says_whom_it_hurts_and_which_date_is(desk: Desk, acme: Client) -> None:
    a_busy_fortnight(desk, acme)
    async with session(desk, toasts=True) as day:
        await asked(day, "9h", "thu")
        await day.sees("NOT SAFE", "Acme · Checkout", "short", "tell", "√ YES")
        await day.sees("I only promise what I can keep")
        await day.sees("9 of 10 jobs of this size", "none of yours is finished yet")


async def test_the_day_moves_and_everything_follows(desk: Desk, acme: Client) -> None:
    a_busy_fortnight(desk, acme)
    async with session(desk, toasts=True) as day:
        await asked(day, "6h", "")
        await day.press("enter")
        await day.type("Flyer")
        await day.press("enter")
        await day.type("ac")
        await day.press("enter")
        first = desk.promises.board().weigh(360).first_sure()
        assert first is not None
        await day.sees("√ YES")
        await day.press("minus")
        await day.sees("NOT SAFE", "it is not a promise I can make")
        await day.press("plus", "plus")
        await day.sees_no("NOT SAFE")
        await day.press("enter")
        await day.sees_no("May I promise that?")
    (made,) = [each for each in desk.work.deliverables(acme.id) if each.name == "Flyer"]
    assert made.promised_at is not None
    assert made.promised_at > first.at


async def test_an_unsafe_day_is_promised_only_when_meant(desk: Desk, acme: Client) -> None:
    a_busy_fortnight(desk, acme)
    async with session(desk, toasts=True) as day:
        await day.press("2", "p")
        await day.sees("Move the promise: Checkout")
        await day.press("enter", "enter", "minus")
        await day.sees("short to be sure")
        await day.press("enter")
        await day.sees("enter again makes it all the same")
        assert desk.work.deliverables(acme.id)[0].promised_at == at("2026-11-27 17:00")
        await day.press("enter")
        await day.sees("though it is not safe")
    (_, told) = desk.promises.history(desk.work.deliverables(acme.id)[0].id)
    assert told.verdict in (Verdict.NOT_SAFE, Verdict.NO)


async def test_what_was_promised_meanwhile_is_reckoned_before_anything_is_written(
    desk: Desk, acme: Client
) -> None:
    async with session(desk, toasts=True) as day:
        await asked(day, "6h", "tomorrow")
        await day.press("enter")
        await day.type("Flyer")
        await day.press("enter")
        await day.type("ac")
        await day.press("enter")
        await day.sees("√ YES")
        a_busy_fortnight(desk, acme)
        rush = Deliverable(0, acme.id, "Rush", estimate_minutes=600, promised_at=at("2026-11-24 17:00"))
        desk.work.add_deliverable_to("Rush", rush)
        await day.press("enter")
        await day.sees("Something was promised meanwhile")
        assert "Flyer" not in {each.name for each in desk.work.deliverables(acme.id)}
        await day.sees_no("√ YES")


async def test_a_promise_that_slips_is_not_announced_with_a_yes(desk: Desk, acme: Client) -> None:
    a_busy_fortnight(desk, acme)
    async with session(desk, toasts=True) as day:
        await day.press("2", "p", "enter")
        await day.type("4 dec")
        await day.press("enter")
        await day.sees("Friday I can't keep. Friday 4 December I can promise.")


async def test_what_is_missing_is_a_condition_of_the_answer(desk: Desk, acme: Client) -> None:
    a_busy_fortnight(desk, acme)
    checkout = desk.work.deliverables(acme.id)[0]
    owed = Obligation(acme.id, "texts", desk.now(), needed_on=date(2026, 11, 20), deliverable_id=checkout.id)
    desk.scope.add_obligation(owed)
    async with session(desk, toasts=True) as day:
        await day.press("2", "p")
        await day.sees("Something of theirs is still missing", "If I have what I need from you today: yes")


def test_where_no_day_is_ahead_it_says_no_and_why() -> None:
    found = Finding(NOW, BERLIN, NOW, estimated=True)
    said = " ".join(text for _, parts in panel_lines(found) for text, _ in parts)
    assert "NO" in said
    assert "no working day ahead" in said
    assert "I see no date yet" in said


async def test_asked_only_and_from_the_day(desk: Desk, acme: Client) -> None:
    async with session(desk, toasts=True) as day:
        for name, keys in (("Flyer", ("r",)), ("Site", ("f",))):
            await asked(day, "6h", "fri")
            await day.press("enter")
            await day.type(name)
            await day.press("enter")
            await day.type("ac")
            await day.press("enter", *keys)
            if keys == ("f",):
                await day.sees("From the day I have")
                await day.type("the texts")
                await day.press("enter")
            await day.sees_no("May I promise that?")
        await day.sees("nothing promised")
    flyer, site = sorted(desk.work.deliverables(acme.id), key=lambda each: each.name)
    assert [each.kind for each in desk.promises.history(flyer.id)] == [ToldKind.ASKED]
    (told,) = desk.promises.history(site.id)
    assert (told.kind, told.after, told.after_days) == (ToldKind.CONDITIONAL, "the texts", 4)
    assert [owed.text for owed in desk.scope.owed_by(acme.id)] == ["the texts"]


async def test_without_an_estimate_a_time_to_come_back(desk: Desk, acme: Client, clock: Hand) -> None:
    async with session(desk, toasts=True) as day:
        await day.press("p", "enter", "enter")
        await day.type("the shop")
        await day.press("enter")
        await day.type("ac")
        await day.press("enter")
        await day.sees("I'll come back to you")
        await day.press("enter")
        await day.sees("How much work is the shop? You come back on it.")
        (question,) = desk.find_outs.of_client(acme.id)
        assert question.come_back_at == at("2026-11-24 12:00")
        clock.turn(hours=23)
        day.app._beat()
        await day.sees("How much work is the shop?")


async def test_a_promise_that_stands_is_moved(desk: Desk, acme: Client) -> None:
    a_busy_fortnight(desk, acme)
    async with session(desk, toasts=True) as day:
        await day.press("2", "p")
        await day.sees("Move the promise: Checkout", "Work left")
        await day.press("enter")
        await day.type("1 dec")
        await day.press("enter")
        await day.press("enter")
        await day.sees("Checkout, Acme: promised for Tue 1 Dec")
    checkout = next(each for each in desk.work.deliverables(acme.id) if each.name == "Checkout")
    assert [each.kind for each in desk.promises.history(checkout.id)] == [ToldKind.PROMISED, ToldKind.MOVED]


async def test_a_whole_call_in_one_line(desk: Desk, acme: Client) -> None:
    a_busy_fortnight(desk, acme)
    async with session(desk, toasts=True) as day:
        await day.press("c")
        await day.type("ac in 12m asks staging >fri 12h ?hosting price +newsletter 3h")
        await day.sees("12 h by Fri 27 Nov 17:00", "tell", "To find out", "Asked besides")
        await day.press("enter")
        # The call is stored before anything is checked.
        await day.sees("May I promise that?", "12h", "Acme")
        assert [each.note for each in desk.clients.contacts(acme.id)] == ["asks staging >fri 12h"]
        assert [each.question for each in desk.find_outs.of_client(acme.id)] == ["hosting price"]
        await day.press("escape")
        await day.sees_no("May I promise that?")
        await day.press("u")
        await day.sees("Taken back")
    assert desk.clients.contacts(acme.id) == ()
    assert desk.find_outs.of_client(acme.id) == ()


async def test_a_heads_up_is_a_draft_and_a_contact(desk: Desk, acme: Client) -> None:
    desk.work.add_deliverable_to(
        "Site",
        Deliverable(0, acme.id, "Checkout", estimate_minutes=30 * 60, promised_at=at("2026-11-27 17:00")),
    )
    async with session(desk, toasts=True) as day:
        await day.sees("Heads-up: Checkout")
        await day.press("enter")
        await day.sees("I promised you", "The day I can promise you")
        await day.press("ctrl+s")
        await day.sees("told. u undoes it.")
    assert [item for item in desk.today().agenda if item.kind is AgendaKind.HEADS_UP] == []
    assert [each.note for each in desk.clients.contacts(acme.id)] == ["Heads-up: Checkout"]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_it_fits_any_terminal(desk: Desk, acme: Client, size: tuple[int, int]) -> None:
    a_busy_fortnight(desk, desk.clients.add(Client("[red]" * 30 + "漢字" * 30)))
    async with session(desk, size=size) as day:
        await asked(day, "12h", "thu")
        await day.press("tab", "tab", "tab")
        assert all(len(line) <= size[0] for line in day.text.splitlines())

"""`/` finds what was agreed, owed, asked besides and asked, and opens the page where it stands."""

from __future__ import annotations

import pytest

from data.desk import Desk
from data.model.agreement import Agreement, AgreementKind
from data.model.client import Client
from data.model.promise import FindOut
from data.model.scope import ChangeRequest, Obligation
from data.model.week import ClearKind
from data.model.work import Deliverable
from tests.build import TODAY, a_project, at
from tests.desk.conftest import Hand
from tests.driver import Driver, session
from tui.screens.page import PageScreen


@pytest.fixture
def acme(desk: Desk) -> Client:
    return desk.clients.add(Client(name="Acme"))


@pytest.fixture
def work(desk: Desk, acme: Client) -> Deliverable:
    project = desk.work.add_project(a_project(id=0, client_id=acme.id))
    return desk.work.add_deliverable(
        Deliverable(project_id=project.id, client_id=acme.id, name="Logo", estimate_minutes=60)
    )


async def found(day: Driver, words: str, kind: str) -> tuple[str, str, str | None]:
    """Find `words` and open the only hit; give the page, its list and the key of its row."""
    await day.press("slash")
    await day.type(words)
    await day.sees(kind)
    await day.press("enter")
    await day.until(lambda: isinstance(day.app.screen, PageScreen), "no page opened")
    page = day.app.screen
    assert isinstance(page, PageScreen)
    await day.until(lambda: page.focused is not None and page.rows(page.place).cursor_key is not None, "row")
    return type(page).__name__, page.place, page.rows(page.place).cursor_key


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_an_agreement_is_opened_on_the_page_of_the_client(
    desk: Desk, acme: Client, size: tuple[int, int]
) -> None:
    for text in ("70 EUR an hour", "85 EUR an hour"):
        stands = desk.agreements.agree(
            Agreement(client_id=acme.id, kind=AgreementKind.RATES, text=text, noted_on=TODAY, agreed_on=TODAY)
        )
    async with session(desk, size=size) as day:
        opened = await found(day, "70 eur", "agreed")
        assert opened == ("ClientPage", "agreed", f"agreement:{stands.id}")


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_what_they_owe_is_opened_where_it_is_listed(
    desk: Desk, acme: Client, work: Deliverable, size: tuple[int, int]
) -> None:
    texts = desk.scope.add_obligation(
        Obligation(client_id=acme.id, text="texts", asked_at=at("09:00"), needed_on=TODAY)
    )
    access = desk.scope.add_obligation(
        Obligation(
            client_id=acme.id,
            deliverable_id=work.id,
            text="access",
            asked_at=at("09:00"),
            needed_on=TODAY,
        )
    )
    async with session(desk, size=size) as day:
        assert await found(day, "texts", "they owe") == (
            "ClientPage",
            "promised",
            f"obligation:{texts.id}",
        )
    async with session(desk, size=size) as day:
        assert await found(day, "access", "they owe") == ("DeliverablePage", "owed", f"owed:{access.id}")


async def test_what_was_asked_besides_is_opened_on_the_page_of_its_work(
    desk: Desk, work: Deliverable
) -> None:
    more = desk.scope.add_change(
        ChangeRequest(deliverable_id=work.id, text="a newsletter", asked_at=at("09:00"))
    )
    async with session(desk) as day:
        assert await found(day, "newsl", "besides") == ("DeliverablePage", "asked", f"request:{more.id}")


async def test_an_open_question_is_opened_on_the_page_of_the_client(desk: Desk, acme: Client) -> None:
    asked = desk.find_outs.add(
        FindOut(
            question="hosting", client_id=acme.id, asked_at=at("09:00"), come_back_at=at("2026-11-24 12:00")
        )
    )
    async with session(desk) as day:
        assert await found(day, "host", "find out") == ("ClientPage", "promised", f"find_out:{asked.id}")


async def test_a_question_that_is_settled_shows_what_became_of_it(
    desk: Desk, acme: Client, clock: Hand
) -> None:
    desk.find_outs.add(
        FindOut(question="hosting", client_id=acme.id, asked_at=at("09:00"), come_back_at=at("10:00"))
    )
    clock.at = at("2026-11-27 16:00")
    (card,) = [each for each in desk.reviews.clear_cards() if each.kind is ClearKind.FIND_OUT]
    desk.reviews.clearing.drop(card, "they moved away")
    async with session(desk) as day:
        await day.press("slash")
        await day.type("host")
        await day.sees("find out")
        await day.press("enter")
        await day.sees("hosting", "not asked", "any more", "they moved away", "e edit")
        await day.sees_no("space done")

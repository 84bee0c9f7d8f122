"""The page of one project: its steps, its deliverables, and the way of working it begins with."""

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
from data.model.scope import Step
from data.model.work import Deliverable, Project
from data.settings import ProcessSettings
from tests.build import NOW, TODAY, a_day, a_deliverable, a_gesture_item, a_project, a_slack_item, at
from tests.tui.forms.conftest import Show, Stage
from tui.screens.acting import ActingScreen
from tui.screens.acts import steps as acts
from tui.screens.acts.host import Subject
from tui.screens.client.page import ClientPage
from tui.screens.deliverable.page import DeliverablePage
from tui.screens.forms.project import ProjectForm
from tui.screens.forms.step import ChooseWay, StepForm
from tui.screens.project.page import ProjectPage
from tui.widgets.rows import Rows
from tui.wording import project as words
from tui.wording.row import Row

WEBSITE = ProcessSettings(
    name="website [/]",
    steps=("kick-off talk", "draft", "review", "delivery"),
    reviews=("review",),
    obligations=("texts",),
)


@pytest.fixture
def shop(desk: Desk, clients: dict[str, Client]) -> Project:
    """A project of Cove's with four steps, a deliverable that is owed and one that was delivered."""
    shop = desk.scope.add_project(
        Project(clients["Cove"].id, "Shop [/]", started_on=date(2026, 11, 2)), WEBSITE
    )
    for name in ("Sketch", "Checkout"):
        draft = Deliverable(
            shop.id, shop.client_id, name, estimate_minutes=60, spent_minutes=30, promised_at=at("17:00")
        )
        made = desk.work.add_deliverable(draft)
        if name == "Sketch":
            desk.work.deliver(made.id)
    return shop


def rows(pilot: Pilot[None], name: str = "steps") -> list[list[str]]:
    return [cells(row) for row in pilot.app.screen.query_one(f"#{name}", Rows).rows]


def cells(row: Row) -> list[str]:
    return ["".join(text for text, _ in cell.parts) for cell in row.cells]


def states(pilot: Pilot[None]) -> list[str]:
    return [row[-1] for row in rows(pilot)]


async def settled(pilot: Pilot[None]) -> None:
    async with asyncio.timeout(30):  # a question that stays open fails the test instead of holding it
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def opened(pilot: Pilot[None], kind: type[Screen[Any]]) -> None:
    for _ in range(400):
        if isinstance(pilot.app.screen, kind):
            return
        await pilot.pause()
    raise AssertionError(f"no {kind.__name__} came up")


async def test_it_shows_where_the_project_stands(show: Show, desk: Desk, shop: Project) -> None:
    async with show(ProjectPage(desk, shop.id)) as pilot:
        head = str(pilot.app.screen.query_one("#head", Static).content)
        assert head == "Shop [/]   Cove   since Mon 2 Nov   open   1 owed to you"
        assert [row[1] for row in rows(pilot)] == list(WEBSITE.steps)
        assert states(pilot) == ["next", "to come", "to come", "to come"]
        under = [row.under for row in pilot.app.screen.query_one("#steps", Rows).rows]
        assert ["review point" in str(cells) for cells in under] == [False, False, True, False]
        assert [row[1:3] for row in rows(pilot, "deliverables")][1] == ["Sketch", "in time"]
        assert [row[1] for row in rows(pilot, "deliverables")] == ["Checkout", "Sketch"]


async def test_a_step_is_ticked_and_a_missing_one_shown(show: Show, desk: Desk, shop: Project) -> None:
    async with show(ProjectPage(desk, shop.id)) as pilot:
        await pilot.press("down", "space")
        await settled(pilot)
        assert states(pilot) == ["missing", "done today", "next", "to come"]
        assert rows(pilot)[0][0] == "◐"
        assert "1 missing" in str(pilot.app.screen.query_one("#steps").border_subtitle)
        await pilot.press("space")
        await settled(pilot)
        assert states(pilot)[:2] == ["next", "to come"]
        await pilot.press("u", "escape")
        await settled(pilot)
        assert desk.scope.steps(shop.id)[1].done_on == TODAY
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [True]


async def test_a_new_step_comes_after_the_selected_one(show: Show, desk: Desk, shop: Project) -> None:
    async with show(ProjectPage(desk, shop.id)) as pilot:
        for text in ("agreement", "offer"):
            await pilot.press("n")
            await opened(pilot, StepForm)
            await pilot.press(*text, "enter", "enter")
            await settled(pilot)
        assert [row[1] for row in rows(pilot)][:4] == ["kick-off talk", "agreement", "offer", "draft"]
        await pilot.press("d")
        await settled(pilot)
        assert [row[1] for row in rows(pilot)][:3] == ["kick-off talk", "agreement", "draft"]


async def test_a_step_is_changed(show: Show, desk: Desk, shop: Project) -> None:
    async with show(ProjectPage(desk, shop.id)) as pilot:
        await pilot.press("enter")
        await opened(pilot, StepForm)
        await pilot.press(*"!", "enter", "right", "enter", *"20 nov", "ctrl+s")
        await settled(pilot)
        first = desk.scope.steps(shop.id)[0]
    assert (first.text, first.review, first.done_on) == ("kick-off talk!", True, date(2026, 11, 20))


async def test_a_step_that_is_not_touched_stays_as_it_is(show: Show, desk: Desk, shop: Project) -> None:
    step = replace(desk.scope.steps(shop.id)[2], text="[red] ワイド", done_on=TODAY)
    async with show(StepForm(desk, step), size=(80, 24)) as pilot:
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [step]


async def test_it_begins_as_one_of_the_usual_ways(show: Show, desk: Desk, clients: dict[str, Client]) -> None:
    project = desk.work.add_project(Project(clients["Dune"].id, "Kite"))
    async with show(ProjectPage(desk, project.id)) as pilot:
        page = pilot.app.screen
        assert isinstance(page, ProjectPage)
        assert "No step is selected" in page.reason_against("act('done')")
        await pilot.press("space", "b")
        await opened(pilot, ChooseWay)
        assert "[[process]]" in str(pilot.app.screen.query_one("#hint", Static).content)
        assert "kick-off talk › " in str(pilot.app.screen.query_one("#has", Static).content)
        await pilot.press("down")
        assert "three directions" in str(pilot.app.screen.query_one("#has", Static).content)
        await pilot.press("2")
        await settled(pilot)
        assert "three directions" in [row[1] for row in rows(pilot)]
        assert [each.text for each in desk.scope.owed_by(project.client_id)]


async def test_a_way_of_the_settings_takes_the_place_of_the_usual_ones(
    show: Show, open_desk: Callable[[str], Desk]
) -> None:
    desk = open_desk('\n[[process]]\nname = "zine"\nsteps = ["talk", "print"]\n')
    client = desk.clients.add(Client("Birch"))
    project = desk.scope.add_project(Project(client.id, "Kite"), WEBSITE)
    async with show(ProjectPage(desk, project.id), size=(80, 24)) as pilot:
        await pilot.press("b")
        await opened(pilot, ChooseWay)
        hint = str(pilot.app.screen.query_one("#hint", Static).content)
        assert hint == "The steps come after those there are."
        await pilot.press("enter")
        await settled(pilot)
        assert [row[1] for row in rows(pilot)][-2:] == ["talk", "print"]
        await pilot.press("u")
        await settled(pilot)
        assert [row[1] for row in rows(pilot)] == list(WEBSITE.steps)


async def test_deliverables_are_entered_and_delivered_here(show: Show, desk: Desk, shop: Project) -> None:
    async with show(ProjectPage(desk, shop.id)) as pilot:
        await pilot.press("tab", "n")
        await settled_on_form(pilot)
        await pilot.press(*"Basket", "ctrl+s")
        await settled(pilot)
        basket = next(each for each in desk.work.deliverables(shop.client_id) if each.name == "Basket")
        assert basket.project_id == shop.id
        await pilot.press("home", "space")
        await settled(pilot)
        assert [row[1] for row in rows(pilot, "deliverables")] == ["Basket", "Checkout", "Sketch"]
        page = pilot.app.screen
        assert isinstance(page, ProjectPage)
        await pilot.press("end")
        assert "done already" in page.reason_against("act('done')")


async def test_enter_opens_the_deliverable(show: Show, desk: Desk, shop: Project) -> None:
    async with show(ProjectPage(desk, shop.id)) as pilot:
        await pilot.press("tab", "enter")
        await opened(pilot, DeliverablePage)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ProjectPage)


async def settled_on_form(pilot: Pilot[None]) -> None:
    from tui.screens.forms.deliverable import DeliverableForm

    await opened(pilot, DeliverableForm)
    form = pilot.app.screen
    form.query_one("#name").focus()
    await pilot.pause()


async def test_the_project_itself_is_edited_and_closed(show: Show, desk: Desk, shop: Project) -> None:
    async with show(ProjectPage(desk, shop.id)) as pilot:
        await pilot.press("E")
        await opened(pilot, ProjectForm)
        form = pilot.app.screen
        assert not form.query("#way")
        form.query_one("#ended").focus()
        await pilot.press(*"20 nov", "ctrl+s")
        await settled(pilot)
        assert "closed Fri 20 Nov" in str(pilot.app.screen.query_one("#head", Static).content)


async def test_o_goes_to_the_client_or_back_to_it(show: Show, desk: Desk, shop: Project) -> None:
    async with show(ClientPage(desk, shop.client_id)) as pilot:
        below = pilot.app.screen
        pilot.app.push_screen(ProjectPage(desk, shop.id))
        await opened(pilot, ProjectPage)
        await pilot.press("o")
        await opened(pilot, ClientPage)
        assert pilot.app.screen is below
    async with show(ProjectPage(desk, shop.id)) as pilot:
        await pilot.press("o")
        await opened(pilot, ClientPage)


async def test_the_page_of_a_project_that_is_gone_closes(show: Show, desk: Desk, shop: Project) -> None:
    async with show(ProjectPage(desk, shop.id)) as pilot:
        desk.work.delete_project(shop.id)
        await pilot.press("space")
        await settled(pilot)
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [True]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (50, 12)])
async def test_it_fits_any_size(show: Show, desk: Desk, shop: Project, size: tuple[int, int]) -> None:
    desk.scope.add_step(Step(shop.id, 0, "ワイド [red]" * 2_000))
    async with show(ProjectPage(desk, shop.id), size=size) as pilot:
        await pilot.press("end", "tab", "end", "shift+tab", "escape")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [None]


# From elsewhere


class Host(ActingScreen[None]):
    """A screen that does nothing but acts."""

    told = ""

    def reload(self) -> None:
        pass

    def tell(self, sentence: str) -> None:
        self.told = sentence

    def enter(self, client_id: int) -> None:
        subject = Subject("client", f"client:{client_id}", client_id)
        self.run_worker(self._guarded(acts.new_project(self, subject)), group="acts")

    def go(self, subject: Subject | None) -> None:
        self.run_worker(self._guarded(acts.project(self, subject)), group="acts")


async def test_the_page_opens_from_what_belongs_to_the_project(show: Show, desk: Desk, shop: Project) -> None:
    (owed,) = desk.work.deliverables(shop.client_id)
    card = a_gesture_item(client_id=shop.client_id, project_id=shop.id)
    subjects = (
        Subject("project", f"project:{shop.id}", shop.client_id),
        Subject("deliverable", f"deliverable:{owed.id}", shop.client_id),
        Subject.of(card),
    )
    async with show(Host(desk)) as pilot:
        host = pilot.app.screen
        assert isinstance(host, Host)
        for subject in subjects:
            host.go(subject)
            await opened(pilot, ProjectPage)
            await pilot.press("escape")
            await settled(pilot)
        host.go(Subject("client", f"client:{shop.client_id}", shop.client_id))
        await settled(pilot)
        assert "No project belongs" in host.told


@pytest.mark.parametrize(("keys", "steps"), [((), 0), (("right", "right"), 8), (("a",), 6)])
async def test_a_new_project_begins_with_a_way_of_working(
    show: Show, desk: Desk, clients: dict[str, Client], keys: tuple[str, ...], steps: int
) -> None:
    dune = clients["Dune"].id
    async with show(Host(desk)) as pilot:
        host = pilot.app.screen
        assert isinstance(host, Host)
        host.enter(dune)
        await opened(pilot, ProjectForm)
        form = pilot.app.screen
        form.query_one("#name").focus()
        await pilot.press(*"Kite")
        field = form.query_one("#way")
        field.focus()
        await pilot.press(*keys)
        await pilot.pause()
        assert (f"{steps} steps: kick-off talk" in str(field.border_subtitle)) is bool(steps)
        await pilot.press("ctrl+s")
        await settled(pilot)
    (kite,) = desk.work.projects(dune)
    assert len(desk.scope.steps(kite.id)) == steps
    desk.undo()
    assert desk.work.projects(dune) == ()


# The words


def steps(*done: bool) -> list[Step]:
    return [Step(1, n, f"step {n}", id=n, done_on=TODAY if each else None) for n, each in enumerate(done, 1)]


@pytest.mark.parametrize(
    ("done", "missing"),
    [
        ((), set()),
        ((False, False), set()),
        ((True, False), set()),
        ((False, True, False), {1}),
        ((False, True, False, True, False), {1, 3}),
    ],
)
def test_a_step_is_missing_when_a_later_one_is_done(done: tuple[bool, ...], missing: set[int]) -> None:
    assert words.missing(steps(*done)) == missing


def test_how_far_it_is() -> None:
    assert words.steps_said([]) == ()
    assert "".join(text for text, _ in words.steps_said(steps(True, True))) == "2 of 2 done"
    assert cells(words.step_rows(steps(True), TODAY + timedelta(days=1))[0])[-1] == "done yesterday"


def test_what_became_of_what_was_promised() -> None:
    promised = at("2026-11-20 17:00")
    late = a_deliverable(
        "Late", id=1, promised_at=promised, delivered_at=promised + timedelta(days=2, hours=1)
    )
    kept = a_deliverable("Kept", id=2, promised_at=promised, delivered_at=promised - timedelta(days=9))
    free = a_deliverable("Free", id=3, promised_at=None, delivered_at=promised - timedelta(days=10))
    gone = a_deliverable("Gone", id=4, dropped_at=promised - timedelta(days=11))
    shown = words.deliverable_rows(
        [a_slack_item(id=9)], [kept, free, late, gone, a_deliverable(id=9)], a_day()
    )
    assert [row.key for row in shown] == [f"deliverable:{number}" for number in (9, 1, 2, 3, 4)]
    assert [cells(row)[2] for row in shown][1:] == ["2 days late", "in time", "delivered", "dropped"]
    assert [cells(row)[0] for row in shown][1:] == ["√", "√", "√", "·"]


@pytest.mark.parametrize(
    ("note", "why"),
    [
        ("dropped: too dear", "too dear"),
        ("in two colours\ndropped: they sell: no shop", "they sell: no shop"),
        ("dropped: put off\nin two colours", ""),
        ("in two colours", ""),
    ],
)
def test_what_was_let_go_says_why(note: str, why: str) -> None:
    (row,) = words.deliverable_rows([], [a_deliverable(dropped_at=NOW, note=note)], a_day())
    assert "".join(cell.text for cell in row.under) == why


def test_the_line_on_top() -> None:
    ended = a_project(started_on=None, ended_on=date(2026, 11, 20), ended_badly=True)
    line = "".join(text for text, _ in words.head_line(ended, "Cove", 0, a_day()))
    assert line == "Checkout   Cove   closed Fri 20 Nov, badly"


def test_what_a_way_of_working_has() -> None:
    assert words.way_said(("talk", "print"), ("texts", "pictures")) == (
        "2 steps: talk › print · they owe: texts, pictures"
    )
    assert words.way_said(()) == "no steps"
    assert words.way_about(1, 1, ()) == "1 step, 1 review"
    assert words.begun("Kite [/]", "zine", 1) == "Kite [/]: entered as zine, 1 step."

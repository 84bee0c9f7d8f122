"""What was agreed and what changes it: extras, what clients owe, and the steps of a project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from data.desk import Desk
from data.errors import Changed, NotFound, WrongUse
from data.model.client import Client
from data.model.effort import Cause
from data.model.scope import ChangeRequest, ChangeState, Obligation, Step
from data.model.work import Deliverable, Project
from data.settings import DEFAULT_PROCESSES, ProcessSettings
from tests.build import NOW, TODAY, at
from tests.desk.conftest import Hand

WEBSITE = ProcessSettings(
    name="website",
    steps=("kick-off talk", "draft", "review", "delivery"),
    reviews=("review",),
    obligations=("texts", "access"),
)


@pytest.fixture
def logo(desk: Desk) -> Deliverable:
    acme = desk.clients.add(Client("Acme"))
    draft = Deliverable(0, acme.id, "Logo", estimate_minutes=480, promised_at=at("2026-11-27 17:00"))
    return desk.work.add_deliverable_to("Brand", draft)


def now_of(desk: Desk, what: Deliverable) -> Deliverable:
    return desk.work.deliverable(what.id)


def an_extra(what: Deliverable, minutes: int | None = 120, text: str = "A dark version") -> ChangeRequest:
    return ChangeRequest(what.id, text, NOW, minutes=minutes)


# Change requests


def test_undecided_hours_count_at_once(desk: Desk, logo: Deliverable) -> None:
    (before,) = desk.today().slack
    desk.scope.add_change(an_extra(logo))
    (after,) = desk.today().slack
    assert now_of(desk, logo).work_left == 480 + 120
    assert before.plain_slack_minutes is not None
    assert after.plain_slack_minutes == before.plain_slack_minutes - 120
    desk.undo()
    assert desk.today().slack == (before,)


def test_an_accepted_extra_is_part_of_the_agreed_work(desk: Desk, logo: Deliverable) -> None:
    extra = desk.scope.add_change(an_extra(logo))
    desk.scope.decide(extra.id, accept=True)
    grown = now_of(desk, logo)
    assert (grown.estimate_minutes, grown.pending_minutes, grown.work_left) == (600, 0, 600)
    (entry,) = desk.effort.ledger(logo.id)
    assert (entry.minutes, entry.cause, entry.note) == (120, Cause.EXTRA_ASKED, "A dark version")
    (decided,) = desk.scope.changes(logo.id)
    assert (decided.state, decided.decided_at) == (ChangeState.ACCEPTED, NOW)
    with pytest.raises(WrongUse, match="accepted already"):
        desk.scope.decide(extra.id, accept=False)
    desk.undo()
    assert now_of(desk, logo).work_left == 600
    assert now_of(desk, logo).estimate_minutes == 480
    assert desk.effort.ledger(logo.id) == ()


def test_an_accepted_extra_adds_to_what_was_judged_to_be_left(desk: Desk, logo: Deliverable) -> None:
    desk.effort.judge(logo.id, 300)
    extra = desk.scope.add_change(an_extra(logo))
    assert now_of(desk, logo).work_left == 420
    desk.scope.decide(extra.id, accept=True)
    assert now_of(desk, logo).work_left == 420


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"spent_minutes": 120},
        {"spent_minutes": 700},
        {"spent_minutes": 120, "judged_minutes": 900},
        {"spent_minutes": 900, "judged_minutes": 600},
        {"spent_minutes": 480, "finished_at": NOW},
        {"estimate_minutes": None},
        {"estimate_minutes": None, "spent_minutes": 90},
    ],
)
def test_accepting_moves_hours_and_never_changes_what_is_left(
    desk: Desk, logo: Deliverable, state: dict[str, Any]
) -> None:
    what = desk.work.add_deliverable(replace(logo, id=0, name="Other", **state))
    asked = desk.scope.add_change(ChangeRequest(what.id, "Dark mode", NOW, minutes=90))
    before = desk.work.deliverable(what.id).work_left
    desk.scope.decide(asked.id, accept=True)
    after = desk.work.deliverable(what.id)
    if state.get("estimate_minutes", 0) is None:
        assert after.estimate_minutes is None
    else:
        assert after.work_left == before
    assert after.pending_minutes == 0
    desk.undo()
    assert desk.work.deliverable(what.id).work_left == before


def test_a_declined_extra_leaves_everything_as_it_was(desk: Desk, logo: Deliverable) -> None:
    extra = desk.scope.add_change(an_extra(logo))
    assert desk.scope.decide(extra.id, accept=False) == "A dark version: declined."
    assert now_of(desk, logo) == logo
    assert desk.effort.ledger(logo.id) == ()


def test_an_extra_nobody_estimated_adds_nothing_yet(desk: Desk, logo: Deliverable) -> None:
    extra = desk.scope.add_change(an_extra(logo, None))
    assert now_of(desk, logo).work_left == 480
    desk.scope.edit_change(replace(extra, minutes=60))
    assert now_of(desk, logo).work_left == 540
    desk.scope.delete_change(extra.id)
    assert now_of(desk, logo) == logo


def test_what_is_decided_keeps_its_hours(desk: Desk, logo: Deliverable) -> None:
    extra = desk.scope.add_change(an_extra(logo))
    desk.scope.decide(extra.id, accept=True)
    decided = desk.scope.change(extra.id)
    desk.scope.edit_change(replace(decided, text="A dark set"))
    with pytest.raises(WrongUse, match="decided already"):
        desk.scope.edit_change(replace(decided, minutes=10))
    with pytest.raises(WrongUse, match="few words"):
        desk.scope.add_change(an_extra(logo, text=" "))


# Obligations


def test_what_they_owe_is_received_or_not_needed(desk: Desk, clock: Hand, logo: Deliverable) -> None:
    texts = desk.scope.add_obligation(
        Obligation(logo.client_id, "texts", NOW, needed_on=TODAY, deliverable_id=logo.id)
    )
    access = desk.scope.add_obligation(Obligation(logo.client_id, "access", NOW, needed_on=date(2026, 12, 1)))
    assert [each.text for each in desk.scope.owed_by(logo.client_id)] == ["texts", "access"]
    clock.turn(days=2)
    (waiting,) = desk.today().slack
    assert (waiting.waiting_for, waiting.waiting_days) == ("texts", 2)
    desk.scope.received(texts.id)
    desk.scope.drop_obligation(access.id)
    assert desk.scope.owed_by(logo.client_id) == ()
    assert desk.scope.obligation(texts.id).received_at == desk.now()
    assert desk.today().slack[0].waiting_for == ""
    desk.undo()
    desk.undo()
    assert len(desk.scope.owed_by(logo.client_id)) == 2


def test_an_obligation_changes_and_goes(desk: Desk, logo: Deliverable) -> None:
    owed = desk.scope.add_obligation(
        Obligation(logo.client_id, "texts", NOW, needed_on=TODAY, deliverable_id=logo.id)
    )
    desk.scope.edit_obligation(replace(owed, needed_on=date(2026, 12, 1)))
    assert [each.needed_on for each in desk.scope.obligations(logo.id)] == [date(2026, 12, 1)]
    desk.scope.delete_obligation(owed.id)
    with pytest.raises(NotFound):
        desk.scope.received(owed.id)


def test_what_they_owe_outlives_the_deliverable_it_was_for(desk: Desk, logo: Deliverable) -> None:
    desk.scope.add_obligation(
        Obligation(logo.client_id, "texts", NOW, needed_on=TODAY, deliverable_id=logo.id)
    )
    desk.work.delete_deliverable(logo.id)
    assert [each.deliverable_id for each in desk.scope.owed_by(logo.client_id)] == [None]


# Steps


def texts(desk: Desk, project_id: int) -> list[str]:
    return [step.text for step in desk.scope.steps(project_id)]


def test_a_project_begins_as_one_works(desk: Desk, logo: Deliverable) -> None:
    said = desk.scope.begin(logo.project_id, WEBSITE)
    assert said == "Brand begins as website: 4 steps."
    assert texts(desk, logo.project_id) == list(WEBSITE.steps)
    assert [step.text for step in desk.scope.steps(logo.project_id) if step.review] == ["review"]
    owed = desk.scope.owed_by(logo.client_id)
    assert [(each.text, each.needed_on) for each in owed] == [
        ("texts", date(2026, 11, 30)),
        ("access", date(2026, 11, 30)),
    ]
    desk.undo()
    assert desk.scope.steps(logo.project_id) == ()
    assert desk.scope.owed_by(logo.client_id) == ()


def test_a_new_project_with_a_way_of_working_is_one_act(desk: Desk) -> None:
    acme = desk.clients.add(Client("Acme"))
    project = desk.scope.add_project(Project(acme.id, "Shop"), WEBSITE)
    assert desk.work.projects(acme.id) == (project,)
    assert texts(desk, project.id) == list(WEBSITE.steps)
    assert desk.undo() == "add project Shop"
    assert desk.work.projects(acme.id) == ()
    with pytest.raises(WrongUse, match="needs a name"):
        desk.scope.add_project(Project(acme.id, " "), WEBSITE)


def test_steps_keep_their_order(desk: Desk, logo: Deliverable) -> None:
    project = logo.project_id
    desk.scope.begin(project, WEBSITE)
    first = desk.scope.steps(project)[0]
    added = desk.scope.add_step(Step(project, first.place + 1, "agreement"))
    assert texts(desk, project) == ["kick-off talk", "agreement", "draft", "review", "delivery"]
    desk.scope.delete_step(added.id)
    assert texts(desk, project) == list(WEBSITE.steps)
    desk.undo()
    desk.undo()
    assert texts(desk, project) == list(WEBSITE.steps)
    desk.scope.begin(project, ProcessSettings(name="after", steps=("thank-you card",)))
    assert texts(desk, project)[-1] == "thank-you card"


def test_a_step_is_ticked_and_the_tick_taken_off(desk: Desk, logo: Deliverable) -> None:
    desk.scope.begin(logo.project_id, WEBSITE)
    step = desk.scope.steps(logo.project_id)[1]
    assert desk.scope.tick_step(step.id) == "draft: done."
    assert desk.scope.step(step.id).done_on == TODAY
    assert desk.scope.tick_step(step.id) == "draft: open again."
    assert desk.scope.step(step.id).done_on is None


def test_a_step_form_left_open_overwrites_nothing(desk: Desk, logo: Deliverable) -> None:
    desk.scope.begin(logo.project_id, WEBSITE)
    opened = desk.scope.steps(logo.project_id)[0]
    desk.scope.tick_step(opened.id)
    with pytest.raises(Changed, match="changed elsewhere"):
        desk.scope.edit_step(replace(opened, text="first talk"), opened=opened)
    desk.scope.delete_step(opened.id)
    with pytest.raises(NotFound):
        desk.scope.edit_step(replace(opened, text="first talk"), opened=opened)
    with pytest.raises(WrongUse, match="few words"):
        desk.scope.add_step(Step(logo.project_id, 0, ""))


def test_a_deleted_project_takes_its_steps_and_brings_them_back(desk: Desk, logo: Deliverable) -> None:
    desk.scope.begin(logo.project_id, WEBSITE)
    before = desk.scope.steps(logo.project_id)
    desk.work.delete_project(logo.project_id)
    assert desk.scope.steps(logo.project_id) == ()
    desk.undo()
    assert desk.scope.steps(logo.project_id) == before


@pytest.mark.parametrize("way", DEFAULT_PROCESSES, ids=lambda way: str(way.name))
def test_the_usual_ways_go_from_the_first_talk_to_the_card(way: ProcessSettings) -> None:
    assert way.steps[0] == "kick-off talk"
    assert way.steps[-1] == "thank-you card"
    assert set(way.reviews) <= set(way.steps)
    assert way.reviews

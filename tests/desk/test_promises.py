"""Promises at the Desk: what is stored, and that every date ever told stays in the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from data.desk import Desk
from data.errors import StoreError, WrongUse
from data.model.client import Client
from data.model.promise import PromiseDraft, ToldKind, Verdict
from data.model.today import AgendaKind, Room
from data.model.touch import Channel
from data.model.work import Deliverable
from data.store.engine.rows import write
from tests.build import at
from tests.desk.conftest import Hand


@pytest.fixture
def acme(desk: Desk) -> Client:
    return desk.clients.add(Client("Acme"))


def a_promise(client: Client, **fields: Any) -> PromiseDraft:
    draft = PromiseDraft(
        told_at=at("2026-12-04 17:00"),
        aim_on=date(2026, 12, 1),
        left_minutes=720,
        client_id=client.id,
        name="Newsletter",
        wished_at=at("2026-11-27 17:00"),
        verdict=Verdict.YES,
        how=Channel.CALL,
    )
    return replace(draft, **fields)


def test_a_promise_makes_a_deliverable_in_a_project_of_its_own(desk: Desk, acme: Client) -> None:
    made = desk.promises.confirm(a_promise(acme))
    stored = desk.work.deliverable(made.id)
    assert (stored.name, stored.estimate_minutes) == ("Newsletter", 720)
    assert (stored.promised_at, stored.target_on) == (at("2026-12-04 17:00"), date(2026, 12, 1))
    assert desk.work.project(stored.project_id).name == "Newsletter"
    (told,) = desk.promises.history(made.id)
    assert (told.kind, told.promised_at, told.how) == (ToldKind.PROMISED, stored.promised_at, Channel.CALL)
    assert told.verdict is Verdict.YES
    assert desk.undo().startswith("promise")
    assert desk.work.deliverables(acme.id) == ()
    assert desk.work.projects(acme.id) == ()


def test_a_moved_date_joins_the_history(desk: Desk, acme: Client, clock: Hand) -> None:
    made = desk.promises.confirm(a_promise(acme))
    clock.turn(days=2)
    moved = a_promise(acme, deliverable_id=made.id, told_at=at("2026-12-08 17:00"), why="the texts came late")
    desk.promises.confirm(moved)
    clock.turn(hours=1)
    by_form = replace(desk.work.deliverable(made.id), promised_at=at("2026-12-09 17:00"))
    desk.work.edit_deliverable(by_form)
    desk.work.edit_deliverable(replace(by_form, promised_at=None))
    history = desk.promises.history(made.id)
    assert [told.kind for told in history] == [
        ToldKind.PROMISED,
        ToldKind.MOVED,
        ToldKind.MOVED,
        ToldKind.WITHDRAWN,
    ]
    assert history[1].why == "the texts came late"
    assert history[2].promised_at == at("2026-12-09 17:00")


def test_what_was_told_is_never_changed(desk: Desk, acme: Client) -> None:
    made = desk.promises.confirm(a_promise(acme))
    with pytest.raises(StoreError, match="never changed"), desk._core.act("cheat") as db:
        write(db, "UPDATE told SET promised_at = ?", ("2026-12-11T16:00:00Z",))
    assert desk.promises.history(made.id)[0].promised_at == at("2026-12-04 17:00")


def test_asked_and_not_promised(desk: Desk, acme: Client) -> None:
    made = desk.promises.confirm(a_promise(acme, told_at=None, aim_on=None))
    (item,) = desk.today().slack
    assert (item.deliverable.promised_at, item.room) == (None, Room.UNKNOWN)
    (told,) = desk.promises.history(made.id)
    assert (told.kind, told.promised_at) == (ToldKind.ASKED, at("2026-11-27 17:00"))
    desk.promises.confirm(a_promise(acme, deliverable_id=made.id))
    assert [each.kind for each in desk.promises.history(made.id)] == [ToldKind.ASKED, ToldKind.PROMISED]


def test_a_promise_from_the_day_something_arrives(desk: Desk, acme: Client) -> None:
    made = desk.promises.confirm(a_promise(acme, told_at=None, aim_on=None, after="the texts", after_days=6))
    (owed,) = desk.scope.owed_by(acme.id)
    assert (owed.text, owed.deliverable_id) == ("the texts", made.id)
    assert desk.today().slack[0].expected_at is not None
    desk.scope.received(owed.id)
    cards = [item for item in desk.today().agenda if item.kind is AgendaKind.ARRIVED]
    assert [card.about_id for card in cards] == [made.id]
    desk.promises.confirm(a_promise(acme, deliverable_id=made.id))
    assert [item for item in desk.today().agenda if item.kind is AgendaKind.ARRIVED] == []


def test_the_board_counts_what_is_promised_and_not_the_candidate(desk: Desk, acme: Client) -> None:
    first = desk.promises.confirm(a_promise(acme))
    assert desk.promises.board(first.id).promises == ()
    assert [promise.id for promise in desk.promises.board().promises] == [first.id]
    late = at("2026-12-11 17:00")
    alone, behind = (desk.promises.board(each).weigh(720).at(late) for each in (first.id, None))
    assert behind.sure_minutes < alone.sure_minutes - 720


def test_a_moved_promise_takes_the_work_left_as_it_was_said(desk: Desk, acme: Client) -> None:
    made = desk.promises.confirm(a_promise(acme))
    desk.promises.confirm(a_promise(acme, deliverable_id=made.id, left_minutes=900))
    stored = desk.work.deliverable(made.id)
    assert (stored.estimate_minutes, stored.work_left) == (720, 900)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "needs a name"),
        ({"told_at": at("2026-11-23 09:00")}, "still ahead"),
    ],
)
def test_what_cannot_be_promised_is_refused(
    desk: Desk, acme: Client, fields: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(WrongUse, match=sentence):
        desk.promises.confirm(a_promise(acme, **fields))
    assert desk.work.deliverables(acme.id) == ()


def test_history_of_finished_work_moves_the_dates(desk: Desk, acme: Client) -> None:
    before = desk.promises.board().weigh(480).needs.sure[0]
    for number in range(30):
        made = desk.work.add_deliverable_to(
            "Past", Deliverable(0, acme.id, f"{number}", estimate_minutes=480)
        )
        desk.work.deliver(made.id)
        desk.effort.took(made.id, 1440)
    after = desk.promises.board().weigh(480).needs.sure[0]
    assert after >= 1440 > before
    assert desk.effort.history()[-1] == (8.0, 24.0)


def test_a_heads_up_is_asked_for_once(desk: Desk, acme: Client, clock: Hand) -> None:
    made = desk.promises.confirm(a_promise(acme, left_minutes=2_600))
    assert desk.today().slack[0].room is Room.SHORT
    (card,) = [item for item in desk.today().agenda if item.kind is AgendaKind.HEADS_UP]
    assert card.about_id == made.id
    desk.cards.told(card, Channel.MAIL)
    assert [item for item in desk.today().agenda if item.kind is AgendaKind.HEADS_UP] == []
    assert desk.clients.contacts(acme.id)[0].note == "Heads-up: Newsletter"
    assert desk.undo().startswith("tell")
    assert card in desk.today().agenda
    desk.cards.put_off(card, clock.at + timedelta(hours=2))
    assert card not in desk.today().agenda
    clock.turn(hours=3)
    assert [item.key for item in desk.today().agenda if item.kind is AgendaKind.HEADS_UP] == [card.key]

"""Clients, projects, deliverables and commitments: added, changed, deleted, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data.desk import Desk
from data.errors import Changed, NotFound, ReadOnly, WrongUse
from data.model.calendar import DayOff
from data.model.client import Client, Person
from data.model.gesture import GestureKind
from data.model.today import Room, Stage
from data.model.work import Commitment, Deliverable, Project
from data.store import Store
from tests.build import NOW, TODAY, at
from tests.desk.conftest import Hand


@pytest.fixture
def acme(desk: Desk) -> Client:
    return desk.clients.add(Client("Acme", domains=("acme.example",), coffee="flat white"))


def a_draft(client: Client, name: str = "Logo", **fields: object) -> Deliverable:
    promised = {"estimate_minutes": 480, "promised_at": at("2026-11-27 17:00")}
    return Deliverable(0, client.id, name, **(promised | fields))  # type: ignore[arg-type] # as given


def test_a_deliverable_makes_its_project_once(desk: Desk, acme: Client) -> None:
    first = desk.work.add_deliverable_to("Brand", a_draft(acme))
    second = desk.work.add_deliverable_to("brand", a_draft(acme, "Card"))
    assert first.project_id == second.project_id
    assert [project.name for project in desk.work.projects(acme.id)] == ["Brand"]


def test_undo_takes_the_project_back_with_the_deliverable(desk: Desk, acme: Client) -> None:
    desk.work.add_deliverable_to("Brand", a_draft(acme))
    desk.undo()
    assert desk.work.projects(acme.id) == ()
    assert desk.today().slack == ()


def test_delivered_work_leaves_slack_and_stays_in_today(desk: Desk, acme: Client) -> None:
    item = desk.work.add_deliverable_to("Brand", a_draft(acme))
    assert [row.room for row in desk.today().slack] == [Room.AMPLE]
    desk.done(f"deliverable:{item.id}")
    shown = desk.today()
    assert shown.slack == ()
    assert [(row.text, row.stage) for row in shown.agenda] == [("Logo", Stage.DONE)]
    with pytest.raises(WrongUse):
        desk.work.deliver(item.id)


def test_dropped_and_deleted_work_is_owed_no_longer(desk: Desk, acme: Client) -> None:
    one = desk.work.add_deliverable_to("Brand", a_draft(acme))
    two = desk.work.add_deliverable_to("Brand", a_draft(acme, "Card"))
    desk.work.drop(one.id)
    desk.work.delete_deliverable(two.id)
    assert desk.today().slack == ()
    with pytest.raises(NotFound):
        desk.work.deliverable(two.id)


def test_a_deleted_project_comes_back_whole(desk: Desk, acme: Client) -> None:
    item = desk.work.add_deliverable_to("Brand", a_draft(acme))
    before = desk.today()
    desk.work.delete_project(item.project_id)
    assert desk.today().slack == ()
    desk.undo()
    assert desk.today() == before


def test_a_kept_commitment_can_be_opened_again(desk: Desk, acme: Client) -> None:
    item = desk.work.add_commitment(Commitment("Send the quote", NOW + timedelta(hours=1), client_id=acme.id))
    key = f"commitment:{item.id}"
    desk.done(key)
    assert [row.stage for row in desk.today().agenda] == [Stage.DONE]
    desk.done(key)
    assert [row.stage for row in desk.today().agenda] == [Stage.DUE]
    desk.work.drop_commitment(item.id)
    assert desk.today().agenda == ()


def test_nothing_without_a_name_is_stored(desk: Desk, acme: Client) -> None:
    with pytest.raises(WrongUse, match="name"):
        desk.work.add_commitment(Commitment("  ", NOW))
    with pytest.raises(WrongUse, match="name"):
        desk.work.add_project(Project(acme.id, " "))
    with pytest.raises(WrongUse, match="name"):
        desk.clients.add(Client(""))


@pytest.mark.parametrize(
    ("client", "said"),
    [
        (Client("ACME"), "already"),
        (Client("Other", domains=("acme.example",)), "belongs to Acme"),
        (Client("Other", domains=("gmail.com",)), "exact address"),
    ],
)
def test_clients_that_would_be_mixed_up_are_refused(
    desk: Desk, acme: Client, client: Client, said: str
) -> None:
    with pytest.raises(WrongUse, match=said):
        desk.clients.add(client)


def test_a_client_is_found_by_the_beginning_of_the_name(desk: Desk, acme: Client) -> None:
    desk.clients.add(Client("Acorn"))
    assert desk.clients.by_name("acm").name == "Acme"
    assert desk.clients.by_name("acme").name == "Acme"
    with pytest.raises(NotFound, match="could be"):
        desk.clients.by_name("ac")
    with pytest.raises(NotFound, match="No client"):
        desk.clients.by_name("zzz")


def test_a_deleted_client_is_off_every_list_and_comes_back(desk: Desk, acme: Client) -> None:
    desk.work.add_deliverable_to("Brand", a_draft(acme))
    before = desk.today()
    desk.clients.delete(acme.id)
    assert desk.today().slack == ()
    assert desk.clients.all() == ()
    desk.undo()
    assert desk.today() == before


def test_people_come_and_go(desk: Desk, acme: Client) -> None:
    ana = desk.clients.add_person(Person(acme.id, "Ana", addresses=("ana@else.example",)))
    desk.clients.edit_person(replace(ana, role="owner"))
    assert [person.role for person in desk.clients.people(acme.id)] == ["owner"]
    desk.clients.delete_person(ana.id)
    assert desk.clients.people(acme.id) == ()


def test_a_file_of_clients_completes_who_is_known(desk: Desk, acme: Client) -> None:
    given = [
        Client("acme", addresses=("ana@else.example",), zone="Europe/London"),
        Client("Birch", addresses=("bo@birch.example",)),
        Client("Clash", domains=("acme.example", "gmail.com", "clash.example")),
    ]
    outcome = desk.clients.take_in(given)
    assert (outcome.added, outcome.completed, outcome.same) == (2, 1, 0)
    assert any("Clash: acme.example belongs to Acme" in note for note in outcome.notes)
    assert desk.clients.by_name("Clash").domains == ("clash.example",)
    assert desk.clients.by_name("Acme").addresses == ("ana@else.example",)
    again = desk.clients.take_in(given)
    assert (again.added, again.completed, again.same) == (0, 0, 3)


def test_a_day_off_takes_capacity_away(desk: Desk, acme: Client) -> None:
    desk.work.add_deliverable_to("Brand", a_draft(acme))
    (before,) = desk.today().slack
    desk.days_off.add(DayOff(date(2026, 11, 25), "fair"))
    (after,) = desk.today().slack
    assert before.slack_minutes is not None
    assert after.slack_minutes == before.slack_minutes - 5 * 60
    desk.days_off.delete(date(2026, 11, 25))
    assert desk.today().slack == (before,)


def a_closed_project(desk: Desk, clock: Hand, acme: Client) -> None:
    project = desk.work.add_project(Project(acme.id, "Brand", started_on=date(2026, 9, 1)))
    desk.work.close_project(project.id, TODAY)
    clock.turn(days=1)


def test_gestures_are_done_put_off_and_declined(desk: Desk, acme: Client, clock: Hand) -> None:
    a_closed_project(desk, clock, acme)
    (item,) = desk.today().gestures
    assert item.kind is GestureKind.THANK_YOU_CARD
    decisions: list[Callable[[], str]] = [
        lambda: desk.gestures.done(item),
        lambda: desk.gestures.decline(item, "they moved away"),
        lambda: desk.gestures.put_off(item, TODAY + timedelta(days=2)),
    ]
    for decide in decisions:
        decide()
        assert desk.today().gestures == ()
        desk.undo()
        assert desk.today().gestures == (item,)
    with pytest.raises(WrongUse, match="ahead"):
        desk.gestures.put_off(item, TODAY)


def test_another_desk_is_noticed(desk: Desk, open_desk: Callable[[str], Desk]) -> None:
    other = open_desk("")
    before = desk.data_version()
    other.clients.add(Client("Birch"))
    assert desk.data_version() != before
    assert [client.name for client in desk.clients.all()] == ["Birch"]


def test_a_form_left_open_overwrites_nothing(desk: Desk, acme: Client) -> None:
    opened = desk.work.add_deliverable_to("Brand", a_draft(acme))
    desk.work.deliver(opened.id)
    with pytest.raises(Changed, match="changed elsewhere"):
        desk.work.edit_deliverable(replace(opened, note="typed meanwhile"), opened=opened)
    desk.work.delete_deliverable(opened.id)
    with pytest.raises(NotFound, match="deleted meanwhile"):
        desk.work.edit_deliverable(replace(opened, note="typed meanwhile"), opened=opened)


def test_a_store_that_cannot_be_written_is_still_shown(
    desk: Desk, acme: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, clock: Hand
) -> None:
    desk.work.add_deliverable_to("Brand", a_draft(acme))
    usual = Store.open

    def never_writable(path: Path, *, now: datetime, read_only: bool = False) -> Store:
        if not read_only:
            raise ReadOnly("It cannot be written.")
        return usual(path, now=now, read_only=True)

    monkeypatch.setattr(Store, "open", never_writable)
    looking = Desk.open(tmp_path / "store" / "frontdesk.db", desk.settings, clock)
    today = looking.today()
    assert [item.deliverable.name for item in today.slack] == ["Logo"]
    assert "cannot be written" in today.notices[0].text
    assert looking.sources.sync() == ()
    with pytest.raises(ReadOnly):
        looking.clients.add(Client("Birch"))
    looking.close()

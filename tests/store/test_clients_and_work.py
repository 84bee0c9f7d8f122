from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.model.client import Client
from data.model.gesture import GestureKind
from data.model.work import CommitmentKind
from data.store import (
    Store,
    clients,
    commitments,
    deliverables,
    gestures,
    people,
    projects,
    touches,
)
from tests.build import (
    NOW,
    TODAY,
    a_client,
    a_commitment,
    a_deliverable,
    a_gesture,
    a_person,
    a_project,
    a_touch,
    at,
)

FULL_CLIENT = a_client(
    addresses=("ann@harbour.example", "post@harbour.example"),
    domains=("harbour.example",),
    phones=("+49 30 1", "+49 30 2"),
    zone="America/New_York",
    reply_limit_minutes=60,
    keep_in_touch_days=0,
    takes_gifts=False,
    coffee="flat white",
    post_address="1 Quay",
    referred_by="Birch",
    note="likes short mails",
    since=date(2024, 1, 2),
)


@pytest.fixture
def client(store: Store) -> Client:
    with store.action("add client", NOW) as db:
        return clients.insert(db, FULL_CLIENT, NOW)


def test_a_client_comes_back_as_it_was_stored(store: Store, client: Client) -> None:
    assert clients.get(store.reader, client.id) == client == replace(FULL_CLIENT, id=client.id)
    assert clients.all_(store.reader) == [client]


def test_a_client_without_a_first_day_counts_from_today(store: Store) -> None:
    with store.action("add client", NOW) as db:
        client = clients.insert(db, a_client(), NOW)
    assert client.since == TODAY
    assert clients.get(store.reader, client.id) == client


def test_a_changed_client_keeps_only_the_contact_points_it_has_now(store: Store, client: Client) -> None:
    changed = replace(
        client, name="Harbour", addresses=("post@harbour.example", "new@harbour.example"), phones=()
    )
    with store.action("edit client", NOW) as db:
        clients.update(db, changed)
    assert clients.get(store.reader, client.id) == changed


def test_clients_are_listed_by_name_without_hidden_ones(store: Store, client: Client) -> None:
    with store.action("more", NOW) as db:
        clients.insert(db, a_client("acme"), NOW)
        clients.insert(db, a_client("Zed"), NOW)
        clients.hide(db, client.id, NOW)
    assert [known.name for known in clients.all_(store.reader)] == ["acme", "Zed"]
    assert clients.get(store.reader, client.id) == client


def test_people_belong_to_their_client(store: Store, client: Client) -> None:
    with store.action("add people", NOW) as db:
        zoe = people.insert(db, a_person("Zoe", client_id=client.id, addresses=("z@x.example",), role="CEO"))
        ann = people.insert(db, a_person("ann", client_id=client.id, phones=("1", "2")))
    assert people.of_client(store.reader, client.id) == [ann, zoe]
    assert people.all_(store.reader) == [zoe, ann]
    assert clients.get(store.reader, client.id) == client


def test_a_person_who_moves_takes_their_addresses_along(store: Store, client: Client) -> None:
    with store.action("move", NOW) as db:
        other = clients.insert(db, a_client("Acme"), NOW)
        ann = people.insert(db, a_person("Ann", client_id=client.id, addresses=("a@x.example",)))
        moved = replace(ann, client_id=other.id, addresses=("a@x.example", "a@acme.example"))
        people.update(db, moved)
    assert people.get(store.reader, ann.id) == moved
    assert people.of_client(store.reader, client.id) == []


def test_what_was_said_with_a_person_outlives_them(store: Store, client: Client) -> None:
    with store.action("add", NOW) as db:
        ann = people.insert(db, a_person("Ann", client_id=client.id, addresses=("a@x.example",)))
        touch = touches.insert(db, a_touch(client_id=client.id, person_id=ann.id))
        people.delete(db, ann.id)
    assert people.get(store.reader, ann.id) is None
    assert touches.get(store.reader, touch.id) == replace(touch, person_id=None)


def test_projects_are_listed_by_name_and_by_state(store: Store, client: Client) -> None:
    with store.action("add", NOW) as db:
        shop = projects.insert(db, a_project("Shop", client_id=client.id, true_detail="the blue door"))
        logo = projects.insert(db, a_project("logo", client_id=client.id))
        past = projects.insert(db, a_project("Card", client_id=client.id, ended_on=TODAY, ended_badly=True))
    look = store.reader
    assert projects.list_(look) == projects.list_(look, client_id=client.id) == [logo, shop]
    assert projects.list_(look, client_id=client.id, open_only=False) == [past, logo, shop]
    assert projects.ended_since(look, TODAY) == [past]
    assert projects.ended_since(look, TODAY + timedelta(days=1)) == []
    assert projects.get(look, shop.id) == shop


def test_only_the_last_end_makes_it_a_bad_one(store: Store, client: Client) -> None:
    with store.action("add", NOW) as db:
        projects.insert(db, a_project(client_id=client.id, ended_on=TODAY, ended_badly=True))
    assert projects.ended_badly(store.reader) == {client.id}
    with store.action("add", NOW) as db:
        projects.insert(db, a_project(client_id=client.id, ended_on=TODAY + timedelta(days=1)))
    assert projects.ended_badly(store.reader) == frozenset()


def test_a_project_goes_with_its_deliverables(store: Store, client: Client) -> None:
    with store.action("add", NOW) as db:
        project = projects.insert(db, a_project(client_id=client.id))
        item = deliverables.insert(db, a_deliverable(project_id=project.id, client_id=client.id))
        decision = gestures.decide(
            db, a_gesture("card", GestureKind.CARD_3_MONTHS, client_id=client.id, project_id=project.id)
        )
    with store.action("move project", NOW) as db:
        other = clients.insert(db, a_client("Acme"), NOW)
        projects.update(db, replace(project, client_id=other.id))
    assert deliverables.of_client(store.reader, other.id) == [replace(item, client_id=other.id)]
    with store.action("delete project", NOW) as db:
        projects.delete(db, project.id)
    assert deliverables.get(store.reader, item.id) is None
    assert gestures.get(store.reader, "card") == replace(decision, project_id=None)
    store.undo(NOW)
    assert deliverables.of_project(store.reader, project.id) == [replace(item, client_id=other.id)]
    assert gestures.get(store.reader, "card") == decision


def test_deliverables_come_in_promise_order(store: Store, client: Client) -> None:
    with store.action("add", NOW) as db:
        project = projects.insert(db, a_project(client_id=client.id))
        usual = {"project_id": project.id, "client_id": client.id}
        vague = deliverables.insert(db, a_deliverable("vague", promised_at=None, **usual))
        late = deliverables.insert(db, a_deliverable("late", promised_at=at("2026-12-01 09:00"), **usual))
        soon = deliverables.insert(
            db,
            a_deliverable(
                "soon",
                spent_minutes=30,
                judged_minutes=120,
                target_on=date(2026, 11, 25),
                note="n",
                **usual,
            ),
        )
        done = deliverables.insert(db, a_deliverable("done", delivered_at=NOW, **usual))
        dropped = deliverables.insert(db, a_deliverable("dropped", dropped_at=NOW, **usual))
    look = store.reader
    assert deliverables.of_client(look, client.id) == [soon, late, vague]
    assert set(deliverables.of_client(look, client.id, open_only=False)) == {soon, late, vague, done, dropped}
    assert deliverables.open_(look) == [vague, soon, late]
    changed = replace(late, estimate_minutes=None, promised_at=None)
    with store.action("edit", NOW) as writer:
        deliverables.update(writer, changed)
        deliverables.delete(writer, soon.id)
    assert deliverables.open_(look) == [vague, changed]


def test_commitments_by_when_they_are_due_and_when_they_were_kept(store: Store, client: Client) -> None:
    with store.action("add", NOW) as db:
        soon = commitments.insert(db, a_commitment("call", client_id=None, kind=CommitmentKind.CALLBACK))
        later = commitments.insert(
            db, a_commitment("send", client_id=client.id, due_at=at("2026-11-24 09:00"))
        )
        kept = commitments.insert(db, a_commitment("kept", client_id=client.id, done_at=NOW))
        dropped = commitments.insert(db, a_commitment("dropped", client_id=client.id, dropped_at=NOW))
    look = store.reader
    assert commitments.open_before(look, at("2026-11-24 00:00")) == [soon]
    assert commitments.done_between(look, NOW, NOW + timedelta(seconds=1)) == [kept]
    assert commitments.done_between(look, NOW - timedelta(hours=1), NOW) == []
    assert commitments.of_client(look, client.id) == [later]
    assert commitments.of_client(look, client.id, open_only=False) == [kept, dropped, later]
    with store.action("edit", NOW) as writer:
        commitments.update(writer, replace(later, text="send it", note="n"))
        commitments.delete(writer, kept.id)
    assert commitments.get(look, later.id) == replace(later, text="send it", note="n")
    assert commitments.get(look, kept.id) is None

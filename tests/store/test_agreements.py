"""What was agreed, as it is kept: every version, and what a row must not be."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.errors import StoreError
from data.model.agreement import AgreedHow, Agreement, AgreementKind
from data.model.client import Client
from data.model.touch import Direction, Outcome
from data.store import Store, agreements, clients, first_calls, projects, touches
from data.store.engine.rows import tuples
from tests.build import NOW, TODAY, a_client, a_project, a_touch

WHOLE = Agreement(
    0,
    AgreementKind.EMERGENCY,
    "the shop is down [/]",
    TODAY,
    TODAY - timedelta(days=3),
    AgreedHow.CONTRACT,
    no_emergency="wishes",
    channel="call",
    acknowledge_minutes=30,
    loading_percent=0,
    loading_then="50 % more",
)


@pytest.fixture
def acme(store: Store) -> Client:
    with store.action("add", NOW) as db:
        return clients.insert(db, a_client("Acme"), NOW)


def put(store: Store, agreement: Agreement) -> Agreement:
    with store.action("agree", NOW) as db:
        return agreements.insert(db, agreement)


def test_it_comes_back_as_it_was(store: Store, acme: Client) -> None:
    kept = put(store, replace(WHOLE, client_id=acme.id))
    assert kept.id
    assert agreements.get(store.reader, kept.id) == kept
    proposed = put(store, replace(WHOLE, client_id=acme.id, agreed_on=None))
    assert agreements.of_client(store.reader, acme.id) == [kept, proposed]


def test_every_version_is_kept_in_the_order_of_the_agreements(store: Store, acme: Client) -> None:
    made = [
        put(store, Agreement(acme.id, AgreementKind.RATES, f"{day}", TODAY, TODAY + timedelta(days=day)))
        for day in (0, -5, -2)
    ]
    found = agreements.of_client(store.reader, acme.id)
    assert [each.text for each in found] == ["-5", "-2", "0"]
    with store.action("edit", NOW) as db:
        agreements.update(db, replace(made[1], text="changed"))
        agreements.delete(db, made[2].id)
    assert [each.text for each in agreements.of_client(store.reader, acme.id)] == ["changed", "0"]
    store.undo(NOW)
    assert agreements.of_client(store.reader, acme.id) == found


def test_of_two_within_one_instant_the_later_comes_last(path: Path, store: Store, acme: Client) -> None:
    """As when a script enters both with a fixed clock: each process draws its own random numbers."""
    made = []
    for text in "abcdefgh":
        with closing(Store.open(path, now=NOW)) as another:
            made.append(put(another, Agreement(acme.id, AgreementKind.RATES, text, TODAY, TODAY)).text)
    assert [each.text for each in agreements.of_client(store.reader, acme.id)] == made


def test_those_of_other_clients_stay_theirs(store: Store, acme: Client) -> None:
    with store.action("add", NOW) as db:
        birch = clients.insert(db, a_client("Birch"), NOW)
    mine = put(store, replace(WHOLE, client_id=acme.id))
    theirs = put(store, replace(WHOLE, client_id=birch.id))
    assert agreements.of_clients(store.reader, [birch.id, acme.id]) == [mine, theirs]
    assert agreements.of_clients(store.reader, []) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"kind": "weather"},
        {"how": "dreamt"},
        {"agreed_on": "2026-02-30"},
        {"noted_on": None},
        {"acknowledge_minutes": 0},
        {"loading_percent": -1},
        {"client_id": 999},
        {"kind": "rates", "agreed_on": None},
    ],
)
def test_what_is_no_agreement_is_refused(store: Store, acme: Client, wrong: dict[str, Any]) -> None:
    kept = put(store, replace(WHOLE, client_id=acme.id))
    sets = ", ".join(f"{name} = :{name}" for name in wrong)
    with pytest.raises(StoreError, match="Not saved"), store.action("spoil", NOW) as db:
        db.execute(f"UPDATE agreement SET {sets} WHERE id = :id", {**wrong, "id": kept.id})
    assert agreements.get(store.reader, kept.id) == kept


def called(store: Store, client: Client, days: int, **more: Any) -> None:
    spoke: dict[str, Any] = {"outcome": Outcome.SPOKE, "direction": Direction.IN, **more}
    with store.action("call", NOW) as db:
        touches.insert(db, a_touch(client_id=client.id, at=NOW - timedelta(days=days), **spoke))


SINCE = NOW - timedelta(days=30)


def test_the_first_call_that_reached_them_is_what_counts(store: Store, acme: Client) -> None:
    called(store, acme, 5, outcome=Outcome.MISSED)
    assert first_calls.since(store.reader, SINCE) == {}
    called(store, acme, 2)
    called(store, acme, 4)
    assert first_calls.since(store.reader, SINCE) == {acme.id: NOW - timedelta(days=4)}
    called(store, acme, 31)
    assert first_calls.since(store.reader, SINCE) == {}


def test_nobody_one_agreed_with_finished_with_or_hid_is_asked(store: Store, acme: Client) -> None:
    called(store, acme, 4)
    with store.action("end", NOW) as db:
        projects.insert(db, a_project(client_id=acme.id, ended_on=date(2026, 11, 1)))
    assert first_calls.since(store.reader, SINCE) == {}
    store.undo(NOW)
    put(store, replace(WHOLE, client_id=acme.id))
    assert first_calls.since(store.reader, SINCE) == {}
    store.undo(NOW)
    assert first_calls.since(store.reader, SINCE) != {}
    with store.action("hide", NOW) as db:
        clients.hide(db, acme.id, NOW)
    assert first_calls.since(store.reader, SINCE) == {}


def test_looking_for_first_calls_walks_through_no_calls(store: Store, acme: Client) -> None:
    asked: list[str] = []
    store.reader.conn.set_trace_callback(asked.append)
    first_calls.since(store.reader, SINCE)
    store.reader.conn.set_trace_callback(None)
    plan = [row[3] for row in tuples(store.reader, f"EXPLAIN QUERY PLAN {asked[-1]}")]
    assert not [line for line in plan if line.startswith("SCAN") and "client" not in line]

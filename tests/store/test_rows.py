from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from data.errors import StoreError
from data.store import Store, clients, touches
from data.store.engine.ids import Ids
from data.store.engine.rows import as_value, instant_text, tuples, write
from tests.build import NOW, a_client, a_touch


def test_instants_are_kept_in_utc_to_the_second() -> None:
    there = datetime(2026, 11, 23, 10, 15, 59, 999999, tzinfo=timezone(timedelta(hours=1)))
    assert instant_text(there) == "2026-11-23T09:15:59Z"


def test_a_naive_time_names_no_instant() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        instant_text(datetime(2026, 11, 23))  # noqa: DTZ001 - what is to be refused


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23 09:15:00",
        "2026-11-23T09:15:00",
        "2026-11-23T09:15:00+01:00",
        "2026-11-23T09:15:00.5Z",
        "2026-02-30T09:15:00Z",
        "2026-11-23T9:15:00Z",
        "yesterday",
        "",
    ],
)
def test_no_other_time_gets_into_a_table(store: Store, text: str) -> None:
    with pytest.raises(StoreError, match="CHECK"), store.action("log", NOW) as db:
        write(
            db,
            "INSERT INTO touch (id, channel, direction, at) VALUES (new_id(), 'call', 'in', ?)",
            (text,),
        )


def test_a_column_takes_its_type_only(store: Store) -> None:
    with store.action("log", NOW) as db:
        touches.insert(db, a_touch())
    with pytest.raises(StoreError, match="cannot store TEXT"), store.action("edit", NOW) as db:
        write(db, "UPDATE touch SET minutes = 'twelve'")


def test_text_that_has_no_utf8_is_kept_readable(store: Store) -> None:
    with store.action("log", NOW) as db:
        touch = touches.insert(db, a_touch(note="caf\udce9"))
    stored = touches.get(store.reader, touch.id)
    assert stored is not None
    assert stored.note == "caf?"


def test_a_value_no_column_takes_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        as_value(1.5)


def test_ids_grow_with_time_and_fit_63_bits() -> None:
    ids = Ids(NOW)
    first = ids.new()
    ids.at(NOW + timedelta(milliseconds=1))
    assert first < ids.new() < 2**63
    ids.at(datetime(2500, 1, 1, tzinfo=UTC))
    assert ids.new() < 2**63


def test_ids_of_one_instant_differ_and_stay_close_to_it() -> None:
    ids = Ids(NOW)
    made = [ids.new() for _ in range(50_000)]
    assert made == sorted(set(made))
    assert (made[-1] >> 20) - (made[0] >> 20) < 10


def test_ids_never_go_back_with_the_clock() -> None:
    ids = Ids(NOW)
    before = ids.new()
    ids.at(NOW - timedelta(days=1))
    assert ids.new() > before


def test_an_id_that_is_taken_is_made_anew(store: Store) -> None:
    numbers = iter([7, 7, 8])
    store._writer.conn.create_function("new_id", 0, lambda: next(numbers))
    with store.action("log twice", NOW) as db:
        assert [touches.insert(db, a_touch()).id, touches.insert(db, a_touch()).id] == [7, 8]


def test_a_client_can_be_named_anything(store: Store) -> None:
    for name in ("Robert'); DROP TABLE client;--", "[/] [red]", "x" * 10_000, "שלום", "名" * 300, "a\0b"):
        with store.action("add client", NOW) as db:
            client = clients.insert(db, a_client(name), NOW)
        assert tuples(store.reader, "SELECT name FROM client WHERE id = ?", (client.id,)) == [(name,)]

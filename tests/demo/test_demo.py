"""The demo is lively at any hour, and on a working morning shows every state."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.clock import fixed_clock
from data.demo import build
from data.desk import Desk
from data.errors import NotFound
from data.model.gesture import GestureKind
from data.model.today import AgendaKind, Room, Stage, Today
from data.model.touch import Channel
from data.settings import load

MORNING = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)


def shown(folder: Path, now: datetime, zone: str = "Europe/Berlin") -> Today:
    place = build(folder, fixed_clock(now), zone)
    desk = Desk.open(place.store, load(place.config), fixed_clock(now))
    try:
        return desk.today()
    finally:
        desk.close()


def test_a_working_morning_shows_every_state(tmp_path: Path) -> None:
    today = shown(tmp_path, MORNING)
    assert {item.stage for item in today.agenda} == set(Stage)
    assert {AgendaKind.COMMITMENT, AgendaKind.CALLBACK, AgendaKind.VISIT, AgendaKind.APPOINTMENT} <= {
        item.kind for item in today.agenda
    }
    assert {item.room for item in today.slack} == {Room.SHORT, Room.TIGHT, Room.AMPLE}
    assert any(item.waiting_for for item in today.slack)
    assert {AgendaKind.FIND_OUT, AgendaKind.HEADS_UP, AgendaKind.WRITE_UP} <= {
        item.kind for item in today.agenda
    }
    assert {item.stage for item in today.waiting} == {Stage.FRESH, Stage.DUE, Stage.LATE}
    assert {item.channel for item in today.waiting} == {Channel.MAIL, Channel.CALL}
    assert {item.kind for item in today.gestures} == {
        GestureKind.COFFEE,
        GestureKind.THANK_YOU_CARD,
        GestureKind.CARD_3_MONTHS,
    }
    assert (today.from_before, today.unknown_senders, today.clients) == (1, 1, 6)
    assert today.notices == ()


def test_what_is_agreed_is_whole_with_one_old_with_one_and_nothing_with_another(tmp_path: Path) -> None:
    place = build(tmp_path, fixed_clock(MORNING), "Europe/Berlin")
    with closing(Desk.open(place.store, load(place.config), fixed_clock(MORNING))) as desk:
        agreed = {each.name: desk.agreements.of_client(each.id) for each in desk.clients.all()}
    assert agreed["Harbour Books"].complete
    assert [bool(each.stale) for name, each in agreed.items() if name != "Harbour Books"] == [False] * 5
    assert len(agreed["Harbour Books"].stale) == 1
    assert agreed["Cove"].lacking
    assert agreed["Birch"].standing == ()


def test_there_is_nothing_to_undo_that_nobody_has_done(tmp_path: Path) -> None:
    place = build(tmp_path, fixed_clock(MORNING), "Europe/Berlin")
    desk = Desk.open(place.store, load(place.config), fixed_clock(MORNING))
    try:
        with pytest.raises(NotFound, match="nothing to undo"):
            desk.undo()
    finally:
        desk.close()


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata"])
@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
        datetime(2026, 11, 27, 21, 30, tzinfo=UTC),
        datetime(2026, 11, 28, 12, 0, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC),
        datetime(2028, 2, 29, 23, 59, tzinfo=UTC),
        datetime(2027, 1, 1, 0, 0, tzinfo=UTC),
    ],
)
def test_no_hour_is_too_odd(tmp_path: Path, now: datetime, zone: str) -> None:
    today = shown(tmp_path, now, zone)
    assert len(today.slack) == 4
    assert len(today.waiting) == 4
    assert today.gestures
    assert [item.client for item in today.agenda if item.kind is AgendaKind.WRITE_UP] == ["Harbour Books"]

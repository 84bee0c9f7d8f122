"""No minute counts twice, wherever it was written down and in whatever order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.desk import Desk
from data.errors import WrongUse
from data.model.effort import WorkEntry
from data.model.work import Deliverable
from tests.build import at
from tests.desk.a_time_log import spent
from tests.desk.conftest import Hand
from tests.desk.test_time_log import LOGO, desk, home, logo, write
from tests.feeds.time_log.exports import NOVEMBER

__all__ = ["desk", "home", "logo"]


def test_time_entered_by_hand_holds_the_imported_one_back(desk: Desk, logo: Deliverable) -> None:
    desk.effort.add_entry(WorkEntry(logo.id, at("2026-11-16 10:00"), minutes=30))
    desk.sources.sync()
    said = desk.time_log.map_("timewarrior", LOGO, logo.id)
    assert said.endswith("4 h there are held back, for they overlap what is counted already.")
    assert spent(desk, logo) == (165, 0)
    (held,) = desk.time_log.held()
    assert (held.entry.minutes, held.name, held.by_hand) == (240, "Logo", True)
    assert desk.today().time_to_place == 4
    assert desk.time_log.decide(held.entry.id, counts=True) == "4 h are counted."
    assert spent(desk, logo) == (405, 0)
    assert desk.time_log.held() == ()
    desk.undo()
    assert spent(desk, logo) == (165, 0)
    desk.time_log.decide(held.entry.id, counts=False)
    assert desk.time_log.held() == ()
    assert spent(desk, logo) == (165, 0)


def test_time_entered_by_hand_afterwards_holds_it_back_too_until_it_goes(
    desk: Desk, logo: Deliverable
) -> None:
    desk.sources.sync()
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    entry = desk.effort.add_entry(WorkEntry(logo.id, at("2026-11-16 10:00"), minutes=30))
    assert spent(desk, logo) == (165, 0)
    desk.effort.edit_entry(replace(entry, started_at=at("2026-11-17 10:00")))
    assert spent(desk, logo) == (405, 0)
    desk.undo()
    assert spent(desk, logo) == (165, 0)
    desk.effort.delete_entry(entry.id)
    assert spent(desk, logo) == (375, 0)
    desk.undo()
    assert spent(desk, logo) == (165, 0)
    desk.undo()
    assert spent(desk, logo) == (375, 0)


def test_the_clock_here_and_the_clock_there_count_once(
    desk: Desk, home: Path, clock: Hand, logo: Deliverable
) -> None:
    desk.sources.sync()
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    desk.effort.toggle(logo.id)
    clock.turn(hours=2)
    write(home, NOVEMBER.replace("inc 20261123T083000Z", "inc 20261123T083000Z - 20261123T110000Z"))
    desk.sources.sync()
    assert spent_of_entries(desk, logo) == 375
    desk.effort.toggle(logo.id)
    assert spent(desk, logo) == (375 + 120, 0)
    (held,) = desk.time_log.held()
    assert held.entry.minutes == 150


def spent_of_entries(desk: Desk, what: Deliverable) -> int:
    return sum(entry.minutes or 0 for entry in desk.effort.entries(what.id))


def test_an_imported_entry_is_changed_there_and_left_out_here(desk: Desk, logo: Deliverable) -> None:
    desk.sources.sync()
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    entry = desk.effort.entries(logo.id)[0]
    with pytest.raises(WrongUse, match="comes from timewarrior: change it there"):
        desk.effort.edit_entry(replace(entry, minutes=10))
    assert "left out from now on" in desk.effort.delete_entry(entry.id)
    assert spent(desk, logo) == (135, 0)
    desk.sources.sync()
    assert spent(desk, logo) == (135, 0)
    desk.undo()
    assert spent(desk, logo) == (375, 0)

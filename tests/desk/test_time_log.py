"""Time from time logs: mapped once, counted once, following what is changed there and what is said here."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from data.desk import Desk
from data.model.effort import WorkEntry
from data.model.time_log import Placing, TimeLabel
from data.model.work import Deliverable
from tests.build import NOW
from tests.desk.a_time_log import a_deliverable, spent
from tests.desk.conftest import Hand
from tests.feeds.time_log.exports import NOVEMBER, a_timewarrior

Open = Callable[[str], Desk]
LOGO, BOOK, LUNCH = (
    TimeLabel(tags=tags) for tags in (("birch", "logo"), ("birch", "brand book"), ("lunch",))
)
TIMEW = '\n[[time_log]]\nkind = "timewarrior"\npath = "{}"\n'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return a_timewarrior(tmp_path / "timewarrior")


@pytest.fixture
def desk(open_desk: Open, home: Path) -> Desk:
    """A desk that reads Timewarrior."""
    return open_desk(TIMEW.format(home))


@pytest.fixture
def logo(desk: Desk) -> Deliverable:
    return a_deliverable(desk, "Logo")


def write(home: Path, text: str) -> None:
    (home / "data" / "2026-11.data").write_text(text)


def waiting(desk: Desk) -> dict[TimeLabel, int]:
    return {each.label: each.minutes for each in desk.time_log.unplaced()}


# Reading and mapping


def test_what_is_not_mapped_waits_in_the_tray(desk: Desk, logo: Deliverable) -> None:
    (state,) = desk.sources.sync()
    assert (state.error, state.read, state.kind) == ("", 5, "timewarrior")
    assert state.note == "A clock runs there since 09:30 (birch logo): it comes in when it is stopped."
    assert waiting(desk) == {LOGO: 375, BOOK: 75, LUNCH: 30, TimeLabel(words="tidied the desk"): 120}
    assert desk.today().time_to_place == 4
    assert spent(desk, logo) == (0, 0)
    (first, *_) = desk.time_log.unplaced()
    assert first.suggested == (logo.id,)


def test_a_mapping_counts_what_came_before_and_what_comes(desk: Desk, home: Path, logo: Deliverable) -> None:
    desk.sources.sync()
    assert desk.time_log.map_("timewarrior", LOGO, logo.id) == (
        "birch logo is time on Logo from now on: 6 h 15 m in 2 entries counted."
    )
    assert spent(desk, logo) == (375, 0)
    assert [entry.note for entry in desk.effort.entries(logo.id)] == ["birch logo", "first sketches"]
    assert LOGO not in waiting(desk)
    write(home, NOVEMBER.replace("inc 20261123T083000Z", "inc 20261123T083000Z - 20261123T090000Z"))
    desk.sources.sync()
    assert spent(desk, logo) == (405, 0)
    assert desk.time_log.ignore("timewarrior", LUNCH) == "lunch is left out from now on."
    assert LUNCH not in waiting(desk)


def test_one_undo_takes_a_mapping_back_and_another_act_stays_undoable(
    desk: Desk, home: Path, logo: Deliverable
) -> None:
    desk.sources.sync()
    desk.work.edit_deliverable(replace(logo, note="round"))
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    write(home, NOVEMBER + "inc 20261123T040000Z - 20261123T050000Z # birch logo\n")
    desk.sources.sync()
    assert spent(desk, logo) == (435, 0)
    desk.undo()
    assert spent(desk, logo) == (0, 0)
    assert waiting(desk)[LOGO] == 435
    desk.undo()
    assert desk.work.deliverable(logo.id).note == ""


def test_an_act_before_an_import_can_still_be_undone(desk: Desk, home: Path, logo: Deliverable) -> None:
    desk.sources.sync()
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    desk.effort.add_entry(WorkEntry(logo.id, NOW - timedelta(hours=1), minutes=60))
    desk.work.edit_deliverable(replace(desk.work.deliverable(logo.id), note="round"))
    write(home, NOVEMBER + "inc 20261123T040000Z - 20261123T050000Z # birch logo\n")
    desk.sources.sync()
    assert spent(desk, logo) == (495, 0)
    desk.undo()
    desk.undo()
    assert spent(desk, logo) == (435, 0)
    assert desk.work.deliverable(logo.id).note == ""


def test_what_is_changed_there_changes_here_and_what_is_deleted_goes(
    desk: Desk, home: Path, logo: Deliverable
) -> None:
    desk.sources.sync()
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    write(home, NOVEMBER.replace("20261116T120000Z", "20261116T090000Z"))
    desk.sources.sync()
    assert spent(desk, logo) == (195, 0)
    write(home, "".join(line for line in NOVEMBER.splitlines(keepends=True) if "1116T" not in line))
    desk.sources.sync()
    assert spent(desk, logo) == (135, 0)
    write(home, NOVEMBER.replace("birch logo # ", "birch card # "))
    desk.sources.sync()
    assert spent(desk, logo) == (240, 0)


def test_nothing_new_is_not_read_again(
    desk: Desk, home: Path, logo: Deliverable, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = home / "data" / "2026-11.data"
    os.utime(file, (NOW.timestamp() - 60, NOW.timestamp() - 60))
    desk.sources.sync()
    monkeypatch.setattr("data.desk.intake.time_log.read", lambda *_, **__: pytest.fail("read again"))
    version = desk.data_version()
    desk.sources.sync()
    assert desk.data_version() == version


def test_what_lies_ahead_comes_in_when_it_has_passed(
    desk: Desk, home: Path, clock: Hand, logo: Deliverable
) -> None:
    write(home, "inc 20261123T100000Z - 20261123T110000Z # birch logo\n")
    os.utime(home / "data" / "2026-11.data", (NOW.timestamp() - 60,) * 2)
    (state,) = desk.sources.sync()
    assert state.read == 0
    clock.turn(hours=3)
    (state,) = desk.sources.sync()
    assert state.read == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("inc 20261102T080000Z - 20261102T080010Z # a", "shorter than a minute"),
        ("inc 20261102T080000Z - 20261102T080000Z # a", "shorter than a minute"),
        ("inc 20261102T080000Z - 20261104T080000Z # a", "longer than a day"),
        ("inc 20261102T080000Z - 20261101T080000Z # a", "ends before it begins"),
        ("inc 20271102T080000Z - 20271102T090000Z # a", "lies ahead"),
    ],
)
def test_what_cannot_be_time_worked_is_skipped_and_said(
    desk: Desk, home: Path, line: str, reason: str
) -> None:
    write(home, line + "\n")
    (state,) = desk.sources.sync()
    assert state.read == 0
    # What is only short or ahead needs nobody's eye on the dashboard.
    assert state.skipped == (reason not in ("shorter than a minute", "lies ahead"))
    (kept,) = desk.sources.skipped("timewarrior")
    ((_, why),) = desk.time_log.preview(home).skipped
    assert reason in why == kept.reason


# Tags that mean more or less


def test_the_mapping_that_says_most_holds(desk: Desk, logo: Deliverable) -> None:
    book = a_deliverable(desk, "Book")
    desk.sources.sync()
    desk.time_log.map_("timewarrior", TimeLabel(tags=("birch",)), logo.id)
    assert spent(desk, logo) == (450, 0)
    desk.time_log.map_("timewarrior", BOOK, book.id)
    assert (spent(desk, logo), spent(desk, book)) == ((375, 0), (75, 0))
    (broad,) = [each for each in desk.time_log.mappings() if each.tags == ("birch",)]
    desk.time_log.forget(broad.id)
    assert (spent(desk, logo), spent(desk, book)) == ((0, 0), (75, 0))
    assert waiting(desk)[LOGO] == 375


def test_two_tags_that_mean_different_things_decide_nothing(desk: Desk, logo: Deliverable) -> None:
    book = a_deliverable(desk, "Book")
    desk.sources.sync()
    desk.time_log.map_("timewarrior", TimeLabel(tags=("logo",)), logo.id)
    desk.time_log.map_("timewarrior", TimeLabel(tags=("birch",)), book.id)
    assert (spent(desk, logo), spent(desk, book)) == ((0, 0), (75, 0))
    (why,) = [each.why for each in desk.time_log.unplaced() if each.label == LOGO]
    assert why == "its tags are mapped to different things"


def test_mapping_anew_moves_all_of_it(desk: Desk, logo: Deliverable) -> None:
    book = a_deliverable(desk, "Book")
    desk.sources.sync()
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    desk.time_log.map_("timewarrior", LOGO, book.id)
    assert (spent(desk, logo), spent(desk, book)) == ((0, 0), (375, 0))
    (mapping,) = desk.time_log.mappings()
    desk.time_log.remap(mapping.id, logo.id, polish=True)
    assert (spent(desk, logo), spent(desk, book)) == ((0, 375), (0, 0))
    desk.time_log.remap(mapping.id, None)
    assert spent(desk, logo) == (0, 0)
    assert desk.time_log.mappings()[0].placing is Placing.IGNORE
    desk.undo()
    assert spent(desk, logo) == (0, 375)


# What is over


def test_time_before_the_delivery_is_history_and_teaches(desk: Desk, logo: Deliverable) -> None:
    desk.work.deliver(logo.id)
    assert desk.effort.history() == ()
    desk.sources.sync()
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    assert spent(desk, logo) == (375, 0)
    assert desk.effort.history() == ((20.0, 6.25),)


def test_time_after_the_delivery_is_asked_about_and_history_stays(
    desk: Desk, home: Path, clock: Hand, logo: Deliverable
) -> None:
    desk.sources.sync()
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    desk.work.deliver(logo.id)
    clock.turn(days=1)
    write(home, NOVEMBER + "inc 20261124T080000Z - 20261124T090000Z # birch logo\n")
    desk.sources.sync()
    (waits,) = [each for each in desk.time_log.unplaced() if each.label == LOGO]
    assert (waits.minutes, waits.why) == (60, "Logo is over: is this the next one?")
    second = a_deliverable(desk, "Logo, second round")
    desk.time_log.map_("timewarrior", LOGO, second.id)
    assert (spent(desk, logo), spent(desk, second)) == ((375, 0), (60, 0))
    desk.undo()
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    assert spent(desk, logo) == (375, 60)
    assert len(desk.time_log.mappings()) == 1


def test_a_deleted_deliverable_lets_its_time_wait_again(desk: Desk, logo: Deliverable) -> None:
    desk.sources.sync()
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    desk.work.delete_deliverable(logo.id)
    assert waiting(desk)[LOGO] == 375
    desk.undo()
    assert spent(desk, logo) == (375, 0)

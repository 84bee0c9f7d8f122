"""Time logs that come and go, and files of them that are read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.desk import Desk
from data.errors import FeedError, WrongUse
from data.model.time_log import TimeLabel
from data.model.work import Deliverable
from data.settings import TimeLogSettings
from tests.desk.a_time_log import a_deliverable, every_row, spent
from tests.desk.test_time_log import LOGO, TIMEW, Open, desk, home, logo
from tests.feeds.time_log.exports import TOGGL

__all__ = ["desk", "home", "logo"]


def test_a_source_under_another_name_keeps_its_time(open_desk: Open, home: Path) -> None:
    desk = open_desk(TIMEW.format(home))
    logo = a_deliverable(desk, "Logo")
    desk.sources.sync()
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    desk.close()
    desk = open_desk(TIMEW.format(home) + 'name = "hours"\n')
    desk.sources.sync()
    assert [state.name for state in desk.sources.states()] == ["hours"]
    assert spent(desk, logo) == (375, 0)
    assert desk.time_log.held() == ()
    desk.close()
    desk = open_desk("")
    desk.sources.sync()
    assert spent(desk, logo) == (375, 0)
    assert desk.time_log.unplaced() == ()
    desk.close()
    desk = open_desk(TIMEW.format(home) + 'name = "hours"\n')
    desk.sources.sync()
    assert spent(desk, logo) == (375, 0)
    assert desk.time_log.held() == ()


def test_a_file_read_once_and_again(open_desk: Open, tmp_path: Path) -> None:
    desk = open_desk("")
    logo = a_deliverable(desk, "Logo")
    file = tmp_path / "toggl.csv"
    file.write_text(TOGGL)
    before = every_row(desk)
    seen = desk.time_log.preview(file)
    assert (seen.kind, seen.entries, seen.minutes, seen.new) == ("toggl", 4, 450, 4)
    assert [(each.label, each.minutes, each.placing) for each in seen.labels] == [
        (TimeLabel("Birch & Sons", "Logo"), 225, None),
        (TimeLabel("Cove"), 120, None),
        (TimeLabel(words="Bookkeeping"), 105, None),
    ]
    assert every_row(desk) == before
    desk.time_log.import_(file)
    desk.time_log.map_("toggl", TimeLabel("Birch & Sons", "Logo"), logo.id)
    assert spent(desk, logo) == (225, 0)
    after = every_row(desk)
    again, gone = desk.time_log.import_(file)
    assert (again.new, gone) == (0, 0)
    assert every_row(desk) == after
    assert desk.time_log.preview(file).labels[0].name == "Logo"
    file.write_text("\n".join(line for line in TOGGL.splitlines() if "Colours" not in line))
    _, gone = desk.time_log.import_(file)
    assert gone == 1
    assert spent(desk, logo) == (135, 0)


def test_a_folder_that_is_read_by_itself_is_not_imported_besides(desk: Desk, home: Path) -> None:
    with pytest.raises(WrongUse, match="read by itself already, as timewarrior"):
        desk.time_log.import_(home / "data" / "2026-11.data")
    with pytest.raises(WrongUse, match="--kind"):
        desk.time_log.preview(home / "data" / "note.txt")


def test_a_source_that_is_gone_is_a_sentence_and_keeps_its_time(
    desk: Desk, home: Path, logo: Deliverable
) -> None:
    desk.sources.sync()
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    home.rename(home.with_name("elsewhere"))
    (state,) = desk.sources.sync()
    assert "is not there" in state.error
    assert spent(desk, logo) == (375, 0)
    with pytest.raises(FeedError):
        desk.time_log.preview(home, "timewarrior")


def test_a_log_that_is_suddenly_empty_takes_nothing_away(desk: Desk, home: Path, logo: Deliverable) -> None:
    desk.sources.sync()
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    (home / "data" / "2026-11.data").rename(home / "elsewhere")
    (state,) = desk.sources.sync()
    assert "holds no time any more" in state.error
    assert spent(desk, logo) == (375, 0)


def test_an_export_that_is_tidied_away_keeps_its_time(open_desk: Open, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    head, *lines = TOGGL.splitlines(keepends=True)
    for name, line in zip("abcd", lines, strict=True):
        (folder / f"{name}.csv").write_text(head + line)
    desk = open_desk(f'\n[[time_log]]\nkind = "toggl"\npath = "{folder}"\n')
    logo = a_deliverable(desk, "Logo")
    desk.sources.sync()
    desk.time_log.map_("toggl", TimeLabel("Birch & Sons", "Logo"), logo.id)
    (folder / "a.csv").unlink()
    desk.sources.sync()
    assert spent(desk, logo) == (225, 0)
    (folder / "b.csv").write_text((head + lines[1]).replace("15:30:00", "15:00:00"))
    desk.sources.sync()
    assert spent(desk, logo) == (195, 0)


def test_a_source_can_be_tried_out(desk: Desk, home: Path, logo: Deliverable) -> None:
    desk.sources.sync()
    desk.time_log.map_("timewarrior", LOGO, logo.id)
    before = every_row(desk)
    trial = desk.connecting.try_out(TimeLogSettings(name="twice", kind="timewarrior", path=home))
    assert (trial.state.read, trial.state.error) == (5, "")
    assert (trial.time_entries, trial.time_minutes, trial.time_to_place) == (5, 600, 3)
    assert every_row(desk) == before

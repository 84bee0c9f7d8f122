"""The tray "what is this time?" on the screen, and the same from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from data.desk import Desk
from data.model.client import Client
from data.model.effort import WorkEntry
from data.model.time_log import TimeLabel
from data.model.work import Deliverable
from tests.build import at
from tests.driver import session
from tests.feeds.time_log.exports import EXPORT, TOGGL, a_timewarrior
from tui.screens.time_tray import AskDeliverable, TimeMappings, TimeTray
from tui.widgets.rows import Rows

from .test_cli import Frontdesk, as_json, frontdesk

__all__ = ["frontdesk"]

Open = Callable[[str], Desk]


@pytest.fixture
def desk(open_desk: Open, tmp_path: Path) -> Desk:
    """A desk with a logo for Birch and a month of Timewarrior, read and not mapped."""
    home = a_timewarrior(tmp_path / "timewarrior")
    desk = open_desk(f'\n[[time_log]]\nkind = "timewarrior"\npath = "{home}"\n')
    client = desk.clients.add(Client("Birch & Sons"))
    desk.work.add_deliverable_to("Brand", Deliverable(0, client.id, "Logo [/]", estimate_minutes=1200))
    desk.work.add_deliverable_to("Brand", Deliverable(0, client.id, "Book", estimate_minutes=600))
    desk.sources.sync()
    return desk


def spent(desk: Desk) -> dict[str, int]:
    (client,) = desk.clients.all()
    return {what.name: what.spent_minutes for what in desk.work.deliverables(client.id)}


async def test_time_is_mapped_left_out_and_taken_back(desk: Desk) -> None:
    async with session(desk) as driver:
        await driver.sees("4 of time")
        await driver.press("I")
        await driver.sees("What is this time?", "birch logo", "2 entries", "6 h 15 m", "y says yes")
        await driver.press("y")
        await driver.until(lambda: spent(desk)["Logo [/]"] == 375, "the suggested one is taken")
        await driver.sees_no("birch logo")
        await driver.until(lambda: isinstance(driver.app.screen, TimeTray), "the tray comes back")
        await driver.press("x")
        await driver.until(lambda: len(desk.time_log.unplaced()) == 2, "one is left out")
        await driver.until(lambda: isinstance(driver.app.screen, TimeTray), "the tray comes back")
        await driver.press("down", "enter")
        await driver.until(lambda: isinstance(driver.app.screen, AskDeliverable), "it is asked which work")
        await driver.type("boo")
        await driver.press("enter")
        await driver.until(lambda: spent(desk)["Book"] > 0, "the typed one is taken")
        await driver.until(lambda: isinstance(driver.app.screen, TimeTray), "the tray comes back")
        await driver.press("escape", "u", "u", "u")
        await driver.until(lambda: set(spent(desk).values()) == {0}, "all of it is taken back")


async def test_what_is_held_back_is_said_and_one_key_counts_it(desk: Desk) -> None:
    (logo,) = [each for each, _ in desk.time_log.targets() if each.name.startswith("Logo")]
    desk.effort.add_entry(WorkEntry(logo.id, at("2026-11-16 10:00"), minutes=30))
    for label in (each.label for each in desk.time_log.unplaced()):
        desk.time_log.map_("timewarrior", label, logo.id)
    async with session(desk) as driver:
        await driver.press("i")
        await driver.sees("held back", "time you entered here", "4 h")
        await driver.press("a")
        await driver.until(lambda: desk.time_log.held() == (), "it counts")
        await driver.press("I")
        await driver.until(lambda: isinstance(driver.app.screen, TimeMappings), "what is mapped is shown")
        await driver.sees("Time that is mapped", "birch logo", "Logo [/]")
        await driver.press("d")
        await driver.until(lambda: len(desk.time_log.unplaced()) == 1, "one is asked about again")


async def test_the_tray_fits_a_small_terminal_and_says_what_does_not_apply(desk: Desk) -> None:
    async with session(desk, size=(80, 24)) as driver:
        await driver.press("I")
        await driver.sees("What is this time?", "birch logo", "u undo", "? more", "esc back ─╯")
        await driver.press("a")
        await driver.sees("That is for time that is held back.")
        await driver.press("end", "up", "y")
        await driver.sees("Nothing has a like name.")
        await driver.press("l")
        await driver.until(lambda: desk.time_log.mappings() == (), "nothing is mapped yet")
        rows = driver.app.screen.query_one(Rows)
        assert len(rows.rows) == 4


async def test_u_takes_back_within_the_tray_what_was_done_in_it(desk: Desk) -> None:
    async with session(desk) as driver:
        await driver.press("I")
        await driver.sees("What is this time?", "birch logo")
        await driver.press("u")
        await driver.sees("Nothing was done here yet.")
        await driver.press("y")
        await driver.until(lambda: spent(desk)["Logo [/]"] == 375, "the suggested one is taken")
        await driver.sees_no("birch logo")
        await driver.until(lambda: isinstance(driver.app.screen, TimeTray), "the tray comes back")
        await driver.press("l")
        await driver.until(lambda: isinstance(driver.app.screen, TimeMappings), "what is mapped is shown")
        await driver.press("u")
        await driver.sees("Nothing was done here yet.")
        await driver.press("x")
        await driver.until(lambda: spent(desk)["Logo [/]"] == 0, "it is left out")
        await driver.until(lambda: isinstance(driver.app.screen, TimeMappings), "the list comes back")
        await driver.press("u")
        await driver.until(lambda: spent(desk)["Logo [/]"] == 375, "it is taken back")
        await driver.until(lambda: isinstance(driver.app.screen, TimeMappings), "the list comes back")
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, TimeTray), "the tray comes back")
        await driver.press("u")
        await driver.until(lambda: spent(desk)["Logo [/]"] == 0, "the mapping is taken back")
        await driver.sees("What is this time?", "birch logo")


# The command line


def test_a_file_is_tried_imported_and_mapped(frontdesk: Frontdesk, tmp_path: Path) -> None:
    frontdesk("add", "client", "Birch & Sons")
    frontdesk("add", "deliverable", "birch", "Logo", "--hours", "20")
    file = tmp_path / "export.json"
    file.write_text(EXPORT)
    code, out, _ = frontdesk("import", "time", str(file), "--dry-run")
    assert code == 0
    assert "5 entries, 10 h, Mon 2 Nov to Mon 16 Nov; 5 of them new." in out
    assert "birch logo: 2 entries, 6 h 15 m: not mapped yet" in out
    assert "Nothing was written." in out
    assert as_json(frontdesk("time", "waiting", "--json")) == {"unplaced": [], "held": []}
    assert frontdesk("import", "time", str(file))[0] == 0
    assert "birch logo" in frontdesk("time", "waiting")[1]
    code, out, _ = frontdesk("time", "map", "logo", "Logo")
    assert (code, out) == (0, "logo is time on Logo from now on: 6 h 15 m in 2 entries counted.\n")
    assert frontdesk("time", "map", "lunch", "--ignore")[1] == "lunch is left out from now on.\n"
    assert "left out" in frontdesk("time", "mappings")[1]
    (work,) = as_json(frontdesk("slack", "--json"))
    assert work["deliverable"] == "Logo"
    assert frontdesk("time", "forget", "lunch")[1] == "lunch is asked about again.\n"
    assert [each["tags"] for each in as_json(frontdesk("time", "mappings", "--json"))] == [["logo"]]


def test_a_project_of_toggl_is_mapped_by_its_name(frontdesk: Frontdesk, tmp_path: Path) -> None:
    frontdesk("add", "client", "Birch & Sons")
    frontdesk("add", "deliverable", "birch", "Sketches", "--hours", "20")
    file = tmp_path / "toggl.csv"
    file.write_text(TOGGL)
    assert frontdesk("import", "time", str(file))[0] == 0
    code, out, _ = frontdesk("time", "map", "--project", "Logo", "sketches")
    assert (code, out) == (0, "Logo is time on Sketches from now on: 3 h 45 m in 2 entries counted.\n")
    seen = as_json(frontdesk("import", "time", str(file), "--json"))
    assert (seen["entries"], seen["new"]) == (4, 0)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("time", "map", "logo"), 2, "Say a tag and a deliverable"),
        (("time", "map", "logo", "nothing"), 1, "No deliverable fits 'nothing'"),
        (("time", "forget", "logo"), 1, "Nothing called 'logo' is mapped"),
        (("import", "time", "{}/note.txt"), 2, "--kind"),
        (("import", "time", "{}/note.txt", "--kind", "toggl"), 1, "no detailed report of Toggl"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence(
    frontdesk: Frontdesk, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "note.txt").write_text("hello")
    got, _, err = frontdesk(*(word.format(tmp_path) for word in words))
    assert got == code
    assert said in err


def test_a_label_says_itself() -> None:
    assert TimeLabel("Birch", "Logo", ("a", "b")).said == "Birch / Logo · a b"
    assert TimeLabel().said == "time without a name"
    assert json.loads(EXPORT)[0]["annotation"] == "first sketches"

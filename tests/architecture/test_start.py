"""What a start waits for: every module that a command loads without need makes it longer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from data.clock import fixed_clock
from data.desk import Desk
from data.model.client import Client
from data.settings import load
from tests.build import NOW

ROOT = Path(__file__).parents[2]

WRITES = {"sqlite_utils", "data.store.engine.backup", "data.store.schema.work"}
"""What changes the store, or makes one."""
READS_DATES = {"data.rules.when"}
CHANGES_SETTINGS = {"data.settings.edit", "data.settings.feed_edit", "data.settings.template", "tomlkit"}
REVIEWS = {"data.rules.review", "data.model.week", "data.store.weeks"}
SCREEN = {"textual", "tui.screens", "tui.widgets"}
RARE = READS_DATES | CHANGES_SETTINGS | REVIEWS | {"arrow", "humanize", "platformdirs", "difflib", "hmac"}

LOOKS = ("today", "slack", "waiting", "gestures")


@pytest.fixture
def options(tmp_path: Path) -> tuple[str, ...]:
    """The options for a store with a client in it."""
    config, store = tmp_path / "settings.toml", tmp_path / "frontdesk.db"
    desk = Desk.open(store, load(config), fixed_clock(NOW), settings_path=config)
    try:
        desk.clients.add(Client("Acme"))
    finally:
        desk.close()
    return "--store", str(store), "--config", str(config), "--now", NOW.isoformat()


def loaded_by(code: str) -> set[str]:
    """Give every module, and every package of one, that a fresh interpreter has loaded after some code."""
    code += "\nimport sys; print('\\n', ' '.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def running(*arguments: str) -> str:
    return f"from tui.cli import run\nassert run({list(arguments)!r}) == 0"


@pytest.mark.parametrize("command", LOOKS)
def test_a_look_waits_for_nothing_that_writes_or_draws(command: str, options: tuple[str, ...]) -> None:
    loaded = loaded_by(running(*options, command, "--json"))
    assert "data.rules.today" in loaded
    unwanted = WRITES | SCREEN | RARE | {"rich", "shutil", "data.desk.intake"}
    assert loaded & unwanted == set()


def test_a_call_waits_for_no_dates_unless_it_names_one(options: tuple[str, ...]) -> None:
    loaded = loaded_by(running(*options, "call", "Acme in 12m asks for staging"))
    assert "data.desk.talk.contacts" in loaded
    rare = SCREEN | READS_DATES | CHANGES_SETTINGS | REVIEWS | {"rich", "arrow", "humanize", "difflib"}
    assert loaded & (rare | {"data.rules.today", "data.desk.people.checks", "tui.cli.table"}) == set()
    assert loaded_by(running(*options, "call", "Acme in 12m asks >fri send staging")) >= READS_DATES


def test_the_dashboard_paints_before_it_loads_what_acts(options: tuple[str, ...]) -> None:
    start = f"""
from pathlib import Path
from tui.cli.session import Session
desk = Session(Path({options[1]!r}), Path({options[3]!r}), {options[5]!r}).desk
from tui.app import FrontdeskApp
FrontdeskApp(desk, light=False).get_default_screen()
desk.close()
"""
    loaded = loaded_by(start)
    assert "tui.screens.dashboard" in loaded
    acts = {"tui.screens.acts.by_name", "tui.screens.forms", "tui.wording.sources", "data.desk.intake"}
    theirs = loaded_by("import textual.app")
    assert loaded & (WRITES | RARE | acts) - theirs == set()

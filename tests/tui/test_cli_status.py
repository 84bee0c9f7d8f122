"""`frontdesk status`, which a status bar runs four times a minute: it looks and leaves no trace."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from data.store import Store
from data.store.engine.sqlite import sqlite3
from tests.build import NOW as WHEN
from tests.desk.conftest import SETTINGS
from tui.cli import run

NOW = "2026-11-23T10:15:00+01:00"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one client and a promise for 17:00, and its settings beside it."""
    config = tmp_path / "settings.toml"
    config.write_text(SETTINGS)
    config.chmod(0o600)
    path = tmp_path / "store.db"
    assert frontdesk(path, "add", "client", "Acme") == 0
    assert frontdesk(path, "add", "commitment", "Send the quote", "--client", "ac", "--due", "5pm") == 0
    return path


def frontdesk(store: Path, *arguments: str) -> int:
    config = str(store.with_name("settings.toml"))
    return run(["--store", str(store), "--config", config, "--now", NOW, *arguments])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_one_line_without_names(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert frontdesk(store, "status", "--line") == 0
    assert capsys.readouterr().out == "next 17:00\n"
    assert frontdesk(store, "status", "--tmux", "--names") == 0
    assert capsys.readouterr().out == "next 17:00: Send the quote, Acme\n"


def test_the_figures_for_a_script(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert frontdesk(store, "status", "--json") == 0
    out = capsys.readouterr().out
    assert "Acme" not in out
    assert json.loads(out)["next_at"] == "2026-11-23T16:00:00Z"


def test_it_leaves_everything_as_it_was(store: Path) -> None:
    before = contents(store.parent)
    assert frontdesk(store, "status", "--line") == 0
    assert contents(store.parent) == before


def test_without_settings_none_are_written(store: Path) -> None:
    store.with_name("settings.toml").unlink()
    assert frontdesk(store, "status", "--line") == 0
    assert not store.with_name("settings.toml").exists()


def test_without_a_store_it_says_so_and_makes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert frontdesk(tmp_path / "store.db", "status", "--line") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "no store" in said.err
    assert len(said.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_beside_an_open_dashboard_it_sees_what_was_just_stored(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Store.open(store, now=WHEN)) as dashboard:
        with dashboard.action("keep", WHEN) as db:
            db.execute("UPDATE commitment SET done_at = '2026-11-23T09:00:00Z'")
        capsys.readouterr()
        assert frontdesk(store, "status", "--line") == 0
        assert capsys.readouterr().out == "nothing due\n"


def test_a_store_of_an_older_frontdesk_is_not_brought_up_to_date(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as raw:
        raw.execute("DELETE FROM _sqlite_migrations")
        raw.execute("PRAGMA user_version = 0")
    before = contents(store.parent)
    capsys.readouterr()
    assert frontdesk(store, "status", "--line") == 1
    assert "Start `frontdesk`" in capsys.readouterr().err
    assert contents(store.parent) == before


def test_it_loads_neither_the_screen_nor_what_writes(store: Path) -> None:
    arguments = ["--store", str(store), "--config", str(store.with_name("settings.toml")), "status", "--line"]
    code = f"from tui.cli import run\nimport sys\nrun({arguments!r})\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert "tui" in loaded
    assert not loaded & {"textual", "rich", "sqlite_utils", "humanize", "arrow", "platformdirs", "tomlkit"}

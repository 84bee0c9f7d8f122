"""The arrows of the house, held at rest (import-linter) and while running."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_import_contracts_are_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def loaded_by(statement: str) -> set[str]:
    """Give the top-level names a fresh interpreter has loaded after one import statement."""
    code = f"{statement}\nimport sys\nprint(' '.join({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("statement", ["import data.desk", "import data.demo"])
def test_data_runs_without_a_screen(statement: str) -> None:
    assert not loaded_by(statement) & {"textual", "rich", "humanize", "tui"}


def test_command_line_starts_without_a_screen_and_without_heavy_feeds() -> None:
    heavy = {"textual", "rich", "icalendar", "recurring_ical_events", "rapidfuzz", "tomlkit", "platformdirs"}
    heavy |= {"jinja2"}
    assert not loaded_by("import tui.cli") & heavy


def test_opening_the_dashboard_reads_no_heavy_feed() -> None:
    heavy = {"icalendar", "recurring_ical_events", "rapidfuzz", "tomlkit", "jinja2"}
    assert not loaded_by("import tui.app") & heavy


def test_no_source_folder_is_ignored_by_git() -> None:
    done = subprocess.run(["git", "check-ignore", "data", "tui"], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == ""

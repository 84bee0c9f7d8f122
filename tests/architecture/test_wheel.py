"""What a user installs: two packages, every style sheet, nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the backend that is installed here, without fetching one."""
    into = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(into), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(into.glob("*.whl"))


def test_wheel_holds_exactly_two_packages(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"tui", "data"}


def test_wheel_holds_every_style_sheet_and_data_file(wheel: Path) -> None:
    listing = subprocess.run(
        ["git", "ls-files", "tui", "data"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(listing.stdout.split()) <= set(zipfile.ZipFile(wheel).namelist())


def test_runs_from_a_folder_with_a_stray_module(wheel: Path, tmp_path: Path) -> None:
    (tmp_path / "data.py").write_text("raise SystemExit('the stray data.py was imported')\n")
    script = Path(sys.executable).with_name("frontdesk")
    done = subprocess.run([script, "--version"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "frontdesk" in done.stdout

"""`frontdesk import calls` as a user types it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.feeds.calls import logs
from tests.feeds.calls.logs import ANN, BO, missed, said, spoke
from tui.cli import run

NOW = "2026-11-23T17:00:00+01:00"
Frontdesk = Callable[..., tuple[int, str, str]]


@pytest.fixture
def frontdesk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Frontdesk:
    """Run one command at a throw-away store; gives exit code, stdout and stderr."""
    config = tmp_path / "settings.toml"
    config.write_text('zone = "Europe/Berlin"\n')
    config.chmod(0o600)

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["--store", str(tmp_path / "store.db"), "--config", str(config), "--now", NOW, *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def file(tmp_path: Path, frontdesk: Frontdesk) -> str:
    frontdesk("add", "client", "Birch", "--phone", "040 555 0110")
    day = (missed("10:00"), spoke("11:00", out=True), missed("12:00", BO), missed("9:00", "22000"))
    return str(logs.android(tmp_path / "calls.xml", *day))


def waiting(frontdesk: Frontdesk) -> int:
    return len(json.loads(frontdesk("waiting", "--json")[1]))


def test_a_dry_run_says_what_would_come_and_keeps_nothing(frontdesk: Frontdesk, file: str) -> None:
    code, out, err = frontdesk("import", "calls", file, "--country", "+49", "--dry-run")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "SMS Backup & Restore: 2 calls in, 2 of them missed, 1 out, on Mon 23 Nov.",
        "2 of them are with clients. 3 are new.",
        "1 number is nobody's yet; those of the last ninety days are in “Who is this?”.",
        "1 entry has no number that could be a client's.",
    ]
    code, out, _ = frontdesk("import", "calls", file, "--country", "+49", "--dry-run", "--json")
    found = json.loads(out)
    assert (code, found["new"], found["from_clients"], found["stored"]) == (0, 3, 2, False)


def test_a_file_is_taken_in_once(frontdesk: Frontdesk, file: str, tmp_path: Path) -> None:
    code, out, _ = frontdesk("import", "calls", file, "--country", "0049")
    assert code == 0
    assert "2 of them are with clients. 3 were new." in out
    assert waiting(frontdesk) == 0
    later = logs.android(tmp_path / "sms.xml", said("12:30", "And the logo?", "040 5550110"))
    frontdesk("import", "calls", str(later), "--country", "+49")
    assert waiting(frontdesk) == 1
    _, out, _ = frontdesk("import", "calls", file, "--country", "+49", "--dry-run")
    assert "Everything is there already." in out
    frontdesk("sync")
    assert waiting(frontdesk) == 1
    frontdesk("add", "client", "Cove", "--phone", "040 5550120")
    assert waiting(frontdesk) == 2


def test_what_is_not_understood_is_named(frontdesk: Frontdesk, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text(f"when,number,direction\nsoon,{ANN},in\n2026-11-23 10:00,{ANN},in\n")
    code, out, err = frontdesk("import", "calls", str(listed))
    assert code == 0
    assert "a list: 1 call in, 0 out, on Mon 23 Nov." in out
    assert "read as Europe/Berlin" in out
    assert err == "Skipped list.csv, line 2: 'soon' is no time.\n"
    nothing = tmp_path / "notes.txt"
    nothing.write_text("nothing of the kind\n")
    code, out, err = frontdesk("import", "calls", str(nothing))
    assert (code, out) == (0, "No call and no message is in it.\n")
    assert "no log of calls that frontdesk knows" in err


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("--zone", "Berlin/Europe", "no time zone"),
        ("--country", "Germany", "+49"),
        ("--kind", "iphone", "one of"),
    ],
)
def test_wrong_use_says_what_is_meant(
    frontdesk: Frontdesk, file: str, option: str, value: str, why: str
) -> None:
    code, _, err = frontdesk("import", "calls", file, option, value)
    assert code == 2
    assert why in err


def test_an_empty_folder_says_so(frontdesk: Frontdesk, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, _, err = frontdesk("import", "calls", str(tmp_path / "empty"))
    assert code == 1
    assert "no log of calls" in err

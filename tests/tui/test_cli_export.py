"""`frontdesk export promises`, and the file of the settings after each command."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tui.cli import cli, run

NOW = "2026-11-23T10:15+01:00"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "c.toml").write_text('zone = "Europe/Berlin"\n')
    frontdesk(tmp_path, "add", "client", "Harbour Books")
    frontdesk(tmp_path, "add", "client", "Birch & Sons")
    for client, name in (("harbour", "Checkout"), ("birch", "Logo")):
        frontdesk(tmp_path, "add", "deliverable", client, name, "--hours", "8", "--promised", "4 dec")
    return tmp_path


def frontdesk(place: Path, *arguments: str) -> Result:
    given = ["--store", str(place / "s.db"), "--config", str(place / "c.toml"), "--now", NOW, *arguments]
    result = CliRunner().invoke(cli, given, catch_exceptions=False, standalone_mode=False)
    assert result.exception is None
    return result


def failed(place: Path, *arguments: str) -> int:
    return run(["--store", str(place / "s.db"), "--config", str(place / "c.toml"), "--now", NOW, *arguments])


def test_the_output_is_a_calendar_and_nothing_else(place: Path) -> None:
    found = frontdesk(place, "export", "promises", "-").stdout_bytes
    assert found.startswith(b"BEGIN:VCALENDAR\r\n")
    assert found.endswith(b"END:VCALENDAR\r\n")
    assert b"\r\r" not in found
    assert found.count(b"BEGIN:VTODO") == 2


@pytest.mark.parametrize(
    ("option", "line"), [("--events", b"DTSTART:20261204T"), ("--days", b"DTSTART;VALUE=DATE:20261204\r\n")]
)
def test_events_of_one_client(place: Path, option: str, line: bytes) -> None:
    found = frontdesk(place, "export", "promises", "-", "--client", "harbour", option).stdout_bytes
    assert line in found
    assert b"SUMMARY:Checkout\r\n" in found
    assert b"Logo" not in found


def test_a_file_is_closed_to_others_and_written_again(place: Path) -> None:
    file = place / "p.ics"
    assert "Written to" in frontdesk(place, "export", "promises", str(file)).output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    frontdesk(place, "export", "promises", str(file))
    assert file.read_bytes() == before


def test_another_file_is_left_alone_unless_forced(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = place / "notes.txt"
    file.write_text("mine")
    assert failed(place, "export", "promises", str(file)) == 2
    assert "is another file and was left as it is" in capsys.readouterr().err
    assert file.read_text() == "mine"
    frontdesk(place, "export", "promises", str(file), "--force")
    assert file.read_text().startswith("BEGIN:VCALENDAR")


def test_wrong_use_is_said(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert failed(place, "export", "promises", "-", "--events", "--days") == 2
    assert failed(place, "export", "promises", "-", "--client", "nobody") == 1
    assert "Choose --events or --days." in capsys.readouterr().err
    assert failed(place, "export", "promises", "") == 2
    assert "Name the file, such as promises.ics" in capsys.readouterr().err


def test_what_a_client_had_better_not_see_is_pointed_out(place: Path) -> None:
    frontdesk(place, "add", "deliverable", "harbour", "Like Birch & Sons has", "--promised", "4 dec")
    result = frontdesk(place, "export", "promises", "-", "--client", "harbour")
    assert "Like Birch & Sons has" in result.stderr
    assert b"Like Birch" not in frontdesk(place, "export", "promises", "-", "--client", "birch").stdout_bytes


def test_each_command_keeps_the_file_of_the_settings_up_to_date(place: Path) -> None:
    with (place / "c.toml").open("a") as settings:
        settings.write('\n[export]\npromises = "p.ics"\n')
    frontdesk(place, "done", "logo")
    assert "STATUS:COMPLETED" in (place / "p.ics").read_text()


def test_a_command_that_could_not_write_that_file_says_so_and_is_done(place: Path) -> None:
    with (place / "c.toml").open("a") as settings:
        settings.write('\n[export]\npromises = "nowhere/p.ics"\n')
    result = frontdesk(place, "add", "client", "Cove")
    assert "Added client Cove." in result.stdout
    assert "The file with your promises is not up to date" in result.stderr

"""The command line as a script sees it: output, JSON and exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from data.desk import Desk
from data.store import Store
from tui.cli import run

NOW = "2026-11-23T10:15:00+01:00"
SETTINGS = """\
zone = "Europe/Berlin"
[working_hours]
mon = [["09:00", "17:00"]]
tue = [["09:00", "17:00"]]
wed = [["09:00", "17:00"]]
thu = [["09:00", "17:00"]]
fri = [["09:00", "17:00"]]
"""

Frontdesk = Callable[..., tuple[int, str, str]]


@pytest.fixture
def frontdesk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Frontdesk:
    """Run one command at a throw-away store; gives exit code, stdout and stderr."""
    config = tmp_path / "settings.toml"
    config.write_text(SETTINGS)
    config.chmod(0o600)

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["--store", str(tmp_path / "store.db"), "--config", str(config), "--now", NOW, *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def as_json(answer: tuple[int, str, str]) -> Any:
    code, out, err = answer
    assert (code, err) == (0, "")
    return json.loads(out)


def test_a_call_after_hours_is_put_off_and_its_mail_awaited(frontdesk: Frontdesk) -> None:
    frontdesk("add", "client", "Acme")
    evening = ("--at", "2026-11-22T19:30")
    code, out, _ = frontdesk("call", "ac", "4m", "form says no", "--tomorrow", "Look at the form", *evening)
    assert (code, out) == (
        0,
        "Logged: call in, Acme.\nPromised for Mon 23 Nov 09:30, their mail is awaited.\n",
    )
    (item,) = as_json(frontdesk("today", "--json"))
    assert (item["text"], item["at"]) == ("Look at the form", "2026-11-23T08:30:00Z")
    code, out, err = frontdesk("call", "ac", "hello", "--tomorrow", "Something")
    assert (code, out) == (2, "")
    assert "calls after hours, so nothing was logged" in err


def test_a_day_by_script(frontdesk: Frontdesk) -> None:
    assert frontdesk("add", "client", "Acme", "--address", "Ana@Acme.example", "--coffee", "tea")[0] == 0
    assert frontdesk("add", "deliverable", "acme", "Logo", "--hours", "8", "--promised", "fri")[0] == 0
    assert frontdesk("add", "commitment", "Send the quote", "--client", "ac", "--due", "5pm")[0] == 0
    (item,) = as_json(frontdesk("today", "--json"))
    assert (item["text"], item["client"], item["at"]) == ("Send the quote", "Acme", "2026-11-23T16:00:00Z")
    (work,) = as_json(frontdesk("slack", "--json"))
    assert work["deliverable"] == "Logo"
    # Five hours of each day are worked; as estimated they leave more than at nine in ten.
    assert work["plain_slack_minutes"] == int(5 * 60 * (5 - 1.25 / 8)) - 8 * 60
    assert work["slack_minutes"] < work["plain_slack_minutes"]
    assert frontdesk("done", "quote") == (0, "Send the quote: kept.\n", "")
    assert frontdesk("done", "logo") == (0, "Logo is delivered.\n", "")
    assert as_json(frontdesk("slack", "--json")) == []


def test_a_call_by_quick_line(frontdesk: Frontdesk) -> None:
    frontdesk("add", "client", "Acme")
    touch = as_json(frontdesk("call", "ac", "in", "12m", "asks for staging", ">fri send the link", "--json"))
    assert (touch["channel"], touch["direction"], touch["minutes"]) == ("call", "in", 12)
    assert touch["note"] == "asks for staging"
    assert touch["at"] == "2026-11-23T09:03:00Z"
    assert [row["kind"] for row in as_json(frontdesk("today", "--json"))] == ["agreements"]


def test_a_whole_name_is_enough_where_another_begins_with_it(frontdesk: Frontdesk) -> None:
    for name in ("Acme", "Acme North", "Acorn"):
        frontdesk("add", "client", name)
    assert "Acme." in frontdesk("call", "acme", "hello")[1]
    assert "Acme North." in frontdesk("call", "acme", "north", "hello")[1]
    code, _, err = frontdesk("call", "ac", "hello")
    assert code == 1
    assert "could be" in err


def test_a_missed_call_waits(frontdesk: Frontdesk) -> None:
    frontdesk("add", "client", "Acme")
    assert frontdesk("call", "missed", "--client", "acme", "--at", "2026-11-23T09:45")[0] == 0
    (item,) = as_json(frontdesk("waiting", "--json"))
    assert item["client"] == "Acme"
    assert item["channel"] == "call"
    assert (item["limit_minutes"], item["elapsed_minutes"], item["stage"]) == (120, 30, "fresh")
    assert item["waiting_since"] == "2026-11-23T08:45:00Z"


def test_a_contact_that_wants_an_answer(frontdesk: Frontdesk) -> None:
    frontdesk("add", "client", "Acme")
    assert (
        frontdesk(
            "contact", "acme", "and on Sundays?", "--channel", "chat", "--direction", "in", "--wants-answer"
        )[0]
        == 0
    )
    assert [item["subject"] for item in as_json(frontdesk("waiting", "--json"))] == ["and on Sundays?"]
    assert frontdesk("contact", "acme", "hello", "--wants-answer")[0] == 2


@pytest.mark.parametrize("pane", ["today", "slack", "waiting", "gestures"])
def test_empty_panes_say_so(frontdesk: Frontdesk, pane: str) -> None:
    code, out, err = frontdesk(pane)
    assert (code, err) == (0, "")
    assert out.strip()
    assert as_json(frontdesk(pane, "--json")) == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("no-such-command",), 2, "No such command"),
        (("today", "--no-such-option"), 2, "No such option"),
        (("call",), 2, "Missing argument"),
        (("call", "zz", "hello"), 1, "No client fits"),
        (("add", "commitment", "x", "--due", "soon"), 2, "no time ahead"),
        (("add", "client", "x", "--zone", "Mars/Base"), 2, "no zone"),
        (("add", "deliverable", "zz", "Logo"), 1, "No client fits"),
        (("done", "nothing"), 1, "Nothing open fits"),
        (("mail", "why", "nobody@nowhere.example"), 1, "has been read"),
        (("--now", "tomorrow", "today"), 2, "no instant"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_a_code(
    frontdesk: Frontdesk, arguments: tuple[str, ...], code: int, said: str
) -> None:
    gave, out, err = frontdesk(*arguments)
    assert gave == code
    assert said in err
    assert err.strip().count("\n") == 0
    assert out == ""


def test_a_broken_setting_is_named(frontdesk: Frontdesk, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('zone = "Mars/Base"\n')
    code, _, err = frontdesk("today")
    assert code == 1
    assert "settings.toml" in err
    assert "zone" in err


def test_every_id_in_json_is_a_string(frontdesk: Frontdesk) -> None:
    client = as_json(frontdesk("add", "client", "Acme", "--json"))
    work = as_json(frontdesk("add", "deliverable", "acme", "Logo", "--hours", "8", "--json"))
    entry = as_json(frontdesk("time", "add", "logo", "30m", "--json"))
    frontdesk("time", "start", "logo")
    running = as_json(frontdesk("time", "--json"))
    call = as_json(frontdesk("call", "ac", "in", "12m", "hello", "--json"))
    assert work["client_id"] == client["id"] == running["client_id"] == call["client_id"]
    assert entry["deliverable_id"] == work["id"] == running["entry"]["deliverable_id"]
    assert {type(each["id"]) for each in (client, work, entry, call)} == {str}
    assert call["thread_id"] is None


def test_clients_are_imported_from_csv_and_json(frontdesk: Frontdesk, tmp_path: Path) -> None:
    table = tmp_path / "clients.csv"
    table.write_text("name;addresses;domains;phones;zone\nAcme;ana@acme.example, bo@acme.example;;+1 555;\n")
    assert frontdesk("import", "clients", str(table))[:2] == (
        0,
        "1 added, 0 completed, 0 were there already.\n",
    )
    listing = tmp_path / "clients.json"
    listing.write_text(
        json.dumps(
            [{"name": "acme", "zone": "Europe/London"}, {"name": "Birch", "domains": ["birch.example"]}]
        )
    )
    outcome = as_json(frontdesk("import", "clients", str(listing), "--json"))
    assert (outcome["added"], outcome["completed"]) == (1, 1)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("c.json", "{", "line 1"),
        ("c.json", "{}", "list of clients"),
        ("c.json", '[{"addresses": []}]', "entry 1: the name is missing"),
        ("c.json", '[{"name": "A", "addresses": 3}]', "addresses is a list"),
        ("c.csv", "who,what\n", "first line must name the columns"),
        ("c.csv", "name,zone\nAcme,Mars/Base\n", "no zone"),
    ],
)
def test_a_client_file_that_cannot_be_meant(
    frontdesk: Frontdesk, tmp_path: Path, name: str, text: str, said: str
) -> None:
    file = tmp_path / name
    file.write_text(text)
    code, _, err = frontdesk("import", "clients", str(file))
    assert code == 2
    assert said in err


def test_settings_are_checked(frontdesk: Frontdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert frontdesk("settings", "--check")[0] == 0
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    assert frontdesk("settings")[0] == 0
    monkeypatch.setenv("EDITOR", "no-such-editor-anywhere")
    assert frontdesk("settings")[0] == 2
    (tmp_path / "settings.toml").write_text("zonne = 3\n")
    code, _, err = frontdesk("settings", "--check")
    assert code == 1
    assert "zonne" in err


def test_the_doctor_finds_a_fresh_store_well(frontdesk: Frontdesk) -> None:
    checks = as_json(frontdesk("doctor", "--json"))
    assert all(check["well"] for check in checks)
    assert {"store", "SQLite", "settings"} <= {check["what"] for check in checks}


def test_the_doctor_and_the_settings_say_whom_the_mail_windows_are_too_far_apart_for(
    frontdesk: Frontdesk, tmp_path: Path
) -> None:
    def windows() -> str:
        checks = as_json(frontdesk("doctor", "--json"))
        return str(next(check["finding"] for check in checks if check["what"] == "mail windows"))

    assert windows() == "10:00, 13:30, 16:30; every reply limit can be met"
    frontdesk("add", "client", "Birch", "--reply-limit", "120")
    assert "longer than Birch (2 h) waits" in windows()
    settings = tmp_path / "settings.toml"
    settings.write_text(f"{SETTINGS}[mail_windows]\nat = ['12:00']\n")
    assert "8 h of work apart, longer than the 4 h a client waits" in frontdesk("settings", "--check")[1]
    (tmp_path / "store.db").unlink()
    assert "8 h of work apart" in frontdesk("settings", "--check")[1]
    assert not (tmp_path / "store.db").exists()
    settings.write_text(f"{SETTINGS}[mail_windows]\non = false\n")
    assert windows() == "switched off; all mail is shown as it comes"


def test_the_doctor_names_a_damaged_store(frontdesk: Frontdesk, tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("this is no database, it is a letter to the editor" * 30)
    code, out, _ = frontdesk("doctor")
    assert code == 1
    assert "!! store" in out


def test_a_backup_is_put_back(frontdesk: Frontdesk, tmp_path: Path) -> None:
    assert "no backup yet" in frontdesk("restore")[1]
    frontdesk("add", "client", "Acme")
    with closing(Store.open(tmp_path / "store.db", now=datetime.fromisoformat(NOW))) as store:
        backup = store.backup(datetime.fromisoformat(NOW))
    frontdesk("add", "client", "Birch")
    assert frontdesk("restore")[1].strip() == str(backup)
    assert frontdesk("restore", str(backup), "--yes")[0] == 0
    assert "No client fits" in frontdesk("call", "birch", "hello")[2]
    assert frontdesk("call", "acme", "hello")[0] == 0
    assert frontdesk("restore", str(tmp_path / "none.db"), "--yes")[0] == 1


def test_the_dashboard_refuses_to_draw_into_a_pipe(
    frontdesk: Frontdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.isatty", lambda _: False)
    code, _, err = frontdesk()
    assert code == 2
    assert "needs a terminal" in err


def test_in_the_dashboard_a_picture_waits_for_no_other_thread(
    frontdesk: Frontdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = []

    class App:
        def __init__(self, _: Desk) -> None: ...

        def run(self) -> None:
            turns.append(sys.getswitchinterval())

    monkeypatch.setattr("os.isatty", lambda _: True)
    monkeypatch.setattr("tui.app.FrontdeskApp", App)
    before = sys.getswitchinterval()
    try:
        assert frontdesk()[0] == 0
    finally:
        sys.setswitchinterval(before)
    assert turns == [pytest.approx(0.001)]


def test_hostile_names_do_not_reach_the_terminal_as_commands(frontdesk: Frontdesk) -> None:
    frontdesk("add", "client", "Ev\x1b[31mil [/] [red]\u202e")
    frontdesk("call", "missed", "--client", "ev")
    _, out, _ = frontdesk("waiting")
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[/] [red]" in out

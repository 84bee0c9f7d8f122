"""Promises, finished jobs and the clock from the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.tui.test_cli import Frontdesk, as_json, frontdesk

__all__ = ["frontdesk"]


@pytest.fixture
def busy(frontdesk: Frontdesk) -> Frontdesk:
    """The worked example of the service: three promises over a fortnight."""
    for client, name, hours, day in (
        ("Birch", "Menu", "6", "26 nov"),
        ("Acme", "Site", "8", "30 nov"),
        ("Cove", "API", "10", "4 dec"),
    ):
        frontdesk("add", "client", client)
        assert frontdesk("add", "deliverable", client, name, "--hours", hours, "--promised", day)[0] == 0
    return frontdesk


def told(frontdesk: Frontdesk, name: str) -> dict[str, Any]:
    """One row of the slack table."""
    rows: list[dict[str, Any]] = as_json(frontdesk("slack", "--json"))
    return next(row for row in rows if row["deliverable"] == name)


# The check


def test_a_date_that_is_not_safe_says_whom_it_would_hurt(busy: Frontdesk) -> None:
    found = as_json(busy("promise", "--hours", "12", "--by", "27 nov", "--json"))
    assert found["verdict"] == "not_safe"
    assert (found["wished"], found["work_left_minutes"]) == ("2026-11-27", 720)
    assert found["plain_margin_hours"] > 0 > found["sure_margin_hours"]
    assert [(hurt["name"], hurt["client"]) for hurt in found["hurts"]] == [("Site", "Acme"), ("API", "Cove")]
    assert all(hurt["short_hours"] > 0 for hurt in found["hurts"])
    assert found["hurts"][0]["promised_at"] == "2026-11-30T16:00:00Z"
    assert found["tell"] > "2026-12-04"
    assert found["wished"] < found["aim"] < found["tell"]
    assert "tight" in found["sentence"]
    assert found["odds"]["confidence"] == 0.9
    assert found["promised"] is False
    assert len(as_json(busy("slack", "--json"))) == 3


def test_people_get_a_few_aligned_lines(busy: Frontdesk) -> None:
    code, out, err = busy("promise", "--hours", "12", "--by", "27 nov")
    assert (code, err) == (0, "")
    first, *rest = out.splitlines()
    assert first == "◐ NOT SAFE by Fri 27 Nov"
    labels = [line[:9].strip() for line in rest]
    assert labels == ["short", "hurts", "hurts", "tell", "aim", "why", "say"]
    assert "Site, Acme, Mon 30 Nov: " in out
    assert "yours alone" in out


def test_what_does_not_fit_at_all_is_a_no(busy: Frontdesk) -> None:
    code, out, _ = busy("promise", "--hours", "30", "--by", "tomorrow")
    assert code == 0
    assert out.startswith("● NO by Tue 24 Nov\n")
    assert "even if nothing goes wrong" in out


def test_without_a_wish_it_gives_the_first_sure_date(busy: Frontdesk) -> None:
    found = as_json(busy("promise", "--effort", "8-12h", "--json"))
    assert (found["verdict"], found["wished"], found["hurts"]) == ("yes", None, [])
    assert found["work_left_minutes"] == 720
    again = as_json(busy("promise", "--hours", "12", "--by", found["tell"], "--json"))
    assert (again["verdict"], again["tell"]) == ("yes", found["tell"])
    assert busy("promise", "--effort", "8-12h")[1].startswith("√ YES\n")


def test_without_an_estimate_it_cannot_say_yet(busy: Frontdesk) -> None:
    code, out, err = busy("promise", "--by", "fri")
    assert (code, err) == (0, "")
    assert "CAN'T SAY YET" in out
    assert "Tue 24 Nov 12:00" in out
    found = as_json(busy("promise", "--json"))
    assert (found["verdict"], found["tell"], found["odds"]) == ("cant_say", None, None)
    assert found["come_back_at"] == "2026-11-24T11:00:00Z"
    assert "come back to you tomorrow by 12:00" in found["sentence"]


def test_more_work_than_anybody_has_time_for_has_no_date(busy: Frontdesk) -> None:
    found = as_json(busy("promise", "--hours", "99999", "--json"))
    assert (found["verdict"], found["tell"], found["aim"]) == ("no", None, None)
    assert "no date yet" in busy("promise", "--hours", "99999")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--hours", "x"), "no amount of work"),
        (("--hours", "0"), "no amount of work"),
        (("--effort", "soon"), "no amount of work"),
        (("--hours", "3", "--effort", "3h"), "Give the work once"),
        (("--hours", "3", "--by", "never"), "no time ahead"),
        (("--hours", "3", "--promise"), "needs both"),
        (("--hours", "3", "--promise", "--for", "acme"), "needs both"),
    ],
)
def test_what_cannot_be_meant(busy: Frontdesk, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = busy("promise", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.strip().count("\n") == 0


@pytest.mark.parametrize("hours", ["7.5", "7,5", "7h30", "7h30m"])
def test_hours_are_typed_in_any_way(busy: Frontdesk, hours: str) -> None:
    assert as_json(busy("promise", "--hours", hours, "--json"))["work_left_minutes"] == 450


# The promise


def test_nothing_is_promised_that_is_not_a_yes(busy: Frontdesk) -> None:
    wanted = ("promise", "--hours", "12", "--by", "27 nov", "--for", "birch", "--what", "News")
    code, out, err = busy(*wanted, "--promise")
    assert code == 1
    assert "NOT SAFE" in out
    assert "Nothing was promised" in err
    assert len(as_json(busy("slack", "--json"))) == 3
    code, out, err = busy(*wanted, "--promise", "--anyway")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "Promised: News to Birch, Fri 27 Nov."
    assert told(busy, "News")["promised_at"] == "2026-11-27T16:00:00Z"


def test_the_first_sure_date_is_promised(busy: Frontdesk) -> None:
    found = as_json(
        busy("promise", "--hours", "12", "--for", "birch", "--what", "News", "--promise", "--json")
    )
    assert found["promised"] is True
    news = told(busy, "News")
    assert news["promised_at"] == found["tell_at"]
    assert (news["client"], news["project"], news["work_left_minutes"]) == ("Birch", "News", 720)


def test_what_is_there_already_is_promised_anew(busy: Frontdesk) -> None:
    """Its own work counts once, and its own estimate when none is given."""
    found = as_json(busy("promise", "--for", "cove", "--what", "api", "--promise", "--json"))
    assert found["work_left_minutes"] == 600
    assert len(as_json(busy("slack", "--json"))) == 3
    assert told(busy, "API")["promised_at"] == found["tell_at"]


def test_hostile_names_do_not_reach_the_terminal_as_commands(busy: Frontdesk) -> None:
    evil = "Ev\x1b[31mil [/] [red]\u202e"
    busy("add", "deliverable", "acme", evil, "--hours", "2", "--promised", "25 nov")
    for arguments in (("promise", "--hours", "30", "--by", "tomorrow"), ("time", "start", "ev"), ("time",)):
        _, out, err = busy(*arguments)
        assert "il [/] [red]" in out
        assert "\x1b" not in out + err
        assert "\u202e" not in out + err


# Finished jobs


def a_file(tmp_path: Path, text: str) -> str:
    file = tmp_path / "jobs.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    "text",
    [
        "estimated,actual,date\n8,12,2025-11-03\n2.5,2.5,\n",
        "\ufeffEstimate;Spent;Date\n8;12;3.11.2025\n2,5;2h30;\n\n",
        "Planned (hours)\tTime spent (h)\tFinished on\n8h\t1d 4h\t3/11/2025\n2:30\t150m\t\n",
        "date,note,actual minutes,estimate_min\n2025-11-03T17:00,x,720,480\n,,150,150\n",
        'Est.,Actual hours,Done\n"8,0","12,0",2025-11-03\n"2,5","2,5",\n',
    ],
)
def test_finished_jobs_are_read_as_people_have_them(frontdesk: Frontdesk, tmp_path: Path, text: str) -> None:
    outcome = as_json(frontdesk("import", "history", a_file(tmp_path, text), "--json"))
    assert (outcome["added"], outcome["known"]) == (2, 0)
    plain = "estimated,actual,date\n8,12,2025-11-03\n2.5,2.5,\n"
    again = as_json(frontdesk("import", "history", a_file(tmp_path, plain), "--json"))
    assert (again["added"], again["known"]) == (0, 2)


def test_the_next_promise_is_said_before_and_after(frontdesk: Frontdesk, tmp_path: Path) -> None:
    jobs = a_file(tmp_path, "estimated,actual\n" + "8,8\n" * 40)
    code, out, err = frontdesk("import", "history", jobs)
    assert (code, err) == (0, "")
    added, room = out.splitlines()
    assert added == "Added 40 finished jobs, 0 were known."
    assert room.startswith("An 8 h job is now promised with room for ")
    assert "before, for " in room
    assert frontdesk("import", "history", jobs)[1].splitlines()[0] == "Added 0 finished jobs, 40 were known."
    odds = as_json(frontdesk("promise", "--hours", "8", "--json"))["odds"]
    assert odds["own_jobs"] == 40


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: no column called estimated and none called actual"),
        ("estimated,hours\n1,2\n", "line 1: no column called actual"),
        ("estimated,actual\n1,2\nx,2\n", "line 3: estimated 'x' is no amount of work. Allowed: hours"),
        ("estimated,actual\n1,0\n", "line 2: actual '0'"),
        ("estimated,actual\n1,\n", "line 2: actual is missing"),
        ("estimated,actual\n1\n", "line 2: actual is missing"),
        (
            "estimated,actual\n7,5,3\n",
            "line 2: 3 cells, but the first line names 2; write a decimal comma in quotes",
        ),
        (
            "estimated,actual,date\n1,2,31.02.2025\n",
            "line 2: date '31.02.2025' is no day. Allowed: 2025-12-31",
        ),
        ("estimated,actual,date\n1,2,soon\n", "line 2: date 'soon'"),
        ("estimated,actual\n999999,1\n", "line 2: estimated '999999'"),
        ("estimated,actual\n1," + "9" * 140_000 + "\n", "this is no CSV"),
        ("estimated,actual\n1,\x1b[31m\n", "line 2: actual '[31m'"),
    ],
)
def test_a_line_that_cannot_be_meant_is_named_and_nothing_stored(
    frontdesk: Frontdesk, tmp_path: Path, text: str, said: str
) -> None:
    code, out, err = frontdesk("import", "history", a_file(tmp_path, text))
    assert (code, out) == (2, "")
    assert f"jobs.csv, {said}" in err or said in err
    assert "\x1b" not in err
    good = a_file(tmp_path, "estimated,actual\n1,2\n")
    assert as_json(frontdesk("import", "history", good, "--json"))["added"] == 1


def test_every_wrong_line_is_named_up_to_ten(frontdesk: Frontdesk, tmp_path: Path) -> None:
    _, _, err = frontdesk("import", "history", a_file(tmp_path, "estimated,actual\n" + "x,1\n" * 12))
    lines = err.splitlines()
    assert len(lines) == 12
    assert lines[9].startswith("jobs.csv, line 11: ")
    assert lines[10:] == ["… and 2 more.", "Nothing was imported."]


def test_a_file_that_is_no_text(frontdesk: Frontdesk, tmp_path: Path) -> None:
    file = tmp_path / "jobs.csv"
    file.write_bytes(b"estimated,actual\n\xff\xfe,1\n")
    code, _, err = frontdesk("import", "history", str(file))
    assert code == 2
    assert "not UTF-8" in err


# The clock


def test_the_clock_by_script(busy: Frontdesk) -> None:
    assert busy("time") == (0, "No clock runs.\n", "")
    assert as_json(busy("time", "--json")) is None
    assert busy("time", "start", "me") == (0, "The clock runs on Menu.\n", "")
    assert busy("time", "start", "menu") == (0, "The clock runs on Menu already.\n", "")
    assert "since 10:15" in busy("time")[1]
    running = as_json(busy("time", "--json"))
    assert (running["name"], running["entry"]["started_at"]) == ("Menu", "2026-11-23T09:15:00Z")
    assert busy("time", "start", "api")[1].endswith("The clock runs on API.\n")
    assert busy("time", "stop")[0] == 0
    assert busy("time", "stop") == (0, "No clock runs.\n", "")


def test_time_is_entered_by_script(busy: Frontdesk) -> None:
    assert busy("time", "add", "site", "1h30") == (0, "1 h 30 m on Site.\n", "")
    entry = as_json(
        busy(
            "time",
            "add",
            "site",
            "45m",
            "--at",
            "2026-11-20T16:00",
            "--polish",
            "--note",
            "shadows",
            "--json",
        )
    )
    assert (entry["minutes"], entry["polish"], entry["note"]) == (45, True, "shadows")
    assert entry["started_at"] == "2026-11-20T15:00:00Z"
    site = told(busy, "Site")
    assert (site["spent_minutes"], site["work_left_minutes"]) == (90, 390)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", "site", "5"), 2, "no length of time"),
        (("add", "site", "1h", "--at", "noon"), 2, "no instant"),
        (("add", "site", "1h", "--at", "2027-01-01"), 2, "has passed"),
        (("add", "zz", "1h"), 1, "Nothing open fits"),
        (("start", "i"), 1, "fits Site, API"),
        (("start",), 2, "Missing argument"),
    ],
)
def test_time_that_cannot_be(busy: Frontdesk, arguments: tuple[str, ...], code: int, said: str) -> None:
    gave, out, err = busy("time", *arguments)
    assert (gave, out) == (code, "")
    assert said in err


def test_these_commands_never_load_the_screen() -> None:
    """They answer scripts and status bars: Textual would cost them three times as long."""
    modules = "tui.cli.promise, tui.cli.history_file, tui.cli.time, tui.wording.promise"
    code = f"import sys, {modules}; print('textual' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "False\n"

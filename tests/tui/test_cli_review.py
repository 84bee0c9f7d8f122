"""The week review from the command line: for people, for scripts, and as files."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.errors import DiskFull
from tests.tui.export.build import a_next_week, a_review, an_empty_review, intentions, trends
from tests.tui.test_cli import NOW, Frontdesk, as_json, frontdesk
from tui.cli.review import _Found, _show
from tui.cli.review_file import write_private
from tui.wording.times import MONTHS

__all__ = ["frontdesk"]


@pytest.fixture
def busy(frontdesk: Frontdesk) -> Frontdesk:
    """Two clients, a promise for this week and one for the next, and a few contacts."""
    for client, name, day in (("Birch", "Menu", "26 nov"), ("Acme <b>", "Site", "1 dec")):
        frontdesk("add", "client", client)
        assert frontdesk("add", "deliverable", client, name, "--hours", "6", "--promised", day)[0] == 0
    assert frontdesk("call", "birch", "in", "12m", "asks for the menu")[0] == 0
    return frontdesk


# For people


def test_a_week_is_one_compact_page(busy: Frontdesk) -> None:
    code, out, err = busy("review")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Week 48 · 23–29 Nov 2026 · ○ still running"
    assert [line[:15].strip() for line in lines[2:13] if line[:15].strip()] == [
        "Promises",
        "Honesty",
        "Replies",
        "Calls",
        "After hours",
        "Slack",
        "Estimates",
        "Expectations",
        "Courtesy",
        "Gestures",
        "Attention",
    ]
    assert "1 in · 12 m" in out
    assert "Next: Week 49 · 30 Nov – 6 Dec 2026" in out
    assert "Site" in out
    assert "\x1b" not in out


def test_a_lively_week_fits_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns in (80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        _show(_Found(a_review(), a_next_week(), trends(), intentions(), "EUR"))
        lines = capsys.readouterr().out.splitlines()
        assert max(map(len, lines)) <= columns
    assert "Slack left at the end of the week  ▄▅▅▿█▇▆▅▿▄▇█  14 h" in lines
    assert "√ kept            Close the desk at 17:30, four days of five" in lines
    assert "Replies, within the limit: 21 of 23, now 22 of 23" in lines


def test_weeks_that_were_all_short_are_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    short = tuple(replace(trend, slack_minutes=-60) for trend in trends())
    _show(_Found(a_review(), a_next_week(), short, (), "EUR"))
    lines = capsys.readouterr().out.splitlines()
    assert f"Slack left at the end of the week  {'▿' * len(short)}  1 h short" in lines


def test_an_empty_week_says_so_in_few_lines(capsys: pytest.CaptureFixture[str]) -> None:
    _show(_Found(an_empty_review(), a_next_week(promises=(), intentions=()), (), (), "EUR"))
    out = capsys.readouterr().out
    assert "nothing due" in out
    assert "The weeks" not in out
    assert "client" not in out
    assert out.endswith("Nothing is promised for it.\n")


def test_another_week_is_asked_for_by_name(busy: Frontdesk) -> None:
    assert busy("review", "--week", "2026-W47")[1].startswith("Week 47 · 16–22 Nov 2026 · ○ not closed\n")
    assert busy("review", "--week", "2027-w01")[1].startswith("Week 1 · 4–10 Jan 2027 · ○ still to come\n")


# For scripts


def test_json_has_everything_by_its_name(busy: Frontdesk) -> None:
    found: dict[str, Any] = as_json(busy("review", "--json"))
    assert (found["week"], found["starts_on"], found["closed_at"]) == ("2026-W48", "2026-11-23", None)
    assert (found["start"], found["end"]) == ("2026-11-22T23:00:00Z", "2026-11-29T23:00:00Z")
    due = found["blocks"]["promises"]["due"]
    assert (due["unit"], due["value"], due["of"], due["rows"]) == ("of", 0, 0, [])
    assert found["blocks"]["calls"]["in"]["value"] == 1
    assert found["blocks"]["calls"]["in"]["rows"][0].startswith("touch:")
    assert {client["client"] for client in found["clients"]} == {"Birch", "Acme <b>"}
    assert found["next_week"]["week"] == "2026-W49"
    assert [row["title"] for row in found["next_week"]["promises"]] == ["Site"]
    assert found["next_week"]["load"] > 0
    assert len(found["trends"]) == 12
    assert found["trends"][-1]["week"] == "2026-W48"
    assert (found["intentions"], found["corrected"], found["currency"]) == ([], [], "EUR")
    assert found["settings"]["zone"] == "Europe/Berlin"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--week", "last"), "no week"),
        (("--week", "2026-W54"), "W53"),
        (("--week", ""), "no week"),
        (("--json", "--markdown"), "Choose one"),
        (("--json", "--html", "-"), "Choose one"),
        (("--html", ""), "--html needs the name of a file"),
        (("--force",), "--force goes with --html FILE"),
        (("--html", "-", "--force"), "--force goes with --html FILE"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(
    frontdesk: Frontdesk, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = frontdesk("review", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.strip().count("\n") == 0


# As texts and files


def test_markdown_is_printed(busy: Frontdesk) -> None:
    code, out, err = busy("review", "--markdown")
    assert (code, err) == (0, "")
    assert out.startswith("# Week 48 · 23–29 Nov 2026\n\nStill running.\n")
    assert "Acme \\<b\\>" in out
    assert out.endswith("\n")


def test_a_page_is_printed(busy: Frontdesk) -> None:
    code, out, err = busy("review", "--html", "-")
    assert (code, err) == (0, "")
    assert out.startswith("<!DOCTYPE html>\n")
    assert "<bdi>Acme &lt;b&gt;</bdi>" in out


def test_a_page_is_written_for_its_owner_alone(busy: Frontdesk, tmp_path: Path) -> None:
    page = tmp_path / "week.html"
    old = os.umask(0)
    try:
        code, out, err = busy("review", "--html", str(page))
    finally:
        os.umask(old)
    assert (code, err) == (0, "")
    assert str(page) in out
    assert "2026-W48" in out
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_what_is_there_is_only_written_over_when_one_says_so(busy: Frontdesk, tmp_path: Path) -> None:
    page = tmp_path / "week.html"
    page.write_text("mine")
    page.chmod(0o644)
    code, out, err = busy("review", "--html", str(page))
    assert (code, out) == (1, "")
    assert "is there already and was left as it is" in err
    assert page.read_text() == "mine"
    assert busy("review", "--html", str(page), "--force")[0] == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert [
        path.name for path in tmp_path.iterdir() if path.name.endswith("html") or "week" in path.name
    ] == ["week.html"]


@pytest.mark.parametrize("force", [False, True])
def test_a_link_is_not_followed(busy: Frontdesk, tmp_path: Path, force: bool) -> None:
    theirs, link = tmp_path / "theirs", tmp_path / "week.html"
    theirs.write_text("theirs")
    link.symlink_to(theirs)
    assert busy("review", "--html", str(link), *(["--force"] if force else []))[0] == (0 if force else 1)
    assert theirs.read_text() == "theirs"


@pytest.mark.parametrize("where", ["", "missing/week.html"])
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_where_nothing_can_be_written_it_says_so(
    busy: Frontdesk, tmp_path: Path, where: str, force: tuple[str, ...]
) -> None:
    code, out, err = busy("review", "--html", str(tmp_path / where), *force)
    assert (code, out) == (1, "")
    assert "cannot be written" in err
    assert "Choose another place" in err
    assert err.strip().count("\n") == 0


@pytest.mark.parametrize("force", [False, True])
def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    page = tmp_path / "week.html"
    if force:
        page.write_text("mine")
    with pytest.raises(DiskFull, match="Nothing was written"):
        write_private(page, "page", force=force)
    assert [path.name for path in tmp_path.iterdir()] == (["week.html"] if force else [])
    assert not force or page.read_text() == "mine"


def test_neither_texts_nor_pages_need_the_screen(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom tui.cli import run\n"
        f"run(['--store', {str(tmp_path / 's.db')!r}, '--config', {str(tmp_path / 'c.toml')!r}, "
        f"'--now', {NOW!r}, 'review', '--html', '-'])\n"
        "run(['review', '--help'])\n"
        "print(' '.join({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("<!DOCTYPE html>")
    assert not set(done.stderr.split()) & {"textual", "rich", "jinja2", "markdown_it"}


def test_the_date_aimed_for_is_in_none_of_them(busy: Frontdesk) -> None:
    promised = as_json(
        busy("promise", "--hours", "12", "--for", "birch", "--what", "News", "--promise", "--json")
    )
    aim = date.fromisoformat(promised["aim"])
    assert promised["aim"] != promised["tell"]
    spellings = (aim.isoformat(), f"{aim.day} {MONTHS[aim.month - 1]}", f"{aim:%d.%m.}", f"{aim:%-d %B}")
    for how in (("--json",), ("--markdown",), ("--html", "-"), ()):
        for week in ("2026-W48", "2026-W49", "2026-W50"):
            text = busy("review", "--week", week, *how)[1]
            assert not [spelling for spelling in spellings if spelling in text], (how, week)

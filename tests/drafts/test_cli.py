"""`frontdesk drafts`: list, make your own, go back."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from data.model.letter import DraftKind
from tui.cli import run

Frontdesk = Callable[..., tuple[int, str, str]]


@pytest.fixture
def frontdesk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Frontdesk:
    """Run one command beside a throw-away settings file; gives exit code, stdout and stderr."""
    monkeypatch.setenv("COLUMNS", "300")

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        config = tmp_path / "settings.toml"
        code = run(["--config", str(config), "--now", "2026-11-23T10:15:00+01:00", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Let the editor do something to the file, as a line of Python that knows its `path`."""

    def does(code: str) -> None:
        script = tmp_path / "editor.py"
        script.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[1])\n{code}\n")
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")

    return does


def test_every_text_is_listed(frontdesk: Frontdesk) -> None:
    code, out, err = frontdesk("drafts")
    assert (code, err) == (0, "")
    assert out.count("built-in") == len(DraftKind)
    rows = json.loads(frontdesk("drafts", "--json")[1])
    assert [row["name"] for row in rows] == [kind.value for kind in DraftKind]
    assert all(Path(row["path"]).is_file() for row in rows)


def test_a_text_becomes_yours_and_goes_back(
    frontdesk: Frontdesk, editor: Callable[[str], None], tmp_path: Path
) -> None:
    path = tmp_path / "drafts" / "heads_up.txt"
    editor("path.write_text(path.read_text().replace('All the best', 'Cheers'))")
    assert frontdesk("drafts", "edit", "heads-up") == (0, f"{path} is fine.\n", "")
    assert "Cheers" in path.read_text()
    assert f"heads_up yours {path}" in " ".join(frontdesk("drafts")[1].split())
    editor("path.write_text(path.read_text() + 'and more')")
    frontdesk("drafts", "edit", "heads_up")
    assert "Cheers" in path.read_text()
    code, out, _ = frontdesk("drafts", "reset", "heads_up")
    assert (code, path.exists()) == (0, False)
    assert str(path.with_name("heads_up.txt.bak")) in out
    assert "Cheers" in path.with_name("heads_up.txt.bak").read_text()
    assert "already" in frontdesk("drafts", "reset", "heads_up")[1]
    editor("")
    frontdesk("drafts", "edit", "heads_up")
    assert "heads_up.txt.bak2" in frontdesk("drafts", "reset", "heads_up")[1]


def test_what_is_wrong_is_said(frontdesk: Frontdesk, editor: Callable[[str], None], tmp_path: Path) -> None:
    editor("path.write_text('Subject: x\\n\\n{{ promisd_on|day }}')")
    code, out, err = frontdesk("drafts", "edit", "heads_up")
    assert (code, out) == (1, "")
    assert "heads_up.txt, line 3: there is nothing called “promisd_on”; do you mean “promised_on”?" in err
    code, out, err = frontdesk("drafts")
    assert code == 0
    assert "line 3" in err


def test_an_editor_that_fails(frontdesk: Frontdesk, editor: Callable[[str], None], tmp_path: Path) -> None:
    editor("raise SystemExit(1)")
    code, _, err = frontdesk("drafts", "edit", "nudge")
    assert code == 1
    assert "was not checked" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("act", ["edit", "reset"])
def test_a_name_there_is_not(frontdesk: Frontdesk, act: str) -> None:
    code, _, err = frontdesk("drafts", act, "invoice")
    assert code == 2
    assert "there are heads_up, update, nudge, find_out, mistake" in err


def test_no_editor(frontdesk: Frontdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    assert frontdesk("drafts", "edit", "nudge")[0] == 2

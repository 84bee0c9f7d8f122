"""`frontdesk connect` and `frontdesk sources` as a script sees them."""

from __future__ import annotations

import mailbox
import sys
from pathlib import Path

import pytest

from tests.tui.test_cli import Frontdesk, as_json, frontdesk
from tui.cli.progress import progress

__all__ = ["frontdesk"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with a mailbox in the usual place."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    box = mailbox.Maildir(folder / "Maildir")
    box.add(
        b"From: ann@acme.example\nTo: jo@studio.example\nSubject: When?\n"
        b"Message-ID: <1@acme.example>\nDate: Mon, 23 Nov 2026 09:50:00 +0100\n\nWhen?\n"
    )
    box.add(b"Subject: nobody\n\n")
    return folder


def test_what_lies_on_this_machine_is_listed(frontdesk: Frontdesk, home: Path) -> None:
    code, out, err = frontdesk("connect")
    assert (code, err) == (0, "")
    assert "1  Maildir · mailbox · 2 messages" in out
    assert "\n  imap      a mail account on a server (IMAP)\n" in out
    (found,) = as_json(frontdesk("connect", "--json"))
    assert found["path"] == str(home / "Maildir")


def test_a_trial_keeps_nothing_until_it_is_told_to(frontdesk: Frontdesk, home: Path) -> None:
    frontdesk("add", "client", "Acme", "--address", "ann@acme.example")
    mine = ("--set", "me=jo@studio.example")
    trial = as_json(frontdesk("connect", str(home / "Maildir"), *mine, "--dry-run", "--json"))
    assert (trial["waiting"], trial["state"]["skipped"]) == (1, 1)
    assert frontdesk("sources")[1].startswith("Nothing is read yet.")
    code, out, err = frontdesk("connect", str(home / "Maildir"), *mine)
    assert code == 0
    assert "1 from clients" in out
    assert "Not kept." in err
    code, out, err = frontdesk("connect", str(home / "Maildir"), *mine, "--set", "name=studio", "--yes")
    assert "studio is read from now on." in out
    frontdesk("sync")
    (said,) = as_json(frontdesk("sources", "--json"))
    assert (said["source"]["name"], said["skipped"][0]["reason"]) == ("studio", "no_sender")
    assert "skipped" in frontdesk("sources")[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("calendar",), "kind is missing: --set kind="),
        (("mail", "--set", "kind=pst"), 'kind is \'pst\'; allowed: "maildir" or "mbox"'),
        (("mail", "--set", "colour=red"), "colour is no key of [[mail]]"),
        (("mail", "--set", "kind"), "has no value"),
        (("/nowhere/at/all",), "Nothing at /nowhere/at/all"),
        (("/nowhere/at/all",), "an address book of vCards"),
    ],
)
def test_what_is_wrong_is_said(frontdesk: Frontdesk, arguments: tuple[str, ...], sentence: str) -> None:
    code, out, err = frontdesk("connect", *arguments)
    assert code != 0
    assert sentence in err
    assert out == ""


def test_what_there_is_to_know_of_a_source_is_never_cut(frontdesk: Frontdesk, tmp_path: Path) -> None:
    folder = tmp_path / "calls"
    folder.mkdir()
    (folder / "calls.xml").write_text(
        '<calls count="1"><call number="+49405550110" duration="0" date="1795600000000" type="3" />\n<call'
    )
    assert frontdesk("connect", "calls", "--set", f"path={folder}", "--yes")[0] == 0
    frontdesk("sync")
    out = frontdesk("sources")[1]
    assert "see below" in out
    assert "calls: calls.xml ends in the middle; the rest is read when it is there.\n" in out


def test_what_can_only_be_one_thing_need_not_be_said(frontdesk: Frontdesk, tmp_path: Path) -> None:
    book = tmp_path / "book.vcf"
    book.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ann Bell\nEMAIL:ann@acme.example\nEND:VCARD\n")
    code, out, _ = frontdesk("connect", "contacts", "--set", f"path={book}", "--yes")
    assert code == 0
    assert "1 card: 1 with an address" in out


def test_what_cannot_be_read_is_not_kept(frontdesk: Frontdesk, tmp_path: Path) -> None:
    path = f"path={tmp_path / 'gone'}"
    code, out, _ = frontdesk("connect", "mail", "--set", "kind=maildir", "--set", path, "--yes")
    assert code == 1
    assert "It cannot be read" in out
    assert frontdesk("sources")[1].startswith("Nothing is read yet.")


def test_how_far_a_reading_is_moves_nothing_on_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress() as tell:
        assert tell is not None
        tell("studio: In\x1b[2Jbox\x07\n, 3 of 10 read")
    assert capsys.readouterr().err == "\r\x1b[Kstudio: In [2Jbox , 3 of 10 read\r\x1b[K"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    with progress() as tell:
        assert tell is None
    assert capsys.readouterr().err == ""

"""`frontdesk sync` at a mail account: what it brought, or one sentence and a code."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from tests.feeds.mail.imap.conftest import own_server, rich, rich_box
from tests.feeds.mail.imap.letters import ann, at, jo, settings
from tests.servers.dovecot import PASSWORD, Dovecot, Mailbox
from tests.tui.test_cli import Frontdesk, frontdesk

__all__ = ["frontdesk", "own_server", "rich", "rich_box"]


@pytest.fixture
def config(tmp_path: Path, frontdesk: Frontdesk) -> Path:
    return tmp_path / "settings.toml"


def test_sync_says_what_an_account_brought(frontdesk: Frontdesk, config: Path, rich_box: Mailbox) -> None:
    rich_box.put("INBOX", ann("m1"), at=at(10))
    rich_box.put("Sent", jo("hello", 1), at=at(1))
    config.write_text(config.read_text() + settings(rich_box))
    frontdesk("add", "client", "Birch", "--domain", "birch.example")
    assert frontdesk("sync") == (0, "studio: 2 known\n", "")
    code, out, _ = frontdesk("waiting")
    assert code == 0
    assert "Case m1" in out
    code, out, _ = frontdesk("mail", "why", "m1@x.example")
    assert code == 0
    assert "ann@birch.example is a client" in out


class Typed(StringIO):
    """What somebody types on a terminal, line by line."""

    def isatty(self) -> bool:
        return True


def test_an_account_is_asked_for_with_the_place_of_its_password(
    frontdesk: Frontdesk, config: Path, rich_box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    rich_box.put("INBOX", ann("m1"), at=at(10))
    server = ("--set", f"port={rich_box.server.tls_port}", "--set", f"ca_file={rich_box.server.certificate}")
    monkeypatch.setattr("sys.stdin", Typed(f"localhost\n{rich_box.user}\necho {PASSWORD}\ny\n"))
    code, out, _ = frontdesk("connect", "imap", *server)
    assert code == 0
    assert "localhost is read from now on." in out
    assert f'password_command = "echo {PASSWORD}"' in config.read_text()
    monkeypatch.setattr("sys.stdin", Typed(f"localhost\n{rich_box.user}\n\n"))
    _, out, _ = frontdesk("connect", "imap", *server, "--dry-run")
    assert "There is no password" in out


def test_a_wrong_password_is_a_sentence_and_a_code(
    frontdesk: Frontdesk, config: Path, rich_box: Mailbox
) -> None:
    config.write_text(config.read_text() + settings(rich_box).replace(PASSWORD, "swordfish"))
    code, out, err = frontdesk("sync")
    assert (code, err) == (1, "")
    assert out.startswith(f"studio: localhost refused the password of {rich_box.user}")
    assert "swordfish" not in out


def test_a_server_that_is_away_is_said_and_nothing_is_lost(
    frontdesk: Frontdesk, config: Path, own_server: Dovecot
) -> None:
    box = own_server.new_user()
    box.put("INBOX", ann("m1"), at=at(10))
    box.put("Sent", jo("hello", 1), at=at(1))
    config.write_text(config.read_text() + settings(box))
    frontdesk("sync")
    own_server.kill()
    _, out, err = frontdesk("sync")
    assert (out, err) == ("studio: offline, tried again by itself; 2 known\n", "")
    assert len(frontdesk("mail", "verdicts")[1].splitlines()) >= 2

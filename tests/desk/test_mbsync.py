"""A sync tool fills a Maildir from a mail server while frontdesk watches it: nothing is disturbed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from data.desk import Desk
from data.model.client import Client
from tests.desk.conftest import Hand
from tests.feeds.mail.imap.conftest import rich, rich_box
from tests.feeds.mail.imap.letters import NOW, ann, at, jo
from tests.servers.dovecot import PASSWORD, Mailbox, must_have

__all__ = ["rich", "rich_box"]

_CONFIG = """\
IMAPAccount studio
Host localhost
Port {port}
User {user}
Pass "{password}"
SSLType IMAPS
CertificateFile {certificate}

IMAPStore far
Account studio

MaildirStore near
Path {mail}/
Inbox {mail}/INBOX
SubFolders Verbatim

Channel studio
Far :far:
Near :near:
Patterns INBOX Sent
Create Near
Sync Pull
SyncState *
"""


@pytest.fixture
def mbsync(tmp_path: Path, rich_box: Mailbox) -> Callable[[], None]:
    """Run the sync tool once."""
    must_have("mbsync")
    mail, config = tmp_path / "mail", tmp_path / "mbsyncrc"
    mail.mkdir()
    config.write_text(
        _CONFIG.format(
            port=rich_box.server.tls_port,
            user=rich_box.user,
            password=PASSWORD,
            certificate=rich_box.server.certificate,
            mail=mail,
        )
    )

    def run() -> None:
        done = subprocess.run(["mbsync", "-c", str(config), "studio"], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    return run


def test_what_a_sync_tool_brings_is_followed(
    open_desk: Callable[[str], Desk],
    clock: Hand,
    tmp_path: Path,
    rich_box: Mailbox,
    mbsync: Callable[[], None],
) -> None:
    clock.at = NOW
    rich_box.put("Sent", jo("hello", 1), at=at(1))
    rich_box.put("INBOX", ann("m1"), at=at(10))
    mbsync()
    desk = open_desk(
        "[replies]\nsettle_days = 0\n"
        f'[[mail]]\nname = "studio"\nkind = "maildir"\npath = "{tmp_path / "mail"}"\n'
        'me = ["jo@studio.example"]\n'
    )
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))

    def waiting() -> list[str]:
        desk.sources.sync()
        assert [state.error for state in desk.sources.states()] == [""]
        return sorted(str(item.newest_id) for item in desk.today().waiting)

    assert waiting() == ["m1@x.example"]
    rich_box.put("INBOX", ann("m2", 12), at=at(12))
    mbsync()
    assert waiting() == ["m1@x.example", "m2@x.example"]
    with rich_box.client() as client:
        client.select_folder("INBOX")
        client.add_flags(client.search()[:1], [b"\\Answered"])
    mbsync()
    assert waiting() == ["m2@x.example"]
    rich_box.put("Sent", jo("o2", 13, answers="m2"), at=at(13))
    mbsync()
    assert waiting() == []
    files = {path: path.read_bytes() for path in (tmp_path / "mail").rglob("*") if path.is_file()}
    mbsync()
    assert waiting() == []
    assert {path: path.read_bytes() for path in (tmp_path / "mail").rglob("*") if path.is_file()} == files

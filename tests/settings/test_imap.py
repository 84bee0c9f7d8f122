"""The section of a mail account: what is worked out, and what is refused before anything is sent anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.settings import ImapSettings, check, load
from data.settings.feed_edit import add_feed


def section(more: str = "", host: str = "imap.studio.example") -> str:
    return f'email = "jo@studio.example"\n[[imap]]\nhost = "{host}"\nuser = "kim@studio.example"\n{more}'


def read(tmp_path: Path, text: str) -> ImapSettings:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    (account,) = load(path).imap
    return account


@pytest.mark.parametrize(
    ("more", "port"),
    [("", 993), ('security = "starttls"\n', 143), ("port = 1993\n", 1993)],
)
def test_what_is_not_said_is_worked_out(tmp_path: Path, more: str, port: int) -> None:
    account = read(tmp_path, section(more))
    assert (account.name, account.kind, account.usual_port) == ("imap.studio.example", "imap", port)
    assert account.me == ("jo@studio.example",)
    assert account.addresses == ("jo@studio.example", "kim@studio.example")


def test_a_certificate_lies_beside_the_settings(tmp_path: Path) -> None:
    assert read(tmp_path, section('ca_file = "mail.pem"\n')).ca_file == tmp_path / "mail.pem"
    assert "there is no such user" in check(section('ca_file = "~nobody-at-all/x"\n'))[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (section('password = "swordfish"\n'), "allowed: password_command"),
        (section('security = "none"\n'), "mail would cross the net in the clear"),
        (section('security = "none"\n', host="192.0.2.1"), "mail would cross the net in the clear"),
        (section(host="imap.studio.example:993"), "without a port"),
        (section(host="a b"), "without a port"),
        (section('security = "ssl"\n'), '"tls", "starttls" or "none"'),
    ],
)
def test_what_would_give_something_away_is_refused(text: str, said: str) -> None:
    (problem,) = check(text)
    assert said in problem
    assert "swordfish" not in problem


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_this_machine_needs_no_tls(host: str) -> None:
    assert check(section('security = "none"\n', host=host)) == []


def test_an_account_is_added_as_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("")
    account = ImapSettings(
        name="work", host="imap.studio.example", user="kim", password_command="pass show mail", keyring=True
    )
    add_feed(path, account)
    assert load(path).imap == (account,)
    assert "kind" not in path.read_text()

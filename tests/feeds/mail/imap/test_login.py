"""Getting in: what is checked before a password leaves the house, and what is said when it does not work."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from data.errors import FeedError, Offline, Refused
from data.feeds.mail.imap.account import Account
from data.feeds.mail.imap.login import connected
from data.feeds.mail.imap.trial import AccountFound, FolderFound, try_account
from data.feeds.mail.letter import Role
from data.feeds.patience import Stopped
from data.feeds.secrets import SecretPlace, forget, secret
from tests.feeds.mail.imap.letters import NOW, ann, at, day, jo
from tests.servers.dovecot import PASSWORD, Dovecot, Mailbox
from tests.servers.lying import lying, say_nothing


def account(box: Mailbox, security: str = "tls", command: str = f"echo {PASSWORD}") -> Account:
    tls = security == "tls"
    return Account(
        "localhost",
        box.server.tls_port if tls else box.server.port,
        box.user,
        SecretPlace("studio", command=command),
        security=security,
        ca_file=box.server.certificate,
    )


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
def test_it_gets_in(box: Mailbox, security: str) -> None:
    with connected(account(box, security)) as connection:
        assert connection.examine("INBOX").exists == 0
        assert connection.search(["ALL"]) == []


def test_a_certificate_nobody_vouches_for_is_refused_and_nothing_is_sent(rich_box: Mailbox) -> None:
    for security in ("tls", "starttls"):
        unknown = replace(account(rich_box, security), ca_file=None)
        with (
            pytest.raises(Refused, match="certificate that cannot be trusted"),
            connected(unknown),
        ):
            pass
    assert f"user=<{rich_box.user}>" not in rich_box.server.log


def test_a_certificate_of_somebody_else_is_refused(rich_box: Mailbox, tmp_path: Path) -> None:
    other = tmp_path / "other.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=other"),
            *("-keyout", str(tmp_path / "key"), "-out", str(other)),
        ],
        check=True,
        capture_output=True,
    )
    wrong = replace(account(rich_box), ca_file=other)
    with pytest.raises(Refused, match="certificate"), connected(wrong):
        pass
    by_another_name = replace(account(rich_box), host="127.0.0.2")
    with pytest.raises(FeedError), connected(by_another_name):
        pass
    missing = replace(account(rich_box), ca_file=tmp_path / "none.pem")
    with pytest.raises(Refused, match="cannot be used"), connected(missing):
        pass


def test_a_plain_port_is_no_tls_port(rich_box: Mailbox) -> None:
    wrong = replace(account(rich_box), port=rich_box.server.port)
    with (
        pytest.raises(FeedError, match="No secure connection"),
        connected(wrong),
    ):
        pass


def test_starttls_that_is_not_offered_is_not_done_without() -> None:
    with lying() as server:
        there = Account(
            "localhost", server.port, "jo", SecretPlace("s", command="echo x"), security="starttls"
        )
        with pytest.raises(Refused, match="offers no STARTTLS"), connected(there):
            pass
        assert not any(b"AUTHENTICATE" in line or b"LOGIN" in line for line in server.heard)


def test_what_is_slipped_in_before_tls_is_no_answer() -> None:
    greeting = b"* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] ready\r\n"
    slipped = {
        b"CAPABILITY": b"* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN\r\n",
        b"STARTTLS": b"TAG OK go\r\n* OK slipped in\r\n",
    }
    with lying(slipped, greeting) as server:
        there = Account(
            "localhost", server.port, "jo", SecretPlace("s", command="echo x"), security="starttls"
        )
        with pytest.raises(FeedError, match="spoke in the clear"), connected(there):
            pass
        assert not any(b"AUTHENTICATE" in line for line in server.heard)


def test_a_wrong_password_is_said_and_not_shown(box: Mailbox) -> None:
    wrong = account(box, command="echo swordfish")
    with pytest.raises(Refused, match=f"refused the password of {box.user}") as raised, connected(wrong):
        pass
    assert "swordfish" not in str(raised.value)
    assert not raised.value.__context__ or "swordfish" not in repr(raised.value.__context__)


def test_a_password_that_changed_is_asked_for_anew(rich_box: Mailbox, tmp_path: Path) -> None:
    kept = tmp_path / "password"
    kept.write_text("old one\n")
    there = account(rich_box, command=f"cat {kept}")
    with pytest.raises(Refused), connected(there):
        pass
    kept.write_text(f"{PASSWORD}\n")
    with connected(there):
        pass
    kept.write_text("not even asked for\n")
    with connected(there):
        pass
    forget(there.secret)


def test_a_password_that_cannot_be_sent_is_refused_before_it_is() -> None:
    with lying({b"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n"}, b"* OK ready\r\n") as server:
        there = Account(
            "127.0.0.1", server.port, "jo", SecretPlace("s", command="printf pässwort"), security="none"
        )
        with pytest.raises(Refused, match="unaccented") as refused, connected(there):
            pass
    assert "pässwort" not in str(refused.value)


def test_a_machine_that_is_not_there_is_offline() -> None:
    for host, port in (("localhost", 9), ("no-such-host.invalid", 993)):
        there = Account(host, port, "jo", SecretPlace("s", command="echo x"))
        with pytest.raises(Offline, match=host), connected(there):
            pass


@pytest.mark.parametrize("step", ["connect", "secret"])
def test_whoever_stops_waits_for_nobody(step: str) -> None:
    command = "sleep 60" if step == "secret" else "echo x"
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 2

    with lying({b"CAPABILITY": say_nothing}, b"* OK ready\r\n") as server:
        there = Account("127.0.0.1", server.port, step, SecretPlace(step, command=command), security="none")
        with pytest.raises(Stopped), connected(there, stop):
            pass


def test_a_token_that_has_run_out_is_asked_for_anew(rich_box: Mailbox, tmp_path: Path) -> None:
    kept = tmp_path / "token"
    there = replace(account(rich_box, command=f"cat {kept}"), by_token=True)
    kept.write_text(rich_box.token())
    with connected(there):
        pass
    forget(there.secret)
    kept.write_text(rich_box.token(good=False))
    with pytest.raises(Refused, match="refused the access token"), connected(there):
        pass
    secret(there.secret)  # held in memory, as if it had been good an hour ago
    kept.write_text(rich_box.token())
    with connected(there):
        pass
    forget(there.secret)


def test_a_look_around_tells_what_is_there(box: Mailbox) -> None:
    box.put("INBOX", ann("m1"), ann("m2"), at=at(10))
    box.put("INBOX", ann("old"), at=at(10) - timedelta(days=200))
    box.put("Sent", jo("o1"), at=day(3))
    box.put("Entwürfe", jo("d1"), at=day(3))
    found = try_account(account(box), NOW - timedelta(days=90))
    assert set(found.folders) == {
        FolderFound("INBOX", Role.WATCHED, 2),
        FolderFound("Sent", Role.SENT, 1),
        FolderFound("Trash", Role.TRASH),
        FolderFound("Entwürfe", Role.DRAFTS),
    }
    assert found.has_sent
    assert found.has_watched
    assert "IMAP4REV1" in found.capabilities
    rich = not box.server.capability
    assert (found.tells_news, found.counts_changes, found.knows_uses) == (rich, rich, rich)
    assert isinstance(found, AccountFound)


def test_special_use_is_better_than_a_name() -> None:
    special = {"Weg damit": "\\Trash", "Raus": "\\Sent", "Alles": "\\All"}
    with Dovecot(special=special, prefix="INBOX.", separator=".") as server:
        box = server.new_user()
        box.put("INBOX.Clients.Acme", ann("m1"), at=at(10))
        watching = replace(account(box), watch=("INBOX", "Clients/*"))
        roles = {folder.name: folder.role for folder in try_account(watching, None).folders}
    assert roles == {
        "INBOX": Role.WATCHED,
        "INBOX/Weg damit": Role.TRASH,
        "INBOX/Raus": Role.SENT,
        "INBOX/Clients/Acme": Role.WATCHED,
    }


def test_nobody_is_asked_for_a_password_in_vain(rich_box: Mailbox, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    command = f"echo x >> {asked}; echo {PASSWORD}"
    for there in (
        replace(account(rich_box, command=command), port=9),
        replace(account(rich_box, command=command), ca_file=None),
    ):
        with pytest.raises(FeedError), connected(there):
            pass
    assert not asked.exists()
    with connected(account(rich_box, command=command)):
        pass
    assert asked.read_text() == "x\n"


def test_a_password_that_cannot_be_had_is_not_asked_for_again_and_again(rich_box: Mailbox) -> None:
    there = account(rich_box, command="exit 2")
    with pytest.raises(Refused, match="exit code 2"), connected(there):
        pass

"""Which folder is what (R1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.feeds.mail.folders import has_sent, role_of, usual_role
from data.feeds.mail.letter import Role
from data.feeds.mail.maildir import find_folders


def test_folders_of_all_layouts(tmp_path: Path) -> None:
    for place in (
        "",
        ".Sent",
        ".Clients.Acme",
        ".Entw&APw-rfe",
        "Work",
        "Work/Deep/Er",
        "INBOX.old",
        ".INBOX.Trash",
    ):
        (tmp_path / place / "cur").mkdir(parents=True)
    for place in (".notmuch/xapian", "tmp", "cur/not-a-folder/cur"):
        (tmp_path / place).mkdir(parents=True)
    (tmp_path / "Work" / "loop").symlink_to(tmp_path)
    folders = find_folders(tmp_path, ("INBOX",), ())
    assert {folder.name: folder.role for folder in folders} == {
        "INBOX": Role.WATCHED,
        "Sent": Role.SENT,
        "Clients/Acme": Role.OTHER,
        "Entwürfe": Role.DRAFTS,
        "Work": Role.OTHER,
        "Work/Deep/Er": Role.OTHER,
        "INBOX.old": Role.OTHER,
        "INBOX/Trash": Role.TRASH,
    }
    assert has_sent(folders)


def test_an_account_below_a_plain_directory_is_found(tmp_path: Path) -> None:
    for place in ("work/INBOX", "work/Sent Items", "work/Archive/2025", "home/inbox"):
        (tmp_path / place / "cur").mkdir(parents=True)
    roles = {folder.name: folder.role for folder in find_folders(tmp_path, ("INBOX",), ())}
    assert roles == {
        "work/INBOX": Role.WATCHED,
        "work/Sent Items": Role.SENT,
        "work/Archive/2025": Role.OTHER,
        "home/inbox": Role.WATCHED,
    }


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Gesendete Elemente", Role.SENT),
        ("Éléments envoyés", Role.SENT),
        ("Enviados", Role.SENT),
        ("Отправленные", Role.SENT),
        ("Sent-1", Role.SENT),
        ("Sent/2025", Role.SENT),
        ("[Gmail]/Sent Mail", Role.SENT),
        ("[Google Mail]/Papierkorb", Role.TRASH),
        ("Trash/Old", Role.TRASH),
        ("INBOX/Junk E-mail", Role.JUNK),
        ("Brouillons", Role.DRAFTS),
        ("Postausgang", Role.OUTBOX),
        ("Vorlagen", Role.TEMPLATES),
        ("Clients/Bin", None),
        ("Sent quotes", None),
        ("Archive", None),
    ],
)
def test_folders_are_known_by_name(name: str, role: Role | None) -> None:
    assert usual_role(name) == role


@pytest.mark.parametrize(
    ("name", "watch", "role"),
    [
        ("Raus", ("INBOX",), Role.SENT),
        ("Trash", ("INBOX",), Role.SENT),
        ("Clients/Sent", ("Clients/*",), Role.SENT),
        ("Raus", ("Raus",), Role.WATCHED),
    ],
)
def test_a_servers_word_is_better_than_a_name_but_not_than_the_settings(
    name: str, watch: tuple[str, ...], role: Role
) -> None:
    assert role_of(name, watch, (), special=Role.SENT) == role


@pytest.mark.parametrize(
    ("name", "watch", "sent", "role"),
    [
        ("inbox", ("INBOX",), (), Role.WATCHED),
        ("INBOX/Clients", ("INBOX",), (), Role.OTHER),
        ("INBOX/Clients", ("INBOX*",), (), Role.WATCHED),
        ("Clients/Acme", ("Clients/*",), (), Role.WATCHED),
        ("Clients/Acme", ("clients.acme",), (), Role.WATCHED),
        ("Trash", ("*",), (), Role.TRASH),
        ("Sent", ("*",), (), Role.SENT),
        ("Trash", ("Trash",), (), Role.WATCHED),
        ("Out there", ("*",), ("out there",), Role.SENT),
        ("Done 2026", ("INBOX",), ("Done*",), Role.SENT),
    ],
)
def test_the_settings_name_folders(
    name: str, watch: tuple[str, ...], sent: tuple[str, ...], role: Role
) -> None:
    assert role_of(name, watch, sent) == role

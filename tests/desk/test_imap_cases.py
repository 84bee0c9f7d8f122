"""The shared mailboxes once more, this time served by a real mail server: the same verdicts."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

from data.desk import Desk
from data.feeds.mail.events import Found
from data.feeds.mail.mbox import read_mbox
from tests.desk.conftest import Hand
from tests.desk.test_mail_cases import CASES, clients_of, read
from tests.feeds.mail.imap.conftest import box, poor, rich, rich_box
from tests.feeds.mail.imap.letters import settings
from tests.servers.dovecot import Mailbox

__all__ = ["box", "poor", "rich", "rich_box"]

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="the shared mailboxes are not beside this clone (../shared/cases/mail)"
)
_UID = re.compile(r"^(\d+) .*?:(.+)$", re.MULTILINE)


def settings_of(box: Mailbox, me: list[str]) -> str:
    said = settings(box, "look_back_days = 0\n")
    return said.replace('me = ["jo@studio.example"]', f"me = {json.dumps(me, ensure_ascii=False)}")


def fill(box: Mailbox, tree: Path) -> None:
    """Lay a Maildir tree into the server's own, each file with the time its name says."""
    with box.client():
        pass  # makes the home
    for file in tree.glob("*/*/*"):
        folder = file.parent.parent.name
        if not file.is_file() or folder not in ("INBOX", "Sent"):
            continue
        base = box.maildir if folder == "INBOX" else box.maildir / folder
        target = base / file.parent.name / file.name.replace(";2,", ":2,")  # as servers write it
        for each in ("cur", "new", "tmp"):
            (base / each).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        number = file.name.partition(".")[0]
        if number.isdecimal():
            os.utime(target, (int(number), int(number)))
    if os.getuid() == 0:
        for made in [box.maildir, *box.maildir.rglob("*")]:
            shutil.chown(made, "nobody", "nogroup")


def files_by_uid(box: Mailbox) -> dict[tuple[str, str], str]:
    """Say which file each message of the server is: (folder, "UID 1") → name without flags."""
    found: dict[tuple[str, str], str] = {}
    for folder in ("INBOX", "Sent"):
        base = box.maildir if folder == "INBOX" else box.maildir / folder
        for uid, name in _UID.findall((base / "dovecot-uidlist").read_text(errors="replace")):
            found[folder, f"UID {uid}"] = name.partition(":2,")[0]
    return found


def test_nasty_mailbox(open_desk: Callable[[str], Desk], clock: Hand, box: Mailbox) -> None:
    content = read("nasty", "expected.json")
    clock.at = datetime.fromisoformat(content["now"])
    fill(box, CASES / "nasty")
    desk = open_desk(settings_of(box, content["me"]))
    desk.clients.take_in(clients_of(content))
    (state,) = desk.sources.sync()
    assert state.error == ""
    names = files_by_uid(box)
    verdicts = {
        (row.folder, names[row.folder, row.file]): row
        for row in desk.sources.verdicts()
        if (row.folder, row.file) in names
    }
    assert len(verdicts) > 120
    shown = {(item.client, item.waiting_since) for item in desk.today().waiting}
    assert [fault for case in content["cases"] if (fault := _fault(case, verdicts, shown))] == []


def _fault(case: dict[str, Any], verdicts: dict[tuple[str, str], Any], shown: set[Any]) -> str:
    folder, _, name = case["file"].split("/", 2)
    row = verdicts.get((folder, re.split("[:;]2,", name)[0]))
    if case["expect"] in ("either", "ignored") or case.get("reason") in ("draft", "junk", "not_a_file"):
        return ""  # no message at all for a server, or in a folder that is not even opened
    if row is not None and case["case"] == "d02" and row.verdict in ("unanswered", "duplicate"):
        return ""  # two equal copies: which of them counts is up to the server's numbers
    if row is None or row.verdict != case["expect"]:
        return f"{case['case']}: {case['expect']} expected, {row and row.verdict} given"
    if case.get("reason") and row.reason != case["reason"]:
        return f"{case['case']}: {case['reason']} expected, {row.reason} given"
    if case["expect"] == "unanswered":
        wanted = case["client"], datetime.fromisoformat(case["waiting_since_utc"])
        return "" if wanted in shown else f"{case['case']}: not waiting since {wanted[1]}"
    return ""


@pytest.mark.parametrize(("name", "until"), [("httpd-users", "2020-08-03"), ("r-sig-2009q4", "2010-01-04")])
def test_mailing_lists_as_their_clients_see_them(
    open_desk: Callable[[str], Desk], clock: Hand, rich_box: Mailbox, name: str, until: str
) -> None:
    content = read(name, "client-view.json")
    clock.at = datetime.fromisoformat(f"{until}T09:00:00+00:00")
    with rich_box.client() as client:
        for message in messages(CASES / name / "archive.mbox"):
            client.append("INBOX", message, msg_time=_date(message, clock.at))
    desk = open_desk(settings_of(rich_box, content["me"]))
    desk.clients.take_in(clients_of(content))
    desk.sources.sync()
    waiting = {(item.client, item.newest_id): item for item in desk.today().waiting}
    for entry in content["expected"]:
        item = waiting[entry["client"], entry["newest_id"]]
        assert item.waiting_since_id == entry["waiting_since_id"]
        late = item.waiting_since - datetime.fromisoformat(entry["waiting_since_utc"])
        assert timedelta() <= late < timedelta(minutes=5)
    known = list(read_mbox(CASES / name / "archive.mbox", ("*",), (), {}, None, clock.at, {}))
    assert len(desk.sources.verdicts()) == sum(isinstance(event, Found) for event in known)


def messages(archive: Path) -> list[bytes]:
    """Cut an mbox where its reader does: before a line that begins a message."""
    parts = re.split(rb"(?m)^From [^\n]*\d{4}\n", archive.read_bytes())
    return [part.replace(b"\n", b"\r\n") for part in parts if part.strip()]


def _date(message: bytes, otherwise: datetime) -> datetime:
    found = re.search(rb"(?mi)^Date: *([^\r\n]+)", message)
    try:
        at = parsedate_to_datetime(found[1].decode()) if found else otherwise
    except ValueError:
        return otherwise
    return at if at.tzinfo else at.replace(tzinfo=otherwise.tzinfo)

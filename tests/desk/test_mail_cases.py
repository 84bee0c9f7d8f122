"""The shared mailboxes, taken in by the Desk as a user's would be."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.desk import Desk
from data.desk.intake.sources import LetterVerdict
from data.model.client import Client
from tests.desk.conftest import Hand

CASES = Path(__file__).parents[3] / "shared" / "cases" / "mail"

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="the shared mailboxes are not beside this clone (../shared/cases/mail)"
)


def read(name: str, file: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((CASES / name / file).read_text(encoding="utf-8"))
    return content


def clients_of(content: dict[str, Any]) -> list[Client]:
    return [
        Client(c["name"], addresses=tuple(c.get("addresses", ())), domains=tuple(c.get("domains", ())))
        for c in content["clients"]
    ]


def mailbox(kind: str, path: Path, me: list[str], **more: object) -> str:
    lines = {"name": "box", "kind": kind, "path": str(path), "me": me, "look_back_days": 0} | more
    said = "\n".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in lines.items())
    return f"\n[replies]\nsettle_days = 0\n\n[[mail]]\n{said}\n"


def nasty(open_desk: Callable[[str], Desk], clock: Hand, root: Path) -> tuple[Desk, dict[str, Any]]:
    content = read("nasty", "expected.json")
    clock.at = datetime.fromisoformat(content["now"])
    return open_desk(mailbox("maildir", root, content["me"], watch=["INBOX"], sent=["Sent"])), content


def faults(desk: Desk, content: dict[str, Any]) -> list[str]:
    """Say where the Desk differs from what is expected."""
    verdicts = {row.file: row for row in desk.sources.verdicts()}
    shown = {(item.client, item.waiting_since) for item in desk.today().waiting}
    found = []
    for case in content["cases"]:
        if case["expect"] == "either":
            continue
        row = verdicts.get(case["file"])
        if row is None or row.verdict != case["expect"]:
            found.append(f"{case['case']}: {case['expect']} expected, {row and row.verdict} given")
        elif case.get("reason") and row.reason != case["reason"]:
            found.append(f"{case['case']}: {case['reason']} expected, {row.reason} given")
        elif case["expect"] == "unanswered":
            wanted = case["client"], datetime.fromisoformat(case["waiting_since_utc"])
            if wanted not in shown:
                found.append(f"{case['case']}: not waiting since {wanted[1]}")
    return found


@pytest.mark.parametrize("clients_first", [True, False])
def test_nasty_mailbox(open_desk: Callable[[str], Desk], clock: Hand, clients_first: bool) -> None:
    desk, content = nasty(open_desk, clock, CASES / "nasty")
    if clients_first:
        desk.clients.take_in(clients_of(content))
    desk.sources.sync()
    if not clients_first:
        desk.clients.take_in(clients_of(content))
    assert faults(desk, content) == []


def test_nasty_mailbox_growing_message_by_message(
    open_desk: Callable[[str], Desk], clock: Hand, tmp_path: Path
) -> None:
    root = tmp_path / "mail"
    for folder in ("INBOX/cur", "INBOX/new", "Sent/cur", "Sent/new", "Drafts/cur", "Junk/cur"):
        (root / folder).mkdir(parents=True)
    desk, content = nasty(open_desk, clock, root)
    desk.clients.take_in(clients_of(content))
    files = sorted(
        (path for path in (CASES / "nasty").glob("*/*/*")), key=lambda path: (path.name[::-1], path.parent)
    )
    for start in range(0, len(files), 7):
        for file in files[start : start + 7]:
            target = root / file.relative_to(CASES / "nasty")
            if file.is_dir():
                shutil.copytree(file, target)
            else:
                shutil.copy2(file, target)
        desk.sources.sync()
    assert faults(desk, content) == []


def test_reading_twice_changes_nothing(open_desk: Callable[[str], Desk], clock: Hand) -> None:
    desk, content = nasty(open_desk, clock, CASES / "nasty")
    desk.clients.take_in(clients_of(content))
    desk.sources.sync()
    before = desk.today(), desk.sources.verdicts(), desk.data_version()
    desk.sources.sync()
    assert (desk.today(), desk.sources.verdicts(), desk.data_version()) == before


@pytest.mark.parametrize(("name", "until"), [("httpd-users", "2020-08-03"), ("r-sig-2009q4", "2010-01-04")])
def test_mailing_lists_as_their_clients_see_them(
    open_desk: Callable[[str], Desk], clock: Hand, name: str, until: str
) -> None:
    content = read(name, "client-view.json")
    clock.at = datetime.fromisoformat(f"{until}T09:00:00+00:00")
    desk = open_desk(mailbox("mbox", CASES / name / "archive.mbox", content["me"]))
    desk.clients.take_in(clients_of(content))
    desk.sources.sync()
    waiting = {(item.client, item.newest_id): item for item in desk.today().waiting}
    verdicts: dict[str, LetterVerdict] = {row.message_id: row for row in desk.sources.verdicts()}
    for entry in content["expected"]:
        item = waiting.get((entry["client"], entry["newest_id"]))
        assert item is not None, f"{entry['subject']}: {verdicts[entry['newest_id']]}"
        assert item.waiting_since_id == entry["waiting_since_id"]
        # The list took a moment to deliver: Received tells the arrival (R15), the oracle has the Date.
        late = item.waiting_since - datetime.fromisoformat(entry["waiting_since_utc"])
        assert timedelta() <= late < timedelta(minutes=5)

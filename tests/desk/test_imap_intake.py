"""A mail account on a real server, taken in by the Desk: what comes, goes, is answered, is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from data.desk import Desk
from data.model.client import Client
from tests.desk.conftest import Hand
from tests.feeds.mail.imap.conftest import box, own_server, poor, rich, rich_box
from tests.feeds.mail.imap.letters import NOW, ann, at, jo, settings
from tests.servers.dovecot import Mailbox

__all__ = ["box", "own_server", "poor", "rich", "rich_box"]

Open = Callable[[str], Desk]


@pytest.fixture
def desk(open_desk: Open, box: Mailbox, clock: Hand) -> Desk:
    clock.at = NOW
    desk = open_desk(settings(box))
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    box.put("Sent", jo("hello", 1), at=at(1))
    return desk


def waiting(desk: Desk) -> list[str | None]:
    """Give the ids of the newest message of each exchange that waits."""
    return [item.newest_id and item.newest_id.partition("@")[0] for item in desk.today().waiting]


def sync(desk: Desk) -> None:
    """Read, and expect no trouble."""
    (state,) = desk.sources.sync()
    assert (state.error, state.offline_since) == ("", None)


def verdict(desk: Desk, name: str) -> str:
    (row,) = [row for row in desk.sources.verdicts() if row.message_id == f"{name}@x.example"]
    return f"{row.verdict} {row.reason}".strip()


def test_a_question_waits_until_it_is_answered(desk: Desk, box: Mailbox) -> None:
    box.put("INBOX", ann("m1"), at=at(10))
    sync(desk)
    assert waiting(desk) == ["m1"]
    box.put("Sent", jo("o1", answers="m1"), at=at(11))
    sync(desk)
    assert waiting(desk) == []
    assert verdict(desk, "m1") == "answered reply"
    box.put("INBOX", ann("m2", 12, answers="m1 o1"), at=at(12))
    sync(desk)
    assert waiting(desk) == ["m2"]


def test_flags_moves_and_deletions_are_followed(desk: Desk, box: Mailbox) -> None:
    for number in range(4):
        box.put("INBOX", ann(f"m{number}", 10 + number / 10), at=at(10 + number / 10))
    sync(desk)
    assert sorted(map(str, waiting(desk))) == ["m0", "m1", "m2", "m3"]
    with box.client() as client:
        client.select_folder("INBOX")
        one, two, three, _four = client.search()
        client.add_flags([one], [b"\\Answered"])
        client.add_flags([two], [b"\\Deleted"])
        client.create_folder("Done")
        client.copy([three], "Done")
        client.delete_messages([three])
        client.uid_expunge([three])
    sync(desk)
    assert waiting(desk) == ["m3"]
    assert verdict(desk, "m0") == "answered answered flag"
    assert verdict(desk, "m1") == "not_counted deleted"
    assert verdict(desk, "m2") == "not_counted filed"
    with box.client() as client:
        client.select_folder("INBOX")
        client.remove_flags([one], [b"\\Answered"])
    sync(desk)
    assert sorted(map(str, waiting(desk))) == ["m0", "m3"]


def test_nothing_new_writes_nothing(desk: Desk, box: Mailbox) -> None:
    box.put("INBOX", ann("m1"), at=at(10))
    sync(desk)
    before = desk.today(), desk.sources.verdicts(), desk.data_version()
    sync(desk)
    assert (desk.today(), desk.sources.verdicts(), desk.data_version()) == before


def test_a_days_use_leaves_the_mailbox_as_it_was(desk: Desk, box: Mailbox) -> None:
    box.put("INBOX", ann("m1"), at=at(10))
    box.put("INBOX", ann("m2"), flags=(b"\\Seen", b"\\Flagged"), at=at(10))
    before = box.state()
    sync(desk)
    box.put("INBOX", ann("m3"), at=at(11))
    after = box.state()
    sync(desk)
    sync(desk)
    assert len(before) == 3
    assert box.state() == after
    with box.client() as client:
        client.select_folder("INBOX", readonly=True)
        flags = [values[b"FLAGS"] for values in client.fetch(client.search(), ["FLAGS"]).values()]
    assert sum(b"\\Seen" in marks for marks in flags) == 1
    assert sum(b"\\Recent" in marks for marks in flags) >= 1


def test_my_answer_counts_wherever_it_lies(desk: Desk, box: Mailbox) -> None:
    box.put("INBOX", ann("m1"), at=at(10))
    box.put("Clients/Birch", jo("o1", answers="m1"), ann("old", 9), at=at(11))
    sync(desk)
    assert waiting(desk) == []
    assert [row.message_id for row in desk.sources.verdicts() if row.folder == "Clients/Birch"] == [
        "o1@x.example"
    ]

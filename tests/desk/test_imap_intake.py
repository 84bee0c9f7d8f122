"""A mail account on a real server, taken in by the Desk: what comes, goes, is answered, is left alone."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Sequence
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from data.desk import Desk
from data.desk.core import Core
from data.desk.intake import judging, letters
from data.feeds.mail.imap import reading
from data.feeds.mail.imap.connection import Connection
from data.feeds.mail.imap.wire import Wire
from data.model.client import Client
from tests.desk.conftest import Hand
from tests.feeds.mail.imap.conftest import box, own_server, poor, rich, rich_box
from tests.feeds.mail.imap.letters import NOW, ann, at, jo, settings
from tests.feeds.mail.post import Post
from tests.servers.dovecot import PASSWORD, Dovecot, Mailbox

__all__ = ["box", "own_server", "poor", "rich", "rich_box"]

Open = Callable[[str], Desk]
OLD = NOW - timedelta(days=200)
OLD_STAMP = format_datetime(OLD)


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


def test_a_first_reading_that_was_stopped_goes_on_with_what_is_older(
    desk: Desk, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 3)
    monkeypatch.setattr(letters, "AT_ONCE", 4)
    box.put("INBOX", *(ann(f"m{number}", number) for number in range(10)), at=at(10))
    seen: list[str] = []

    def read() -> list[str]:
        return [row.message_id for row in desk.sources.verdicts() if row.folder == "INBOX"]

    desk.sources.sync(seen.append, stop=lambda: len(read()) >= 4)
    half = read()
    assert 4 <= len(half) < 10
    assert "m9@x.example" in half
    assert "m0@x.example" not in half
    assert any(said.startswith("studio: INBOX, ") and said.endswith(" of 10 read") for said in seen)
    box.put("INBOX", ann("m10", 11, answers="m3"), at=at(11))
    sync(desk)
    assert sorted(read()) == sorted(f"m{number}@x.example" for number in range(11))
    assert len(waiting(desk)) == 10
    before = desk.today(), desk.sources.verdicts(), desk.data_version()
    sync(desk)
    assert (desk.today(), desk.sources.verdicts(), desk.data_version()) == before


@pytest.mark.parametrize("stored_at_once", [4, 1_000])
def test_a_reading_that_breaks_keeps_what_it_has(
    desk: Desk, box: Mailbox, monkeypatch: pytest.MonkeyPatch, stored_at_once: int
) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 3)
    monkeypatch.setattr(letters, "AT_ONCE", stored_at_once)
    box.put("INBOX", *(ann(f"m{number}", number) for number in range(10)), at=at(10))
    usual = Connection._answer
    calls: list[bytes] = []

    def breaks(self: Connection, tag: bytes) -> list[object]:
        calls.append(tag)
        if len(calls) == 4:
            self.client.wire.sock.shutdown(socket.SHUT_RDWR)
        return usual(self, tag)

    monkeypatch.setattr(Connection, "_answer", breaks)
    (state,) = desk.sources.sync()
    assert "cannot be reached" in state.error or "broke off" in state.error
    first = waiting(desk)
    assert 0 < len(first) < 10
    monkeypatch.setattr(Connection, "_answer", usual)
    sync(desk)
    assert len(waiting(desk)) == 10
    assert state.first_read_at == desk.sources.states()[0].first_read_at


def test_other_numbers_for_the_same_messages_double_nothing(
    desk: Desk, box: Mailbox, own_server: Dovecot
) -> None:
    box.put("INBOX", ann("m1"), ann("m2", 11), at=at(10))
    sync(desk)
    first, second = desk.today().waiting
    desk.waiting.mark_urgent(first.thread_id, True)
    contacts = desk.clients.contacts(first.client_id)
    with box.client() as client:
        client.select_folder("INBOX", readonly=True)
        before = client.folder_status("INBOX", ["UIDVALIDITY"])
    new_validity(box)
    with box.client() as client:
        assert client.folder_status("INBOX", ["UIDVALIDITY"]) != before
    sync(desk)
    after = desk.today().waiting
    assert [item.thread_id for item in after] == [first.thread_id, second.thread_id]
    assert [item.urgent for item in after] == [True, False]
    assert desk.clients.contacts(first.client_id) == contacts
    sync(desk)
    assert desk.today().waiting == after


def new_validity(box: Mailbox) -> None:
    """Number the messages of the inbox anew, as a server does that lost its index."""
    with box.client() as client:
        client.select_folder("INBOX")
        client.create_folder("Aside")
        client.copy(client.search(), "Aside")
    for name in ("dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
        (box.maildir / name).unlink(missing_ok=True)
    file = box.maildir / "dovecot-uidlist"
    file.write_text("3 V1234567890 N100 G0123456789abcdef0123456789abcdef\n")
    if os.getuid() == 0:
        shutil.chown(file, "nobody", "nogroup")
    with box.client() as client:
        client.delete_folder("Aside")


def test_a_letter_of_a_hundred_megabytes_costs_its_head(desk: Desk, box: Mailbox) -> None:
    box.put("INBOX", ann("m1"), at=at(10))
    file = next(path for path in box.maildir.glob("*/*") if path.parent.name in ("cur", "new"))
    head = ann("huge", 11).partition(b"\r\n\r\n")[0].replace(b"\r\n", b"\n")
    with file.with_name("1793614600.M9P9.huge").open("wb") as huge:
        huge.write(head + b"\n\nWhen?\n" + b"x" * 76 + b"\n")
        for _ in range(100):
            huge.write((b"y" * 76 + b"\n") * 13_000)
    got: list[int] = []

    def count(wire: Wire, size: int) -> bytes:
        got.append(size)
        return usual(wire, size)

    usual = Wire.read
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Wire, "read", count)
        sync(desk)
    assert "huge" in waiting(desk)
    assert sum(got) < 20_000


def test_only_the_look_back_is_read_and_a_longer_one_reads_on(
    open_desk: Open, desk: Desk, box: Mailbox
) -> None:
    box.put("INBOX", ann("old", Received=None, Date=OLD_STAMP), at=OLD)
    box.put("INBOX", ann("new"), at=at(10))
    sync(desk)
    assert waiting(desk) == ["new"]
    longer = open_desk(settings(box, "look_back_days = 0\n"))
    sync(longer)
    assert sorted(map(str, waiting(longer))) == ["new", "old"]
    narrow = open_desk(settings(box, 'look_back_days = 0\nwatch = ["Clients*"]\n'))
    (state,) = narrow.sources.sync()
    assert "none of the folders on localhost is called Clients*" in state.error
    box.put("Clients", ann("kept", 12), at=at(12))
    sync(narrow)
    assert waiting(narrow) == ["kept"]


def test_two_accounts_and_a_maildir_are_read_side_by_side(
    open_desk: Open, box: Mailbox, clock: Hand, tmp_path: Path
) -> None:
    clock.at = NOW
    other = box.server.new_user()
    post = Post(tmp_path / "mail")
    post.ann("m1")
    box.put("INBOX", ann("m2", 11), at=at(11))
    other.put("INBOX", ann("m3", 12), at=at(12))
    more = settings(other, name="home").partition("[[imap]]")[2]
    maildir = f'[[mail]]\nname = "here"\nkind = "maildir"\npath = "{post.root}"\nme = ["jo@studio.example"]\n'
    desk = open_desk(f"{settings(box)}\n[[imap]]{more}\n{maildir}")
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    assert [state.error for state in desk.sources.sync()] == ["", "", ""]
    assert sorted(map(str, waiting(desk))) == ["m1", "m2", "m3"]
    other.put("Sent", jo("o3", 13, answers="m3"), at=at(13))
    assert [state.name for state in desk.sources.sync(only={"home"})] == ["home"]
    assert sorted(map(str, waiting(desk))) == ["m1", "m2"]


def test_letters_are_judged_once_when_another_address_is_mine(
    open_desk: Open, box: Mailbox, clock: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.at = NOW
    other = box.server.new_user()
    accounts = f"{settings(box)}\n[[imap]]{settings(other, name='home').partition('[[imap]]')[2]}"
    desk = open_desk(accounts)
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    for number, each in enumerate((box, other)):
        each.put("INBOX", ann(f"m{number}", To="other@studio.example"), at=at(10))
    desk.sources.sync()
    assert waiting(desk) == []
    judged: list[int] = []
    judge_some = judging.judge_some

    def counted(core: Core, db: Database, some: Sequence[int]) -> set[str]:
        judged.extend(some)
        return judge_some(core, db, some)

    monkeypatch.setattr(judging, "judge_some", counted)
    desk = open_desk(accounts.replace("me = [", 'me = ["other@studio.example", '))
    desk.sources.sync()
    assert sorted(waiting(desk), key=str) == ["m0", "m1"]
    assert len(judged) == len(set(judged)) == 2
    desk.sources.sync()
    assert len(judged) == 2


def test_a_password_refused_is_not_tried_every_two_minutes(
    open_desk: Open, rich_box: Mailbox, clock: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.at = NOW
    kept = tmp_path / "password"
    kept.write_text("wrong\n")
    desk = open_desk(settings(rich_box).replace(f"echo {PASSWORD}", f"cat {kept}"))
    # Counted here and not in the server's log, which is written a moment after the server has answered.
    tries: list[Wire] = []
    usual = Wire.open

    def tried(wire: Wire, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        tries.append(wire)
        usual(wire, host, port, timeout)

    monkeypatch.setattr(Wire, "open", tried)
    (state,) = desk.sources.sync(asked=False)
    assert "refused the password" in state.error
    assert len(tries) == 1
    clock.turn(minutes=2)
    (state,) = desk.sources.sync(asked=False)
    assert "refused the password" in state.error
    assert len(tries) == 1
    kept.write_text(f"{PASSWORD}\n")
    (state,) = desk.sources.sync()
    assert state.error == ""
    assert len(tries) > 1


def test_offline_is_a_state_and_no_error(open_desk: Open, own_server: Dovecot, clock: Hand) -> None:
    clock.at = NOW
    box = own_server.new_user()
    desk = open_desk(settings(box))
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    box.put("INBOX", ann("m1"), at=at(10))
    box.put("Sent", jo("hello", 1), at=at(1))
    sync(desk)
    own_server.kill()
    clock.turn(minutes=4)
    (state,) = desk.sources.sync()
    clock.turn(minutes=30)
    (still,) = desk.sources.sync()
    assert (state.error, still.offline_since, still.last_read_at) == ("", NOW + timedelta(minutes=4), NOW)
    assert waiting(desk) == ["m1"]
    assert [(notice.text, notice.serious) for notice in desk.today().notices] == [
        ("studio: offline since 13:04, last read 13:00", False)
    ]
    own_server.start()
    box.put("INBOX", ann("m2", 12), at=at(12))
    sync(desk)
    assert sorted(map(str, waiting(desk))) == ["m1", "m2"]
    assert desk.today().notices == ()


def test_no_password_is_ever_stored(desk: Desk, box: Mailbox, tmp_path: Path) -> None:
    sync(desk)
    desk.close()
    for file in (tmp_path / "store").rglob("*"):
        assert not file.is_file() or PASSWORD.encode() not in file.read_bytes()


def test_an_account_under_another_name_is_the_same(open_desk: Open, desk: Desk, box: Mailbox) -> None:
    box.put("INBOX", ann("m1"), at=at(10))
    sync(desk)
    (item,) = desk.today().waiting
    desk.waiting.mark_urgent(item.thread_id, True)
    renamed = open_desk(settings(box, name="work"))
    sync(renamed)
    (again,) = renamed.today().waiting
    assert (again.thread_id, again.urgent) == (item.thread_id, True)
    assert [state.name for state in renamed.sources.states()] == ["work"]
    assert {row.source for row in renamed.sources.verdicts()} == {"work"}


def test_another_account_under_the_same_name_takes_its_place(
    open_desk: Open, desk: Desk, box: Mailbox
) -> None:
    box.put("INBOX", ann("m1"), at=at(10))
    sync(desk)
    other = box.server.new_user()
    other.put("INBOX", ann("m2", 11), at=at(11))
    other.put("Sent", jo("hello2", 1), at=at(1))
    moved = open_desk(settings(other))
    sync(moved)
    assert waiting(moved) == ["m2"]
    assert "unanswered" not in {
        row.verdict for row in moved.sources.verdicts() if row.message_id == "m1@x.example"
    }


def test_a_folder_that_is_gone_takes_its_letters_with_it(open_desk: Open, desk: Desk, box: Mailbox) -> None:
    wide = open_desk(settings(box, 'watch = ["INBOX", "Clients/*"]\n'))
    box.put("Clients/Birch", ann("m1"), at=at(10))
    sync(wide)
    assert waiting(wide) == ["m1"]
    with box.client() as client:
        client.rename_folder("Clients/Birch", "Clients/Birch & Co")
    sync(wide)
    assert waiting(wide) == ["m1"]
    with box.client() as client:
        client.delete_folder("Clients/Birch & Co")
    sync(wide)
    assert waiting(wide) == []


def test_a_mailbox_without_anything_of_mine_says_so(open_desk: Open, rich_box: Mailbox, clock: Hand) -> None:
    clock.at = NOW
    rich_box.put("INBOX", ann("m1"), at=at(10))
    desk = open_desk(settings(rich_box))
    (state,) = desk.sources.sync()
    assert "is there a Sent folder?" in state.note


def test_the_servers_stamp_is_better_than_the_senders_clock(desk: Desk, box: Mailbox) -> None:
    wrong = format_datetime(at(10) - timedelta(days=3))
    box.put("INBOX", ann("m1", Received=None, Date=wrong), at=at(10))
    box.put("INBOX", ann("m2", 11, Date=wrong), at=at(12))
    sync(desk)
    assert sorted(item.waiting_since for item in desk.today().waiting) == [at(10), at(11)]


def test_a_trial_looks_around_and_keeps_nothing(open_desk: Open, box: Mailbox, clock: Hand) -> None:
    clock.at = NOW
    desk = open_desk(settings(box))
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    box.put("INBOX", ann("m1"), at=at(10))
    box.put("Sent", jo("hello", 1), at=at(1))
    (feed,) = desk.settings.imap
    trial = desk.connecting.try_out(feed)
    assert trial.state.error == ""
    assert {place.name: (place.count, place.sent) for place in trial.around.places} == {
        "INBOX": (1, False),
        "Sent": (1, True),
    }
    assert trial.around.at_once is not bool(box.server.capability)
    assert trial.waiting == 1
    assert desk.sources.verdicts() == ()

"""Reading a Maildir: only what is new, and never a change to it (R1, R7, R15, R16, R19)."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from data.errors import FeedError
from data.feeds.mail.events import Changed, Event, Found, Gone, Known, TooOld
from data.feeds.mail.letter import Letter, Role
from data.feeds.mail.maildir import find_folders, read_maildir
from tests.feeds.mail.post import NOW, Post, at


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path)


def read(post: Post, known: Known, since_hour: float | None = None) -> list[Event]:
    since = None if since_hour is None else at(since_hour)
    return list(read_maildir(post.root, post.watch, post.sent, known, since, NOW))


def remember(events: list[Event], known: Known | None = None) -> dict[tuple[str, str], tuple[str, str]]:
    """Do what whoever keeps the mail does with events."""
    kept = dict(known or {})
    for event in events:
        match event:
            case Found(letter):
                kept[letter.at] = (letter.file, letter.flags)
            case Changed(folder, key, file, flags) | TooOld(folder, key, file, flags):
                kept[folder, key] = (file, flags)
            case Gone(folder, key):
                del kept[folder, key]
    return kept


def state(root: Path) -> dict[str, tuple[int, int, bytes]]:
    return {
        path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.stat().st_mode, path.read_bytes())
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_nothing_in_the_mailbox_is_changed(post: Post) -> None:
    post.ann("m1")
    post.file("x", kind="new", name="1793613600.M9.h")
    post.jo("o1", answers="m1")
    before = state(post.root)
    listing = sorted(path.as_posix() for path in post.root.rglob("*"))
    known = remember(read(post, {}))
    read(post, known)
    assert state(post.root) == before
    assert sorted(path.as_posix() for path in post.root.rglob("*")) == listing


def test_what_is_known_is_not_read_again(post: Post) -> None:
    post.ann("m1")
    post.jo("o1")
    known = remember(read(post, {}))
    assert read(post, known) == []
    post.ann("m2")
    [event] = read(post, known)
    assert isinstance(event, Found)
    assert event.letter.message_id == "m2@x.example"
    assert event.letter.file.startswith("INBOX/cur/")


def test_a_changed_flag_is_a_rename(post: Post) -> None:
    path = post.ann("m1", flags="")
    known = remember(read(post, {}))
    renamed = path.rename(path.with_name(path.name + "SR"))
    [event] = read(post, known)
    assert event == Changed("INBOX", path.name.partition(":")[0], f"INBOX/cur/{renamed.name}", "RS")
    assert read(post, remember([event], known)) == []


def test_a_message_seen_moves_from_new_to_cur(post: Post) -> None:
    path = post.file("From: a@x.example\n\n", kind="new", name="1793613600.M9.h")
    known = remember(read(post, {}))
    path.rename(post.root / "INBOX" / "cur" / "1793613600.M9.h:2,S")
    assert read(post, known) == [Changed("INBOX", "1793613600.M9.h", "INBOX/cur/1793613600.M9.h:2,S", "S")]


def test_a_message_moved_to_another_folder_is_gone_here_and_found_there(post: Post) -> None:
    path = post.ann("m1")
    post.ann("m2", folder="Archive")
    known = remember(read(post, {}))
    path.rename(post.root / "Archive" / "cur" / path.name)
    found, gone = read(post, known)
    assert isinstance(found, Found)
    assert (found.letter.folder, found.letter.role) == ("Archive", Role.OTHER)
    assert gone == Gone("INBOX", path.name.partition(":")[0])


@pytest.mark.parametrize("separator", [":", ";", "!"])
def test_flags_after_any_separator(post: Post, separator: str) -> None:
    post.file("From: a@x.example\n\n", name=f"1793613600.M1.h{separator}2,SRaX")
    [letter] = post.letters()
    assert (letter.key, letter.flags) == ("1793613600.M1.h", "RS")


def test_two_files_of_one_key_are_both_read(post: Post) -> None:
    post.file("From: a@x.example\n\n", name="1793613600.M1.h:2,S")
    post.file("From: b@x.example\n\n", name="1793613600.M1.h:2,RS")
    known = remember(read(post, {}))
    assert len(known) == 2
    assert read(post, known) == []


def test_what_is_no_message_is_said_to_be_none(post: Post) -> None:
    post.file("x", name=".hidden")
    (post.root / "INBOX" / "cur" / "1.dir:2,S").mkdir()
    os.mkfifo(post.root / "INBOX" / "cur" / "2.pipe:2,S")
    (post.root / "INBOX" / "cur" / "3.link:2,S").symlink_to(post.root / "nowhere")
    post.file("", name="4.empty:2,S")
    post.file(bytes(range(256)) * 40, name="5.bytes:2,S")
    said = {letter.key: letter.skipped for letter in post.letters()}
    assert said == {
        ".hidden": "hidden",
        "1.dir": "not_a_file",
        "2.pipe": "not_a_file",
        "3.link": "unreadable",
        "4.empty": "no_sender",
        "5.bytes": "no_sender",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_skipped(post: Post) -> None:
    post.ann("m1").chmod(0)
    assert [letter.skipped for letter in post.letters()] == ["unreadable"]


def test_a_message_deleted_while_reading_is_no_trouble(post: Post) -> None:
    post.ann("m1", 10)
    second = post.ann("m2", 11)
    events = read_maildir(post.root, post.watch, post.sent, {}, None, NOW)
    first = next(events)
    second.unlink()
    assert isinstance(first, Found)
    assert list(events) == []


def test_names_that_are_no_text_are_read_and_can_be_stored(post: Post) -> None:
    post.ann("m1")
    path = os.fsencode(post.root / "INBOX" / "cur") + b"/9.\xff\xfe:2,S"
    Path(os.fsdecode(path)).write_text("From: a@x.example\n\n")
    post.file("From: a@x.example\n\n", name="8.ü:2,S")
    known = remember(read(post, {}))
    assert len(known) == 3
    for folder, key in known:
        (folder + key + known[folder, key][0]).encode()
    assert read(post, known) == []


# look-back and time of arrival


def test_what_came_before_the_look_back_is_remembered_by_name_alone(post: Post) -> None:
    old = post.ann("m1", 1)
    os.utime(old, (at(2).timestamp(), at(2).timestamp()))
    synced_late = post.ann("m2", 1)
    os.utime(synced_late, (at(20).timestamp(), at(20).timestamp()))
    post.ann("m3", 12)
    events = read(post, {}, since_hour=10)
    assert sorted(type(event).__name__ for event in events) == ["Found", "TooOld", "TooOld"]
    assert read(post, remember(events), since_hour=10) == []


@pytest.mark.parametrize(
    ("headers", "name", "hour"),
    [
        ({"Date": "Fri, 01 Jan 2038 00:00:00 +0000"}, "1.h", 10),
        ({"Received": None}, "1.h", 9),
        ({"Received": "nonsense", "Date": "Mon, 02 Nov 2026 09:00:00"}, "1.h", 9),
        ({"Received": "by x; Thu, 01 Jan 1970 00:00:00 +0000"}, "1.h", 9),
        ({"Received": None, "Date": None}, f"{int(at(7).timestamp())}.M1.h", 7),
        ({"Received": None, "Date": "Fri, 01 Jan 2038 00:00:00 +0000"}, f"{int(at(7).timestamp())}.M1.h", 7),
        ({"Received": None, "Date": None}, "message.h", 5),
        ({"Received": None, "Date": None}, "123.M1.h", 5),
    ],
)
def test_the_time_of_arrival(post: Post, headers: dict[str, str | None], name: str, hour: float) -> None:
    lines = {
        "Received": "from a by b; Mon, 02 Nov 2026 10:00:00 +0000",
        "Date": "Mon, 02 Nov 2026 09:00:00 +0000",
        "From": "ann@birch.example",
        **headers,
    }
    text = "".join(f"{label}: {value}\n" for label, value in lines.items() if value is not None)
    path = post.file(text, name=f"{name}:2,S")
    os.utime(path, (at(5).timestamp(), at(5).timestamp()))
    [letter] = post.letters()
    assert letter.arrived == at(hour)


def test_without_any_time_a_message_is_skipped(post: Post) -> None:
    path = post.file("From: ann@birch.example\n\n", name="message.h:2,S")
    os.utime(path, (0, 0))
    [letter] = post.letters()
    assert letter.skipped == "no_time"


def test_my_own_messages_go_by_their_date(post: Post) -> None:
    post.ann("m1", 10)
    post.jo("o1", 11, Received="by x; Mon, 02 Nov 2026 09:00:00 +0000", Subject="Re: Case m1")
    assert post.says("m1") == "answered subject"


# what cannot be read


def test_a_missing_mailbox_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match=r"there is no directory .*nowhere\."):
        find_folders(tmp_path / "nowhere", ("INBOX",), ())
    with pytest.raises(FeedError, match="holds no Maildir"):
        find_folders(tmp_path, ("INBOX",), ())
    (tmp_path / "Archive" / "cur").mkdir(parents=True)
    with pytest.raises(FeedError, match="is called INBOX or Work"):
        list(read_maildir(tmp_path, ("INBOX", "Work"), (), {}, None, NOW))


def test_a_mailbox_that_went_away_loses_nothing(post: Post) -> None:
    post.ann("m1")
    known = remember(read(post, {}))
    post.root = post.root / "unmounted"
    with pytest.raises(FeedError):
        read(post, known)


def test_a_huge_message_is_read_at_its_head_only(post: Post) -> None:
    path = post.ann("m1")
    with path.open("r+b") as file:
        file.truncate(4 << 30)  # sparse: takes no room on the disk
    [letter] = post.letters()
    assert letter.message_id == "m1@x.example"


def test_a_header_block_longer_than_one_read_is_read_to_its_end(post: Post) -> None:
    noise = "".join(f"X-Noise-{number}: {'x' * 60}\n" for number in range(2000))
    post.file(f"{noise}From: a@x.example\nDate: Mon, 02 Nov 2026 09:00:00\n\nHello\n")
    [letter] = post.letters()
    assert letter.senders == ("a@x.example",)


def test_letters_survive_being_stored(post: Post) -> None:
    post.ann("m1", Importance="high", Cc="x@y.example", References="<r@x.example>", body="Thanks\n")
    post.file("", name="4.empty:2,S")
    for letter in post.letters():
        assert Letter.from_json(letter.to_json()) == letter
    assert Letter.from_json('{"folder":"f","key":"k","file":"x","of_a_later_version":1}') == Letter(
        "f", "k", "x"
    )


def test_renaming_and_leaving_make_new_letters(post: Post) -> None:
    post.ann("m1")
    [letter] = post.letters()
    assert letter.with_flags("elsewhere", "RS").flags == "RS"
    assert letter.left().gone
    assert letter.arrived - at(10) == timedelta(0)


def test_a_folder_that_cannot_be_listed_loses_nothing(post: Post) -> None:
    post.ann("m1")
    post.ann("m2", folder="Archive")
    known = remember(read(post, {}))
    for folder in ("Archive", "INBOX"):
        (post.root / folder / "cur").rename(post.root / folder / "kept")
        (post.root / folder / "cur").write_text("no directory")
        if folder == "Archive":
            assert read(post, known) == []
    with pytest.raises(FeedError, match=r"Mail not read: .*INBOX/cur cannot be read"):
        read(post, known)

"""Reading mbox files: alone, growing, changing in place, and as Thunderbird's tree (R1, R7, R19)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from data.errors import FeedError
from data.feeds.mail.events import Changed, Event, Found, Gone, Known, Mark
from data.feeds.mail.letter import Letter, Role
from data.feeds.mail.mbox import read_mbox
from tests.feeds.mail.post import NOW, at

FROM = "From ann@birch.example Mon Nov  2 10:00:00 2026\n"


def message(name: str, *headers: str, body: str = "Hello\n", first: str = FROM) -> str:
    lines = [
        f"Message-ID: <{name}@x.example>",
        "From: Ann <ann@birch.example>",
        "To: jo@studio.example",
        *headers,
    ]
    return first + "\n".join(lines) + f"\n\n{body}\n"


class Box:
    """An mbox file or tree, read again and again as whoever keeps the mail would."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.known: dict[tuple[str, str], tuple[str, str]] = {}
        self.marks: dict[str, str] = {}
        self.letters: dict[tuple[str, str], Letter] = {}

    def read(self, since: float | None = None, watch: tuple[str, ...] = ("INBOX",)) -> list[Event]:
        """Read, remember, and give what came to light apart from the marks."""
        limit = None if since is None else at(since)
        events = list(_read(self.path, watch, self.known, limit, self.marks))
        for event in events:
            match event:
                case Found(letter):
                    self.known[letter.at] = (letter.file, letter.flags)
                    self.letters[letter.at] = letter
                case Changed(folder, key, file, flags):
                    self.known[folder, key] = (file, flags)
                case Gone(folder, key):
                    del self.known[folder, key]
                case Mark(file, mark):
                    self.marks[file] = mark
        return [event for event in events if not isinstance(event, Mark)]

    def names(self) -> list[str]:
        return sorted(key.removesuffix("@x.example") for _, key in self.known)


def _read(
    path: Path, watch: tuple[str, ...], known: Known, since: object, marks: Mapping[str, str]
) -> list[Event]:
    return list(read_mbox(path, watch, (), known, since, NOW, marks))  # type: ignore[arg-type]  # at() or None


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path / "old mail.mbox")


def test_a_single_file_is_watched_whatever_its_name(box: Box) -> None:
    box.path.write_text(message("m1") + message("m2"))
    box.read()
    assert box.names() == ["m1", "m2"]
    letter = box.letters["old mail", "m1@x.example"]
    assert (letter.role, letter.file, letter.arrived) == (Role.WATCHED, "old mail.mbox", at(10))


def test_nothing_new_is_nothing_read(box: Box) -> None:
    box.path.write_text(message("m1"))
    box.read()
    before = (box.path.stat().st_mtime_ns, box.path.read_bytes())
    assert box.read() == []
    assert before == (box.path.stat().st_mtime_ns, box.path.read_bytes())


def test_growth_is_read_from_the_old_end(box: Box) -> None:
    box.path.write_text(message("m1") * 1 + message("m2"))
    box.read()
    with box.path.open("r+") as file:
        file.seek(60)
        file.write("?")  # a full reading would see this and lose m1
        file.seek(0, os.SEEK_END)
        file.write(message("m3") + message("m2"))
    events = box.read()
    assert [event.letter.key for event in events if isinstance(event, Found)] == [
        "m3@x.example",
        "m2@x.example#2",
    ]
    assert len(events) == 2


def test_a_half_written_message_is_read_again(box: Box) -> None:
    whole = message("m2", "Subject: All of it")
    box.path.write_text(message("m1") + whole[:120])
    box.read()
    box.path.write_text(message("m1") + whole + message("m3"))
    box.read()
    assert box.names() == ["m1", "m2", "m3"]
    assert box.letters["old mail", "m2@x.example"].subject == "All of it"


def test_a_message_whose_id_was_not_written_yet_is_replaced(box: Box) -> None:
    whole = message("m2")
    box.path.write_text(message("m1") + whole[:60])
    box.read()
    assert len(box.known) == 2
    box.path.write_text(message("m1") + whole)
    box.read()
    assert box.names() == ["m1", "m2"]


def test_marks_made_in_place_are_seen(box: Box) -> None:
    text = message("m1", "X-Mozilla-Status: 0001") + message("m2", "X-Mozilla-Status: 0001")
    box.path.write_text(text)
    box.read()
    box.path.write_text(text.replace("0001", "0003", 1))
    os.utime(box.path, (1, 1))
    assert box.read() == [Changed("old mail", "m1@x.example", "old mail.mbox", "RS")]


def test_a_compacted_file_is_compared(box: Box) -> None:
    box.path.write_text(message("m1") + message("m2") + message("m3"))
    box.read()
    box.path.write_text(message("m1") + message("m3"))
    assert box.read() == [Gone("old mail", "m2@x.example")]


@pytest.mark.parametrize(
    ("header", "flags"),
    [
        ("Status: RO", "S"),
        ("X-Status: A", "R"),
        ("X-Status: AF", "FR"),
        ("X-Status: D", "T"),
        ("X-Status: T", "D"),
        ("X-Mozilla-Status: 0002", "R"),
        ("X-Mozilla-Status: 1009", "PST"),
        ("X-Mozilla-Status: what", ""),
    ],
)
def test_status_headers(box: Box, header: str, flags: str) -> None:
    box.path.write_text(message("m1", header))
    box.read()
    assert box.letters["old mail", "m1@x.example"].flags == flags


@pytest.mark.parametrize(
    ("labels", "role"),
    [
        ("Inbox,Important,Opened", Role.WATCHED),
        ("Posteingang,Geöffnet", Role.WATCHED),
        ("Sent", Role.SENT),
        ("Inbox,Sent,Opened", Role.SENT),
        ("Archived,Opened", Role.OTHER),
        ("Spam", Role.JUNK),
        ("Trash,Inbox", Role.TRASH),
        ("Drafts", Role.DRAFTS),
        ("=?UTF-8?Q?Papierkorb,Ge=C3=B6ffnet?=", Role.TRASH),
    ],
)
def test_gmail_labels_are_folders(box: Box, labels: str, role: Role) -> None:
    takeout = "From 1234567890@xxx Mon Nov 02 10:00:00 +0000 2026\n"
    box.path.write_text(message("m1", f"X-Gmail-Labels: {labels}", first=takeout))
    box.read()
    assert box.letters["old mail", "m1@x.example"].role == role


def test_a_new_export_may_move_a_message(box: Box) -> None:
    box.path.write_text(message("m1", "X-Gmail-Labels: Inbox"))
    box.read()
    box.path.write_text(message("m1", "X-Gmail-Labels: Archived"))
    box.read()
    assert box.letters["old mail", "m1@x.example"].role == Role.OTHER


def test_text_that_begins_with_from_is_no_new_message(box: Box) -> None:
    body = (
        "From here on: text.\n\nFrom 10:30 on, 2026 is\nFrom ann Mon Nov  2 10:00:00 2026\nno header here\n"
        ">From ann Mon Nov  2 10:00:00 2026\nSubject: x\n"
    )
    box.path.write_text(message("m1", body=body) + message("m2"))
    box.read()
    assert box.names() == ["m1", "m2"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends(box: Box, end: str) -> None:
    box.path.write_bytes((message("m1") + message("m2")).replace("\n", end).encode())
    box.read()
    assert box.names() == ["m1", "m2"]


def test_what_came_before_the_look_back_is_left_out(box: Box) -> None:
    old = message("m1", first=FROM.replace("10:00", "08:00"))
    box.path.write_text(old + message("m2"))
    box.read(since=9)
    assert box.names() == ["m2"]
    box.path.write_text(old + message("m2") + message("m3"))
    os.utime(box.path, (1, 1))
    box.read(since=11)
    assert box.names() == ["m2"]


def test_what_has_no_sender_is_skipped_but_counted(box: Box) -> None:
    box.path.write_text(f"{FROM}Subject: nobody\n\nx\n\n" + message("m1"))
    box.read()
    assert sorted(letter.skipped for letter in box.letters.values()) == ["", "no_sender"]


def test_a_thunderbird_tree(tmp_path: Path) -> None:
    tree = {
        "Inbox": message("m1"),
        "Inbox.msf": "index",
        "Sent": message("o1"),
        "Trash": "",
        "Trash.msf": "index",
        "Clients.msf": "index",
        "Clients": "",
        "Clients.sbd/Birch": message("m2"),
        "filterlog.html": "<html>",
        "notes": "From nobody in particular",
        "popstate.dat": "x",
    }
    for name, text in tree.items():
        path = tmp_path / "mail.example" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    box = Box(tmp_path)
    box.read()
    roles = {
        letter.key: (letter.folder, letter.role) for letter in box.letters.values() if not letter.skipped
    }
    assert roles == {
        "m1@x.example": ("mail.example/Inbox", Role.WATCHED),
        "o1@x.example": ("mail.example/Sent", Role.SENT),
        "m2@x.example": ("mail.example/Clients/Birch", Role.OTHER),
    }
    (tmp_path / "mail.example" / "Clients.sbd" / "Birch").unlink()
    assert box.read() == [Gone("mail.example/Clients/Birch", "m2@x.example")]


def test_a_directory_with_one_file_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "2009.mbox").write_text(message("m1"))
    box = Box(tmp_path)
    box.read()
    assert [letter.role for letter in box.letters.values()] == [Role.WATCHED]


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="there is no file"):
        Box(tmp_path / "nowhere").read()
    with pytest.raises(FeedError, match="holds no mbox file"):
        Box(tmp_path).read()
    (tmp_path / "picture").write_bytes(b"\x89PNG\r\n")
    with pytest.raises(FeedError, match="is no mbox file"):
        Box(tmp_path / "picture").read()
    for name in ("2009.mbox", "2010.mbox"):
        (tmp_path / name).write_text(message(name))
    with pytest.raises(FeedError, match="is called INBOX"):
        Box(tmp_path).read()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FeedError, match="is no mbox file"):
        Box(tmp_path / "pipe").read()


def test_an_empty_file_is_an_empty_folder(box: Box) -> None:
    box.path.write_bytes(b"")
    assert box.read() == []
    box.path.write_text(message("m1"))
    box.read()
    assert box.names() == ["m1"]


@pytest.mark.parametrize("mark", ["nonsense", "[]", '{"size":"x"}', '{"unknown":1}'])
def test_a_mark_that_makes_no_sense_means_reading_anew(box: Box, mark: str) -> None:
    box.path.write_text(message("m1"))
    box.marks[box.path.name] = mark
    box.read()
    assert box.names() == ["m1"]

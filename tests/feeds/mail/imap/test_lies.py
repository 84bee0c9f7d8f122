"""Servers that lie, break off or never answer: one sentence, little memory, nothing lost or believed."""

from __future__ import annotations

import socket
import tracemalloc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from data.errors import FeedError, Offline
from data.feeds.mail.events import Event, Found
from data.feeds.mail.imap import wire
from data.feeds.mail.imap.account import Account
from data.feeds.mail.imap.connection import Connection
from data.feeds.mail.imap.login import connected
from data.feeds.mail.imap.reading import Before, _as_sets, read_imap
from data.feeds.secrets import SecretPlace
from tests.servers.lying import GREETING, HONEST, Answer, LyingServer, hang_up, lying, say_nothing

NOTHING: Mapping[str, str] = {}
NOW = datetime(2026, 11, 6, 12, tzinfo=UTC)


@contextmanager
def opened(server: LyingServer) -> Iterator[Connection]:
    place = SecretPlace("studio", command="echo secret")
    with connected(Account("127.0.0.1", server.port, "jo", place, security="none")) as connection:
        yield connection


def read(server: LyingServer, known: Mapping[str, str] = NOTHING) -> list[Event]:
    with opened(server) as connection:
        return list(read_imap(connection, Before(lambda _: known, {}), None, NOW))


def letters(events: list[Event]) -> list[str]:
    return [event.letter.message_id for event in events if isinstance(event, Found)]


def test_an_honest_script_gives_its_message() -> None:
    with lying() as server:
        assert letters(read(server)) == ["m1@x.example"]
        assert not any(b"STORE" in line or b"SELECT" in line for line in server.heard)


def flood(made: socket.socket) -> None:
    while True:
        made.sendall(b"* 1 FETCH (FLAGS (\\Seen))\r\n" * 10_000)


def endless_line(made: socket.socket) -> None:
    while True:
        made.sendall(b"* SEARCH" + b" 1" * 100_000)


@pytest.mark.parametrize(
    ("command", "answer", "said"),
    [
        (b"UID FETCH", b"* 1 FETCH (UID 1 BODY[TEXT]<0> {4000000000}\r\n", "4,000,000,000 bytes"),
        (b"UID SEARCH", endless_line, "a line without an end"),
        (b"UID FETCH", flood, "far more than anybody asked for"),
        (b"LIST", flood, "far more than anybody asked for"),
        (b"LIST", b"* LIST what is this\r\n", "none of the folders on 127.0.0.1 is called INBOX"),
        (b"LIST", b'* LIST () "/" ' + b"(" * 5_000 + b"\r\n", "not IMAP"),
        (b"EXAMINE", b"* 1 EXISTS\r\n", "not IMAP"),
        (b"EXAMINE", b"* many EXISTS\r\n* OK [UIDVALIDITY x] ok\r\n", "not IMAP"),
        (b"UID SEARCH", b"* SEARCH one two\r\n", "not IMAP"),
        (b"UID FETCH", b"* 1 FETCH (UID one)\r\n", "not IMAP"),
        (b"UID FETCH", b"garbage\r\n", "not IMAP"),
        (b"EXAMINE", b"* BYE I am tired\r\n", "broke off the connection"),
    ],
)
def test_a_lie_is_one_sentence(
    command: bytes, answer: Answer, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "LINE_BYTES", 1_000_000)
    monkeypatch.setattr(wire, "ANSWER_BYTES", 2_000_000)
    tracemalloc.start()
    try:
        with lying({command: answer}) as server, pytest.raises(FeedError) as raised:
            read(server)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()
    assert said in str(raised.value)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    "greeting",
    [b"HTTP/1.1 400 Bad Request\r\n", b"220 mail.example ESMTP\r\n", b"\0\xff\r\n"],
)
def test_another_kind_of_server_is_said(greeting: bytes) -> None:
    with lying(greeting=greeting) as server, pytest.raises(FeedError, match="not IMAP"):
        read(server)


@pytest.mark.parametrize("command", [b"CAPABILITY", b"AUTHENTICATE", b"LIST", b"EXAMINE", b"UID FETCH"])
@pytest.mark.parametrize("how", [hang_up, say_nothing])
def test_a_server_that_leaves_or_falls_silent_is_offline(
    command: bytes, how: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "SILENCE_SECONDS", 0.3)
    asked = GREETING.replace(b"[CAPABILITY IMAP4rev1 AUTH=PLAIN] ", b"")
    with lying({command: how}, asked) as server, pytest.raises(Offline):
        read(server)


def test_a_server_that_drips_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "ANSWER_SECONDS", 0.5)

    def drip(made: socket.socket) -> None:
        made.settimeout(0.05)
        while True:
            made.sendall(b"*")
            try:
                made.recv(1)
            except TimeoutError:
                continue

    with lying({b"UID SEARCH": drip}) as server, pytest.raises(Offline, match="does not answer"):
        read(server)


def test_messages_nobody_asked_for_are_not_taken() -> None:
    more = HONEST[b"UID FETCH"]
    assert isinstance(more, bytes)
    other = more.replace(b"UID 1 ", b"UID 99 ").replace(b"* 1 ", b"* 9 ").replace(b"m1@", b"m9@")
    no_uid = b"* 1 FETCH (FLAGS (\\Answered))\r\n"
    with lying({b"UID FETCH": other + no_uid + more}) as server:
        (event, *_) = read(server)
    assert isinstance(event, Found)
    assert (event.letter.message_id, event.letter.key, event.letter.flags) == ("m1@x.example", "7.1", "")


def test_a_message_that_is_never_given_is_counted_as_unreadable() -> None:
    with lying({b"UID FETCH": b""}) as server:
        (event, *_) = read(server)
    assert isinstance(event, Found)
    assert event.letter.skipped == "unreadable"


def test_a_server_that_counts_wrong_loses_nothing() -> None:
    known = {"7.1": ""}
    with lying({b"EXAMINE": b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 2] ok\r\n"}) as server:
        assert letters(read(server, known)) == ["m1@x.example"]


def test_names_of_folders_cannot_carry_commands() -> None:
    listed = b'* LIST () "/" INBOX\r\n* LIST () "/" {20}\r\nx\r\nA9 DELETE "INBOX"\r\n'
    with lying({b"LIST": listed}) as server:
        assert letters(read(server)) == ["m1@x.example"]
        assert not any(b"DELETE" in line for line in server.heard)


def test_two_hundred_thousand_messages_fit_on_a_line() -> None:
    numbers = b" ".join(str(1_000_000 + number).encode() for number in range(200_000))
    with lying({b"UID SEARCH": b"* SEARCH " + numbers + b"\r\n"}) as server, opened(server) as connection:
        uids = connection.search(["ALL"])
    assert len(uids) == 200_000
    assert list(_as_sets(uids)) == ["1000000:1199999"]
    lines = list(_as_sets(uids[::2]))
    assert all(len(line) < 8_000 for line in lines)
    assert sum(line.count(",") + 1 for line in lines) == 100_000

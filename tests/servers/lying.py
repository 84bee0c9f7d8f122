"""A mail server that says what a test tells it to say, true or not."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

Answer = bytes | Callable[[socket.socket], None]
"""What is sent before the tagged OK, or with TAG in it instead of that; a function sends what it likes."""

GREETING = b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n"
HONEST: Mapping[bytes, Answer] = {
    b"CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n",
    b"AUTHENTICATE": b"+ \r\n",
    b"LIST": b'* LIST (\\HasNoChildren) "/" INBOX\r\n',
    b"EXAMINE": b"* FLAGS (\\Seen)\r\n* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 2] ok\r\n",
    b"UID SEARCH": b"* SEARCH 1\r\n",
    b"UID FETCH": (
        b'* 1 FETCH (UID 1 FLAGS () INTERNALDATE "02-Nov-2026 10:00:00 +0000" '
        b"BODY[HEADER.FIELDS (FROM)]<0> {63}\r\nFrom: Ann <ann@birch.example>\r\n"
        b"Message-ID: <m1@x.example>\r\n\r\n BODY[TEXT]<0> {4}\r\nHi!\n)\r\n"
    ),
}
"""An account with one message."""

_COMMAND = re.compile(rb"(\S+) (UID \S+|\S+)")


class LyingServer:
    """Answers each command from a script; what the client sent is kept."""

    def __init__(self, answers: Mapping[bytes, Answer], greeting: bytes = GREETING) -> None:
        self._answers = {**HONEST, **answers}
        self._greeting = greeting
        self._server = socket.create_server(("127.0.0.1", 0))
        self._made: list[socket.socket] = []
        self.heard: list[bytes] = []
        self.port: int = self._server.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Hang up on everybody."""
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for made in self._made:
            with suppress(OSError):
                made.shutdown(socket.SHUT_RDWR)
            made.close()
        self._thread.join(5)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                made, _ = self._server.accept()
                self._made.append(made)
                with suppress(OSError):
                    self._talk(made)

    def _talk(self, made: socket.socket) -> None:
        made.sendall(self._greeting)
        with made.makefile("rb") as lines:
            for line in lines:
                self.heard.append(line)
                found = _COMMAND.match(line)
                if found is None or found[2] == b"LOGOUT":
                    return
                answer = self._answers.get(found[2].upper(), b"")
                if callable(answer):
                    answer(made)
                    return
                if b"TAG" in answer:
                    made.sendall(answer.replace(b"TAG", found[1]))
                    continue
                made.sendall(answer)
                if answer == b"+ \r\n":
                    self.heard.append(lines.readline())
                if b" BYE" not in answer:
                    made.sendall(found[1] + b" OK done\r\n")


def hang_up(made: socket.socket) -> None:
    """Leave in the middle of an answer."""
    made.shutdown(socket.SHUT_RDWR)


def say_nothing(made: socket.socket) -> None:
    """Never answer."""
    made.recv(1)


@contextmanager
def lying(answers: Mapping[bytes, Answer] = {}, greeting: bytes = GREETING) -> Iterator[LyingServer]:
    """Give such a server for a while."""
    server = LyingServer(answers, greeting)
    try:
        yield server
    finally:
        server.close()

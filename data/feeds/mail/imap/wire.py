"""The connection itself: the standard library's, but no server can make it wait or swell without end.

Every wait looks at `stop` a few times a second, so that leaving the program never waits for a server; a
line, a literal and an answer as a whole have a limit, so that a server that lies costs no memory.
"""

from __future__ import annotations

import imaplib
import select
import socket
import ssl
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from data.errors import FeedError
from data.feeds.patience import Stop, Stopped, patiently

if TYPE_CHECKING:
    from typing_extensions import Buffer

CONNECT_SECONDS = 15.0
SILENCE_SECONDS = 45.0
"""A server that says nothing for so long in the middle of an answer is given up."""
ANSWER_SECONDS = 300.0
"""So is one that takes longer than this for one answer, a byte now and then."""
LINE_BYTES = 16_000_000
"""The numbers of two million messages stand on one line."""
LITERAL_BYTES = 1_000_000
"""Fifteen times what is ever asked for."""
ANSWER_BYTES = 64_000_000
_LOOK_SECONDS = 0.1
_CHUNK = 65_536


class TooMuch(FeedError):
    """A server sent more than anybody asked for."""


class Wire(imaplib.IMAP4):
    """A connection to a server, with limits."""

    def __init__(self, host: str, port: int, tls: ssl.SSLContext | None, stop: Stop) -> None:
        self._tls = tls
        self._stop = stop
        self._buffer = bytearray()
        self._begin()
        super().__init__(host, port)

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:  # noqa: ARG002
        """Connect, with TLS from the first byte where a context is given."""
        self.host, self.port = host, port

        def connect() -> socket.socket:
            made = socket.create_connection((host, port), CONNECT_SECONDS)
            try:
                made.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
                # The library sends a command in small pieces, and each would wait for the one before.
                made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return made if self._tls is None else self._tls.wrap_socket(made, server_hostname=host)
            except BaseException:
                made.close()
                raise

        self.sock = patiently(connect, self._stop, socket.socket.close)
        self._begin()

    def starttls(self, ssl_context: ssl.SSLContext | None = None) -> tuple[Any, Any]:
        """Go on in secret. What came in the clear after the answer is no part of it (RFC 9051, 6.2.1)."""
        assert ssl_context is not None
        answer, said = self._simple_command("STARTTLS")
        if answer != "OK":
            raise self.error("the server refused STARTTLS")
        if self._buffer or self._ready(0):
            raise FeedError(f"{self.host} spoke in the clear after STARTTLS; nothing was sent to it.")
        plain = self.sock
        plain.settimeout(CONNECT_SECONDS)
        self.sock = patiently(
            lambda: ssl_context.wrap_socket(plain, server_hostname=self.host), self._stop, socket.socket.close
        )
        self._tls_established = True
        self._get_capabilities()
        return answer, said

    def send(self, data: Buffer) -> None:
        """Send; what is answered to it has limits of its own, after an IDLE of minutes too."""
        self._begin()
        self.sock.settimeout(SILENCE_SECONDS)
        self.sock.sendall(data)

    def readline(self) -> bytes:
        """Read one line with its end; empty when the server has hung up."""
        looked = 0
        while (end := self._buffer.find(b"\n", looked)) < 0:
            looked = len(self._buffer)
            if looked > LINE_BYTES:
                raise TooMuch(f"{self.host} sent a line without an end, so it was left.")
            if not self._fill():
                return b""
        return self._take(end + 1)

    def read(self, size: int) -> bytes:
        """Read a literal."""
        if size > LITERAL_BYTES:
            raise TooMuch(f"{self.host} sent {size:,} bytes where 65,536 were asked for; it was left.")
        while len(self._buffer) < size:
            if not self._fill():
                raise self.abort("socket error: EOF")
        return self._take(size)

    def wait(self, seconds: float, wake: socket.socket) -> bool:
        """Wait until the server says something; false when nothing came or `wake` was written to."""
        if self._buffer or self._ready(0):
            return True
        ready, _, _ = select.select([self.sock, wake], [], [], seconds)
        return self.sock in ready

    def shutdown(self) -> None:
        """Close the connection without another word."""
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        with suppress(OSError):
            self.sock.close()

    def _log(self, line: str) -> None:
        """Remember nothing of what was said: passwords are among it."""

    def _begin(self) -> None:
        self._room = ANSWER_BYTES
        self._until = time.monotonic() + ANSWER_SECONDS

    def _ready(self, seconds: float) -> bool:
        """Whether something can be received within that time."""
        if isinstance(self.sock, ssl.SSLSocket) and self.sock.pending():
            return True
        return bool(select.select([self.sock], [], [], seconds)[0])

    def _fill(self) -> bool:
        """Wait for more; false when the server has hung up."""
        silent_until = time.monotonic() + SILENCE_SECONDS
        while True:
            if self._stop():
                raise Stopped
            if time.monotonic() > min(silent_until, self._until):
                raise TimeoutError("no answer")
            if not self._ready(_LOOK_SECONDS):
                continue
            try:
                # Not blocking: half a TLS record makes a socket readable and yet gives nothing.
                self.sock.setblocking(False)
                chunk = self.sock.recv(_CHUNK)
            except (BlockingIOError, ssl.SSLWantReadError):
                continue
            self._buffer += chunk
            self._room -= len(chunk)
            if self._room < 0:
                raise TooMuch(f"{self.host} sent far more than anybody asked for, so it was left.")
            return bool(chunk)

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

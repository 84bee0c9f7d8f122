"""One connection to one server: four kinds of request that change nothing, and answers with a limit."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit

from data.errors import FeedError, Offline
from data.feeds.caldav.errors import NotUnderstood, Status, TooBig
from data.feeds.caldav.login import Login
from data.feeds.caldav.multistatus import Multistatus
from data.feeds.patience import Stop, Stopped, never, patiently

Method = Literal["OPTIONS", "PROPFIND", "REPORT", "GET"]
"""What is ever sent. RFC 4791 has more; the others write."""

SILENCE_SECONDS = 20.0
"""Without a word from the server, for connecting too."""
ANSWER_SECONDS = 300.0
"""For one answer from beginning to end, however steadily it drips."""
MAX_BYTES = 64_000_000
_MAX_REDIRECTS = 5
_PIECE = 65_536
_SAFE = "/%:@!$&'()*+,;=~-._"
_REDIRECTS = (301, 302, 303, 307, 308)


class Wire:
    """Requests to the host of one address. The password goes nowhere else, whatever an answer says."""

    def __init__(self, url: str, login: Login, ca: Path | None = None, stop: Stop = never) -> None:
        self._origin = origin_of(url)
        self._login = login
        self._stop = stop
        self._context = _context(ca) if self._origin[0] == "https" else None
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, method: Method, url: str, body: str = "", depth: str = "0") -> tuple[str, Multistatus]:
        """Send a request and give the answer with the address it came from.

        Offline when nobody answers; Status for a status other than success; NotUnderstood, TooBig and
        FeedError for answers nobody can use; Stopped when the user leaves.
        """
        for _ in range(_MAX_REDIRECTS):
            status, found = self._once(method, url, body.encode(), depth)
            if isinstance(found, Multistatus):
                return url, found
            if status not in _REDIRECTS:
                raise Status(status)
            url = urljoin(url, found)
            self.check(url)
        raise NotUnderstood("sends every request on to another address")

    def check(self, url: str) -> None:
        """Raise FeedError for an address at another host: the password is not for that one."""
        try:
            there = origin_of(url)
        except ValueError:
            raise NotUnderstood("names an address that is none") from None
        if there != self._origin:
            scheme, host, port = there
            raise FeedError(
                f"The server sends you on to {scheme}://{host}:{port}, and your password was not sent there."
                " If that is your provider's, write it as url in the settings."
            )

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _once(self, method: Method, url: str, body: bytes, depth: str) -> tuple[int, Multistatus | str]:
        """Send one request, a second time where the server wants another way of logging in or had hung up."""
        for attempt in (1, 2, 3):
            fresh = self._connection is None
            try:
                with self._watched():
                    answer = self._send(method, url, body, depth)
                    if answer.status == 401 and attempt < 3 and self._login.challenged(answer.headers):
                        self.close()
                        continue
                    return answer.status, self._taken(answer)
            except (http.client.RemoteDisconnected, ConnectionError) as error:
                self.close()
                if fresh:
                    raise _offline(error) from error
            except (OSError, http.client.HTTPException) as error:
                self.close()
                raise _offline(error) from error
        raise Status(401)

    def _send(self, method: Method, url: str, body: bytes, depth: str) -> http.client.HTTPResponse:
        target = target_of(url)
        headers = {
            "Accept": "application/xml, text/xml",
            "Accept-Encoding": "identity",
            "Content-Type": 'application/xml; charset="utf-8"',
            "Depth": depth,
            "User-Agent": "frontdesk",
        } | self._login.header(method, target)
        if self._connection is None:
            self._connection = self._dial()
        self._connection.request(method, target, body, headers)
        return self._connection.getresponse()

    def _dial(self) -> http.client.HTTPConnection:
        """Connect: looking a name up and shaking hands hear nothing else, so nobody waits for them to end."""
        scheme, host, port = self._origin
        made: http.client.HTTPConnection
        if scheme == "https":
            assert self._context is not None
            made = http.client.HTTPSConnection(host, port, timeout=SILENCE_SECONDS, context=self._context)
        else:
            made = http.client.HTTPConnection(host, port, timeout=SILENCE_SECONDS)
        patiently(made.connect, self._stop, lambda _: made.close())
        return made

    def _taken(self, answer: http.client.HTTPResponse) -> Multistatus | str:
        """Read an answer to its end; give where to go instead when it says so."""
        if answer.status in _REDIRECTS:
            self.close()
            return answer.headers.get("Location", "")
        if answer.status != 207:
            self.close()
            if 200 <= answer.status < 300:
                raise NotUnderstood("is no calendar server; is the address in the settings the right one?")
            return ""
        if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
            self.close()
            raise NotUnderstood("packs its answers though it was asked not to")
        found, size = Multistatus(), 0
        try:
            while piece := answer.read1(_PIECE):
                size += len(piece)
                if size > MAX_BYTES:
                    raise TooBig
                found.feed(piece)
            if answer.length:  # http.client says nothing of a body that is cut off
                raise http.client.IncompleteRead(b"", answer.length)
            found.close()
        except BaseException:
            self.close()
            raise
        answer.close()  # read1 does not, and the connection takes no other request before
        if answer.will_close:
            self.close()
        return found

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Hang up when the user leaves or the answer takes too long: a blocked read hears nothing else."""
        over = threading.Event()
        until = time.monotonic() + ANSWER_SECONDS

        def watch() -> None:
            while not over.wait(0.2):
                if self._stop() or time.monotonic() > until:
                    sock = getattr(self._connection, "sock", None)
                    if sock is not None:
                        with suppress(OSError):
                            sock.shutdown(socket.SHUT_RDWR)
                            return

        watcher = threading.Thread(target=watch, name="caldav-watch", daemon=True)
        watcher.start()
        try:
            yield
        except Exception:
            if self._stop():
                self.close()
                raise Stopped from None
            raise
        finally:
            over.set()
            watcher.join()


def origin_of(url: str) -> tuple[str, str, int]:
    """Give scheme, host and port of an address; ValueError when it has none."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("no address of a server")
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def target_of(url: str) -> str:
    """Give what of an address goes into a request, with everything odd escaped."""
    parts = urlsplit(url)
    path = quote(parts.path or "/", safe=_SAFE)
    return f"{path}?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else path


def _context(ca: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if ca is not None:
        try:
            context.load_verify_locations(cafile=ca)
        except OSError as error:
            why = (error.strerror or "it is no certificate file").lower()
            raise FeedError(f"The certificate {ca} could not be used: {why}.") from error
    return context


def _offline(error: Exception) -> FeedError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return FeedError(
            f"The server could not prove who it is ({error.verify_message}), so no password was sent."
            " Where it has a certificate of its own, name it as ca_file in the settings."
        )
    return Offline("The server did not answer.")

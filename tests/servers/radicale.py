"""A real Radicale on loopback, a hand that changes its calendars, and a proxy that writes down requests."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.servers.ports import free_port

PASSWORD = "hunter2 of ours"

_EVENT = re.compile(r"BEGIN:VEVENT.*?END:VEVENT\r\n", re.DOTALL)

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Radicale:
    """One server with one account for each test."""

    port: int
    users: Path
    log: Path

    def account(self, user: str) -> Hand:
        """Make a user."""
        with self.users.open("a") as file:
            file.write(f"{user}:{PASSWORD}\n")
        return Hand(self.port, user)


@contextmanager
def running(folder: Path) -> Iterator[Radicale]:
    """Start a Radicale of its own and end it; another port is taken when somebody was faster."""
    users, log = folder / "users", folder / "log"
    users.touch()
    for _ in range(5):
        port = free_port()
        with log.open("wb") as out:
            process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "radicale", "--config", ""),
                    *("--server-hosts", f"127.0.0.1:{port}"),
                    *("--auth-type", "htpasswd", "--auth-htpasswd-filename", str(users)),
                    *("--auth-htpasswd-encryption", "plain", "--auth-delay", "0"),
                    *("--storage-filesystem-folder", str(folder / "store")),
                ],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )
        try:
            if _answers(port, process):
                yield Radicale(port, users, log)
                return
        finally:
            process.terminate()
            process.wait()
    raise AssertionError(log.read_text())


def _answers(port: int, process: subprocess.Popen[bytes]) -> bool:
    """Wait until the port takes a connection; False when the server ended instead."""
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            threading.Event().wait(0.02)
        else:
            return True
    return False


@dataclass
class Hand:
    """What another program of the user does to the calendars: it may write."""

    port: int
    user: str
    password: str = PASSWORD

    def make(self, calendar: str, name: str = "", components: tuple[str, ...] = ("VEVENT",)) -> None:
        """Make a calendar."""
        holds = "".join(f'<C:comp name="{each}"/>' for each in components)
        body = (
            '<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop>'
            f"<displayname>{name or calendar}</displayname>"
            f"<C:supported-calendar-component-set>{holds}</C:supported-calendar-component-set>"
            "</prop></set></C:mkcalendar>"
        )
        self._ask("MKCALENDAR", f"/{self.user}/{calendar}/", body, (201,))

    def put(self, calendar: str, item: str, text: str) -> None:
        """Put an item into a calendar."""
        self._ask("PUT", f"/{self.user}/{calendar}/{item}.ics", text, (201, 204))

    def put_all(self, calendar: str, texts: Sequence[str]) -> None:
        """Put a whole calendar with everything in it, made anew."""
        events = [event for text in texts for event in _EVENT.findall(text)]
        whole = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(events) + "END:VCALENDAR\r\n"
        self._ask("PUT", f"/{self.user}/{calendar}/", whole, (201, 204))

    def delete(self, calendar: str, item: str = "") -> None:
        """Delete an item, or a whole calendar."""
        self._ask("DELETE", f"/{self.user}/{calendar}/{item + '.ics' if item else ''}", "", (200, 204))

    def get(self, calendar: str, item: str) -> str:
        """Give an item as the server has it."""
        return self._ask("GET", f"/{self.user}/{calendar}/{item}.ics", "", (200,))

    def _ask(self, method: str, path: str, body: str, fine: tuple[int, ...]) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        token = b64encode(f"{self.user}:{self.password}".encode()).decode()
        headers = {"Authorization": f"Basic {token}", "Content-Type": "text/calendar; charset=utf-8"}
        if body.startswith("<"):
            headers["Content-Type"] = "application/xml"
        try:
            connection.request(method, path, body.encode(), headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        assert answer.status in fine, (method, path, answer.status, text)
        return text


@dataclass
class Asked:
    """One request as it came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: str

    @property
    def what(self) -> str:
        """Name the kind of request: "PROPFIND", "REPORT sync-collection" …"""
        kinds = ("sync-collection", "calendar-multiget", "calendar-query")
        return " ".join([self.method, *(kind for kind in kinds if f"{kind} " in self.body)])


Meddle = Callable[[Asked, Callable[[], Answer]], "Answer | None"]
"""Answers in place of the server behind, or lets it; None: hangs up in the middle of an answer."""


@dataclass
class Proxy:
    """Stands before a server; writes down every request, and meddles with answers when told to."""

    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    meddle: Meddle | None = None

    @property
    def url(self) -> str:
        """Give the address to ask at."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def kinds(self) -> list[str]:
        """Give the kinds of requests so far."""
        return [each.what for each in self.asked]


class _Quiet(ThreadingHTTPServer):
    """Somebody who hangs up in the middle is what some tests are about."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def proxy(behind: int = 0, context: ssl.SSLContext | None = None) -> Iterator[Proxy]:
    """Stand before the server at port `behind`; with 0 `meddle` answers everything."""
    made = Proxy()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):
                return self._any
            raise AttributeError(name)

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = Asked(self.command, self.path, dict(self.headers.items()), body.decode())
            made.asked.append(asked)
            answer = (
                made.meddle(asked, lambda: forward(behind, asked)) if made.meddle else forward(behind, asked)
            )
            if answer is None:
                self.close_connection = True
                return
            status, headers, content = answer
            self.send_response_only(status)
            for name, value in ({"Content-Length": str(len(content))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(content)
            except OSError:
                self.close_connection = True
            if headers.get("Connection") == "close":
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = _Quiet(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    made.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def forward(port: int, asked: Asked) -> Answer:
    """Ask the server behind."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    kept = ("authorization", "content-type", "depth", "accept")
    try:
        connection.request(
            asked.method,
            asked.path,
            asked.body.encode(),
            {name: value for name, value in asked.headers.items() if name.lower() in kept},
        )
        answer = connection.getresponse()
        content = answer.read()
        location = answer.headers.get("Location")
        headers = {"Content-Type": answer.headers.get("Content-Type", "text/plain")}
        if location:
            headers["Location"] = urlsplit(location).path
        if "WWW-Authenticate" in answer.headers:
            headers["WWW-Authenticate"] = answer.headers["WWW-Authenticate"]
        return answer.status, headers, content
    finally:
        connection.close()

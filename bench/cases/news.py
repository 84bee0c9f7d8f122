"""A new mail on an open dashboard: from its delivery at the server until it stands on the screen."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

from bench.maker.span import NOW
from bench.measure import Figure, median
from bench.place import Place
from bench.terminal import Run
from data.model.client import Client
from tests.servers.dovecot import PASSWORD, Dovecot, Mailbox

_LIMIT_MS = 2_000
_COUNT = 9
_PATIENCE = 30.0


def run(place: Place) -> Iterator[Figure]:
    """Let mail after mail come to an account that the dashboard listens to (IDLE)."""
    if not (shutil.which("dovecot") or Path("/usr/sbin/dovecot").exists()):
        raise RuntimeError("Dovecot is not installed, so there is no server to send news.")
    with Dovecot() as server:
        box = server.new_user()
        with box.client():
            pass
        logins = server.log.count("Login: user=")
        config = place.config.with_name("news.toml")
        config.write_text(place.config.read_text(encoding="utf-8") + _account(box), encoding="utf-8")
        # A store with nothing else in it: whatever comes is then on the screen without scrolling.
        store = place.config.with_name("news.db")
        with closing(place.desk(store)) as desk:
            desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
        command = [config if part == place.config else part for part in place.command(store)]
        with Run(command) as program:
            program.wait_for(lambda text: "Waiting" in text)
            # The reading that finds nothing, and the connection that stays and listens.
            program.listen(_PATIENCE, until=lambda: server.log.count("Login: user=") >= logins + 2)
            program.listen(1.0)
            took = [_news(program, box, number) for number in range(_COUNT)]
    yield Figure("news", "a mail that came is on the screen, median", median(took), "ms", _LIMIT_MS)
    yield Figure("news", "a mail that came is on the screen, slowest", max(took), "ms", _LIMIT_MS)


def _account(box: Mailbox) -> str:
    return (
        "\n[mail_windows]\non = false\n\n"
        f'[[imap]]\nname = "box"\nhost = "127.0.0.1"\nport = {box.server.port}\nsecurity = "none"\n'
        f'user = "{box.user}"\npassword_command = "echo {PASSWORD}"\nme = ["me@studio.example"]\n'
    )


def _news(program: Run, box: Mailbox, number: int) -> float:
    came = NOW - timedelta(minutes=_COUNT - number)
    subject = f"Number {number}?"
    message = (
        f"From: Ann Bell <ann@birch.example>\r\nTo: me@studio.example\r\nSubject: {subject}\r\n"
        f"Date: {format_datetime(came)}\r\nMessage-ID: <news{number}@birch.example>\r\n\r\nWhen?\r\n"
    )
    begun = time.perf_counter()
    box.put("INBOX", message.encode(), at=came)
    seen = program.watch(begun, lambda text: subject in text, _PATIENCE)
    if seen.awaited is None:
        raise RuntimeError(f"{subject} never came to the screen:\n{program.picture.text()}")
    return seen.awaited

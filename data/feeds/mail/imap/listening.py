"""Waiting for news of an account: a thread that idles on a folder (RFC 2177) and says when something came.

It only makes things quicker. Whatever goes wrong here is tried again, later each time, and never said: the
reading by the clock finds the same mail and says the same trouble.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from data.clock import Clock
from data.errors import Refused
from data.feeds.mail.imap.account import Account
from data.feeds.patience import Stopped

if TYPE_CHECKING:
    from data.feeds.mail.imap.connection import Connection

_RENEW_SECONDS = 290
"""Servers and routers let go of who is silent for ten minutes, some for less."""
_SLICE_SECONDS = 20
_SLEPT = timedelta(seconds=90)
"""When the clock on the wall gets so far ahead, the machine was asleep, and the connection is dead."""
_FIRST_PAUSE_SECONDS = 5.0
_LONGEST_PAUSE_SECONDS = 600.0
_AFTER_REFUSAL_SECONDS = 3600.0


class Listener:
    """Listens to one account until it is told to stop; where the server has no IDLE it ends by itself."""

    def __init__(self, account: Account, news: Callable[[], None], clock: Clock) -> None:
        self._account, self._news, self._clock = account, news, clock
        self._stopped = threading.Event()
        self._bell, self._ear = socket.socketpair()
        self._ear.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="listening to mail", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def nudge(self) -> None:
        """Try again at once if it waits for better times."""
        with suppress(OSError):
            self._bell.send(b".")

    def stop(self) -> None:
        """Tell it to end; it does so in a moment, whatever the server does."""
        self._stopped.set()
        self.nudge()

    @property
    def is_alive(self) -> bool:
        """Whether it still listens, or waits to try again."""
        return self._thread.is_alive()

    def join(self, seconds: float) -> None:
        """Wait for its end."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self._again_and_again()
        except Stopped:
            pass
        finally:
            self._bell.close()
            self._ear.close()

    def _again_and_again(self) -> None:
        pause = _FIRST_PAUSE_SECONDS
        while not self._stopped.is_set():
            begun = time.monotonic()
            try:
                if not self._connect_and_listen():
                    return
                pause = 0.0
            except Stopped:
                raise
            except Refused:
                pause = _AFTER_REFUSAL_SECONDS
            except Exception:
                # What nobody thought of, too: the thread would end, and nobody would know.
                if time.monotonic() - begun > _LONGEST_PAUSE_SECONDS:
                    pause = _FIRST_PAUSE_SECONDS
            self._rest(pause)
            pause = min(max(2 * pause, _FIRST_PAUSE_SECONDS), _LONGEST_PAUSE_SECONDS)

    def _connect_and_listen(self) -> bool:
        """Listen for as long as it goes; false when the server cannot tell news, true to connect anew."""
        # Imported here: by the thread, so that nobody waits for it.
        from data.feeds.mail.imap.folders import find_folders
        from data.feeds.mail.imap.login import connected
        from data.feeds.mail.letter import Role

        with connected(self._account, self._stopped.is_set) as connection:
            if not connection.has("IDLE"):
                return False
            watched = next(folder for folder in find_folders(connection) if folder.role is Role.WATCHED)
            connection.examine(watched.raw)
            connection.idle()
            self._news()  # what came before anybody listened
            while self._something(connection):
                if connection.idle_done():
                    self._news()
                connection.idle()
            return True

    def _something(self, connection: Connection) -> bool:
        """Wait until the server says a word or the wait has to be renewed; false when the machine slept."""
        until, at = time.monotonic() + _RENEW_SECONDS, self._clock()
        while time.monotonic() < until:
            if connection.client.wire.wait(_SLICE_SECONDS, self._ear):
                break
            self._hear()
            last, at = at, self._clock()
            if at - last > _SLEPT:
                return False
        return True

    def _rest(self, seconds: float) -> None:
        """Wait before the next try, unless somebody nudges."""
        if seconds:
            self._ear.setblocking(True)
            self._ear.settimeout(seconds)
            with suppress(TimeoutError):
                self._ear.recv(16)
            self._ear.setblocking(False)
        if self._stopped.is_set():
            raise Stopped

    def _hear(self) -> None:
        """Take note of who rang."""
        with suppress(BlockingIOError):
            self._ear.recv(16)
        if self._stopped.is_set():
            raise Stopped

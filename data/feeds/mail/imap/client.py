"""IMAPClient over our own wire, with the few commands of it that are not public."""

from __future__ import annotations

import ssl
from functools import partial
from typing import Any

from imapclient import IMAPClient

from data.feeds.mail.imap.account import Account
from data.feeds.mail.imap.wire import Wire
from data.feeds.patience import Stop


class Client(IMAPClient):  # type: ignore[misc]  # the library has no types
    """IMAPClient over our own wire; folder names are left as the server has them."""

    def __init__(self, account: Account, tls: ssl.SSLContext | None, stop: Stop) -> None:
        secret_at_once = tls if account.security == "tls" else None
        self._wire = partial(Wire, account.host, account.port, secret_at_once, stop)
        super().__init__(account.host, account.port, ssl=account.security == "tls")
        self._imap.debug = 0
        self.folder_encode = False
        self.normalise_times = False

    def _create_IMAP4(self) -> Wire:  # noqa: N802 - the library's name
        return self._wire()

    @property
    def wire(self) -> Wire:
        """Give the connection itself."""
        wire: Wire = self._imap
        return wire

    def ask(self, command: str, *arguments: str, answer: str) -> list[Any]:
        """Send a command as it stands and give the untagged answers of one name."""
        said, told = self._imap._simple_command(command, *arguments)  # noqa: SLF001
        self._checkok(command, said, told)
        return self.also(answer)

    def also(self, answer: str) -> list[Any]:
        """Give further untagged answers to the last command."""
        _, found = self._imap._untagged_response("OK", [None], answer)  # noqa: SLF001
        return [each for each in found if each not in (None, b"")]

    def uid_command(self, command: str, *arguments: str) -> list[Any]:
        """Send a command about messages by their UIDs."""
        said, told = self._imap.uid(command, *arguments)
        self._checkok(command, said, told)
        return [each for each in told if each not in (None, b"")]

    def send_uid_command(self, command: str, *arguments: str) -> bytes:
        """Send a command about messages and give its tag, without waiting for the answer."""
        tag: bytes = self._imap._command("UID", command, *arguments)  # noqa: SLF001
        return tag

    def answer_to(self, tag: bytes, command: str) -> list[Any]:
        """Wait for the answer to a command that was sent."""
        said, told = self._imap._command_complete("UID", tag)  # noqa: SLF001
        self._checkok(command, said, told)
        return self.also(command)

    def forget_untagged(self) -> None:
        """Let go of what the library gathers from answers nobody asks it about: days of it while idle."""
        self._imap.untagged_responses = {}

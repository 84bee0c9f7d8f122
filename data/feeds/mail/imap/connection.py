"""A connection that can only look: the few commands that reading takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from imapclient.response_parser import parse_response

from data.feeds.mail.imap.account import Account
from data.feeds.mail.imap.answers import Fetched, understood
from data.feeds.mail.imap.client import Client
from data.feeds.mail.imap.telling import NotDone, told
from data.values import frozen


@frozen
class Opened:
    """How a folder is now."""

    validity: int
    """UIDVALIDITY: while it stays the same, a UID names the same message."""
    next_uid: int
    """UIDNEXT; 0 where the server does not say."""
    exists: int
    """Messages in it."""
    modseq: int = 0
    """HIGHESTMODSEQ (CONDSTORE); 0 where the server has none."""


class Connection:
    """A connection that is logged in and can only look."""

    def __init__(self, account: Account, client: Client) -> None:
        self.account = account
        self.client = client
        self.capabilities = frozenset(client.capabilities())

    def has(self, capability: str) -> bool:
        """Whether the server can do something."""
        return capability.encode() in self.capabilities

    def prepare(self) -> None:
        """Ask for change numbers, which has to be done before any folder is opened."""
        if self.has("ENABLE") and self.has("CONDSTORE"):
            with told(self.account), suppress(NotDone):
                self.client.enable("CONDSTORE")

    def status(self, folder: str, items: Sequence[str]) -> Mapping[bytes, Any]:
        """Ask how a folder is, without opening it."""
        with told(self.account):
            found: Mapping[bytes, Any] = self.client.folder_status(folder, list(items))
            return found

    def examine(self, folder: str) -> Opened:
        """Open a folder for looking only."""
        with told(self.account):
            found = self.client.select_folder(folder, readonly=True)
            return Opened(
                found[b"UIDVALIDITY"],
                found.get(b"UIDNEXT", 0),
                found[b"EXISTS"],
                found.get(b"HIGHESTMODSEQ", 0),
            )

    def search(self, criteria: Sequence[object]) -> list[int]:
        """Give the UIDs of the messages that fit, in order; wrong ones are left out."""
        with told(self.account):
            return sorted({uid for uid in self.client.search(list(criteria)) if uid > 0})

    def fetch(self, uids: Sequence[int], items: Sequence[str]) -> Fetched:
        """Fetch something of some messages; those never asked for are left out."""
        wanted = set(uids)
        numbers = ",".join(map(str, uids))
        with told(self.account):
            answer = self.client.uid_command("FETCH", numbers, f"({' '.join(items)})")
            return {uid: got for uid, got in understood(answer).items() if uid in wanted}

    def fetch_each(
        self, batches: Iterable[Sequence[int]], items: Sequence[str]
    ) -> Iterator[tuple[Sequence[int], Fetched, bool]]:
        """Fetch batch after batch; while one is worked on, the server gathers the next.

        Gives what was asked for, what came, and whether the connection is free meanwhile: it is not when the
        next batch is under way, which is only done where nothing seems to be missing.
        """
        waiting = iter(batches)
        some = next(waiting, None)
        tag = self._ask_for(some, items)
        while some:
            answer = self._answer(tag)
            following = next(waiting, None)
            ahead = following is not None and sum(map(_has_header, answer)) >= len(some)
            if ahead:
                tag = self._ask_for(following, items)
            wanted = set(some)
            with told(self.account):
                got = {uid: values for uid, values in understood(answer).items() if uid in wanted}
            yield some, got, not ahead
            if not ahead:
                tag = self._ask_for(following, items)
            some = following

    def _ask_for(self, uids: Sequence[int] | None, items: Sequence[str]) -> bytes:
        if uids is None:
            return b""
        numbers = ",".join(map(str, uids))
        with told(self.account):
            return self.client.send_uid_command("FETCH", numbers, f"({' '.join(items)})")

    def _answer(self, tag: bytes) -> list[Any]:
        try:
            with told(self.account):
                return self.client.answer_to(tag, "FETCH")
        except NotDone:
            return []  # one message that cannot be given can spoil the answer for all

    def changed_flags(self, first: int, last: int, since: int) -> Fetched:
        """Fetch the flags of messages in a range that changed since a change number (RFC 7162)."""
        with told(self.account):
            answer = self.client.uid_command("FETCH", f"{first}:{last}", "(FLAGS)", f"(CHANGEDSINCE {since})")
            return understood(answer)

    def listed(self, command: str) -> tuple[list[Any], list[Any]]:
        """Send a LIST; give the folders in threes (flags, separator, name) and their states in pairs."""
        with told(self.account):
            folders = list(parse_response(self.client.ask("LIST", '""', command, answer="LIST")))
            states = list(parse_response(self.client.also("STATUS")))
            return folders, states

    def idle(self) -> None:
        """Ask to be told of news about the open folder."""
        self.client.forget_untagged()
        with told(self.account):
            self.client.idle()

    def idle_done(self) -> bool:
        """Ask for no more news, and say whether there was any; raises when the server is gone."""
        with told(self.account):
            _, answers = self.client.idle_done()
            return any(_is_news(answer) for answer in answers)

    def close(self) -> None:
        """Leave without waiting for a good-bye."""
        with suppress(OSError):
            self.client.wire.send(b"BYE1 LOGOUT\r\n")
        self.client.wire.shutdown()


def _has_header(part: Any) -> bool:
    return isinstance(part, tuple) and b"[HEADER" in part[0]


def _is_news(answer: tuple[Any, ...]) -> bool:
    return len(answer) > 1 and answer[1] in (b"EXISTS", b"EXPUNGE", b"FETCH")

"""One message may lie in several files: which letters are the same (R13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from data.feeds.mail.letter import Letter, Role

_SAME_WITHIN = timedelta(days=1)
_MY_ROLES = (Role.SENT, Role.WATCHED, Role.OTHER)
_THEIR_ROLES = (Role.WATCHED, Role.OTHER, Role.SENT)


@dataclass(slots=True, eq=False)
class Message:
    """One message with all its copies, and what is found out about it while judging."""

    letter: Letter
    """The copy that stands for all."""
    others: tuple[Letter, ...]
    at: datetime
    """When it came; when it was written, if it is mine (R15)."""
    ambiguous: bool = False
    """Another sender used the same id: references to it mean nothing."""
    mine: bool = False
    sender: str = ""
    """Who wrote it, by R4; empty when it is mine."""
    client_id: int | None = None
    by_domain: bool = False
    """The sender is a client by domain only."""
    robot: str = ""
    """Why no person wrote it (R5)."""
    recipients: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    """Of a message of mine: the ids in its In-Reply-To and References."""
    clients: frozenset[int] = frozenset()
    """Of a message of mine: the clients among its recipients."""
    bounced: bool = False
    thread: int = -1

    @property
    def ident(self) -> str:
        """What names it."""
        return self.letter.ident

    @property
    def flagged(self) -> bool:
        """Whether a mail program marked one of the copies as answered (R7)."""
        return "R" in self.letter.flags or any("R" in copy.flags for copy in self.others)

    @property
    def in_sent(self) -> bool:
        """Whether one of the copies lies in Sent."""
        return self.letter.role is Role.SENT or any(copy.role is Role.SENT for copy in self.others)


def merge(letters: Iterable[Letter], me: frozenset[str]) -> list[Message]:
    """Join the copies of each message: same id and sender within a day. Oldest message first."""
    messages: list[Message] = []
    for _, group in groupby(sorted(letters, key=_identity), key=lambda letter: letter.ident):
        same_id = list(group)
        found = [
            _message(same, me) for _, by_sender in groupby(same_id, key=_sender) for same in _runs(by_sender)
        ]
        if len({_sender(letter) for letter in same_id}) > 1:
            for message in found:
                message.ambiguous = True
        messages += found
    messages.sort(key=lambda message: (message.at, message.letter.at))
    return messages


def _sender(letter: Letter) -> str:
    return letter.senders[0] if letter.senders else ""


def _identity(letter: Letter) -> tuple[str, str, datetime, str, str]:
    return letter.ident, _sender(letter), letter.arrived, letter.folder, letter.key


def _runs(letters: Iterable[Letter]) -> Iterable[list[Letter]]:
    """Cut letters in order of arrival wherever one came more than a day after the first."""
    run: list[Letter] = []
    for letter in letters:
        if run and letter.arrived - run[0].arrived > _SAME_WITHIN:
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _message(copies: list[Letter], me: frozenset[str]) -> Message:
    mine = _sender(copies[0]) in me
    roles = _MY_ROLES if mine else _THEIR_ROLES
    # The copy that still waits to be seen stands for all: it is there, not deleted, and in a watched folder.
    first, *others = sorted(
        copies, key=lambda copy: (copy.gone, "T" in copy.flags, roles.index(copy.role), copy.arrived, copy.at)
    )
    return Message(first, tuple(others), (first.dated or first.arrived) if mine else first.arrived, mine=mine)

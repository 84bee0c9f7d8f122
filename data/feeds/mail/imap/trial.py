"""Trying a connection: what is there, and whether it can be read. Nothing is kept and nothing changed."""

from __future__ import annotations

from datetime import datetime

from data.feeds.mail.imap.account import Account
from data.feeds.mail.imap.connection import Connection
from data.feeds.mail.imap.folders import Folder, all_folders
from data.feeds.mail.imap.login import connected
from data.feeds.mail.imap.reading import within
from data.feeds.mail.imap.telling import NotDone
from data.feeds.mail.letter import Role
from data.feeds.patience import Stop, never
from data.values import frozen


@frozen
class FolderFound:
    """One folder of an account."""

    name: str
    role: Role
    count: int | None = None
    """Messages within the look-back; None where nothing of it would be counted, or it cannot be opened."""


@frozen
class AccountFound:
    """What a connection showed."""

    folders: tuple[FolderFound, ...]
    """All of them, drafts and junk too; those that are read first."""
    capabilities: tuple[str, ...]
    tells_news: bool
    """IDLE: a message is seen at once. Else at the next reading."""
    counts_changes: bool
    """CONDSTORE: a reading with nothing new costs next to nothing."""
    knows_uses: bool
    """SPECIAL-USE: which folder is Sent does not depend on its name."""

    @property
    def has_sent(self) -> bool:
        """Whether a folder with what was sent was found; without one nobody is ever seen to be answered."""
        return any(folder.role is Role.SENT for folder in self.folders)

    @property
    def has_watched(self) -> bool:
        """Whether a folder was found in which a message waits."""
        return any(folder.role is Role.WATCHED for folder in self.folders)


def try_account(account: Account, since: datetime | None, stop: Stop = never) -> AccountFound:
    """Log in and look around; `since` is the look-back, None: all mail.

    Raises FeedError (Offline, Refused) with a sentence that says what to do, or Stopped.
    """
    with connected(account, stop) as connection:
        return AccountFound(
            tuple(_found(connection, folder, since) for folder in all_folders(connection)),
            tuple(sorted(name.decode("ascii", "replace") for name in connection.capabilities)),
            connection.has("IDLE"),
            connection.has("CONDSTORE"),
            connection.has("SPECIAL-USE"),
        )


def _found(connection: Connection, folder: Folder, since: datetime | None) -> FolderFound:
    count = None
    if folder.role in (Role.WATCHED, Role.SENT):
        try:
            connection.examine(folder.raw)
            count = len(connection.search(within(since)))
        except NotDone:
            count = None
    return FolderFound(folder.name, folder.role, count)

"""The folders of an account: what each is for, and how it is right now without opening it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from data.errors import FeedError
from data.feeds.mail.folders import decode_name, role_of
from data.feeds.mail.imap.account import Account
from data.feeds.mail.imap.connection import Connection, Opened
from data.feeds.mail.imap.telling import NotDone
from data.feeds.mail.letter import NEVER_COUNTS, Role
from data.values import frozen

_SPECIAL = {
    b"\\sent": Role.SENT,
    b"\\drafts": Role.DRAFTS,
    b"\\junk": Role.JUNK,
    b"\\trash": Role.TRASH,
}
_NO_FOLDER = frozenset({b"\\noselect", b"\\nonexistent"})
_VIRTUAL = frozenset({b"\\all", b"\\flagged", b"\\important"})
"""Other views of what lies elsewhere, such as Gmail's "All Mail"."""
_MOST_FOLDERS = 5_000
_ITEMS = ("MESSAGES", "UIDNEXT", "UIDVALIDITY")


@frozen
class Folder:
    """One folder of an account."""

    raw: str
    """As the server names it."""
    name: str
    """As the mail program shows it: "INBOX", "Clients/Acme"."""
    role: Role
    state: Opened | None = None
    """How it is, where the server says so without opening it."""


def all_folders(connection: Connection) -> tuple[Folder, ...]:
    """List every folder that holds messages.

    Sent comes first, then the watched ones, then the others: of what is read, nothing seems to wait that is
    answered.
    """
    listed, states = _listed(connection)
    found = {folder.name: folder for folder in _folders(listed, states, connection.account)}
    order = {Role.SENT: 0, Role.WATCHED: 1, Role.OTHER: 2}
    return tuple(
        sorted(found.values(), key=lambda folder: (order.get(folder.role, 3), folder.name != "INBOX"))
    )


def find_folders(connection: Connection) -> tuple[Folder, ...]:
    """List the folders that are to be read: without drafts, junk, trash and the like.

    Raises FeedError when no watched folder is among them.
    """
    account, found = connection.account, all_folders(connection)
    wanted = tuple(folder for folder in found if folder.role not in NEVER_COUNTS)
    if not any(folder.role is Role.WATCHED for folder in wanted):
        names = ", ".join(sorted(folder.name for folder in found)[:5]) or "none at all"
        raise FeedError(
            f"No mail read: none of the folders on {account.host} is called {' or '.join(account.watch)}"
            f" (there are: {names})."
        )
    return wanted


def state_of(connection: Connection, folder: Folder) -> Opened | None:
    """Say how a folder is, without opening it; None when the server does not say."""
    if folder.state is not None or not connection.has("CONDSTORE"):
        return folder.state
    try:
        return _opened(connection.status(folder.raw, [*_ITEMS, "HIGHESTMODSEQ"]))
    except NotDone:
        return None


def _listed(connection: Connection) -> tuple[list[Any], dict[str, Opened]]:
    """Ask for all folders; where the server can, for their states and uses in the same breath."""
    if connection.has("LIST-STATUS") and connection.has("CONDSTORE"):
        uses = "SPECIAL-USE " if connection.has("SPECIAL-USE") else ""
        items = " ".join([*_ITEMS, "HIGHESTMODSEQ"])
        try:
            listed, states = connection.listed(f'"*" RETURN ({uses}STATUS ({items}))')
            return listed, dict(_states(states))
        except NotDone:
            pass  # some promise more than they do; the plain command is always there
    return connection.listed('"*"')[0], {}


def _states(pairs: list[Any]) -> Iterator[tuple[str, Opened]]:
    for raw, values in zip(pairs[::2], pairs[1::2], strict=False):
        if isinstance(values, tuple):
            state = _opened(dict(zip(values[::2], values[1::2], strict=False)))
            if state is not None:
                yield _text(raw), state


def _opened(said: Mapping[bytes, Any]) -> Opened | None:
    """Read what STATUS says; None when it says less than was asked."""
    found = [said.get(name.encode()) for name in (*_ITEMS, "HIGHESTMODSEQ")]
    if not all(isinstance(value, int) for value in found):
        return None
    messages, next_uid, validity, modseq = found
    return Opened(validity, next_uid, messages, modseq)  # type: ignore[arg-type]  # numbers, as just seen


def _folders(listed: list[Any], states: dict[str, Opened], account: Account) -> Iterator[Folder]:
    for place in range(0, min(len(listed), 3 * _MOST_FOLDERS) - 2, 3):
        flags, separator, raw_name = listed[place : place + 3]
        raw = _text(raw_name)
        marks = frozenset(_marks(flags))
        # A name that is no ASCII, or breaks a line, cannot be asked for as it stands.
        if not raw or not raw.isascii() or not raw.isprintable() or marks & (_NO_FOLDER | _VIRTUAL):
            continue
        name = _shown(raw, _text(separator))
        special = next((role for mark, role in _SPECIAL.items() if mark in marks), None)
        short = name.partition("/")[2] if name.upper().startswith("INBOX/") else None
        role = role_of(name, account.watch, account.sent, short, special)
        yield Folder(raw, name, role, states.get(raw))


def _marks(flags: Any) -> Iterable[bytes]:
    return (flag.lower() for flag in flags if isinstance(flag, bytes)) if isinstance(flags, tuple) else ()


def _text(value: Any) -> str:
    """Give a name as text; the library takes a name of digits for a number."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value) if isinstance(value, int) else ""


def _shown(raw: str, separator: str) -> str:
    name = decode_name(raw)
    if separator and separator != "/":
        name = name.replace("/", "-").replace(separator, "/")
    return "INBOX" if name.upper() == "INBOX" else name

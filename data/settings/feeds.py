"""The sources of the settings file: mailboxes, calendars, and whatever else brings facts in by itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Protocol

from data.settings.declare import key, required
from data.settings.kinds import addresses, choice, path, text, texts, whole
from data.values import frozen

_FILES = frozenset({".ics", ".vcf"})


@frozen(kw_only=True)
class FeedSettings:
    """What every source has in common. Each sort has a `[[section]]` that may stand several times."""

    SECTION: ClassVar[str]
    """The name of that section."""
    WORD: ClassVar[str]
    """What such a source is, in a word."""

    name: str
    kind: str

    def usual_name(self) -> str:
        """Give what it is called when no name is set."""
        return self.WORD

    def wrong(self) -> Iterable[tuple[str, str]]:
        """Give the keys whose values do not go together, each with what is wrong about it."""
        return ()


class Mailbox(Protocol):
    """What every source of mail says, wherever it lies. Nothing is ever written to it."""

    @property
    def name(self) -> str:
        """What you call it."""

    @property
    def watch(self) -> tuple[str, ...]:
        """Folders in which a client's message waits, as names or globs."""

    @property
    def sent(self) -> tuple[str, ...]:
        """Folders with what you sent; empty: the usual names."""

    @property
    def look_back_days(self) -> int:
        """How far back the first reading goes; 0: everything."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that its mail is sent from, as far as the settings tell."""

    @property
    def place(self) -> tuple[str, ...]:
        """What tells this mailbox from any other."""


def my_addresses() -> tuple[str, ...]:
    """Declare the key with your own addresses."""
    return key(
        (),
        addresses(),
        "Your own addresses in it.",
        default_words="your `email`",
        example=("kim@studio.example",),
    )


def watched_folders() -> tuple[str, ...]:
    """Declare the key with the folders in which somebody waits."""
    return key(
        ("INBOX",),
        texts(200, '["INBOX", "Clients/*"]'),
        "Folders in which a client's message waits for you; * and ? match.",
    )


def sent_folders() -> tuple[str, ...]:
    """Declare the key with the folders of what you sent."""
    return key(
        (),
        texts(200, '["Sent"]'),
        "Folders with what you sent.",
        default_words="the usual names",
        example=("Sent",),
    )


def look_back() -> int:
    """Declare the key that says how far back a first reading goes."""
    return key(
        90, whole(0, 36500, "a whole number of days"), "How far back the first reading goes; 0: everything."
    )


@frozen(kw_only=True)
class LocalFeed(FeedSettings):
    """A source that lies on this machine."""

    path: Path

    def usual_name(self) -> str:
        """Give the last part of the path."""
        return (self.path.stem if self.path.suffix in _FILES else self.path.name) or self.WORD


@frozen(kw_only=True)
class MailSettings(LocalFeed):
    """A mailbox to read. Nothing is ever written to it. The section stands once for each mailbox."""

    SECTION: ClassVar[str] = "mail"
    WORD: ClassVar[str] = "mailbox"

    name: str = key(
        "", text(40), "What you call it.", default_words="the last part of the path", example="work"
    )
    kind: str = required(choice("maildir", "mbox"), "How the mail is stored.", example="maildir")
    path: Path = required(path(), "Where it is.", example=Path("~/Maildir"))
    me: tuple[str, ...] = my_addresses()
    watch: tuple[str, ...] = watched_folders()
    sent: tuple[str, ...] = sent_folders()
    look_back_days: int = look_back()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Give every address that its mail is sent from, as far as the settings tell."""
        return self.me

    @property
    def place(self) -> tuple[str, ...]:
        """Give what tells this mailbox from any other."""
        return self.kind, str(self.path)


@frozen(kw_only=True)
class CalendarSettings(LocalFeed):
    """A calendar to read. Nothing is ever written to it. The section stands once for each calendar."""

    SECTION: ClassVar[str] = "calendar"
    WORD: ClassVar[str] = "calendar"

    name: str = key(
        "", text(40), "What you call it.", default_words="the last part of the path", example="calendar"
    )
    kind: str = required(
        choice("ics", "vdir"), "One .ics file, or a folder with one event in each file.", example="ics"
    )
    path: Path = required(path(), "Where it is.", example=Path("~/calendar.ics"))

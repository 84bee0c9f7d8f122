"""Mail accounts on a server, read over IMAP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from ipaddress import ip_address
from pathlib import Path
from typing import ClassVar

from data.settings.declare import key, required
from data.settings.feeds import FeedSettings, look_back, my_addresses, sent_folders, watched_folders
from data.settings.kinds import choice, optional_path, server, text, whole, yes_no
from data.values import frozen

_PORTS = {"tls": 993, "starttls": 143, "none": 143}


@frozen(kw_only=True)
class ImapSettings(FeedSettings):
    """A mail account on a server (IMAP). Nothing in it is ever changed. The section stands once for each.

    The password itself never stands here: name a command that prints it, or have the keyring keep it.
    """

    SECTION: ClassVar[str] = "imap"
    WORD: ClassVar[str] = "account"

    name: str = key("", text(40), "What you call it.", default_words="the host", example="work")
    kind: str = field(default="imap", init=False)
    host: str = required(server(), "The mail server.", example="imap.fastmail.com")
    port: int = key(
        0, whole(0, 65535, "a port"), "Its port; 0: the usual one.", default_words="993; with starttls 143"
    )
    user: str = required(text(254), "The name you log in with.", example="kim@studio.example")
    security: str = key(
        "tls",
        choice("tls", "starttls", "none"),
        'How the connection is kept secret; "none" only to this machine itself.',
    )
    password_command: str = key(
        "",
        text(1000),
        "A command whose first line of output is the password.",
        default_words="none",
        example="pass show mail/work",
    )
    token_command: str = key(
        "",
        text(1000),
        "A command that prints an access token, in place of a password (XOAUTH2).",
        default_words="none",
    )
    keyring: bool = key(False, yes_no(), "Whether the system's keyring has the password.")
    ca_file: Path | None = key(
        None,
        optional_path(),
        "A certificate to trust besides the system's.",
        default_words="none",
        example=Path("~/certificates/mail.pem"),
    )
    me: tuple[str, ...] = my_addresses()
    watch: tuple[str, ...] = watched_folders()
    sent: tuple[str, ...] = sent_folders()
    look_back_days: int = look_back()

    def usual_name(self) -> str:
        """Give the host."""
        return self.host[:36]

    @property
    def usual_port(self) -> int:
        """Give the port to use."""
        return self.port or _PORTS[self.security]

    @property
    def addresses(self) -> tuple[str, ...]:
        """Give every address that mail of this account is sent from, as far as the settings tell."""
        return (*self.me, self.user) if "@" in self.user else self.me

    @property
    def place(self) -> tuple[str, ...]:
        """Give what tells this mailbox from any other."""
        return self.kind, self.host, str(self.usual_port), self.user

    def wrong(self) -> Iterator[tuple[str, str]]:
        """Refuse to send a password or mail in the clear to another machine."""
        if self.security == "none" and not _is_this_machine(self.host):
            yield (
                "security",
                'is "none", and mail would cross the net in the clear; allowed: "tls" or "starttls",'
                " none only where host is this machine (localhost)",
            )


def _is_this_machine(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

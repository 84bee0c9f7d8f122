"""The `[[caldav]]` sections of the settings file: calendars kept by a server."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from typing import ClassVar

from data.settings.declare import key, required
from data.settings.feeds import FeedSettings
from data.settings.kinds import optional_path, text, texts, web_address, yes_no
from data.values import frozen


@frozen(kw_only=True)
class CaldavSettings(FeedSettings):
    """Calendars on a CalDAV server. Nothing is ever written to them; only the host of `url` is ever asked.

    The section stands once for each account. The password is never in this file: it comes from
    `password_command` or the keyring, and is held in memory only.
    """

    SECTION: ClassVar[str] = "caldav"
    WORD: ClassVar[str] = "calendars"

    name: str = key("", text(40), "What you call it.", default_words="the server's name", example="studio")
    kind: str = field(default="caldav", init=False)
    url: str = required(
        web_address(),
        "The address your provider names.",
        example="https://dav.studio.example/",
    )
    user: str = key("", text(200), "Your name there.", example="kim")
    password_command: str = key(
        "",
        text(1000),
        "Its first line of output is the password.",
        example="pass show dav.studio.example",
    )
    keyring: bool = key(
        False,
        yes_no(),
        "The password is in the keyring under server and user (needs frontdesk[keyring]).",
    )
    calendars: tuple[str, ...] = key(
        (),
        texts(200, '["Work", "Travel"]'),
        "The calendars to read, by name.",
        default_words="all of them",
        example=("Work",),
    )
    ca_file: Path | None = key(
        None,
        optional_path(),
        "The certificate of a server that the system does not know.",
        default_words="the system's certificates",
        example=Path("~/dav-ca.pem"),
    )

    @property
    def host(self) -> str:
        """Give the server's name."""
        from urllib.parse import urlsplit

        return urlsplit(self.url).hostname or ""

    def usual_name(self) -> str:
        """Give the server's name."""
        return self.host or self.WORD

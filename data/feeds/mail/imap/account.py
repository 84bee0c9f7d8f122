"""What has to be known of a mail account to read it."""

from __future__ import annotations

from pathlib import Path

from data.feeds.secrets import SecretPlace
from data.values import frozen


@frozen
class Account:
    """A mail account: where it is, how to get in, and which of its folders matter."""

    host: str
    port: int
    user: str
    secret: SecretPlace
    """Where the password is to be had, or the access token."""
    by_token: bool = False
    """Whether `secret` is an access token (XOAUTH2) and no password."""
    security: str = "tls"
    """"tls", "starttls" or "none"."""
    ca_file: Path | None = None
    """A certificate that is trusted besides those of the system."""
    watch: tuple[str, ...] = ("INBOX",)
    sent: tuple[str, ...] = ()

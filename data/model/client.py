"""Clients and the people who work there."""

from __future__ import annotations

from datetime import date

from data.values import frozen


@frozen
class Client:
    """Somebody frontdesk serves. A prospect is a client from the first call on."""

    name: str
    id: int = 0
    addresses: tuple[str, ...] = ()
    """E-mail addresses, lower-case; the exact ones win over domains."""
    domains: tuple[str, ...] = ()
    """Mail domains that belong to this client alone (never a free-mail provider)."""
    phones: tuple[str, ...] = ()
    zone: str | None = None
    """IANA zone the client lives in; None: the freelancer's own."""
    reply_limit_minutes: int | None = None
    """Business minutes this client waits at most for an answer; None: the setting."""
    keep_in_touch_days: int | None = None
    """Longest silence before "say hello" is suggested; None: the setting; 0: never."""
    takes_gifts: bool = True
    coffee: str = ""
    """What they drink, for the take-away coffee on a visit."""
    post_address: str = ""
    """Where a handwritten card goes, and where a visit takes place."""
    referred_by: str = ""
    note: str = ""
    since: date | None = None
    """First day of working together; None: the day it was entered."""


@frozen
class Person:
    """Someone at a client."""

    client_id: int
    name: str
    id: int = 0
    role: str = ""
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    note: str = ""

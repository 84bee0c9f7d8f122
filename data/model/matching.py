"""Who an unknown sender may be, and what an address book says of people."""

from __future__ import annotations

from enum import StrEnum

from data.model.source import UnknownSender
from data.values import frozen


@frozen
class BookEntry:
    """One person, or one organisation, of an address book: what a vCard says of them."""

    name: str
    organisation: str = ""
    role: str = ""
    addresses: tuple[str, ...] = ()
    """E-mail addresses, lower-case, the preferred one first."""
    phones: tuple[str, ...] = ()
    """Numbers as they stand in the card, the preferred one first."""
    post_address: str = ""
    uid: str = ""
    """The card's UID; where it has none, a digest of what it says."""
    id: int = 0
    source: str = ""
    """The watched address book it stands in; empty for a card that is only being looked at."""

    @property
    def points(self) -> tuple[str, ...]:
        """Give every address and number."""
        return (*self.addresses, *self.phones)


class Why(StrEnum):
    """What makes somebody likely to belong to a client."""

    CARD = "card"
    """Their address stands in the address book."""
    PHONE = "phone"
    """Their number stands in the address book."""
    NAME = "name"
    """They are called like a client or somebody there."""
    DOMAIN = "domain"
    """They write from where this client alone writes from."""


@frozen
class Suggestion:
    """Whose somebody may be, and why. Nothing is done before it is accepted."""

    why: Why
    client: str
    """The name of the client, or of the one to be made."""
    client_id: int | None = None
    """None: they would be a new client."""
    person: str = ""
    """Who it is there, by the card or as known already; empty when only the client is known."""
    person_id: int | None = None
    """Somebody there who is known already."""
    entry: BookEntry | None = None
    """The card it rests on."""


@frozen
class Stranger:
    """One row of the "who is this?" tray."""

    sender: UnknownSender
    suggestion: Suggestion | None = None
    domain: str = ""
    """The domain they write from, when it can be a company's own; empty for free mail and shared domains."""


@frozen
class Proposal:
    """What a card says besides what is known of somebody who came from it."""

    link_id: int
    client_id: int
    client: str
    person: str
    """Who it is about; empty for the client itself."""
    person_id: int | None
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@frozen
class CardLink:
    """Which card somebody came from, and what of it was decided on."""

    uid: str
    client_id: int
    id: int = 0
    person_id: int | None = None
    seen: tuple[str, ...] = ()
    """Addresses and numbers of the card that were taken or declined."""

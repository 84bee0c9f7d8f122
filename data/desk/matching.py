"""Who is this? People who wrote or called and are no clients yet, and whose they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.errors import WrongUse
from data.model.client import Client
from data.store import senders

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.model.source import UnknownSender


class Matching:
    """The "who is this?" tray. A point is what somebody is known by: an address, or a phone number."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def unknown_senders(self) -> tuple[UnknownSender, ...]:
        """Give who wrote or called and is no client, the latest first."""
        return tuple(senders.unknown(self._core.reader, self._core.now()))

    def make_client(self, point: str, name: str) -> Client:
        """Make somebody from the tray a client."""
        from data.desk.clients import Clients

        return Clients(self._core).add(with_point(Client(name=name.strip() or point), point))

    def add_to_client(self, point: str, client_id: int) -> Client:
        """Give a client one more address or number."""
        from data.desk.clients import Clients

        book = Clients(self._core)
        client = book.get(client_id)
        wanted = with_point(client, point)
        if wanted == client:
            raise WrongUse(f"{point} is {client.name}'s already.")
        return book.edit(wanted)

    def ignore(self, point: str) -> str:
        """Leave somebody out of the tray from now on."""
        with self._core.act(f"ignore {point}") as db:
            senders.ignore(db, point)
        return f"{point} will not be asked about again."


def with_point(client: Client, point: str) -> Client:
    """Give the client with an address or a number besides; the same client where it has it."""
    if "@" in point:
        return replace(client, addresses=tuple(dict.fromkeys((*client.addresses, point))))
    return replace(client, phones=tuple(dict.fromkeys((*client.phones, point))))

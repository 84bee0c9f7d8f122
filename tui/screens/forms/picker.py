"""Whom a form can mean: the clients, read when they are first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.model.client import Client


class Picker:
    """Reads the clients once, and not before the form is on the screen: most forms open without them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def recent(self) -> tuple[Client, ...]:
        """Give every client, the one with the latest contact first."""
        return self._recent

    def rank(self, text: str) -> list[Client]:
        """Give the clients a text can mean, the best first."""
        from data.rules.match import rank_clients

        return rank_clients(text, self._recent)

    @cached_property
    def _recent(self) -> tuple[Client, ...]:
        return self._desk.clients.recent()

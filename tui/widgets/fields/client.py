"""A client, picked with a letter or two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from data.model.client import Client
from tui.widgets.fields.field import WRONG
from tui.widgets.fields.text import TextField
from tui.wording.plain import harmless, plain
from tui.wording.row import Part

Recent = Callable[[], Sequence[Client]]
"""Gives every client, the one with the latest contact first; asked when they are first needed."""

Rank = Callable[[str], Sequence[Client]]
"""Gives the clients a text can mean, the best first."""

_MOST = 8
"""Candidates offered at once; who is not among them is found with one more letter."""


class ClientField(TextField):
    """A client by name: what is typed is matched loosely, the lower border says whom it means.

    Down and up go through those it could be. A name that fits nobody makes a new client, and says so.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "down",
            "other(1)",
            "Next client",
            id="client-field.next",
            tooltip="Take the next that fits",
            show=False,
        ),
        Binding(
            "up",
            "other(-1)",
            "Previous",
            id="client-field.previous",
            tooltip="Take the one before",
            show=False,
        ),
    ]

    @dataclass
    class Picked(Message):
        """Another client is meant, or none."""

        field: ClientField
        client: Client | None

        @property
        def control(self) -> ClientField:
            """The field it happened in."""
            return self.field

    def __init__(
        self,
        label: str,
        recent: Recent,
        rank: Rank,
        client: Client | None = None,
        *,
        new_name: str = "",
        may_be_new: bool = True,
        needed: str = "",
        hint: str = "",
        id: str | None = None,  # noqa: A002 - the name Textual gives it
        classes: str | None = None,
    ) -> None:
        """Offer the `recent` clients while nothing is typed, and what `rank` finds after that.

        `needed` is the sentence said when nobody is named; without it, it may be left empty.
        """
        self._recent = recent
        self._rank = rank
        self._may_be_new = may_be_new
        self._needed = needed
        self._offered: tuple[Client, ...] = ()
        self._index = 0
        self._client = client
        self._settled = harmless(client.name) if client else ""
        super().__init__(
            label,
            client.name if client else new_name,
            example="two letters are enough",
            hint=hint,
            # Letters typed over a name that was filled in mean somebody else, never "Osei & Sonsli".
            replace=True,
            id=id,
            classes=classes,
        )

    @property
    def client(self) -> Client | None:
        """Who is meant; None for nobody, or for a new client."""
        return self._client

    @property
    def new_name(self) -> str:
        """The name of a client that is to be made; empty when there is none to make."""
        return "" if self._client or not self._may_be_new else self.value.strip()

    @property
    def problem(self) -> str:
        """Why the form cannot be saved with whom is named."""
        if not self.value.strip():
            return self._needed
        if self._client is None and not self._may_be_new:
            return f"No client is called {plain(self.value, 40)}."
        return ""

    def settle(self, client: Client | None) -> None:
        """Put a client in, as if picked."""
        self._pick(client)
        self._settled = harmless(client.name) if client else ""
        self.fill(client.name if client else "")
        self._say_who()

    def watch_value(self, value: str) -> None:
        """Find out whom it can mean now."""
        self.forgive()
        if self._client is not None and value == self._settled:
            return
        self._index = 0
        self._offer()

    def on_blur(self, _event: events.Blur) -> None:
        """Write the whole name of who was meant, so that nobody has to guess."""
        if self._client is not None and self.value != self._client.name:
            self._write_name(self._client)
        self._say_who(focused=False)

    def on_focus(self, _event: events.Focus) -> None:
        """Say who else it could be."""
        self._offered = self._offered or tuple(self._recent())[:_MOST]
        self._say_who(focused=True)

    def action_other(self, by: int) -> None:
        """Take the next or the previous of those it could be."""
        count = len(self._offered) + (1 if self._may_be_new and self.value.strip() else 0)
        if not count:
            return
        start = -1 if not self.value.strip() and self._client is None and by > 0 else self._index
        self._index = (start + by) % count
        self._pick(self._offered[self._index] if self._index < len(self._offered) else None)
        self._say_who()

    def _offer(self) -> None:
        typed = self.value.strip()
        self._offered = tuple(self._rank(typed) if typed else self._recent())[:_MOST]
        self._pick(self._offered[0] if typed and self._offered else None)
        self._say_who()

    def _pick(self, client: Client | None) -> None:
        if client == self._client:
            return
        self._client = client
        self.post_message(self.Picked(self, client))

    def _write_name(self, client: Client) -> None:
        self.value = self._settled = harmless(client.name)
        self.cursor_position = len(self.value)

    def _say_who(self, *, focused: bool | None = None) -> None:
        if self.has_class(WRONG):
            return  # what is wrong stays said until something is typed
        typed = self.value.strip()
        if not (self.has_focus if focused is None else focused):
            self.say(*((("new client", "due"),) if self.new_name else ()))
            return
        parts: list[Part] = []
        for index, client in enumerate(self._offered):
            here = client == self._client
            parts.append((" · ", "faint") if index else ("", "plain"))
            parts.append((plain(client.name, 40), "accent" if here else "dim"))
        if typed and self._may_be_new:
            new = "new client" if not self._offered else "new"
            parts.append((" · ", "faint") if parts else ("", "plain"))
            parts.append((new, "due" if self._client is None else "faint"))
        elif typed and not self._offered:
            parts.append(("no client of that name", "late"))
        self.say(*parts)

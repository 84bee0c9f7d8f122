"""The one line a whole call fits in, and under it whom it could mean and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message

from data.model.client import Client
from data.model.draft import FollowUp
from data.rules.quick_line import QuickLine, read_quick_line
from data.values import frozen
from tui.widgets.fields import TextField
from tui.wording.forms import candidates_said
from tui.wording.plain import plain

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.rules.working_time import WorkingTime

_OFFERED = 5
"""Clients shown at once; whoever is not among them is found with one more letter."""

_EXAMPLE = "in 12m asks for staging >fri send the link ?hosting price +newsletter"
_ASK = "Who? Two letters, then Enter"
_GO_ON = "What was said? Enter saves"


@frozen
class Typed:
    """The line as it reads now, with the client chosen among those it could mean."""

    line: QuickLine = field(default_factory=QuickLine)
    client: Client | None = None

    @property
    def only_a_name(self) -> bool:
        """Whether the line says no more than who it was."""
        line = self.line
        how = line.direction or line.outcome or line.minutes is not None
        wishes = line.follow_ups or line.said or line.problems
        return not (how or wishes or line.note)

    @property
    def follow_ups(self) -> tuple[FollowUp, ...]:
        """What the line says is to be done after the call."""
        return tuple(FollowUp(text, reading.at) for text, reading in self.line.follow_ups)


class QuickField(TextField):
    """A call in one line. While it names a client, down and up go through those it could be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "down", "other(1)", "Next client", id="quick.next", tooltip="Take the next that fits", show=False
        ),
        Binding(
            "up", "other(-1)", "Client before", id="quick.previous", tooltip="Take the one before", show=False
        ),
    ]

    @dataclass
    class Unpicked(Message):
        """The client that was picked is to be forgotten."""

        field: QuickField

        @property
        def control(self) -> QuickField:
            """The field it happened in."""
            return self.field

    def __init__(
        self,
        recent: Callable[[], Sequence[Client]],
        desk: Desk,
        working_time: WorkingTime,
        likely: Client | None = None,
        *,
        settled: bool = False,
        id: str,  # noqa: A002 - Textual's name
    ) -> None:
        """Ask for one of the `recent` clients; an empty line stands for the `likely` one.

        With `settled` it is that one, and the line asks only what was said.
        """
        self._ask = f"Enter for {plain(likely.name, 60)}, or two letters of another" if likely else _ASK
        self._likely = likely
        super().__init__(
            _what_was_said(likely) if settled else self._ask,
            example=_EXAMPLE if settled else f"ac {_EXAMPLE}",
            id=id,
        )
        self._recent = recent
        self._now = desk.now()
        self._work = working_time
        self._day_first = desk.settings.day_first
        self._index = 0
        self.typed = Typed(client=likely)

    def read(self, known: Client | None) -> Typed:
        """Read the line; `known` is the client when the line need not name one any more."""
        line = read_quick_line(
            self.value, self._recent(), self._now, self._work, client=known, day_first=self._day_first
        )
        names = line.candidates or ((line.client,) if line.client else ())
        if known is not None or not names:
            self.typed = Typed(line, known or (None if self.value.strip() else self._likely))
        else:
            self._index %= len(names)
            self.typed = Typed(line, names[self._index])
        self._say(names if known is None else ())
        return self.typed

    def next_part(self, client: Client | None, rest: str = "") -> None:
        """Leave only the rest in the line, now that it is settled who it was."""
        self.name_it(_what_was_said(client))
        self.placeholder = _EXAMPLE
        self.value = rest

    def watch_value(self, value: str) -> None:
        """Another text, another choice."""
        self._index = 0
        super().watch_value(value)

    def action_other(self, by: int) -> None:
        """Take another of the clients the letters could mean; without any, the form goes to another field."""
        if len(self.typed.line.candidates) < 2 or self.typed.client not in self.typed.line.candidates:
            raise SkipAction
        self._index += by
        self.post_message(self.Changed(self, self.value))

    def action_delete_left(self) -> None:
        """Rub out a letter; in an empty line, the client that was picked."""
        if self.value:
            super().action_delete_left()
        else:
            self.name_it(self._ask)
            self.placeholder = f"ac {_EXAMPLE}"
            self.post_message(self.Unpicked(self))

    def _say(self, names: Sequence[Client]) -> None:
        first = max(0, min(self._index, len(names) - _OFFERED))
        shown = [client.name for client in names[first : first + _OFFERED]]
        self.say(*candidates_said(shown, self._index - first, len(names) - first - len(shown)))


def _what_was_said(client: Client | None) -> str:
    """Give the label of the line once it is known who it was."""
    return f"{plain(client.name, 60)} · {_GO_ON[0].lower()}{_GO_ON[1:]}" if client else _GO_ON

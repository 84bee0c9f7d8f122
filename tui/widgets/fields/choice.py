"""A few words of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.widgets.fields.field import BORDER_CSS, WRONG, Field, toned
from tui.wording.row import Part, Tone

T = TypeVar("T")

_CHOSEN, _OTHER = "● ", "○ "
_GAP = 2


class ChoiceField(Field, Widget, Generic[T], can_focus=True):
    """One of a few values, all in sight: arrows move, a first letter or a click picks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "right,space", "step(1)", "Next", id="choice.next", tooltip="Choose the next one", show=False
        ),
        Binding(
            "left", "step(-1)", "Previous", id="choice.previous", tooltip="Choose the one before", show=False
        ),
    ]
    DEFAULT_CSS = "ChoiceField {" + BORDER_CSS + "}"

    chosen: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        """Another value was chosen by the user."""

        field: ChoiceField[object]

        @property
        def control(self) -> ChoiceField[object]:
            """The field it happened in."""
            return self.field

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[T, str]],
        value: T | None = None,
        *,
        hint: str = "",
        id: str | None = None,  # noqa: A002 - the name Textual gives it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.choices = tuple(choices)
        self._first = self._index_of(value)
        self.set_reactive(ChoiceField.chosen, self._first)
        self.name_it(label, hint)

    @property
    def value(self) -> T:
        """What is chosen."""
        return self.choices[self.chosen][0]

    @property
    def touched(self) -> bool:
        """Whether it is another choice than at first."""
        return self.chosen != self._first

    def fill(self, value: T) -> None:
        """Choose what the form worked out, as if it had been so from the start."""
        self._first = self.chosen = self._index_of(value)

    def render(self) -> Content:
        """Show all values on one line, the chosen one marked."""
        parts: list[Part] = []
        for index, (_value, text) in enumerate(self.choices):
            if index:
                parts.append((" " * _GAP, "plain"))
            here = index == self.chosen
            tone: Tone = "accent" if here and self.has_focus else "strong" if here else "dim"
            parts.append((_CHOSEN if here else _OTHER, "accent" if here else "faint"))
            parts.append((text, tone))
        return toned(*parts)

    def action_step(self, by: int) -> None:
        """Choose the next or the previous one, round and round."""
        self._choose((self.chosen + by) % len(self.choices))

    def on_key(self, event: events.Key) -> None:
        """Pick by first letter; the same letter again picks the next one that begins with it."""
        letter = (event.character or "").casefold()
        if not letter.isalpha():
            return
        fits = [i for i, (_value, text) in enumerate(self.choices) if text.casefold().startswith(letter)]
        if not fits:
            if event.key not in self.screen.active_bindings:
                self.say(("space takes the next, or type its first letter", "due"))
            return
        event.stop()
        event.prevent_default()
        after = [i for i in fits if i > self.chosen]
        self._choose((after or fits)[0])

    def on_blur(self) -> None:
        """Take the hint about letters away."""
        if not self.has_class(WRONG):
            self.say()

    def on_click(self, event: events.Click) -> None:
        """Pick what was clicked on."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        at = 0
        for index, (_value, text) in enumerate(self.choices):
            width = len(_CHOSEN) + Content(text).cell_length
            if at <= offset.x < at + width:
                self._choose(index)
                return
            at += width + _GAP

    def _choose(self, index: int) -> None:
        if index != self.chosen:
            self.chosen = index
            self.post_message(self.Changed(self))  # type: ignore[arg-type]  # T is erased in the message

    def _index_of(self, value: T | None) -> int:
        return next((i for i, (known, _text) in enumerate(self.choices) if known == value), 0)

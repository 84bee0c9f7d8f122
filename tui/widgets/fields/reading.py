"""A line to type in that says at every key press how it is understood."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from data.values import frozen
from tui.widgets.fields.text import LONGEST, TextField
from tui.wording.row import Part

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@frozen
class Understood(Generic[T_co]):
    """How a typed text is read."""

    value: T_co | None = None
    """None: nothing was typed, or it was not understood."""
    said: tuple[Part, ...] = ()
    """What the field says under it."""
    problem: str = ""
    """Why it cannot be saved like this; empty when it can."""


def _nothing(_value: object) -> tuple[Part, ...]:
    return ()


@frozen
class Notation(Generic[T]):
    """How one kind of value is typed: read at every key press, and written out to be edited."""

    read: Callable[[str], Understood[T]]
    """Gets the text without blanks around it; never an empty one."""
    write: Callable[[T], str]
    say: Callable[[T], tuple[Part, ...]] = _nothing
    """What the field says about a value that was not typed."""


class ReadingField(TextField, Generic[T]):
    """A text field with a live reading in its lower border."""

    def __init__(
        self,
        label: str,
        notation: Notation[T],
        value: T | None = None,
        *,
        needed: str = "",
        example: str = "",
        hint: str = "",
        longest: int = LONGEST,
        replace: bool = True,
        id: str | None = None,  # noqa: A002 - the name Textual gives it
        classes: str | None = None,
    ) -> None:
        """Ask for something that can be written in `notation`.

        `value` is given back as it is while the text is untouched: what is written may say less than it.
        `needed` is the sentence said when the field is left empty; without it, it may be. What is typed first
        takes the place of what is there, unless `replace` says that one rather adds to it.
        """
        self.notation = notation
        self._value_at_first = value
        self._needed = needed
        self.understood: Understood[T] = Understood()
        written = "" if value is None else notation.write(value)
        super().__init__(
            label,
            written,
            example=example,
            hint=hint,
            longest=longest,
            replace=replace,
            id=id,
            classes=classes,
        )
        self._read_again()

    @property
    def reading(self) -> T | None:
        """What the text means; None when it is empty or not understood."""
        return self.understood.value if self.touched else self._value_at_first

    @property
    def problem(self) -> str:
        """Why the form cannot be saved with what is typed."""
        if not self.value.strip():
            return self._needed
        return self.understood.problem

    def watch_value(self, _value: str) -> None:
        """Read it again."""
        self.forgive()
        self._read_again()

    def reread(self, notation: Notation[T]) -> None:
        """Read in another notation, because something the reading depends on has changed."""
        self.notation = notation
        self._read_again()

    def put(self, value: T | None) -> None:
        """Put in a value that the form worked out."""
        self._value_at_first = value
        self.fill("" if value is None else self.notation.write(value))
        self._read_again()

    def _read_again(self) -> None:
        typed = self.value.strip()
        if not self.touched and self._value_at_first is not None:
            value = self._value_at_first
            self.understood = Understood(value, self.notation.say(value))
        else:
            self.understood = self.notation.read(typed) if typed else Understood()
        self.say(*self.understood.said)

"""Text fields that must not be empty, and such that offer what there is already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType

from tui.widgets.fields.text import TextField
from tui.wording.plain import plain
from tui.wording.row import Part


class NameField(TextField):
    """A text field that must not be left empty."""

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        needed: str,
        example: str = "",
        longest: int = 200,
        replace: bool = False,
        id: str | None = None,  # noqa: A002 - the name Textual gives it
        classes: str | None = None,
    ) -> None:
        """Ask for a text; `needed` is the sentence said when it is empty; `replace` as in TextField."""
        self._needed = needed
        super().__init__(
            label, value, example=example, longest=longest, replace=replace, id=id, classes=classes
        )

    @property
    def problem(self) -> str:
        """Why the form cannot be saved with what is typed."""
        return "" if self.value.strip() else self._needed


class PickField(TextField):
    """A text field that offers names there are already; another name is a new one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "other(1)", "Next", id="pick.next", tooltip="Take the next name offered", show=False),
        Binding("up", "other(-1)", "Previous", id="pick.previous", tooltip="Take the one before", show=False),
    ]

    _names: tuple[str, ...] = ()

    def offer(self, names: Sequence[str]) -> None:
        """Offer other names."""
        self._names = tuple(names)
        self._say_which()

    def watch_value(self, _value: str) -> None:
        """Say whether it is one there is."""
        self.forgive()
        self._say_which()

    def action_other(self, by: int) -> None:
        """Write the next or the previous of the names; without any, the form goes to another field."""
        if not self._names:
            raise SkipAction
        known = [name.casefold() for name in self._names]
        typed = self.value.strip().casefold()
        at = known.index(typed) + by if typed in known else (0 if by > 0 else -1)
        self.value = self._names[at % len(self._names)]
        self.cursor_position = len(self.value)

    def _say_which(self) -> None:
        typed = self.value.strip().casefold()
        if not typed and not self._names:
            self.say()
            return
        parts: list[Part] = []
        for name in self._names[:6]:
            parts.append((" · ", "faint") if parts else ("", "plain"))
            parts.append((plain(name, 40), "accent" if name.casefold() == typed else "dim"))
        if typed and typed not in {name.casefold() for name in self._names}:
            parts.append((" · ", "faint") if parts else ("", "plain"))
            parts.append(("new", "due"))
        self.say(*parts)

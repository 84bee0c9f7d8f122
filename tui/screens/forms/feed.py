"""The form of a source: one field for each key of its section in the settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.widget import Widget

from data.settings import FeedSettings, Key, NotAllowed, keys
from data.settings.typed import read_typed, write_typed
from tui.screens.forms.base import Form, Save
from tui.widgets.fields import ChoiceField, Line, Notation, ReadingField, Understood
from tui.wording.sources import key_label, option_said, section_word

_HALF = 32
"""Cells of a field that stands beside another, in a terminal of 80 columns."""
_MARK_AND_GAP = 4
"""Cells a value to choose takes besides its letters."""


class FeedForm(Form[FeedSettings]):
    """Set a source up, or change it. The fields follow from what the settings declare."""

    KEYS = (("enter", "next"), ("ctrl+s", "try it out"), ("esc", "back"))

    def __init__(
        self,
        section: type[FeedSettings],
        feed: FeedSettings | None = None,
        *,
        save: Save[FeedSettings] | None = None,
    ) -> None:
        """Ask about `feed`, or about a new one of a section."""
        super().__init__(save=save)
        self._section = section
        self._feed = feed
        self._keys = keys(section)

    def heading(self) -> str:
        """Say what it is about."""
        word = section_word(self._section.SECTION, self._section.WORD)
        return f"{self._feed.name}: {word}" if self._feed and self._feed.name else f"Connect: {word}"

    def fields(self) -> Iterable[Widget]:
        """Give a field for each key, two beside each other where they fit.

        What must be said comes first; what one calls it, which need not be said, last.
        """
        beside: list[Widget] = []
        alone: list[Widget] = []
        for key in sorted(self._keys, key=lambda key: (not key.required, key.name == "name")):
            (alone if _is_long(key) else beside).append(self._field(key))
        for at in range(0, len(beside), 2):
            yield Line(*beside[at : at + 2])
        for each in alone:
            yield Line(each)

    def answer(self) -> FeedSettings:
        """Make the settings of what was filled in; what was left empty is as usual."""
        values: dict[str, Any] = {}
        for key in self._keys:
            value = self.choice(key.name) if key.kind.options else self.reading(key.name)
            if value is not None:
                values[key.name] = value
        return self._section(**values)

    def _field(self, key: Key) -> Widget:
        there = getattr(self._feed, key.name) if self._feed is not None else None
        label = key_label(key.name)
        if key.kind.options:
            start = there if there is not None else None if key.required else key.default
            return ChoiceField(
                label, [(each, option_said(each)) for each in key.kind.options], start, id=key.name
            )
        return ReadingField(
            label,
            _notation(key),
            None if there in ("", ()) else there,
            needed=f"Please fill this in: {key.kind.allowed}." if key.required else "",
            example=_example(key),
            hint=key.default_words if not key.required else "",
            id=key.name,
        )


def _is_long(key: Key) -> bool:
    """Whether the values to choose from would be cut in half of the box, also at 80 columns."""
    return sum(len(option_said(each)) + _MARK_AND_GAP for each in key.kind.options) > _HALF


def _notation(key: Key) -> Notation[Any]:
    def read(text: str) -> Understood[Any]:
        try:
            return Understood(read_typed(key, text), ((key.doc, "dim"),))
        except NotAllowed as problem:
            why = str(problem) or f"allowed: {key.kind.allowed}"
            return Understood(said=((why, "late"),), problem=f"{why[:1].upper()}{why[1:]}.")

    return Notation(read, lambda value: write_typed(key, value))


def _example(key: Key) -> str:
    if key.example is not None:
        return write_typed(key, key.example)
    return "" if key.required or key.default_words else write_typed(key, key.default)

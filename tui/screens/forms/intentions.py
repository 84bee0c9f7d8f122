"""Three things one means to do in a week."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from data.model.week import NextWeek
from tui.screens.forms.base import Form, Save
from tui.widgets.fields import TextField
from tui.wording.review.figures import week_name

MOST = 3


class IntentionsForm(Form[tuple[str, ...]]):
    """Asks for up to three; an empty line is none."""

    DEFAULT_CSS = "IntentionsForm #box { width: 80; }"

    def __init__(self, coming: NextWeek, *, save: Save[tuple[str, ...]] | None = None) -> None:
        super().__init__(save=save)
        self._week = coming.week
        self._known = [each.text for each in coming.intentions]

    def heading(self) -> str:
        """Say which week it is about."""
        return f"{week_name(self._week)}: what do you mean to do?"

    def fields(self) -> Iterable[Widget]:
        """Give three lines."""
        labels = ("One thing", "A second", "A third")
        for place, label in enumerate(labels):
            known = self._known[place] if place < len(self._known) else ""
            hint = "you judge it yourself, yes or no, when the week closes" if place == 0 else ""
            yield TextField(label, known, hint=hint, longest=300, id=f"text-{place}")

    def answer(self) -> tuple[str, ...]:
        """Give what was typed, without empty lines."""
        texts = (self.text(f"text-{place}").strip() for place in range(MOST))
        return tuple(text for text in texts if text)

"""The question at work that is done early: deliver, polish or hold it, and what little extra they notice."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar

from textual import events, on
from textual.widget import Widget
from textual.widgets import Static

from data.model.work import Deliverable
from data.values import frozen
from tui.screens.forms.base import Form, Save
from tui.widgets.columns import Column
from tui.widgets.fields import TextField
from tui.widgets.fields.field import toned
from tui.widgets.rows import Rows
from tui.wording.plain import named, plain
from tui.wording.row import Cell, Row


class How(StrEnum):
    """What becomes of work that is done early."""

    DELIVER = "deliver"
    POLISH = "polish"
    HOLD = "hold"


@frozen
class Early:
    """What was decided."""

    how: How
    extra: str = ""
    """The little more the client will notice."""


_CHOICES = (
    ("d", How.DELIVER, "Deliver now", "sooner than promised"),
    ("p", How.POLISH, "Polish until …", "time from now on counts as polish"),
    ("h", How.HOLD, "Hold until …", "done, and delivered on a day you choose"),
)


class DoneEarly(Form[Early]):
    """Ask what becomes of work that is done early: a letter decides, Enter takes the marked one."""

    AUTO_FOCUS = "Rows"
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("letter", "or enter"),
        ("tab", "what extra"),
        ("esc", "back"),
    )
    DEFAULT_CSS = """
    DoneEarly {
        background: $veil;

        & #box { width: 72; }
        & #about { padding: 0 2 1 2; height: auto; }
        & #choices { margin: 0 1 1 1; height: 3; }
    }
    """

    def __init__(self, deliverable: Deliverable, about: str = "", *, save: Save[Early] | None = None) -> None:
        """Ask about a deliverable; `about` says how early it is."""
        super().__init__(save=save)
        self.deliverable = deliverable
        self._about = about

    def heading(self) -> str:
        """Say what it is about."""
        return f"Done early: {named(self.deliverable.name, 50)}"

    def body(self) -> Iterable[Widget]:
        """Give the choices, and under them what extra there is."""
        if self._about:
            yield Static(toned((plain(self._about), "dim")), id="about", markup=False)
        yield Rows(columns=(Column(width=1), Column(), Column(flex=True, gap=3)), id="choices")
        yield from super().body()

    def fields(self) -> Iterable[Widget]:
        """Give the field of the extra."""
        yield TextField(
            "What extra will they notice?",
            self.deliverable.extra,
            example="one more size, a note on the colours",
            hint="sooner and a bit more; empty: nothing this time",
            longest=400,
            id="extra",
        )

    def on_mount(self) -> None:
        """Show the choices."""
        self.query_one(Rows).show(
            [
                Row(how.value, (Cell(key, "key"), Cell(text), Cell(about, "dim")))
                for key, how, text, about in _CHOICES
            ]
        )

    def action_next(self) -> None:
        """Go back from the text to the choice, which alone decides."""
        self.query_one(Rows).focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what Enter does where the focus is."""
        typing = not isinstance(event.widget, Rows)
        self.say_keys((("enter", "to the choice"), ("esc", "back")) if typing else self.KEYS)

    def on_key(self, event: events.Key) -> None:
        """Decide by letter, while no text is typed."""
        if not isinstance(self.focused, Rows):
            return
        for key, how, _text, _about in _CHOICES:
            if event.character == key:
                event.stop()
                self.query_one(Rows).move_to(how.value)
                self.action_save()
                return

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self.action_save()

    def answer(self) -> Early:
        """Give the marked choice, with the extra."""
        marked = self.query_one(Rows).cursor_key
        return Early(How(marked) if marked else How.DELIVER, self.text("extra").strip())

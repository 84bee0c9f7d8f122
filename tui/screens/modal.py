"""The box that every question, tray and page opens in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tui.widgets.fields.field import toned
from tui.wording.plain import plain
from tui.wording.row import Part

AnswerT = TypeVar("AnswerT")

Keys = Iterable[tuple[str, str]]
"""Keys and what they do, as the lower border says them."""

NARROW = 76
"""Columns of the terminal below which fields stand under each other."""

LOW = 30
"""Lines of the terminal below which there is no room for blank ones."""


class Modal(ModalScreen[AnswerT | None], Generic[AnswerT], inherit_bindings=False):
    """A box over the dashboard: what it is in its upper border, the keys in its lower one.

    A subclass gives its `body()`. Leaving it answers None.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""
    DEFAULT_CSS = """
    Modal {
        align: center middle;
        background: $veil;

        & #box {
            width: 72;
            max-width: 96%;
            height: auto;
            max-height: 96%;
            border: round $accent;
            border-title-color: $foreground;
            border-title-style: bold;
            border-subtitle-align: right;
            background: $surface;
            color: $foreground;
            padding: 1;
        }

        &.-low #box { max-height: 100%; }

        & #told {
            dock: bottom;
            height: auto;
            padding: 0 1;
            background: $surface;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="modal.leave", tooltip="Back to where you were"),
        Binding(
            "question_mark",
            "help",
            "Keys",
            id="modal.help",
            tooltip="What the keys do here and now",
            show=False,
        ),
    ]
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in Screen, but without repainting the whole screen each time: fields show who has the focus."""
    HEADING: ClassVar[str] = ""
    """What stands in the upper border."""
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("esc", "back"),)
    """What stands in the lower border."""

    def heading(self) -> str:
        """Give what stands in the upper border."""
        return self.HEADING

    def body(self) -> Iterable[Widget]:
        """Give what is in the box, top to bottom."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Widget(id="box") as box:
            box.border_title = Content(plain(self.heading()))
            box.border_subtitle = keys_said(self.KEYS)
            yield from self.body()

    def on_mount(self) -> None:
        """Fit into the terminal."""
        self._fit()

    def on_resize(self) -> None:
        """Fit into the terminal again."""
        self._fit()

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show what the keys do here and now; Enter does it. Where a text is typed, `?` is a letter of it."""
        from tui.screens.help import explain_keys

        explain_keys(self)

    def tell(self, sentence: str, *, serious: bool = True) -> None:
        """Say a sentence at the foot of the box; an empty one takes it away."""
        said = toned((plain(sentence), "late" if serious else "due"))
        # Made when there is something to say: each widget costs time whenever a question is asked.
        for foot in self.query("#told").results(Static):
            foot.display = bool(sentence)
            foot.update(said)
            return
        if sentence:
            self.query_one("#box").mount(Static(said, id="told", markup=False))

    def say_keys(self, keys: Keys) -> None:
        """Say other keys in the lower border."""
        self.query_one("#box").border_subtitle = keys_said(keys)

    def _fit(self) -> None:
        width, height = self.app.size
        self.set_class(width < NARROW, "-narrow")
        self.set_class(height < LOW, "-low")


def keys_said(keys: Keys) -> Content:
    """Say which keys there are."""
    parts: list[Part] = []
    for key, what in keys:
        if parts:
            parts.append((" · ", "faint"))
        parts += [(key, "key"), (f" {what}", "dim")]
    return toned(*parts)

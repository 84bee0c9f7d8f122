"""Small questions: pick one of a few, say yes or no; and the forms of one field beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from data.values import frozen
from tui.screens.forms.ask import AskDay, AskMoney, AskText, AskWhen
from tui.screens.modal import Modal
from tui.widgets.columns import Column
from tui.widgets.fields.field import toned
from tui.widgets.rows import Rows
from tui.wording.plain import plain
from tui.wording.row import Cell, Row

__all__ = ["AskDay", "AskMoney", "AskText", "AskWhen", "Choice", "Choose", "Confirm"]


@frozen
class Choice:
    """One of a few things to pick."""

    key: str
    """The letter that picks it at once."""
    value: str
    text: str
    about: str = ""


class Choose(Modal[str]):
    """Pick one of a few: by its letter, with arrows and Enter, or with the mouse."""

    DEFAULT_CSS = """
    Choose {
        & #box { width: 76; }
        & #hint { color: $dim; padding: 0 1 1 1; height: auto; }
    }
    """
    AUTO_FOCUS = "Rows"
    KEYS = (("letter", "or enter picks"), ("esc", "back"))

    def __init__(self, title: str, choices: Sequence[Choice], *, hint: str = "") -> None:
        super().__init__()
        self._title = title
        self._choices = {choice.value: choice for choice in choices}
        self._hint = hint

    def heading(self) -> str:
        """Say what is asked."""
        return self._title

    def body(self) -> Iterable[Widget]:
        """Give the choices as a list."""
        if self._hint:
            yield Static(toned((plain(self._hint), "dim")), id="hint", markup=False)
        columns = (Column(width=1), Column(least=12), Column(flex=True, gap=3))
        rows = Rows(columns=columns, id="choices")
        rows.styles.height = max(1, len(self._choices))
        yield rows

    def on_mount(self) -> None:
        """Fill the list."""
        rows = self.query_one(Rows)
        rows.show(
            [
                Row(
                    choice.value,
                    (Cell(choice.key, "key"), Cell(plain(choice.text)), Cell(plain(choice.about), "dim")),
                )
                for choice in self._choices.values()
            ]
        )

    def on_key(self, event: events.Key) -> None:
        """Pick by letter."""
        for choice in self._choices.values():
            if event.character == choice.key:
                event.stop()
                self.dismiss(choice.value)
                return

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(event.key)


class Confirm(Modal[bool]):
    """Ask before something that takes other things with it."""

    DEFAULT_CSS = """
    Confirm {
        & #box { width: 56; }
        & #about { padding: 0 1; height: auto; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "yes", "Yes", id="confirm.yes", tooltip="Do it"),
        Binding("n", "leave", "No", id="confirm.no", tooltip="Leave everything as it is"),
    ]

    def __init__(self, question: str, *, yes: str = "Delete", about: str = "") -> None:
        super().__init__()
        self._question = question
        self._yes = yes
        self._about = about

    def heading(self) -> str:
        """Say what is asked."""
        return self._question

    def body(self) -> Iterable[Widget]:
        """Say what it would bring about."""
        yield Static(toned((plain(self._about), "plain")), id="about", markup=False)

    def on_mount(self) -> None:
        """Name the act on its key."""
        self.say_keys((("y", plain(self._yes, 20)), ("esc", "keep")))

    def action_yes(self) -> None:
        """Answer yes."""
        self.dismiss(True)

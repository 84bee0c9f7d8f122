"""The field of a letter: several lines to write in, in which nothing can move or hide other text."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from tui.widgets.fields.field import BORDER_CSS, Field
from tui.wording.plain import harmless


class LetterField(Field, TextArea, can_focus=True, inherit_css=False):
    """The text of a letter: several lines to write in, looking like every other field."""

    # Without the style sheet of the base class its component classes are not inherited either.
    COMPONENT_CLASSES: ClassVar[set[str]] = TextArea.COMPONENT_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+shift+z", "redo", "Redo", id="letter.redo", tooltip="Take ctrl+z back", show=False),
    ]
    DEFAULT_CSS = (
        "LetterField {"
        + BORDER_CSS
        + """
        height: 1fr;
        min-height: 5;
        scrollbar-size-vertical: 1;
        pointer: text;

        & .text-area--cursor { text-style: reverse; }
        & .text-area--selection { background: $cursor; text-style: $cursor-style; }
    }"""
    )

    def __init__(self, label: str, value: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        self._kept = value
        self._shown = _harmless_lines(value).rstrip("\n")
        super().__init__(self._shown, soft_wrap=True, highlight_cursor_line=False, id=id)
        self.cursor_blink = False
        self.name_it(label)

    @property
    def letter(self) -> str:
        """What is written; unchanged text is given back exactly as it came."""
        return self.text if self.touched else self._kept

    @property
    def touched(self) -> bool:
        """Whether the text is another than at first."""
        return self.text != self._shown

    def edit(self, edit: Edit) -> EditResult:
        """Keep out what could move or hide other text, typed or pasted."""
        edit.text = _harmless_lines(edit.text)
        return super().edit(edit)


def _harmless_lines(text: str) -> str:
    """Make each line harmless, and leave the line ends."""
    return "\n".join(harmless(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

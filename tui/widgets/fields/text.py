"""A line to type in."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.strip import Strip
from textual.widgets import Input

from tui.widgets.fields.field import BORDER_CSS, Field
from tui.widgets.ink import Inked
from tui.wording.plain import harmless

LONGEST = 4_000
"""Characters a field takes: enough for the note of a long call."""


class TextField(Field, Input, can_focus=True, inherit_css=False):
    """One line of typed text.

    Textual's Input does the editing; how it looks is our own, because the component styles and the blink
    timer of the original cost three times as much to open a form with.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = (
        "TextField {"
        + BORDER_CSS
        + """
        scrollbar-size-horizontal: 0;
    }"""
    )

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        example: str = "",
        hint: str = "",
        longest: int = LONGEST,
        replace: bool = False,
        id: str | None = None,  # noqa: A002 - the name Textual gives it
        classes: str | None = None,
    ) -> None:
        """Ask for a text. With `replace`, what is typed first takes the place of the text that is there."""
        self._kept = value
        self._shown = harmless(value)[:longest]
        super().__init__(
            self._shown,
            placeholder=example,
            max_length=longest,
            select_on_focus=replace,
            validate_on=(),
            id=id,
            classes=classes,
        )
        self.set_reactive(Input.cursor_blink, False)
        self.name_it(label, hint)

    def _on_mount(self, event: events.Mount) -> None:
        # Without the base class's handler there is no blink timer, one less task per field.
        event.prevent_default()

    def validate_value(self, value: str) -> str:
        """Keep out what could move or hide other text, however it got here."""
        return harmless(value)

    def watch_value(self, _value: str) -> None:
        """Take a blame back as soon as something is changed."""
        self.forgive()

    @property
    def text(self) -> str:
        """What was typed, without blanks around it; unchanged text is given back exactly as it came."""
        return self.value.strip() if self.touched else self._kept

    @property
    def touched(self) -> bool:
        """Whether the text is another than at first."""
        return self.value != self._shown

    def fill(self, value: str) -> None:
        """Put a text in that the form worked out, as if it had been there from the start."""
        self._kept = value
        self._shown = harmless(value)
        if self.value != self._shown:
            self.value = self._shown
            self.cursor_position = len(self.value)

    def on_paste(self, event: events.Paste) -> None:
        """Paste all lines as one, where the base class would keep only the first."""
        event.prevent_default()
        event.stop()
        line = " ".join(event.text.split("\n")).strip()
        start, end = sorted(self.selection)
        self.replace(line, start, end)

    def render_line(self, y: int) -> Strip:
        """Draw the line with its cursor; the colours are the theme's, the cursor is reverse."""
        width = self.scrollable_content_region.width
        if y:
            return Strip.blank(width, self.rich_style)
        text = self._drawn()
        segments = self.app.console.render(text, self.app.console_options.update_width(max(text.cell_len, 1)))
        left = round(self.scroll_offset.x)
        strip = Strip(segments).crop(left, left + width)
        return strip.extend_cell_length(width).apply_style(self.rich_style)

    def _drawn(self) -> Text:
        if self.value:
            text = Text(self.value, no_wrap=True, overflow="ignore", end="")
        else:
            # Read from the theme: a component class would cost each field a round of CSS.
            faint = Style(color=Inked.rich_colour(self.app.theme_variables["faint"]))
            # Where colour cannot tell an example from what was typed, brackets do.
            example = f"({self.placeholder})" if self.app.no_color and self.placeholder else self.placeholder
            text = Text(example, faint, no_wrap=True, overflow="ignore", end="")
        if not self.has_focus:
            return text
        # In the colour of typed text also where only the example stands, so that it is always seen.
        cursor = Style(color=self.rich_style.color, reverse=True)
        if self.value and not self.selection.is_empty:
            text.stylize(cursor, *sorted(self.selection))
            return text
        at = self.cursor_position if self.value else 0
        if at >= len(text):
            text.pad_right(1)
        text.stylize(cursor, at, at + 1)
        return text

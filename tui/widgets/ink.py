"""Tones to styles: what every widget that draws its own lines shares."""

from __future__ import annotations

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.row_lines import clip, kept_in_place
from tui.wording.row import Part, Tone

_TOKENS: dict[Tone, tuple[str, str]] = {
    "plain": ("foreground", ""),
    "strong": ("foreground", "bold"),
    "dim": ("dim", "$dim-style"),
    "faint": ("faint", "$dim-style"),
    "late": ("late", ""),
    "due": ("due", ""),
    "kept": ("kept", ""),
    "wait": ("wait", ""),
    "kind": ("kind", ""),
    "accent": ("accent", ""),
    "closed": ("closed", ""),
    "key": ("accent", "bold"),
    "line": ("line", "$dim-style"),
}
"""The theme's variable and the text style of each tone."""


class Inked(Widget):
    """A widget that draws lines of text in tones.

    The colours are read from the theme's variables, not through component classes: sixteen of those on
    seven widgets took 13 ms of the first paint and were worked out anew with every change of focus.
    """

    ALLOW_SELECT = False

    def ink(self, tone: Tone) -> Style:
        """Give the style of a tone on this widget's background."""
        style = self._inks.get(tone)
        if style is None:
            variable, text_style = _TOKENS[tone]
            style = self.theme_style(variable, text_style)
            self._inks[tone] = style
        return style

    def theme_style(self, colour: str = "", text_style: str = "", *, behind: str = "") -> Style:
        """Make a style of the theme's variables; `behind` names a background other than the widget's own."""
        values = self.app.theme_variables
        if text_style.startswith("$"):
            text_style = values[text_style[1:]]
        background = self.rich_colour(values[behind]) if behind else self.background_colors[1].rich_color
        own = Style(color=self.rich_colour(values[colour]) if colour else None, bgcolor=background)
        return own if text_style in ("", "none") else own + Style.parse(text_style)

    @staticmethod
    def rich_colour(css: str) -> RichColor:
        """Read a colour as the theme writes it."""
        return Color.parse(css).rich_color

    @property
    def _inks(self) -> dict[Tone, Style]:
        """The styles made so far for the present theme."""
        if self._inked_for != self.app.theme:
            self._inked_for = self.app.theme
            self._styles_made = {}
            self.theme_turned()
        return self._styles_made

    _inked_for = ""
    _styles_made: dict[Tone, Style]

    def theme_turned(self) -> None:
        """Forget what was drawn in the colours of another theme."""

    def strip(self, parts: tuple[Part, ...], width: int) -> Strip:
        """Give one line made of `parts`, cut or filled up to `width` cells."""
        kept, _ = clip(parts, width)
        strip = Strip([Segment(kept_in_place(text), self.ink(tone)) for text, tone in kept])
        return strip.adjust_cell_length(width, self.ink("plain"))

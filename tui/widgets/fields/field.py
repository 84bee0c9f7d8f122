"""What all fields have in common: a label, a line to say something, and a way to be wrong."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from tui.wording.plain import harmless
from tui.wording.row import Part, Tone

WRONG = "-wrong"
"""CSS class of a field that keeps its form from being saved."""

BORDER_CSS = """
    height: 3;
    width: 1fr;
    padding: 0 1;
    border: round $line;
    color: $foreground;
    background: $surface;
    border-title-color: $dim;
    border-subtitle-color: $dim;
    border-subtitle-align: left;
    &:focus {
        border: round $accent;
        border-title-color: $accent;
    }
    &.-wrong {
        border: round $late;
        border-title-color: $late;
    }
"""
"""How a field looks, whatever is in it."""

_STYLES: dict[Tone, str] = {
    "plain": "$foreground",
    "strong": "$foreground bold",
    "dim": "$dim",
    "faint": "$faint",
    "late": "$late",
    "due": "$due",
    "kept": "$kept",
    "wait": "$wait",
    "kind": "$kind",
    "accent": "$accent",
    "closed": "$dim",
    "key": "$accent bold",
}


def toned(*parts: Part) -> Content:
    """Give pieces of text as content in the colours of their tones. The text is never read as markup."""
    return Content.assemble(*((text, _STYLES[tone]) for text, tone in parts))


class Field(Widget):
    """A mixin for widgets that ask for one thing."""

    label: str = ""
    hint: str = ""
    """Said in the lower border while there is nothing better to say."""

    def name_it(self, label: str, hint: str = "") -> None:
        """Give the field its label and the hint of its lower border."""
        self.label = label
        self.hint = hint
        self.border_title = Content(label)
        self.say()

    def say(self, *parts: Part) -> None:
        """Say something in the lower border; without parts, the hint."""
        said = tuple((harmless(text), tone) for text, tone in parts if text)
        if not said and self.hint:
            said = ((self.hint, "faint"),)
        self.border_subtitle = toned(*said) if said else None

    def blame(self, problem: str) -> None:
        """Say why the form cannot be saved with what is in this field."""
        self.add_class(WRONG)
        self.say((problem, "late"))

    def forgive(self) -> None:
        """Take the blame back, because something was changed."""
        if self.has_class(WRONG):
            self.remove_class(WRONG)
            self.say()

    @property
    def problem(self) -> str:
        """Why the form cannot be saved with what is in this field; empty when it can."""
        return ""

    @property
    def touched(self) -> bool:
        """Whether the user changed it."""
        return False

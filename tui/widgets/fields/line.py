"""Fields side by side."""

from __future__ import annotations

from textual.widget import Widget


class Line(Widget):
    """A row of fields that share its width; where the terminal is narrow they stand under each other."""

    DEFAULT_CSS = """
    Line {
        layout: horizontal;
        height: auto;
        width: 100%;
        & > .wide { width: 2fr; }
    }
    .-narrow Line { layout: vertical; }
    """

"""The week review to take away: Markdown, and one self-contained HTML page.

Pure functions from the values of a review to text. Nothing here asks the Desk, reads a clock or writes a
file, and what comes from outside (names, subjects) can only ever be text in what comes out.
"""

from __future__ import annotations

from tui.export.html import to_html
from tui.export.markdown import to_markdown

__all__ = ["to_html", "to_markdown"]

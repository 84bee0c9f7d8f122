"""How it looks: palettes as Textual themes, and what the terminal at hand is able to show."""

from __future__ import annotations

from tui.theme.palettes import DEFAULTS, THEMES, theme_name
from tui.theme.terminal import has_few_colours, is_light

__all__ = ["DEFAULTS", "THEMES", "has_few_colours", "is_light", "theme_name"]

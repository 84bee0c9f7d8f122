"""How the page looks: the colours, and a sheet of style each for the screen and for paper.

The colours are the dashboard's own (`tui.theme.palettes`, which wants Textual); a test compares them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

LIGHT = {
    "background": "#f7f6f2",
    "surface": "#fdfcf9",
    "foreground": "#2a2d34",
    "dim": "#6a6e78",
    "faint": "#96948b",
    "line": "#d5d2c8",
    "accent": "#2f62c4",
    "late": "#c2304a",
    "due": "#9a6000",
    "kept": "#357530",
    "wait": "#2f62c4",
    "kind": "#7349c4",
}
DARK = {
    "background": "#13151b",
    "surface": "#191c24",
    "foreground": "#d7dbe3",
    "dim": "#868e9e",
    "faint": "#5a6274",
    "line": "#2f3541",
    "accent": "#6f9ceb",
    "late": "#ee7182",
    "due": "#e2b05e",
    "kept": "#86bf78",
    "wait": "#7fb0f5",
    "kind": "#b79cf0",
}
PAST = {"light": "#888d98", "dark": "#666f82"}
"""Bars of the weeks before: grey, and dark enough to be told from what is behind them."""

_SHEETS = ("page.css", "paper.css")


@cache
def style() -> str:
    """Give the whole sheet."""
    light, dark = _variables(LIGHT, PAST["light"]), _variables(DARK, PAST["dark"])
    sheets = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in _SHEETS)
    return "\n".join(
        (
            f":root {{ color-scheme: light dark; {light} }}",
            f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}",
            *sheets,
        )
    )


def _variables(colours: dict[str, str], past: str) -> str:
    return "; ".join(f"--{name}: {value}" for name, value in (colours | {"past": past}).items())

"""Our palettes as Textual themes: day and evening, dark and light, and one for sixteen colours."""

from __future__ import annotations

from dataclasses import fields

from textual.theme import Theme

from data.values import frozen


@frozen
class Palette:
    """The colours of one theme; red is always late, amber due, green kept, blue waiting on them."""

    background: str
    surface: str
    """Body of a dialog."""
    panel: str
    """Fields to type in."""
    foreground: str
    dim: str
    """Secondary words."""
    faint: str
    """Notes, and the slack part of a gauge."""
    line: str
    """Borders without the focus."""
    accent: str
    """Keys and focus: the one hue that means nothing else."""
    late: str
    due: str
    kept: str
    wait: str
    """Waiting on the client."""
    kind: str
    """A kindness."""
    closed: str
    """The word "closed" on top."""
    cursor: str
    """Behind the selected row."""
    hover: str
    tint: str
    """Behind a row that has just changed."""


DARK = Palette(
    background="#13151b",
    surface="#191c24",
    panel="#222732",
    foreground="#d7dbe3",
    dim="#868e9e",
    faint="#5a6274",
    line="#2f3541",
    accent="#6f9ceb",
    late="#ee7182",
    due="#e2b05e",
    kept="#86bf78",
    wait="#7fb0f5",
    kind="#b79cf0",
    closed="#b79cf0",
    cursor="#232a38",
    hover="#1b1f29",
    tint="#2a2f3f",
)
LIGHT = Palette(
    background="#f7f6f2",
    surface="#fdfcf9",
    panel="#eceae3",
    foreground="#2a2d34",
    dim="#6a6e78",
    faint="#96948b",
    line="#d5d2c8",
    accent="#2f62c4",
    late="#c2304a",
    due="#9a6000",
    kept="#357530",
    wait="#2f62c4",
    kind="#7349c4",
    closed="#7349c4",
    cursor="#e2e8f5",
    hover="#eeece5",
    tint="#f3e9cf",
)
DARK_EVENING = Palette(
    background="#19140f",
    surface="#211a14",
    panel="#2c241c",
    foreground="#d8cbb9",
    dim="#96887a",
    faint="#675b4f",
    line="#372e26",
    accent="#9aa9dc",
    late="#e57e6c",
    due="#d9ad62",
    kept="#a3b47a",
    wait="#93aec6",
    kind="#c3a0cb",
    closed="#dca568",
    cursor="#33291f",
    hover="#241d16",
    tint="#3b3024",
)
LIGHT_EVENING = Palette(
    background="#f3e8d8",
    surface="#f9f1e4",
    panel="#e9dcc8",
    foreground="#3b3128",
    dim="#75675a",
    faint="#a08f7d",
    line="#d9c8b0",
    accent="#4257a3",
    late="#b3352f",
    due="#8f5c00",
    kept="#556b1f",
    wait="#3c6285",
    kind="#84488c",
    closed="#9c5418",
    cursor="#e8d6bb",
    hover="#eee0cb",
    tint="#ecd3a4",
)
SIXTEEN = Palette(
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    foreground="ansi_default",
    dim="ansi_default",
    faint="ansi_bright_black",
    line="ansi_bright_black",
    accent="ansi_blue",
    late="ansi_red",
    due="ansi_yellow",
    kept="ansi_green",
    wait="ansi_cyan",
    kind="ansi_magenta",
    closed="ansi_magenta",
    cursor="ansi_default",
    hover="ansi_default",
    tint="ansi_default",
)

_TEXTUAL_HAS = ("background", "surface", "panel", "foreground", "accent")


def _variables(palette: Palette, *, sixteen: bool = False) -> dict[str, str]:
    """Give what our style sheets say beyond Textual's own words, and Textual's words in our colours."""
    own = {
        field.name: getattr(palette, field.name)
        for field in fields(palette)
        if field.name not in _TEXTUAL_HAS
    }
    return own | {
        "cursor-style": "reverse" if sixteen else "none",
        "dim-style": "dim" if sixteen else "none",
        "ansi-background": "ansi_default" if sixteen else "transparent",
        "ansi-foreground": "ansi_default" if sixteen else "transparent",
        "veil": "ansi_default" if sixteen else f"{palette.background} 55%",
        "border": palette.accent,
        "border-blurred": palette.line,
        "scrollbar": palette.line,
        "scrollbar-hover": palette.faint,
        "scrollbar-active": palette.accent,
        "scrollbar-background": palette.background,
        "scrollbar-background-hover": palette.background,
        "scrollbar-background-active": palette.background,
        "scrollbar-corner-color": palette.background,
        "input-cursor-background": palette.accent,
        "input-cursor-foreground": palette.background,
        "input-cursor-text-style": "reverse" if sixteen else "none",
        "input-selection-background": palette.cursor,
        "block-cursor-background": palette.cursor,
        "block-cursor-foreground": palette.foreground,
        "block-cursor-text-style": "reverse" if sixteen else "none",
        "block-cursor-blurred-background": palette.hover,
        "block-hover-background": palette.hover,
    }


def _theme(name: str, palette: Palette, *, dark: bool, sixteen: bool = False) -> Theme:
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.wait,
        warning=palette.due,
        error=palette.late,
        success=palette.kept,
        accent=palette.accent,
        foreground=palette.foreground,
        background=palette.background,
        surface=palette.surface,
        panel=palette.panel,
        dark=dark,
        ansi=sixteen,
        variables=_variables(palette, sixteen=sixteen),
    )


THEMES = {
    theme.name: theme
    for theme in (
        _theme("frontdesk-dark", DARK, dark=True),
        _theme("frontdesk-light", LIGHT, dark=False),
        _theme("frontdesk-dark-evening", DARK_EVENING, dark=True),
        _theme("frontdesk-light-evening", LIGHT_EVENING, dark=False),
        _theme("frontdesk-sixteen", SIXTEEN, dark=True, sixteen=True),
    )
}
DEFAULTS = _variables(DARK)
"""Our variables for any theme that is not ours."""


def theme_name(*, light: bool, evening: bool, few_colours: bool) -> str:
    """Give the theme that fits: with few colours they are the terminal's own, whatever the hour."""
    if few_colours:
        return "frontdesk-sixteen"
    return f"frontdesk-{'light' if light else 'dark'}{'-evening' if evening else ''}"

"""Palettes: every one has every colour, text can be read on it, and the right one is chosen."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from textual.color import Color

from tui import theme
from tui.theme import palettes, terminal

DAYS = (palettes.DARK, palettes.LIGHT, palettes.DARK_EVENING, palettes.LIGHT_EVENING)


def contrast(one: Color, other: Color) -> float:
    """The contrast of WCAG 2: 1 to 21."""

    def luminance(colour: Color) -> float:
        parts = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
        )
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", DAYS)
@pytest.mark.parametrize("behind", ["background", "surface", "cursor"])
def test_words_can_be_read(palette: palettes.Palette, behind: str) -> None:
    colours = {name: Color.parse(value) for name, value in asdict(palette).items()}
    for name in ("foreground", "dim", "accent", "late", "due", "kept", "wait", "kind", "closed"):
        least = 7 if name == "foreground" else 3.9 if name != "dim" or behind == "background" else 3.5
        assert contrast(colours[name], colours[behind]) >= least, name


@pytest.mark.parametrize("palette", DAYS)
def test_the_four_meanings_and_the_accent_are_told_apart(palette: palettes.Palette) -> None:
    meanings = [
        Color.parse(value) for value in (palette.late, palette.due, palette.kept, palette.wait, palette.kind)
    ]
    for one in meanings:
        for other in meanings:
            assert one is other or sum(abs(a - b) for a, b in zip(one.rgb, other.rgb, strict=True)) > 60


def test_every_theme_knows_every_variable() -> None:
    for each in theme.THEMES.values():
        assert set(theme.DEFAULTS) == set(each.variables)


@pytest.mark.parametrize(
    ("light", "evening", "few", "name"),
    [
        (False, False, False, "frontdesk-dark"),
        (True, False, False, "frontdesk-light"),
        (True, True, False, "frontdesk-light-evening"),
        (True, True, True, "frontdesk-sixteen"),
    ],
)
def test_the_theme_fits_hour_and_terminal(light: bool, evening: bool, few: bool, name: str) -> None:
    assert theme.theme_name(light=light, evening=evening, few_colours=few) == name


@pytest.mark.parametrize(
    ("environ", "few"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
        ({"TERM": "xterm"}, True),
        ({"TERM": "linux"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, True),
        ({}, True),
    ],
)
def test_how_many_colours_there_are(environ: dict[str, str], few: bool) -> None:
    assert theme.has_few_colours(environ) is few


@pytest.mark.parametrize(
    ("setting", "environ", "light"),
    [
        ("light", {}, True),
        ("dark", {"COLORFGBG": "0;15"}, False),
        ("auto", {"COLORFGBG": "0;15"}, True),
        ("auto", {"COLORFGBG": "15;default;0"}, False),
        ("auto", {"TERM": "dumb"}, False),
    ],
)
def test_light_or_dark(setting: str, environ: dict[str, str], light: bool) -> None:
    assert theme.is_light(setting, environ) is light


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        (b"\x1b]11;rgb:ffff/ffff/f0f0\x1b\\\x1b[?62;22c", True),
        (b"\x1b]11;rgb:13/15/1b\x07\x1b[?1;2c", False),
        (b"\x1b[?1;2c", False),
        (b"", False),
    ],
)
def test_the_terminals_answer(answer: bytes, light: bool) -> None:
    assert terminal.background_is_light(answer) is light

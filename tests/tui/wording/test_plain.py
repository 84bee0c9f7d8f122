"""Text from outside cannot hide, move, colour or widen what stands beside it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.wording.plain import LONGEST, named, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Acme", "Acme"),
        ("[/] [red]", "[/] [red]"),
        ("a\tb\nc\r\nd", "a b c d"),
        ("\x1b[31mred\x1b[0m\x07", "[31mred [0m"),
        ("\u202egnp.exe", "gnp.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("👩\u200d👧", "👩👧"),
        ("👍🏽", "👍"),
        ("✉\ufe0f", "✉"),
        ("🇩🇪", "DE"),
        ("\ud800", "\ufffd"),
        ("\ue000", "\ufffd"),
        ("\u3164\u2800", ""),
        ("e\u0301", "é"),
        ("x\u0301\u0302\u0303\u0304", "x\u0301\u0302"),
        ("שלום", "שלום"),
        ("日本語", "日本語"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_name_of_nothing_still_has_a_word() -> None:
    assert named("\u200b \u2800") == "(no name)"


def test_a_very_long_text_is_cut() -> None:
    assert len(plain("A" * 10_000)) == LONGEST
    assert plain("abcdef", 4) == "abc…"


@given(st.text())
def test_nothing_that_commands_a_terminal_is_left(text: str) -> None:
    shown = plain(text)
    assert all(unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in shown)
    assert "\n" not in shown
    shown.encode("utf-8")


@given(st.text())
def test_made_harmless_twice_is_made_harmless_once(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(max_size=50))
def test_it_is_never_wider_than_what_its_letters_take(text: str) -> None:
    shown = plain(text)
    assert cell_len(shown) <= sum(cell_len(letter) for letter in shown)

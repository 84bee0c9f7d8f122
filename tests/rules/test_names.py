"""Names on one line, with nothing in them that hides or turns."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.names import tidy_name

_TURNS = ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Birch & Co", "Birch & Co"),
        ("  Birch \n &\tCo ", "Birch & Co"),
        ("\u200b", ""),
        ("\u202e", ""),
        ("\u3164\u2800", ""),
        ("\u200d\u200c", ""),
        ("Bi\u202erch\u2069", "Birch"),
        ("\ufeffBirch\u200b", "Birch"),
        ("\x1b[31mBirch\x00", "[31mBirch"),
        ("می‌خواهم", "می‌خواهم"),
        ("e\u0301toile", "étoile"),
        ("株式会社 ☕", "株式会社 ☕"),
    ],
)
def test_a_name_is_kept_as_it_is_seen(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept


@given(st.text())
def test_a_kept_name_stays_as_it_is_and_turns_nothing(text: str) -> None:
    kept = tidy_name(text)
    assert tidy_name(kept) == kept
    assert not any(unicodedata.bidirectional(letter) in _TURNS for letter in kept)
    assert "\n" not in kept
    assert kept == "" or any(unicodedata.category(letter)[0] in "LNPS" for letter in kept)

"""Telephone numbers are the same however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.rules.phones import FEWEST_DIGITS, MOST_DIGITS, code_of, key_of, keys_of, shown


@pytest.mark.parametrize(
    ("number", "country", "key"),
    [
        ("+49 40 555 0110", "", "49405550110"),
        ("+49 (0)40 555-0110", "49", "49405550110"),
        ("0049 40 5550110", "", "49405550110"),
        ("040 / 555 01 10", "49", "49405550110"),
        ("49405550110", "49", "49405550110"),
        ("tel:+49405550110", "", "49405550110"),
        ("+49 40 5550110 ext. 5", "", "49405550110"),
        ("＋４９ ４０ ５５５ ０１１０", "", "49405550110"),
        ("(555) 555-0110", "1", "15555550110"),
        ("15555550110", "1", "15555550110"),
        ("+1 555 555 0110", "49", "15555550110"),
        ("011 49 40 5550110", "1", "49405550110"),
        ("020 5550 0142", "44", "442055500142"),
        ("06 5550 1234", "39", "390655501234"),  # Italy keeps its zero
        ("8 495 555 01 00", "7", "74955550100"),
        ("06 1 555 0100", "36", "3615550100"),
        ("040 5550110", "", "?0405550110"),
    ],
)
def test_one_number_has_one_key(number: str, country: str, key: str) -> None:
    assert key_of(number, country) == key


@pytest.mark.parametrize(
    "number", ["", "  ", "112", "22000", "-2", "anonymous", "DHL", "Amazon 24", "0000000000", "9" * 20]
)
def test_what_can_be_nobodys_has_none(number: str) -> None:
    assert key_of(number, "49") == ""
    assert keys_of(number, ("49", "1")) == ()


def test_a_clients_number_is_looked_for_from_every_country() -> None:
    assert keys_of("040 5550110", ("49", "43")) == ("49405550110", "43405550110", "?0405550110")
    assert keys_of("+49 40 5550110", ("49", "43")) == ("49405550110",)


@given(national=st.from_regex(r"[1-9][0-9]{7,9}", fullmatch=True), gap=st.sampled_from(["", " ", "-", "/"]))
def test_national_and_international_are_one(national: str, gap: str) -> None:
    spaced = f"{national[:2]}{gap}{national[2:]}"
    assert (
        key_of(f"0{spaced}", "49")
        == key_of(f"+49{gap}{spaced}")
        == key_of(f"0049{spaced}")
        == f"49{national}"
    )


@given(text=st.text(max_size=40), country=st.sampled_from(["", "1", "7", "39", "49"]))
def test_any_text_has_a_key_of_digits_or_none(text: str, country: str) -> None:
    key = key_of(text, country)
    assert not key or (key.lstrip("?").isdigit() and FEWEST_DIGITS <= len(key.lstrip("?")) <= MOST_DIGITS)
    assert key_of(shown(key, text), country) == key


@pytest.mark.parametrize(
    ("text", "code"), [("+49", "49"), ("0049", "49"), ("1", "1"), ("", ""), ("x", ""), ("+0", "")]
)
def test_country_codes(text: str, code: str) -> None:
    assert code_of(text) == code

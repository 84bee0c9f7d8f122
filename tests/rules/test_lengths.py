from __future__ import annotations

import pytest

from data.rules.lengths import read_minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("12m", 12),
        ("12 min", 12),
        ("90 minutes", 90),
        ("2h", 120),
        ("1.5h", 90),
        ("1,5 hours", 90),
        ("1h30", 90),
        ("1h05m", 65),
        ("2 hours 15 minutes", 135),
        ("1 hour and 5 min", 65),
        ("1:30", 90),
        ("an hour", 60),
        ("Two  Hours", 120),
        ("half an hour", 30),
        ("a half hour", 30),
        ("a quarter of an hour", 15),
        ("an hour and a half", 90),
        ("2 and a half hours", 150),
        ("0.33h", 20),
    ],
)
def test_lengths_are_read_in_minutes(text: str, minutes: int) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    "text",
    ["", "12", "h", "m", "am", "-2h", "0m", "0h", "0:00", "1:75", "1h75", "1.5h30", "2d", "٣h"],
)
def test_what_is_no_length_is_refused(text: str) -> None:
    assert read_minutes(text) is None

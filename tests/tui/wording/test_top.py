"""The line of truth, and when it is evening."""

from __future__ import annotations

from typing import Any

import pytest

from data.model.today import Notice
from tests.build import a_day, at
from tui.widgets.top_line import noticed, spread
from tui.wording.top import is_evening, notice_parts, top_segments


def said(width: int = 118, **fields: Any) -> str:
    return "".join(text for text, _ in spread(top_segments(a_day(**fields)), width))


def test_all_of_it_on_one_line() -> None:
    assert " ".join(said().split()) == (
        "frontdesk Mon 23 Nov 10:15 ● open till 17:30 4 h 10 m of work left today week 72 % full mail 13:30"
    )


def test_a_long_notice_keeps_how_many_more_there_are() -> None:
    day = a_day(notices=(Notice("word " * 40), Notice("Another.")))
    line = "".join(text for text, _ in noticed(notice_parts(day), 80))
    assert len(line) == 80
    assert line.endswith("…  and 1 more · S")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 118, 200])
def test_it_never_runs_over_and_the_time_is_always_there(width: int) -> None:
    line = said(width)
    assert len(line) <= max(width, 17)
    assert "Mon 23 Nov" in line


@pytest.mark.parametrize(
    ("now", "opens", "words"),
    [
        ("18:20", "2026-11-24 09:00", "○ closed · opens tomorrow 09:00"),
        ("2026-11-27 18:20", "2026-11-30 09:00", "○ closed · opens Mon 09:00"),
        ("2026-12-23 18:20", "2027-01-04 09:00", "○ closed · opens Mon 4 Jan 2027 09:00"),
        ("05:10", "09:00", "○ closed · opens 09:00"),
    ],
)
def test_after_closing_it_says_when_it_opens(now: str, opens: str, words: str) -> None:
    closed: dict[str, Any] = {"now": at(now), "is_open": False, "open_until": None, "opens_at": at(opens)}
    assert words in said(**closed)
    assert is_evening(a_day(**closed))


def test_a_break_is_no_evening() -> None:
    closed: dict[str, Any] = {"now": at("12:40"), "is_open": False, "opens_at": at("13:30")}
    assert "○ not open · opens 13:30" in said(**closed)
    assert not is_evening(a_day(**closed))


def test_who_never_opens_is_closed() -> None:
    closed: dict[str, Any] = {"is_open": False, "open_until": None, "opens_at": None}
    assert "○ closed" in said(**closed)
    assert is_evening(a_day(**closed))


@pytest.mark.parametrize(("load", "tone"), [(0.5, "dim"), (0.8, "due"), (1.0, "due"), (1.2, "late")])
def test_a_full_week_is_amber_and_one_that_runs_over_red(load: float, tone: str) -> None:
    (part,) = [
        part for segment in top_segments(a_day(load=load)) for part in segment.parts if "week" in part[0]
    ]
    assert part[1] == tone


def test_what_is_being_read_takes_the_place_of_the_next_mail() -> None:
    line = "".join(text for text, _ in spread(top_segments(a_day(), "reading work: 1,200"), 118))
    assert "reading work: 1,200" in line
    assert "mail 13:30" not in line


def test_the_serious_notice_comes_first_and_the_others_are_counted() -> None:
    day = a_day(
        notices=(Notice("A calendar is old."), Notice("[/] The mailbox cannot be read.", serious=True))
    )
    assert (
        "".join(text for text, _ in notice_parts(day)) == "● [/] The mailbox cannot be read.  and 1 more · S"
    )
    assert notice_parts(a_day()) == ()

"""What is said aloud after hours, and what is said about who calls then."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from data.model.after_hours import AwaitedMail, LateContacts
from tests.build import BERLIN, NOW, at
from tui.wording import after_hours as words
from tui.wording.row import Part

EVENING = at("2026-11-27 19:30")
MONDAY, DUE = at("2026-11-30 09:00"), at("2026-11-30 09:30")
DAY = (("09:00", "12:30"), ("13:30", "17:30"))
ASKS = "Would you mind mailing me to confirm?"


def said(parts: tuple[Part, ...]) -> str:
    return "".join(text for text, _ in parts)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), DAY), "Mon–Fri 9 to 17:30"),
        (
            {**dict.fromkeys(("mon", "tue", "wed", "thu"), DAY), "fri": (("09:00", "16:00"),)},
            "Mon–Thu 9 to 17:30, Fri 9 to 16",
        ),
        (
            {"mon": (("13:30", "17:00"), ("08:15", "12:00")), "wed": (("20:00", "24:00"),)},
            "Mon 8:15 to 17, Wed 20 to midnight",
        ),
        ({"sat": (), "sun": (("22:00", "06:00"),)}, "Sun 22 to 6"),
        ({}, ""),
    ],
)
def test_hours_as_one_says_them(hours: dict[str, words.Spans], expected: str) -> None:
    assert words.hours_said(hours) == expected


def test_the_office_hours_are_always_true() -> None:
    always = words.always_true("Mon–Fri 9 to 17:30", MONDAY, EVENING, BERLIN)
    assert always == "my office hours are Mon–Fri 9 to 17:30, I open again Mon 09:00"
    assert words.say_aloud((), always, DUE, EVENING, BERLIN) == (
        "My office hours are Mon–Fri 9 to 17:30, I open again Mon 09:00. "
        f"I'll see to it Mon 30 Nov 09:30. {ASKS}"
    )


def test_who_has_no_hours_says_no_day() -> None:
    always = words.always_true("", None, EVENING, BERLIN)
    assert words.say_aloud((), always, None, EVENING, BERLIN) == f"I am not at work. {ASKS}"


def test_what_is_true_now_is_said_instead() -> None:
    spoken = words.say_aloud(["I'm with my family.", "on the road"], "never", DUE, EVENING, BERLIN)
    assert spoken == f"I'm with my family, on the road. I'll see to it Mon 30 Nov 09:30. {ASKS}"


def test_before_opening_it_is_today() -> None:
    early = at("2026-11-30 06:00")
    assert "I'll see to it today 09:30." in words.say_aloud((), "x", DUE, early, BERLIN)


def test_outside_text_in_hints_is_harmless() -> None:
    assert "\x1b" not in words.say_aloud(["\x1b[31mred"], "x", DUE, EVENING, BERLIN)


@pytest.mark.parametrize(
    ("due", "put_off", "expected"),
    [
        (DUE, False, "After hours  ctrl+n promises Mon 30 Nov 09:30, awaits a mail"),
        (DUE, True, "√ Mon 30 Nov 09:30 is promised, their mail awaited  ctrl+n undoes"),
        (None, False, "After hours"),
    ],
)
def test_the_day_is_spelled_out(due: datetime | None, put_off: bool, expected: str) -> None:
    assert said(words.tomorrow_said(due, EVENING, BERLIN, put_off=put_off)) == expected


def test_after_the_call_it_says_what_was_promised() -> None:
    assert words.put_off_said(DUE, EVENING, BERLIN) == "Promised for Mon 30 Nov 09:30, their mail is awaited."


NOON = at("2026-11-30 12:00")
AWAITED = AwaitedMail(1, 1, "it", EVENING, DUE, NOON)


@pytest.mark.parametrize(
    ("awaited", "now", "expected"),
    [
        (AWAITED, EVENING, ("awaited until Mon 30 Nov 12:00", "wait")),
        (AWAITED, NOON, ("did not come", "due")),
        (replace(AWAITED, came_at=MONDAY), NOON, ("came 09:00", "kept")),
        (
            replace(AWAITED, written_at=NOON),
            at("2026-12-01 09:00"),
            ("you wrote it up yesterday 12:00", "kept"),
        ),
        (replace(AWAITED, dropped_at=NOON, dropped_why="too\nsmall"), NOON, ("not needed: too small", "dim")),
        (replace(AWAITED, dropped_at=NOON), NOON, ("not needed", "dim")),
    ],
)
def test_how_it_is_with_the_mail(awaited: AwaitedMail, now: datetime, expected: Part) -> None:
    assert words.awaited_part(awaited, now, BERLIN) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (LateContacts(), ""),
        (LateContacts(1), "1 after hours in 90 days, none answered then"),
        (LateContacts(3, NOW, 2), "3 after hours in 90 days, 2 since you answered"),
        (LateContacts(3, NOW), "3 after hours in 90 days, none since you answered"),
    ],
)
def test_who_calls_after_hours(found: LateContacts, expected: str) -> None:
    assert said(words.late_parts(found)) == expected

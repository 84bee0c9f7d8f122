"""How efforts, addresses and the like are typed."""

from __future__ import annotations

from typing import Any

import pytest

from data.desk import Desk
from tests.build import NOW, at, office_hours
from tui.screens.forms import notations
from tui.screens.forms.notations.hours import day_hours, weekdays
from tui.widgets.fields import Understood


def said(understood: Understood[Any]) -> str:
    return "".join(text for text, _ in understood.said)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("12h", 720),
        ("2d", 960),
        ("90m", 90),
        ("1h30", 90),
        ("1:30", 90),
        ("1.5h", 90),
        ("2d 4h", 1200),
        ("0,5d", 240),
    ],
)
def test_effort(typed: str, minutes: int) -> None:
    assert notations.effort(480).read(typed).value == minutes


@pytest.mark.parametrize("typed", ["12", "two", "h", "1h 1h", "-3h", "3x", "2d 4"])
def test_effort_that_is_unclear_is_refused(typed: str) -> None:
    understood = notations.effort(480).read(typed)
    assert understood.value is None
    assert understood.problem


@pytest.mark.parametrize("minutes", [1, 59, 60, 90, 720, 1441])
def test_effort_is_written_as_it_is_read(minutes: int) -> None:
    notation = notations.effort(480)
    assert notation.read(notation.write(minutes)).value == minutes


def test_a_bare_number_is_minutes_of_a_call_only() -> None:
    assert notations.call_minutes().read("12").value == 12
    assert said(notations.effort(480).read("12")) == "12h, 12d or 12m?"


def test_a_date_is_read_with_the_work_until_then() -> None:
    notation = notations.due_at(NOW, office_hours())
    understood = notation.read("fri 3pm")
    assert understood.value == at("2026-11-27 15:00")
    assert said(understood) == "Fri 27 Nov 15:00 · 37 h open"
    assert notation.read(notation.write(at("2026-11-27 15:00"))).value == at("2026-11-27 15:00")


def test_a_closed_day_is_kept_with_a_warning() -> None:
    understood = notations.due_at(NOW, office_hours()).read("sun")
    assert understood.value is not None
    assert "not a working day" in said(understood)


def test_a_date_that_is_not_understood_cannot_be_saved() -> None:
    understood = notations.due_at(NOW, office_hours()).read("whenever")
    assert understood.value is None
    assert understood.problem == "Not understood. Try fri 3pm."


def test_yesterday_is_understood_and_said_to_be_past(desk: Desk) -> None:
    understood = notations.due_at(NOW, office_hours()).read("yesterday")
    assert said(understood) == "Sun 22 Nov 23:59 · that was before now"
    assert said(notations.day_ahead(desk).read("yesterday")) == "Sun 22 Nov · that is past"
    assert said(notations.day_ahead(desk).read("fri")) == "Fri 27 Nov"


def test_a_contact_cannot_lie_ahead(desk: Desk) -> None:
    understood = notations.behind(desk).read("16:00")
    assert understood.value is None
    assert understood.problem == "today 16:00 is still ahead."


def test_addresses_are_checked_one_by_one() -> None:
    assert notations.addresses().read("Ann@Harbour.example, bo@b.example").value == (
        "ann@harbour.example",
        "bo@b.example",
    )
    assert notations.addresses().read("ann@harbour.example bo").problem == "bo is no e-mail address."


def test_domains_and_phones() -> None:
    assert notations.domains().read("@Harbour.example").value == ("harbour.example",)
    assert notations.domains().read("harbour").value is None
    assert notations.phones().read("+49 30 123, 0170 5").value == ("+49 30 123", "0170 5")
    assert notations.phones().read("call me").value is None


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("america/new_york", "America/New_York"),
        ("new york", "America/New_York"),
        ("lisbon", "Europe/Lisbon"),
        ("utc", "UTC"),
        ("moon", None),
        ("../etc/passwd", None),
    ],
)
def test_zones(typed: str, zone: str | None) -> None:
    assert notations.find_zone(typed) == zone


@pytest.mark.parametrize(
    ("typed", "days"), [("60", 60), ("8w", 56), ("90 days", 90), ("never", 0), ("soon", None)]
)
def test_days_of_silence(typed: str, days: int | None) -> None:
    assert notations.days("no reminder").read(typed).value == days


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("9-17", (("09:00", "17:00"),)),
        ("9:00-12:30, 13:30-17:30", (("09:00", "12:30"), ("13:30", "17:30"))),
        ("8 to 12 and 13-24", (("08:00", "12:00"), ("13:00", "24:00"))),
        ("9-5", None),
        ("9-25", None),
        ("all day", None),
    ],
)
def test_hours_of_a_day(typed: str, spans: object) -> None:
    assert day_hours().read(typed).value == spans


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("mon-fri", ("mon", "tue", "wed", "thu", "fri")),
        ("Mon, wed", ("mon", "wed")),
        ("sat-mon", ("mon", "sat", "sun")),
        ("mo", None),
        ("mon-", None),
    ],
)
def test_days_of_the_week(typed: str, days: object) -> None:
    assert weekdays().read(typed).value == days


@pytest.mark.parametrize("days", [("mon",), ("mon", "tue"), ("mon", "tue", "wed"), ("mon", "wed", "sat")])
def test_days_are_written_as_they_are_read(days: tuple[str, ...]) -> None:
    assert weekdays().read(weekdays().write(days)).value == days

"""How dates, efforts, addresses and the like are typed, and how they are written out to be edited."""

from tui.screens.forms.notations.amounts import (
    call_minutes,
    days,
    effort,
    money,
    percent,
    read_effort,
    work_left,
)
from tui.screens.forms.notations.reach import addresses, domains, find_zone, phones, zone
from tui.screens.forms.notations.times import any_day, behind, day_ahead, day_behind, due, due_at

__all__ = [
    "addresses",
    "any_day",
    "behind",
    "call_minutes",
    "day_ahead",
    "day_behind",
    "days",
    "domains",
    "due",
    "due_at",
    "effort",
    "find_zone",
    "money",
    "percent",
    "phones",
    "read_effort",
    "work_left",
    "zone",
]

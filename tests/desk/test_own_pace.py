"""How much of a day promises count on: what one's own finished days yielded, on one's own clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from data.desk import Desk
from data.model.client import Client
from data.model.effort import WorkEntry
from data.model.work import Deliverable
from data.settings import load
from tests.build import NOW, at
from tests.desk.conftest import SETTINGS, Hand


def site(desk: Desk) -> Deliverable:
    acme = desk.clients.add(Client("Acme"))
    item = Deliverable(0, acme.id, "Site", estimate_minutes=6_000, promised_at=at("2026-12-04 17:00"))
    return desk.work.add_deliverable_to("Site", item)


def worked(desk: Desk, what: Deliverable, minutes: int, at_hour: int, days: int = 40) -> None:
    """Log so many minutes on each working day before today, at an hour of one's own clock."""
    zone = ZoneInfo(desk.settings.zone)
    today = desk.now().astimezone(zone).replace(hour=at_hour, minute=0)
    for back in range(1, 80):
        began = today - timedelta(days=back)
        if began.weekday() < 5 and days > 0:
            days -= 1
            desk.effort.add_entry(WorkEntry(what.id, began, minutes=minutes))


def capacity(desk: Desk, what: Deliverable) -> int:
    (item,) = [each for each in desk.today().slack if each.deliverable.id == what.id]
    assert item.capacity_minutes is not None
    return item.capacity_minutes


def test_days_of_two_hours_promise_two_hours(desk: Desk) -> None:
    what = site(desk)
    usual = capacity(desk, what)
    worked(desk, what, 120, 9)
    assert capacity(desk, what) == pytest.approx(usual * 120 / 300, abs=2)


def test_today_says_nothing_before_it_is_over(desk: Desk, clock: Hand) -> None:
    what = site(desk)
    worked(desk, what, 120, 9)
    before = capacity(desk, what)
    desk.effort.add_entry(WorkEntry(what.id, NOW - timedelta(minutes=45), minutes=45))
    assert capacity(desk, what) == before


def test_a_sum_entered_afterwards_says_nothing_of_a_day(desk: Desk) -> None:
    what = site(desk)
    worked(desk, what, 120, 9)
    before = capacity(desk, what)
    known = desk.work.deliverable(what.id)
    desk.work.edit_deliverable(replace(known, spent_minutes=known.spent_minutes + 3_000))
    assert capacity(desk, what) == before


def test_far_from_greenwich_an_evening_belongs_to_its_own_day(
    open_desk_in: Callable[[str], Desk],
) -> None:
    """In Auckland a morning is still the day before in UTC: two entries of one day are one day."""
    desk = open_desk_in("Pacific/Auckland")
    what = site(desk)
    usual = capacity(desk, what)
    worked(desk, what, 60, 9, days=19)
    worked(desk, what, 60, 16, days=19)
    assert capacity(desk, what) == usual, "nineteen days are not enough, however many entries they have"
    worked(desk, what, 120, 20, days=40)
    assert capacity(desk, what) != usual


@pytest.fixture
def open_desk_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Desk]]:
    """Open a Desk in another zone, at ten on a Monday there; it is closed at the end."""
    made: list[Desk] = []

    def opened(zone: str) -> Desk:
        folder = tmp_path_factory.mktemp("far")
        file = folder / "settings.toml"
        file.write_text(SETTINGS.replace("Europe/Berlin", zone))
        file.chmod(0o600)
        now = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
        desk = Desk.open(folder / "frontdesk.db", load(file), Hand(now), settings_path=file)
        made.append(desk)
        return desk

    yield opened
    for desk in made:
        desk.close()

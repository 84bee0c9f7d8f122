"""What the promise check says of a date is what the Slack pane says once it is promised."""

from __future__ import annotations

import pytest

from data.desk import Desk
from data.model.check import Judged
from data.model.client import Client
from data.model.promise import PromiseDraft
from data.model.work import Deliverable
from tests.build import at


@pytest.fixture
def acme(desk: Desk) -> Client:
    """Three promises two weeks apart, and some work nobody was told a date for."""
    acme = desk.clients.add(Client("Acme"))
    for name, hours, promised in (
        ("Shop", 12, "2026-12-04 17:00"),
        ("Logo", 9, "2026-12-11 17:00"),
        ("Site", 30, "2026-12-23 17:00"),
        ("Idea", 6, None),
    ):
        what = Deliverable(0, acme.id, name, estimate_minutes=hours * 60)
        if promised:
            what = Deliverable(0, acme.id, name, estimate_minutes=hours * 60, promised_at=at(promised))
        desk.work.add_deliverable_to(name, what)
    return acme


def promised(desk: Desk, acme: Client, judged: Judged, minutes: int, known: Deliverable | None = None) -> int:
    stored = desk.promises.confirm(
        PromiseDraft(
            judged.at,
            None,
            minutes,
            acme.id,
            "Poster" if known is None else known.name,
            known.id if known is not None else None,
            verdict=judged.verdict,
        )
    )
    return stored.id


def slack_of(desk: Desk, deliverable_id: int) -> int:
    (item,) = [each for each in desk.today().slack if each.deliverable.id == deliverable_id]
    assert item.slack_minutes is not None
    return item.slack_minutes


@pytest.mark.parametrize(
    "when", ["2026-11-30 17:00", "2026-12-07 17:00", "2026-12-16 17:00", "2027-01-08 17:00"]
)
@pytest.mark.parametrize("hours", [3, 12, 40])
def test_something_new(desk: Desk, acme: Client, when: str, hours: int) -> None:
    judged = desk.promises.board().weigh(hours * 60).at(at(when))
    made = promised(desk, acme, judged, hours * 60)
    assert slack_of(desk, made) == judged.sure_minutes
    for hurt in judged.hurts:
        if hurt.short_minutes > hurt.plain_short_minutes:
            assert slack_of(desk, hurt.promise.id) == -hurt.short_minutes


@pytest.mark.parametrize("name", ["Idea", "Logo"])
def test_something_known(desk: Desk, acme: Client, name: str) -> None:
    what = next(each for each in desk.work.deliverables(acme.id) if each.name == name)
    judged = desk.promises.board(what.id).weigh(what.work_left or 0).at(at("2026-12-16 17:00"))
    promised(desk, acme, judged, what.work_left or 0, what)
    assert slack_of(desk, what.id) == judged.sure_minutes

"""A promise from the day something arrives is owed work, though nobody was told a date."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.desk import Desk
from data.model.client import Client
from data.model.promise import PromiseDraft
from data.model.today import AgendaKind, SlackItem
from data.model.work import Deliverable
from tests.build import at


@pytest.fixture
def site(desk: Desk) -> Deliverable:
    """A site of eight hours, five working days from the day the texts come."""
    acme = desk.clients.add(Client("Acme"))
    return desk.promises.confirm(
        PromiseDraft(None, None, 480, acme.id, "Site", after="the texts", after_days=5)
    )


def row(desk: Desk, what: Deliverable) -> SlackItem:
    return next(item for item in desk.today().slack if item.deliverable.id == what.id)


def test_it_counts_in_the_queue_before_and_after_the_arrival(desk: Desk, site: Deliverable) -> None:
    item = row(desk, site)
    assert item.expected_at == at("2026-12-07 17:00"), "asked for by Mon 30 Nov, and five working days"
    assert item.slack_minutes is not None
    assert item.deliverable.promised_at is None
    later = desk.work.add_deliverable_to(
        "Shop",
        Deliverable(0, site.client_id, "Shop", estimate_minutes=300, promised_at=at("2026-12-11 17:00")),
    )
    owed = row(desk, later).owed_minutes
    assert owed is not None
    assert owed > 480
    (awaited,) = desk.scope.owed_by(site.client_id)
    desk.scope.received(awaited.id)
    arrived = row(desk, site)
    assert arrived.expected_at == at("2026-11-30 17:00")
    assert [card.kind for card in desk.today().agenda].count(AgendaKind.ARRIVED) == 1


def test_no_promise_is_safe_that_eats_its_time(desk: Desk, site: Deliverable) -> None:
    expected = row(desk, site).expected_at
    assert expected is not None
    judged = desk.promises.board().weigh(60 * 40).at(expected - timedelta(days=1))
    assert [hurt.promise.name for hurt in judged.hurts] == ["Site"]


def test_nobody_is_warned_about_a_date_nobody_was_told(desk: Desk, site: Deliverable) -> None:
    desk.effort.judge(site.id, 60 * 60)
    item = row(desk, site)
    assert item.slack_minutes is not None
    assert item.slack_minutes < 0
    assert not item.act_today
    assert AgendaKind.HEADS_UP not in {card.kind for card in desk.today().agenda}

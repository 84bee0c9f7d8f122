"""A week with something in every step, seen on Friday afternoon."""

from __future__ import annotations

import pytest

from data.desk import Desk
from data.model.work import Commitment, Deliverable
from tests.build import at
from tests.desk.a_week import NEXT, WEEK, everything
from tests.desk.conftest import Hand

__all__ = ["NEXT", "WEEK"]


@pytest.fixture
def week(desk: Desk, clock: Hand) -> Desk:
    """One thing of each kind is left over, one promise was kept, one is due next week."""
    everything(desk, clock)
    friday, clock.at = clock.at, at("2026-11-23 09:30")
    (acme,) = desk.clients.all()
    kept = desk.work.add_commitment(Commitment("Send the quote", at("2026-11-23 12:00"), client_id=acme.id))
    desk.work.done_commitment(kept.id)
    desk.work.add_deliverable_to(
        "Shop", Deliverable(0, acme.id, "Checkout", estimate_minutes=30, promised_at=at("2026-12-03 17:00"))
    )
    clock.at = friday
    return desk

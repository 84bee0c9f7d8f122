"""Whole screens at fixed sizes, as they were when somebody last looked at them.

After a change that is meant: `pytest tests/tui/test_snapshots.py --snapshot-update`, and look.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from data.desk import Desk
from data.model.client import Client
from data.model.draft import ContactDraft
from data.model.touch import Channel, Direction, Outcome
from data.model.work import Commitment, Deliverable
from tests.build import NOW, at
from tui.app import FrontdeskApp

Compare = Callable[..., bool]


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """A Desk with hostile and wide names in every pane."""
    for number, name in enumerate(("[/] [red]", "漢字の会社", "Ωmega & Söhne " * 9)):
        client = desk.clients.add(Client(name))
        since = NOW - timedelta(minutes=20 + 60 * number)
        desk.contacts.log(
            ContactDraft(Channel.CALL, Direction.IN, client.id, since, outcome=Outcome.MISSED, note=name)
        )
        desk.work.add_commitment(Commitment(name, NOW + timedelta(hours=number), client_id=client.id))
        desk.work.add_deliverable_to(
            name,
            Deliverable(
                0, client.id, name, estimate_minutes=900, promised_at=at(f"2026-11-2{5 + number} 17:00")
            ),
        )
    return desk


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_the_dashboard_with_names_that_would_break_it(
    snap_compare: Compare, busy: Desk, size: tuple[int, int]
) -> None:
    assert snap_compare(FrontdeskApp(busy, light=False), terminal_size=size)


def test_the_dashboard_with_nothing_in_it(snap_compare: Compare, desk: Desk) -> None:
    desk.clients.add(Client("Acme"))
    assert snap_compare(FrontdeskApp(desk, light=True), terminal_size=(80, 24))

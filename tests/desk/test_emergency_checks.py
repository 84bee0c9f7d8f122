"""A look at the emergency line on a day off: asked for, stamped, undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.desk import Desk
from data.model.agreement import Agreement, AgreementKind
from data.model.client import Client
from data.model.today import AgendaItem, AgendaKind, Stage
from tests.build import TODAY, at
from tests.desk.conftest import Hand


@pytest.fixture
def covered(desk: Desk) -> Desk:
    """A desk at which one client of two may ring in an emergency."""
    desk.clients.add(Client("Birch"))
    acme = desk.clients.add(Client("Acme"))
    desk.agreements.agree(
        Agreement(
            acme.id,
            AgreementKind.EMERGENCY,
            "the shop is down",
            TODAY,
            agreed_on=TODAY,
            no_emergency="typos",
            channel="by phone",
            acknowledge_minutes=30,
            loading_percent=50,
        )
    )
    return desk


def checks(desk: Desk) -> list[AgendaItem]:
    return [item for item in desk.today().agenda if item.kind is AgendaKind.EMERGENCY_CHECK]


def test_a_look_is_stamped_and_can_be_taken_back(covered: Desk, clock: Hand) -> None:
    assert checks(covered) == []  # a Monday
    clock.at = at("2026-11-28 10:12")
    (due,) = checks(covered)
    assert (due.client, due.stage) == ("Acme", Stage.DUE)
    assert covered.cards.looked(due) == "You looked at the emergency line."
    (made,) = checks(covered)
    assert (made.stage, made.done_at) == (Stage.DONE, clock.at)
    covered.undo()
    assert [each.stage for each in checks(covered)] == [Stage.DUE]
    covered.cards.put_off(due, clock.at + timedelta(hours=1))
    assert checks(covered) == []


def test_without_cover_nobody_is_asked_to_look(desk: Desk, clock: Hand) -> None:
    desk.clients.add(Client("Acme"))
    clock.at = at("2026-11-28 10:12")
    assert checks(desk) == []

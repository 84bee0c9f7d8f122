"""A week at the Desk in which something of each kind is left over."""

from __future__ import annotations

from datetime import date

from data.desk import Desk
from data.model.client import Client
from data.model.draft import ContactDraft
from data.model.promise import FindOut
from data.model.scope import Obligation
from data.model.touch import Channel, Direction, Outcome
from data.model.work import Commitment, Deliverable
from tests.build import at
from tests.desk.conftest import Hand

FRIDAY = at("2026-11-27 16:00")
WEEK, NEXT = "2026-W48", "2026-W49"


def everything(desk: Desk, clock: Hand) -> None:
    """Leave one thing of each kind over."""
    clock.at = at("2026-11-23 09:30")
    acme = desk.clients.add(Client("Acme"))
    desk.work.add_commitment(
        Commitment("Send the prints", at("2026-11-24 12:00"), client_id=acme.id, note="by mail")
    )
    desk.find_outs.add(FindOut("Which host?", clock.at, at("2026-11-24 12:00"), client_id=acme.id))
    logo = desk.work.add_deliverable_to(
        "Logo", Deliverable(0, acme.id, "Logo set", estimate_minutes=300, promised_at=at("2026-11-25 17:00"))
    )
    desk.scope.add_obligation(
        Obligation(acme.id, "texts", clock.at, needed_on=date(2026, 11, 24), deliverable_id=logo.id)
    )
    desk.contacts.log(
        ContactDraft(Channel.CALL, Direction.IN, acme.id, at("2026-11-24 10:00"), outcome=Outcome.MISSED)
    )
    clock.at = FRIDAY

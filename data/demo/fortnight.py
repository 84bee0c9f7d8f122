"""What was promised, said and done in the demo's last fortnight, told to the Desk as it happened."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from data.model.draft import ContactDraft, FollowUp
from data.model.touch import Channel, Direction, Outcome
from data.model.work import Commitment, CommitmentKind, Deliverable, Project
from data.rules.capacity import free_minutes

if TYPE_CHECKING:
    from data.demo.people import Clients
    from data.demo.when import Hours
    from data.desk import Desk


class Hand(Protocol):
    """A clock that can be turned."""

    at: datetime


def work(desk: Desk, who: Clients, hours: Hours, hand: Hand) -> None:
    """Tell the Desk about the fortnight; the hand stands at now again afterwards."""
    _projects_of_the_past(desk, who, hours)
    _talks(desk, who, hours)
    _deliverables(desk, who, hours, hand)
    _commitments(desk, who, hours, hand)
    hand.at = hours.now


def _projects_of_the_past(desk: Desk, who: Clients, hours: Hours) -> None:
    today = hours.now.astimezone(hours.zone).date()
    menu = Project(
        who.birch,
        "Autumn menu",
        started_on=today - timedelta(days=40),
        ended_on=hours.day(-2, "12:00").date(),
        true_detail="the launch night in the rain",
    )
    shop = Project(
        who.dune,
        "Beach shop",
        started_on=today - timedelta(days=190),
        ended_on=_months_back(today, 3) + timedelta(days=3),
        true_detail="the seagull on the 404 page",
    )
    for project in (menu, shop):
        desk.work.add_project(project)


def _months_back(on: date, months: int) -> date:
    import arrow

    return arrow.get(on).shift(months=-months).date()


def _talks(desk: Desk, who: Clients, hours: Hours) -> None:
    """Log calls and other contacts, oldest first; the last is a call that was missed a moment ago."""
    day = hours.day
    spoken = [
        (who.harbour, Direction.IN, day(-12, "10:05"), 18, "wants the checkout before the Christmas window"),
        (who.cove, Direction.OUT, day(-11, "16:10"), 25, "API: they bring the product texts"),
        (who.lindqvist, Direction.IN, day(-9, "11:40"), 9, "the booking form has to know two languages"),
        (who.osei, Direction.OUT, day(-7, "15:00"), 22, "three directions for the logo, green is theirs"),
        (who.birch, Direction.IN, day(-4, "14:20"), 12, "the menu is at the printer's, everybody happy"),
        (who.dune, Direction.OUT, day(-6, "09:30"), 7, "the invoice goes to the new address"),
    ]
    for client_id, direction, at, minutes, note in spoken:
        desk.contacts.log(
            ContactDraft(
                Channel.CALL, direction, client_id, at, minutes=minutes, outcome=Outcome.SPOKE, note=note
            )
        )
    desk.contacts.log(
        ContactDraft(
            Channel.MEETING,
            Direction.OUT,
            who.harbour,
            day(-8, "18:30"),
            minutes=90,
            note="opening evening",
            follow_ups=(FollowUp("Bring the sample prints", hours.closing(3)),),
        )
    )
    desk.contacts.log(
        ContactDraft(
            Channel.CALL,
            Direction.IN,
            who.birch,
            hours.ago(23),
            who="Birch",
            outcome=Outcome.MISSED,
        )
    )


def _deliverables(desk: Desk, who: Clients, hours: Hours, hand: Hand) -> None:
    """Four open ones, sized by the capacity there really is: short, tight, waiting on the client, ample."""
    busy = desk.facts(hours.now).appointments
    owed = 0
    for client_id, project, name, closing, slack, target, waiting_for in (
        (who.lindqvist, "Booking", "Booking form", hours.closing(1), -120, None, ""),
        (who.harbour, "Shop", "Checkout redesign", hours.closing(4), 210, hours.closing(3), ""),
        (who.cove, "Partner API", "API", hours.closing(9), 14 * 60, hours.closing(8), "texts"),
        (who.osei, "Brand", "Logo set", hours.closing(12), 23 * 60, hours.closing(9), ""),
    ):
        room = free_minutes(hours.now, closing, hours.working_time, busy)
        left = max(60, (room - owed - slack) // 15 * 15)
        owed += left
        hand.at = hours.day(-10, "09:15")
        desk.work.add_deliverable_to(
            project,
            Deliverable(
                0,
                client_id,
                name,
                estimate_minutes=left + 120,
                spent_minutes=120,
                promised_at=closing,
                target_on=target.date() if target else None,
                waiting_for=waiting_for,
                waiting_since=hours.day(-3, "17:00") if waiting_for else None,
            ),
        )
    early = desk.work.add_deliverable_to(
        "Autumn menu cards",
        Deliverable(
            0, who.birch, "Menu cards, first draft", estimate_minutes=240, promised_at=hours.closing(1)
        ),
    )
    hand.at = hours.ago(70)
    desk.work.deliver(early.id)


def _commitments(desk: Desk, who: Clients, hours: Hours, hand: Hand) -> None:
    hand.at = hours.day(-1, "16:30")
    kept = desk.work.add_commitment(Commitment("Answer on the invoice", hours.ago(65), client_id=who.dune))
    for commitment in (
        Commitment("Call back Dana Ruiz", hours.ago(45), client_id=who.harbour, kind=CommitmentKind.CALLBACK),
        Commitment("Send the quote", hours.ahead(45), client_id=who.osei),
        Commitment("Ask the host about prices", hours.ahead(105), client_id=who.cove),
        Commitment("Staging link", hours.closing(0), client_id=who.lindqvist),
    ):
        desk.work.add_commitment(commitment)
    hand.at = hours.ago(70)
    desk.work.done_commitment(kept.id)

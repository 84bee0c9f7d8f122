"""What was promised, said and done in the demo's last fortnight, told to the Desk as it happened."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from data.model.draft import ContactDraft, FollowUp
from data.model.effort import PastJob, WorkEntry
from data.model.promise import FindOut
from data.model.scope import ChangeRequest, Obligation
from data.model.touch import Channel, Direction, Outcome
from data.model.work import Commitment, CommitmentKind, Deliverable, Project

if TYPE_CHECKING:
    from data.demo.people import Clients
    from data.demo.when import Hours
    from data.desk import Desk


class Hand(Protocol):
    """A clock that can be turned."""

    at: datetime


_UNTIL_NOON = timedelta(hours=3)
"""After this the morning of a promise is over."""
_SPENT = 120
"""Minutes worked so far on each open deliverable."""

_PAST = (
    *((8, 9.5), (4, 4), (12, 15), (6, 6.5), (16, 21), (3, 3), (10, 10), (5, 8), (8, 8), (20, 23)),
    *((2, 2.5), (6, 7), (14, 15), (4, 6), (9, 9), (24, 30), (7, 7.5), (3, 4.5), (12, 12), (5, 5)),
    *((8, 11), (16, 16), (4, 4.5), (10, 13)),
)
"""Estimated and actual hours of finished jobs: what this freelancer's promises rest on."""


def work(desk: Desk, who: Clients, hours: Hours, hand: Hand) -> None:
    """Tell the Desk about the fortnight; the hand stands at now again afterwards."""
    desk.effort.import_history(
        PastJob(round(60 * estimate), round(60 * actual)) for estimate, actual in _PAST
    )
    _projects_of_the_past(desk, who, hours)
    _talks(desk, who, hours)
    _deliverables(desk, who, hours, hand)
    _commitments(desk, who, hours, hand)
    _questions(desk, who, hours, hand)
    _an_evening(desk, who, hours, hand)
    _looks_at_the_mail(desk, hours, hand)
    hand.at = hours.now


def _looks_at_the_mail(desk: Desk, hours: Hours, hand: Hand) -> None:
    """Look at the mail in most of its windows, and a few times besides; today not yet."""
    for days in range(-9, 0):
        for clock in ("10:05", "13:40") if days % 3 else ("10:10", "11:20"):
            hand.at = hours.day(days, clock)
            desk.mail.check()


def _questions(desk: Desk, who: Clients, hours: Hours, hand: Hand) -> None:
    """Something to come back on today, and an extra that somebody asked for."""
    hand.at = hours.day(-1, "15:10")
    desk.find_outs.add(
        FindOut(
            "what the hosting costs a year", hand.at, hours.ahead(105), client_id=who.cove, source="the host"
        )
    )
    shop = next(each for each in desk.work.deliverables(who.harbour) if each.name == "Checkout redesign")
    desk.scope.add_change(ChangeRequest(shop.id, "a gift card field", hand.at, minutes=45))


def _an_evening(desk: Desk, who: Clients, hours: Hours, hand: Hand) -> None:
    """Log a call after hours that was seen to next morning; the mail that was to confirm it never came."""
    evenings = (hours.day(-back, "19:20").astimezone(UTC) for back in range(1, 15))
    found = ((at, desk.after_hours.tomorrow(at)) for at in evenings)
    at, due = next((at, due) for at, due in found if due is not None and due + _UNTIL_NOON <= hours.now)
    hand.at = at
    call = desk.contacts.log(
        ContactDraft(
            Channel.CALL,
            Direction.IN,
            who.harbour,
            at,
            minutes=6,
            outcome=Outcome.SPOKE,
            note="the newsletter form says no",
            tomorrow=FollowUp("Mend the newsletter form", due),
        )
    )
    promise = next(each for each in desk.work.commitments(who.harbour) if each.touch_id == call.id)
    hand.at = due - timedelta(minutes=10)
    desk.work.done_commitment(promise.id)


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
            day(-5, "18:30"),
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
    for client_id, project, name, closing, slack, target, owed in (
        (who.lindqvist, "Booking", "Booking form", hours.closing(1), -120, None, ""),
        (who.harbour, "Shop", "Checkout redesign", hours.closing(4), 150, hours.closing(3), ""),
        (who.cove, "Partner API", "API", hours.closing(10), 9 * 60, hours.closing(8), "texts"),
        (who.osei, "Brand", "Logo set", hours.closing(15), 14 * 60, hours.closing(12), ""),
    ):
        hand.at = hours.now
        left = _sized(desk, closing, slack)
        hand.at = hours.day(-10, "09:15")
        made = desk.work.add_deliverable_to(
            project,
            Deliverable(
                0,
                client_id,
                name,
                estimate_minutes=left + _SPENT,
                promised_at=closing,
                target_on=target.date() if target else None,
            ),
        )
        _worked(desk, hours, hand, made.id)
        if owed:
            asked_at, needed_on = hours.day(-6, "11:00"), hours.day(-3, "17:00").date()
            desk.scope.add_obligation(
                Obligation(client_id, owed, asked_at, needed_on=needed_on, deliverable_id=made.id)
            )
    early = desk.work.add_deliverable_to(
        "Autumn menu cards",
        Deliverable(
            0, who.birch, "Menu cards, first draft", estimate_minutes=240, promised_at=hours.closing(1)
        ),
    )
    hand.at = hours.ago(70)
    desk.work.deliver(early.id)


def _sized(desk: Desk, closing: datetime, slack: int) -> int:
    """Find how much work leaves so much slack before a date, in quarters of an hour."""
    board = desk.promises.board()
    quarters = range(4, 400)
    fits = bisect_left(quarters, -slack, key=lambda n: -board.weigh(15 * n, _SPENT).at(closing).sure_minutes)
    return 15 * quarters[max(0, fits - 1)]


def _worked(desk: Desk, hours: Hours, hand: Hand, deliverable_id: int) -> None:
    """Enter the time spent so far, on two mornings."""
    for days, minutes, note in ((-5, 75, "first sketch"), (-3, 45, "went through it with them")):
        hand.at = hours.day(days, "12:00")
        started_at = hours.day(days, "10:00")
        desk.effort.add_entry(WorkEntry(deliverable_id, started_at, minutes=minutes, note=note))


def _commitments(desk: Desk, who: Clients, hours: Hours, hand: Hand) -> None:
    hand.at = hours.day(-1, "16:30")
    kept = desk.work.add_commitment(Commitment("Answer on the invoice", hours.ago(65), client_id=who.dune))
    for commitment in (
        Commitment("Call back Dana Ruiz", hours.ago(45), client_id=who.harbour, kind=CommitmentKind.CALLBACK),
        Commitment("Send the quote", hours.ahead(45), client_id=who.osei),
        Commitment("Staging link", hours.closing(0), client_id=who.lindqvist),
    ):
        desk.work.add_commitment(commitment)
    hand.at = hours.ago(70)
    desk.work.done_commitment(kept.id)

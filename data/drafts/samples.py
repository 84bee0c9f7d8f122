"""Made-up facts to try a template with."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from data.model.letter import DraftFacts, DraftKind


def sample(kind: DraftKind, today: date) -> DraftFacts:
    """Give facts of which none is missing."""
    return DraftFacts(
        kind=kind,
        client="Harbour Books",
        greeting="Dana",
        me="Jo",
        what="Checkout redesign",
        today=today,
        promised_on=today + timedelta(days=4),
        new_promise_on=today + timedelta(days=11),
        date_holds=True,
        done=("the order form", "the receipt by mail"),
        next=("gift vouchers",),
        needs=("the texts for the delivery page",),
        agreed="Look at why the newsletter form says no",
        called=datetime.combine(today - timedelta(days=1), time(19, 30)),
        question="Can the old orders move over?",
        come_back=datetime.combine(today + timedelta(days=1), time(12)),
        asked_on=today - timedelta(days=3),
        missed=datetime.combine(today - timedelta(days=1), time(12)) if kind is DraftKind.FIND_OUT else None,
        needed_on=today + timedelta(days=2),
        reason="The payment provider changed its interface last week, and the vouchers have to follow.",
        agreements=("When I work: Mon–Fri 09:00–17:00", "What it costs: 85 EUR an hour"),
        emergency=("What counts: the shop is down", "How to reach me: call, then text"),
        emergency_agreed=True,
        to_agree=("How the work goes",),
        choices=("everything on the new day", "the checkout on the old day, the vouchers on the new one"),
    )

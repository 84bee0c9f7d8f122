"""What the demo's freelancer has agreed with her clients: with one all of it, with another nothing yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.model.agreement import AgreedHow, Agreement, AgreementKind
from data.rules.days import local_date

if TYPE_CHECKING:
    from data.demo.fortnight import Hand
    from data.demo.people import Clients
    from data.demo.when import Hours
    from data.desk import Desk

_PROCESS = "sketch, review, build, review on staging, go live, look back"
_RATES = "85 EUR an hour, half as much again outside my hours; invoice at the end of the month"


def long_ago(desk: Desk, who: Clients, hours: Hours, hand: Hand) -> None:
    """Agree with two clients while Friday was still a long day."""
    hand.at = hours.day(-110, "11:00")
    _agree(desk, who.harbour, "availability", "Mon–Fri 9–12:30 and 13:30–17:30, an answer within 4 h")
    _agree(desk, who.harbour, "process", _PROCESS)
    _agree(desk, who.harbour, "rates", _RATES)
    _agree(desk, who.harbour, "obligations", "texts and pictures a week before each part", AgreedHow.CONTRACT)
    _agree(
        desk,
        who.harbour,
        "emergency",
        "the shop is down, or orders get lost",
        AgreedHow.CONTRACT,
        no_emergency="a wish, a typing mistake, what can wait until nine",
        channel="call, then text",
        acknowledge_minutes=30,
        loading_percent=50,
    )
    hand.at = hours.day(-104, "15:00")
    _agree(desk, who.dune, "rates", _RATES, AgreedHow.SPOKEN)


def lately(desk: Desk, who: Clients, hours: Hours, hand: Hand) -> None:
    """Agree with two more, with one of them not on everything yet; with Birch on nothing so far."""
    hand.at = hours.day(-9, "12:00")
    _agree(desk, who.lindqvist, "availability", "Mon–Thu till 17:30, Fri till 16:00, an answer within 4 h")
    _agree(desk, who.lindqvist, "rates", _RATES, AgreedHow.SPOKEN)
    _agree(desk, who.cove, "availability", "14–17:30 our time is when we talk; an answer within a day")
    _agree(desk, who.cove, "process", "a call each second Tuesday, staging link on Fridays")
    _agree(desk, who.cove, "rates", _RATES)
    _agree(desk, who.cove, "obligations", "product texts and API keys before each sprint")
    _agree(
        desk,
        who.cove,
        "emergency",
        "no partner can log in",
        agreed_on=None,
        channel="call",
        loading_percent=50,
    )


def _agree(
    desk: Desk, client_id: int, kind: str, text: str, how: AgreedHow = AgreedHow.MAIL, **more: Any
) -> None:
    today = local_date(desk.now(), desk.settings.zone)
    fields = {"agreed_on": today, **more}
    desk.agreements.agree(Agreement(client_id, AgreementKind(kind), text, today, how=how, **fields))

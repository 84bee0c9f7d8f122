"""The lines of the sheet that says to a client what was agreed. Nothing private is among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import WrongUse
from data.model.agreement import AgreementKind, Terms
from data.rules.agreements import agreed
from data.store import agreements

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from data.model.agreement import Agreement
    from data.store.engine.looking import Looking

ASPECTS: Mapping[AgreementKind, str] = {
    AgreementKind.AVAILABILITY: "When I work",
    AgreementKind.PROCESS: "How the work goes",
    AgreementKind.RATES: "What it costs",
    AgreementKind.OBLIGATIONS: "What I need from you",
    AgreementKind.EMERGENCY: "Emergencies",
}
"""How each kind is named to the client."""


def sheet(db: Looking, client_id: int, today: date) -> dict[str, object]:
    """Give what the draft says, by the names of its facts (`data.model.letter.DraftFacts`).

    WrongUse while nothing is agreed: then there is nothing to write down.
    """
    known = agreements.of_client(db, client_id)
    if not known:
        raise WrongUse("Nothing is agreed with them yet. Note what you agreed, then the sheet says it.")
    stands = agreed(known, Terms())
    emergency = stands.of(AgreementKind.EMERGENCY)
    return {
        "agreements": tuple(
            f"{ASPECTS[each.kind]}: {each.text}{_since(each, today)}"
            for each in stands.standing
            if each is not emergency
        ),
        "emergency": _emergency(emergency, today) if emergency is not None else (),
        "emergency_agreed": emergency is not None and emergency.agreed_on is not None,
        "to_agree": tuple(ASPECTS[kind] for kind in stands.missing),
    }


def _since(each: Agreement, today: date) -> str:
    from data.drafts.dates import say_day

    return f" (agreed on {say_day(each.agreed_on, today)})" if each.agreed_on is not None else ""


def _emergency(policy: Agreement, today: date) -> tuple[str, ...]:
    """Give what an emergency policy says, line by line; what it lacks is left out."""
    minutes, percent = policy.acknowledge_minutes, policy.loading_percent
    lines = {
        "What counts": f"{policy.text}{_since(policy, today)}",
        "What does not": policy.no_emergency,
        "How to reach me": policy.channel,
        "I answer within": f"{minutes} {'minute' if minutes == 1 else 'minutes'}" if minutes else "",
        "What it costs": f"{percent} % more than usual" if percent is not None else "",
    }
    return tuple(f"{name}: {said}" for name, said in lines.items() if said)

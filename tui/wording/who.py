"""The words of the tray of unknown senders."""

from __future__ import annotations

from datetime import datetime

from data.model.matching import Stranger, Suggestion, Why
from tui.wording.plain import plain
from tui.wording.row import Cell, Part, Row, joined
from tui.wording.times import past


def stranger_row(row: Stranger, now: datetime, zone: str) -> Row:
    """Say one row: name and address · how many · when; under it who they may be, and the newest subject."""
    sender = row.sender
    name = plain(said_name(row), 100)
    point = plain(sender.point, 100)
    guess: list[Part] = [(f"→ {reason(row.suggestion)}", "accent")] if row.suggestion is not None else []
    subject = plain(sender.newest_subject, 300) or ("a call" if sender.phone else "no subject")
    return Row(
        sender.point,
        (
            Cell(name or point),
            Cell(point if name else "", "dim"),
            Cell(f"{sender.count:,} times" if sender.count > 1 else "", "dim"),
            Cell(past(sender.newest_at, now, zone), "dim"),
        ),
        (Cell.of(*joined([guess, [(subject, "dim")]])),),
    )


def reason(suggestion: Suggestion) -> str:
    """Say who somebody may be and why: "same domain as Birch & Co"."""
    client, person = plain(suggestion.client, 60), plain(suggestion.person, 60)
    who = f"{person} of {client}" if person and suggestion.person_id is not None else client
    match suggestion.why:
        case Why.DOMAIN:
            return f"same domain as {who}"
        case Why.NAME:
            return f"same name as {who}"
        case Why.PHONE | Why.CARD:
            card = ", ".join(dict.fromkeys(each for each in (person, client) if each))
            new = "" if suggestion.client_id is not None else " (new)"
            what = "phone in your address book" if suggestion.why is Why.PHONE else "card"
            return f"{what}: {card}{new}"


def said_name(row: Stranger) -> str:
    """Give the name somebody writes under, else the one their card has; empty when neither says it."""
    entry = row.suggestion.entry if row.suggestion is not None else None
    return row.sender.name.strip() or (entry.name if entry is not None else "")


def likely_name(row: Stranger) -> str:
    """Give what a new client may be called: by their name, else by the address or number."""
    return " ".join(row.sender.name.split()) or row.sender.point


def domain_asked(domain: str) -> str:
    """Ask whether a domain is one client's."""
    return f"Is all of {plain(domain, 60)} theirs?"


def shared_asked(domain: str) -> str:
    """Ask whether a domain is several clients'."""
    return f"Do several clients write from {plain(domain, 60)}?"

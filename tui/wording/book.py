"""The words of address books."""

from __future__ import annotations

from data.model.address_book import BookImport, BookLook, Proposed, Standing
from data.model.matching import Proposal
from data.model.source import BookCounts
from tui.wording.plain import plain
from tui.wording.row import Cell, Part, Row, joined


def look_said(look: BookLook) -> tuple[str, ...]:
    """Say in sentences what an address book would bring."""
    counts = look.counts
    wrote = sum(bool(each.wrote) for each in look.proposed)
    skipped = f" {len(look.skipped)} could not be read." if look.skipped else ""
    return (
        f"{cards_said(counts)}.{skipped}",
        f"{known_said(counts)}.",
        *((f"{wrote} of them wrote or called already.",) if wrote else ()),
    )


def cards_said(counts: BookCounts) -> str:
    """Say how many cards there are, and how people in them are reached."""
    cards = "1 card" if counts.cards == 1 else f"{counts.cards:,} cards"
    return f"{cards}: {counts.with_addresses:,} with an address, {counts.with_phones:,} with a number"


def known_said(counts: BookCounts) -> str:
    """Say how many people of an address book are known."""
    said = (
        (counts.known, "known already"),
        (counts.more, "known with more on the card"),
        (counts.new, "new"),
    )
    return ", ".join(f"{count:,} {words}" for count, words in said if count) or "nobody in it"


def outcome_said(outcome: BookImport) -> str:
    """Say in a sentence what came of the cards that were chosen."""
    said = (
        (outcome.clients, _count(outcome.clients, "new client")),
        (outcome.people, _count(outcome.people, "new person", "new people")),
        (outcome.completed, f"{outcome.completed:,} completed"),
        (outcome.same, f"{outcome.same:,} as they were"),
    )
    return f"{', '.join(words for count, words in said if count) or 'Nobody was taken in'}."


def card_row(each: Proposed, *, ticked: bool) -> Row:
    """Say one card: tick · who · where · how they are reached; under it what would come of it."""
    entry, tone = each.entry, "plain" if ticked else "dim"
    reach = ", ".join(plain(point, 60) for point in entry.points[:3])
    organisation = entry.organisation if entry.organisation != entry.name else ""
    return Row(
        entry.uid,
        (
            Cell("√" if ticked else "○", "kept" if ticked else "faint"),
            Cell(plain(entry.name, 100), "plain" if tone == "plain" else "dim"),
            Cell(plain(organisation, 100), "dim"),
            Cell(reach, "dim"),
        ),
        (Cell(""), Cell.of(*joined([_becomes(each), _wrote(each)]))),
        gist=ticked,
    )


def _becomes(each: Proposed) -> list[Part]:
    client = plain(each.suggestion.client, 60)
    if each.standing is Standing.KNOWN:
        return [(f"known: {client}", "faint")]
    if each.standing is Standing.MORE:
        return [(f"completes {plain(each.suggestion.person, 60) or client}", "accent")]
    if each.suggestion.client_id is not None:
        return [(f"a person at {client}", "accent")]
    return [(f"new client {client}", "dim")]


def _wrote(each: Proposed) -> list[Part]:
    if not each.wrote:
        return []
    return [("wrote or called once" if each.wrote == 1 else f"wrote or called {each.wrote} times", "due")]


def proposal_said(proposal: Proposal) -> str:
    """Say what a card says besides: "Ann Bell of Acme: ann@new.example"."""
    who = f"{proposal.person} of {proposal.client}" if proposal.person else proposal.client
    return plain(f"{who}: {', '.join((*proposal.addresses, *proposal.phones))}", 200)


def _count(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"

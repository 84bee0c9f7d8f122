"""An address book that is looked through: who in it could become a client."""

from __future__ import annotations

from enum import StrEnum

from data.model.matching import BookEntry, Suggestion
from data.model.source import BookCounts
from data.values import frozen


class Standing(StrEnum):
    """How somebody of an address book stands to those who are known."""

    KNOWN = "known"
    """All their card says is known already."""
    MORE = "more"
    """A client, or somebody there, of whom the card says more."""
    NEW = "new"
    """They could become a client, or somebody at one."""


@frozen
class Proposed:
    """One card, where it would go, and what speaks for taking it."""

    entry: BookEntry
    suggestion: Suggestion
    standing: Standing
    wrote: int = 0
    """Mails and calls that came from their addresses and numbers, and that nobody was known by."""


@frozen
class BookLook:
    """What taking an address book in would bring. Nothing is written by looking."""

    proposed: tuple[Proposed, ...]
    """Those who wrote or called first, then by organisation and name."""
    skipped: tuple[tuple[str, str, str], ...] = ()
    """Place, name and reason of each card that could not be read."""

    @property
    def counts(self) -> BookCounts:
        """Count the cards, how people in them are reached, and who is known."""
        return BookCounts(
            cards=len(self.proposed),
            with_addresses=sum(bool(each.entry.addresses) for each in self.proposed),
            with_phones=sum(bool(each.entry.phones) for each in self.proposed),
            known=self.count(Standing.KNOWN),
            more=self.count(Standing.MORE),
            new=self.count(Standing.NEW),
        )

    def count(self, standing: Standing) -> int:
        """How many stand so to those who are known."""
        return sum(each.standing is standing for each in self.proposed)


@frozen
class BookImport:
    """What came of the cards that were chosen."""

    clients: int
    people: int
    completed: int
    same: int
    notes: tuple[str, ...] = ()
    """Cards that could not be taken whole, and why."""

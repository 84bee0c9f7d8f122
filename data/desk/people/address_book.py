"""Address books: who in them becomes a client, and what their cards say of those who are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from data.desk.intake import judging
from data.desk.people.belonging import complete, known_people, link, settle
from data.desk.people.checks import Others
from data.errors import NotFound, WrongUse
from data.model.address_book import BookImport, BookLook, Proposed, Standing
from data.model.matching import BookEntry, CardLink, Proposal, Suggestion
from data.model.source import BookCounts
from data.rules.matching import Known, phone_digits, same_phone
from data.store import address_book, senders

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.store.engine.looking import Looking


class AddressBook:
    """vCards of a file, a folder or the watched address books. Nobody becomes a client by himself."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def look(self, path: Path) -> BookLook:
        """Read a .vcf file, or a folder of them, and say what it would bring; FeedError when it cannot be.

        Happens in any thread, for thousands of cards take seconds.
        """
        from data.feeds.contacts import read_book

        reading = read_book(path.expanduser())
        skipped = tuple((f"{file}:{card.line}", card.title, card.reason) for file, card in reading.skipped)
        with self._core.reading() as db:
            return BookLook(self._proposed(db, reading.entries), skipped)

    def watched(self) -> BookLook:
        """Say the same of the address books of the settings, as they were last read; in any thread."""
        with self._core.reading() as db:
            return BookLook(self._proposed(db, address_book.all_(db)))

    def watched_cards(self) -> int:
        """Count the cards of the address books of the settings."""
        return address_book.count(self._core.reader)

    def counts(self, entries: Iterable[BookEntry]) -> BookCounts:
        """Count what cards that were read elsewhere would bring."""
        return BookLook(self._proposed(self._core.reader, entries)).counts

    def take_in(self, chosen: Iterable[BookEntry]) -> BookImport:
        """Make clients and people of chosen cards in one act; who exists is completed, never doubled.

        Cards of one organisation become one client with several people. What belongs to somebody else
        already is left out and said.
        """
        entries = list(chosen)
        with judging.following(self._core, f"take in {len(entries)} cards") as db:
            taking = _Taking(self._core, db)
            for entry in entries:
                taking.take(entry)
        return taking.outcome()

    def proposals(self) -> tuple[Proposal, ...]:
        """Give what watched cards say besides what is known of those who came from them."""
        db = self._core.reader
        links = address_book.links(db)
        if not links:
            return ()
        entries, others = {entry.uid: entry for entry in address_book.all_(db)}, Others.of(db)
        found = (_proposal(others, card, entries.get(card.uid)) for card in links)
        return tuple(each for each in found if each is not None)

    def accept(self, link_id: int) -> str:
        """Take over what a card says besides."""
        card, entry = self._linked(link_id)
        with judging.following(self._core, f"take over the card of {entry.name}") as db:
            complete(db, card.client_id, card.person_id, entry)
            link(db, entry, card.client_id, card.person_id)
        return f"{entry.name} is as the card says."

    def decline(self, link_id: int) -> str:
        """Leave what a card says besides; it is proposed no more until the card changes again."""
        card, entry = self._linked(link_id)
        with self._core.act(f"leave the card of {entry.name}") as db:
            link(db, entry, card.client_id, card.person_id)
        return f"{entry.name} stays as you know them."

    def _linked(self, link_id: int) -> tuple[CardLink, BookEntry]:
        db = self._core.reader
        card = next((each for each in address_book.links(db) if each.id == link_id), None)
        entry = next((each for each in address_book.all_(db) if card and each.uid == card.uid), None)
        if card is None or entry is None:
            raise NotFound("That card is not in the address book any more. Reload and try again.")
        return card, entry

    def _proposed(self, db: Looking, entries: Iterable[BookEntry]) -> tuple[Proposed, ...]:
        from data.feeds.mail.addresses import normal

        known, others = known_people(db), Others.of(db)
        unknown = senders.unknown(db, self._core.now())
        wrote = Counter({sender.address: sender.count for sender in unknown if sender.address})
        called = Counter({phone_digits(each.phone): each.count for each in unknown if each.phone})
        found = []
        for entry in entries:
            suggestion = known.suggestion_for(entry)
            count = sum(wrote[normal(address)] for address in entry.addresses)
            count += sum(
                times
                for phone in entry.phones
                for digits, times in called.items()
                if same_phone(phone, digits)
            )
            found.append(Proposed(entry, suggestion, _standing(known, others, entry, suggestion), count))
        return tuple(sorted(found, key=_order))


class _Taking:
    """One import: card after card, each seeing what the ones before it brought."""

    def __init__(self, core: Core, db: Database) -> None:
        self._core, self._db = core, db
        self._known, self._others = known_people(db), Others.of(db)
        self._done: Counter[str] = Counter()
        self._notes: list[str] = []

    def take(self, entry: BookEntry) -> None:
        """Put one card where it belongs, without what is somebody else's."""
        suggestion = self._known.suggestion_for(entry)
        if _standing(self._known, self._others, entry, suggestion) is Standing.KNOWN:
            self._done["same"] += 1
            if suggestion.client_id is not None:
                self._learn_link(link(self._db, entry, suggestion.client_id, suggestion.person_id))
            return
        fitting = replace(suggestion, entry=self._fitting(entry, suggestion))
        try:
            settled = settle(self._core, self._db, fitting, others=self._others)
        except WrongUse as problem:
            self._notes.append(f"{entry.name}: {problem}")
            self._done["same"] += 1
            return
        self._count(suggestion)
        self._others = self._others.with_client(settled.client)
        self._known.learn_client(settled.client)
        if settled.person is not None:
            self._others = self._others.with_person(settled.person)
            self._known.learn_person(settled.person)
        self._learn_link(settled.link)

    def _learn_link(self, card: CardLink | None) -> None:
        if card is not None:
            self._known.learn_link(card)

    def _count(self, suggestion: Suggestion) -> None:
        if suggestion.client_id is None:
            self._done["clients"] += 1
            self._done["people"] += bool(suggestion.person)
        elif suggestion.person_id is None and suggestion.person:
            self._done["people"] += 1
        else:
            self._done["completed"] += 1

    def outcome(self) -> BookImport:
        """Give what was done."""
        done = self._done
        return BookImport(
            done["clients"], done["people"], done["completed"], done["same"], tuple(self._notes)
        )

    def _fitting(self, entry: BookEntry, suggestion: Suggestion) -> BookEntry:
        """Leave out the addresses that are somebody else's already, and say whose."""
        new_person = suggestion.person_id is None and bool(suggestion.person)
        target = None if new_person else (suggestion.client_id, suggestion.person_id)
        kept = []
        for address in entry.addresses:
            whose = self._others.owner_of(address)
            if whose is None or whose == target:
                kept.append(address)
            elif whose[0] != suggestion.client_id:
                self._notes.append(f"{entry.name}: {address} belongs to {self._others.said(whose)} already.")
        return replace(entry, addresses=tuple(kept))


def _order(each: Proposed) -> tuple[bool, bool, str, str]:
    suggested = each.standing is Standing.NEW and each.wrote > 0
    return (
        not suggested,
        each.standing is not Standing.MORE,
        (each.entry.organisation or each.entry.name).casefold(),
        each.entry.name.casefold(),
    )


def _standing(known: Known, others: Others, entry: BookEntry, suggestion: Suggestion) -> Standing:
    nobody = known.owner_of(entry) is None and suggestion.person_id is None
    if nobody and (suggestion.client_id is None or suggestion.person):
        return Standing.NEW
    missing = others.missing(entry, suggestion.client_id)
    return Standing.MORE if missing else Standing.KNOWN


def _proposal(others: Others, card: CardLink, entry: BookEntry | None) -> Proposal | None:
    if entry is None or set(entry.points) <= set(card.seen):
        return None
    client = next((each for each in others.clients if each.id == card.client_id), None)
    if client is None:
        return None
    person = next((each for each in others.people if each.id == card.person_id), None)
    fresh = [point for point in others.missing(entry, card.client_id) if point not in card.seen]
    if not fresh:
        return None
    return Proposal(
        card.id,
        client.id,
        client.name,
        person.name if person is not None else "",
        card.person_id,
        tuple(point for point in fresh if "@" in point),
        tuple(point for point in fresh if "@" not in point),
    )

"""What watched address books say, and which of their cards became somebody known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace as changed
from typing import TYPE_CHECKING

from data.model.matching import BookEntry, CardLink
from data.store.engine.rows import as_row, first, insert, read, tuples, write

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_PUT = """INSERT INTO book_entry (id, source, uid, name, organisation, role, addresses, phones, post_address)
    VALUES (new_id(), :source, :uid, :name, :organisation, :role, :addresses, :phones, :post_address)
    ON CONFLICT (source, uid) DO UPDATE SET name = excluded.name, organisation = excluded.organisation,
        role = excluded.role, addresses = excluded.addresses, phones = excluded.phones,
        post_address = excluded.post_address"""
_LINK = """INSERT INTO card_link (id, uid, client_id, person_id, seen)
    VALUES (new_id(), :uid, :client_id, :person_id, :seen)
    ON CONFLICT (uid) DO UPDATE SET client_id = excluded.client_id, person_id = excluded.person_id,
        seen = excluded.seen"""


def all_(db: Looking) -> list[BookEntry]:
    """Give every entry of every watched address book."""
    return read(db, BookEntry, "SELECT * FROM book_entry ORDER BY source, name COLLATE NOCASE, id")


def count(db: Looking) -> int:
    """Count the entries of every watched address book."""
    number: int = tuples(db, "SELECT count(*) FROM book_entry")[0][0]
    return number


def replace(db: Database, source: str, entries: Iterable[BookEntry]) -> int:
    """Let an address book have exactly these; give how many rows were written."""
    wanted = {entry.uid: changed(entry, source=source) for entry in entries}
    there = {
        entry.uid: entry
        for entry in read(db, BookEntry, "SELECT * FROM book_entry WHERE source = ?", (source,))
    }
    written = 0
    for uid in there.keys() - wanted.keys():
        written += write(db, "DELETE FROM book_entry WHERE source = ? AND uid = ?", (source, uid))
    for uid, entry in wanted.items():
        if uid not in there or changed(there[uid], id=0) != changed(entry, id=0):
            insert(db, _PUT, as_row(entry))
            written += 1
    return written


def links(db: Looking) -> list[CardLink]:
    """Give which cards became clients, or people there, that are still on the lists."""
    return read(
        db,
        CardLink,
        "SELECT card_link.* FROM card_link JOIN client ON client.id = client_id"
        " WHERE hidden_at IS NULL ORDER BY card_link.id",
    )


def link_of(db: Database, uid: str) -> CardLink | None:
    """Give who came from a card, if anybody did."""
    return first(db, CardLink, "SELECT * FROM card_link WHERE uid = ?", (uid,))


def link(db: Database, card: CardLink) -> None:
    """Remember who came from a card, in place of what was known of it."""
    insert(db, _LINK, as_row(card))

"""Takes an address book in: what its cards say, for knowing unknown senders and callers by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from data.model.source import Skipped, SourceState
from data.store import address_book, skips, sources

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.settings import ContactsSettings


def take_in(
    core: Core,
    book: ContactsSettings,
    state: SourceState,
    progress: Callable[[str], None],
    stop: Callable[[], bool],  # noqa: ARG001 - thousands of cards are read in a second
) -> SourceState:
    """Read one address book, unless its files are as they were the last time; give how it went.

    Nobody becomes a client by it, and nothing of a client or a person there is changed.
    """
    from data.feeds.contacts import fingerprint, read_book

    now = core.now()
    mark = fingerprint(book.path)
    with core.reading() as db:
        if mark and state.last_read_at and not state.error and sources.mark(db, state.name, "") == mark:
            return replace(state, last_read_at=now)
    progress(f"{state.name}: reading")
    reading = read_book(book.path)
    with core.store.intake(now) as db:
        address_book.replace(db, state.name, reading.entries)
        sources.save_marks(db, state.name, {"": mark})
        skips.replace(
            db,
            state.name,
            (Skipped(f"{file}:{card.line}", card.reason, card.title) for file, card in reading.skipped),
        )
    return replace(
        state,
        first_read_at=state.first_read_at or now,
        last_read_at=now,
        error="",
        read=len(reading.entries),
        skipped=len(reading.skipped),
    )

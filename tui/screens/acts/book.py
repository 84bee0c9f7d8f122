"""Acts on address books: choose who in one becomes a client, and look at what changed in the cards."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import FeedError
from tui.screens.acts.host import Host, Subject
from tui.wording.book import outcome_said, proposal_said
from tui.wording.plain import plain

if TYPE_CHECKING:
    from data.model.address_book import BookLook


async def choose(host: Host, _subject: Subject | None) -> None:
    """Look an address book through, and make clients and people of the cards that are ticked."""
    from tui.screens.book import ChooseCards

    look = await _which_book(host)
    chosen = await host.ask(ChooseCards(look)) if look is not None else None
    if not chosen:
        return

    def take() -> str:
        outcome = host.desk.address_book.take_in(chosen)
        return " ".join((outcome_said(outcome), *outcome.notes[:1]))

    host.do(take)


async def _which_book(host: Host) -> BookLook | None:
    """Give the watched address books, or the file or folder that is named."""
    from tui.screens.book_reading import ReadingBook
    from tui.screens.dialogs import AskText, Choice, Choose

    book = host.desk.address_book
    cards = book.watched_cards()
    if cards:
        choices = (
            Choice("w", "watched", "The watched one", f"{cards:,} cards, as last read"),
            Choice("f", "file", "A file or folder", ".vcf, as telephones and mail programs write"),
        )
        which = await host.ask(Choose("Which address book?", choices))
        if which is None:
            return None
        if which == "watched":
            reading = ReadingBook("the watched one", book.watched)
            look = await host.ask(reading)
            if reading.complaint:
                raise FeedError(reading.complaint)
            return look
    where, complaint = "", ""
    while True:
        question = AskText(
            "From an address book",
            label="Where is it?",
            value=where,
            hint="a .vcf file, or a folder of them",
            may_be_empty=False,
            complaint=complaint,
        )
        asked = await host.ask(question)
        if asked is None:
            return None
        where = asked.strip()
        reading = ReadingBook(where, partial(book.look, Path(where)))
        look = await host.ask(reading)
        complaint = reading.complaint
        if not complaint:
            return look


async def changed_cards(host: Host) -> None:
    """Go through what cards say besides what is known, until nothing is left or it is enough."""
    from tui.screens.dialogs import Choice, Choose

    book = host.desk.address_book
    while proposals := book.proposals():
        proposal = proposals[0]
        choices = (
            Choice("t", "take", "Take it over", "add it to what you know"),
            Choice("l", "leave", "Leave it", "until the card changes again"),
        )
        title = f"A card says more ({len(proposals)})"
        which = await host.ask(Choose(title, choices, hint=plain(proposal_said(proposal), 200)))
        if which is None:
            return
        act = book.accept if which == "take" else book.decline
        if not host.do(lambda act=act, at=proposal.link_id: act(at)):  # type: ignore[misc]
            return

"""Acts on address books: choose who in one becomes a client, and look at what changed in the cards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
    from tui.screens.dialogs import AskText, Choice, Choose

    book = host.desk.address_book
    watched = book.watched()
    if watched.proposed:
        choices = (
            Choice("w", "watched", "The watched one", f"{watched.counts.cards} cards, as last read"),
            Choice("f", "file", "A file or folder", ".vcf, as telephones and mail programs write"),
        )
        which = await host.ask(Choose("Which address book?", choices))
        if which != "file":
            return watched if which else None
    looks: list[BookLook] = []
    question = AskText(
        "From an address book",
        label="Where is it?",
        hint="a .vcf file, or a folder of them",
        may_be_empty=False,
        save=lambda text: looks.append(book.look(Path(text.strip()))),
    )
    return looks[-1] if await host.ask(question) is not None else None


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

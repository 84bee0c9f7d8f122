"""What becomes of the cards in the Today pane."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from data.desk.talk.word import log_word
from data.errors import WrongUse
from data.model.card import CardDecision, CardKind
from data.model.today import AgendaItem, AgendaKind
from data.model.touch import Channel
from data.store import awaited_mails, cards, obligations

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core

_OF_A_DELIVERABLE = (
    AgendaKind.HEADS_UP,
    AgendaKind.ARRIVED,
    AgendaKind.DONE_EARLY,
    AgendaKind.SCOPE,
)


class Cards:
    """Decisions about cards; the cards themselves are computed anew each time."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def told(self, card: AgendaItem, how: Channel) -> str:
        """Note that the client was told what the card asks for, and log the contact."""
        with self._core.act(f"tell: {card.text}") as db:
            self._settle(db, card)
            log_word(self._core, db, card.client_id, how, card.text)
        return f"{card.text}: told."

    def drop(self, card: AgendaItem) -> str:
        """Not show the card again: what it asks for is not needed."""
        with self._core.act(f"not needed: {card.text}") as db:
            cards.decide(db, replace(_decision(card), done_at=self._core.now()))
        return f"{card.text}: not needed."

    def looked(self, card: AgendaItem) -> str:
        """Note that the emergency line was looked at, now."""
        with self._core.act("a look at the emergency line") as db:
            cards.decide(db, replace(_decision(card), done_at=self._core.now()))
        return "You looked at the emergency line."

    def put_off(self, card: AgendaItem, until: datetime) -> str:
        """Not show the card before an instant."""
        if until <= self._core.now():
            raise WrongUse("Choose a time that is still ahead.")
        with self._core.act(f"later: {card.text}") as db:
            cards.decide(db, replace(_decision(card), put_off_until=until))
        return f"{card.text}: later."

    def _settle(self, db: Database, card: AgendaItem) -> None:
        if card.kind is AgendaKind.NUDGE:
            owed = obligations.get(db, card.about_id)
            if owed is not None:
                obligations.update(db, replace(owed, nudged_at=self._core.now()))
        elif card.kind is AgendaKind.WRITE_UP:
            awaited = awaited_mails.get(db, card.about_id)
            if awaited is not None:
                awaited_mails.settle(db, replace(awaited, written_at=self._core.now()))
        elif card.kind is not AgendaKind.UPDATE:  # the logged word is what it asks for
            cards.decide(db, replace(_decision(card), done_at=self._core.now()))


def _decision(card: AgendaItem) -> CardDecision:
    about = card.about_id if card.kind in _OF_A_DELIVERABLE else None
    return CardDecision(card.key, CardKind(card.kind.value), client_id=card.client_id, deliverable_id=about)

"""Would this message wait for me, if nobody answered it? (R3, R5, R9-R11, R17)."""

from __future__ import annotations

from typing import NamedTuple

from data.feeds.mail.book import ClientBook
from data.feeds.mail.identity import Message
from data.values import frozen


class Objection(NamedTuple):
    """Why a message does not count, and the rule that says so."""

    reason: str
    rule: str


@frozen
class Surroundings:
    """What of the rest of the mail matters for one message."""

    me: frozenset[str]
    book: ClientBook
    my_ids: frozenset[str]
    """Ids of what I wrote."""
    took_part: bool
    """Whether I wrote in its thread."""


def objection(message: Message, around: Surroundings) -> Objection | None:
    """Say why an inbound message does not count; None when it does."""
    letter = message.letter
    if message.robot:
        return Objection(message.robot, "R5")
    direct = not around.my_ids.isdisjoint(letter.parents)
    found = None if direct else _list_or_bulk(message, around)
    if found is not None:
        return found
    if message.client_id is None:
        return Objection("not_client", "R3" if direct or not _is_circular(message, around) else "R10")
    if letter.calendar:
        return Objection("calendar", "R11")
    if not direct and not letter.list_id:
        found = _not_addressed(message, around)
        if found is not None:
            return found
    if direct and letter.closing:
        return Objection("closing", "R17")
    return None


def _list_or_bulk(message: Message, around: Surroundings) -> Objection | None:
    """Object to list mail that is not for me, and to bulk mail; a direct reply never comes here (R10)."""
    letter = message.letter
    if letter.list_id:
        for_me = around.took_part or not around.me.isdisjoint(letter.to)
        return None if for_me else Objection("list", "R10")
    if letter.unsubscribe and (letter.bulk or message.by_domain):
        return Objection("bulk", "R10")
    return None


def _is_circular(message: Message, around: Surroundings) -> bool:
    """Whether a stranger wrote to subscribers: somebody nobody needs to be asked about (R10)."""
    letter = message.letter
    return bool(letter.list_id or letter.unsubscribe) and not around.took_part


def _not_addressed(message: Message, around: Surroundings) -> Objection | None:
    """Object to mail that was meant for others: I am in Cc, or nowhere to be seen (R9)."""
    letter = message.letter
    if not letter.has_recipients or not around.me.isdisjoint(letter.to):
        return None
    if not around.me.isdisjoint(letter.cc):
        return Objection("cc_only", "R9")
    return None if alias(message, around) else Objection("bcc", "R9")


def alias(message: Message, around: Surroundings) -> str:
    """Give the address of mine that is not configured yet, if this message shows one (R9).

    It is the only recipient and the message was delivered to me; a client's own address is no alias of mine.
    """
    letter = message.letter
    only = (*letter.to, *letter.cc)
    if letter.recipients != 1 or len(only) != 1 or letter.list_id or only[0] in around.me:
        return ""
    if around.me.isdisjoint(letter.delivered) or around.book.find(only[0]) is not None:
        return ""
    return only[0]

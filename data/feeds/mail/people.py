"""Who wrote a message: I, a client, somebody else, or nobody at all (R2-R5)."""

from __future__ import annotations

from collections.abc import Iterable

from data.feeds.mail.addresses import local_part
from data.feeds.mail.book import ClientBook
from data.feeds.mail.identity import Message
from data.feeds.mail.letter import Letter, Role
from data.feeds.mail.robots import MOST_RECIPIENTS, is_daemon, is_no_reply


def learn_me(letters: Iterable[Letter]) -> frozenset[str]:
    """Give every address that stands as From in Sent (R2): they are mine, and shown to the user as such."""
    return frozenset(
        letter.senders[0]
        for letter in letters
        if letter.role is Role.SENT and letter.senders and not letter.skipped and not letter.robot
    )


def identify(message: Message, me: frozenset[str], book: ClientBook) -> None:
    """Find out who wrote a message and to or from which client it went; noted in the message."""
    letter = message.letter
    message.recipients = frozenset((*letter.to, *letter.cc, *letter.bcc))
    if message.mine and not _is_contact_form(message, me, book):
        message.robot = letter.robot or ("bulk" if letter.recipients > MOST_RECIPIENTS else "")
        found = (book.find(address) for address in (*letter.to, *letter.cc, *letter.bcc))
        clients = [client_id for client_id in found if client_id is not None]
        message.names = frozenset((*letter.in_reply_to, *letter.references))
        message.clients = frozenset(clients)
        message.client_id = clients[0] if clients else None
        return
    message.mine = False
    message.at = letter.arrived
    candidates = _candidates(letter, me)
    client = book.first(candidates)
    message.sender = client[0] if client else (candidates[0] if candidates else "")
    message.client_id = client[1] if client else None
    message.by_domain = client is not None and not book.knows_exactly(client[0])
    message.robot = _robot(letter, candidates)


def _usable_reply_to(letter: Letter, me: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        address for address in letter.reply_to if address not in me and not is_no_reply(local_part(address))
    )


def _is_contact_form(message: Message, me: frozenset[str], book: ClientBook) -> bool:
    """Whether a message From me came from a form on my own site: its Reply-To is who wrote (R4).

    A list also sets Reply-To, and a reply of mine may carry one: neither is a form.
    """
    letter = message.letter
    if message.in_sent or letter.list_id or letter.parents or not _usable_reply_to(letter, me):
        return False
    return not me.isdisjoint((*letter.to, *letter.cc)) or book.first((*letter.to, *letter.cc)) is None


def _candidates(letter: Letter, me: frozenset[str]) -> tuple[str, ...]:
    """Who may have written it: From, or Reply-To where From is a form or a no-reply address (R4)."""
    nobody = all(address in me or is_no_reply(local_part(address)) for address in letter.senders)
    return (_usable_reply_to(letter, me) if nobody else ()) or letter.senders


def _robot(letter: Letter, candidates: tuple[str, ...]) -> str:
    """Why no person wrote it (R5): bounce, report, auto, noreply, bulk; empty for a person."""
    if letter.robot in ("bounce", "report"):
        return letter.robot
    if letter.null_sender or (letter.senders and is_daemon(local_part(letter.senders[0]))):
        return "bounce"
    if letter.robot:
        return letter.robot
    if all(is_no_reply(local_part(address)) for address in candidates):
        return "noreply"
    return "bulk" if letter.recipients > MOST_RECIPIENTS else ""

"""Was it answered? By a message of mine, a mark, a mail of that subject, or my word (R6-R8, R14, R18)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from data.feeds.mail.identity import Message
from data.feeds.mail.verdict import Ruling


class Answer(NamedTuple):
    """What answered a message, and everything of its client and thread up to `until` (R12)."""

    until: datetime
    reason: str
    rule: str


BySubject = Mapping[tuple[str, str], datetime]
"""When I last wrote on a base subject to an address (R8)."""


def good(message: Message) -> bool:
    """Whether a message of mine can answer something: a person wrote it, and it did not come back."""
    return message.mine and not message.robot and not message.bounced


def addressed(reply: Message, message: Message) -> bool:
    """Whether a message of mine went to whoever wrote `message` (R6).

    That is: the sender, the same client, the Reply-To, or the list it came through. No recipient header at
    all counts as well.
    """
    letter = message.letter
    if not reply.recipients and not reply.letter.has_recipients:
        return True
    if message.client_id in reply.clients:
        return True
    if not reply.recipients.isdisjoint((message.sender, *letter.reply_to, *letter.list_addresses)):
        return True
    # <project.acme.example> is the list of project@acme.example.
    return bool(letter.list_id) and any(
        address.replace("@", ".") == letter.list_id for address in reply.recipients
    )


def last_by_subject(messages: Iterable[Message]) -> dict[tuple[str, str], datetime]:
    """Say when I last wrote to each address on each subject; an empty subject is none."""
    found: dict[tuple[str, str], datetime] = {}
    for message in messages:
        if message.letter.base and good(message):
            for address in message.letter.to:
                at = found.get((message.letter.base, address), message.at)
                found[message.letter.base, address] = max(at, message.at)
    return found


def _names(reply: Message, message: Message) -> bool:
    return not message.ambiguous and message.ident in reply.names


def _replied(reply: Message, message: Message) -> bool:
    return addressed(reply, message) and (reply.at > message.at or _names(reply, message))


def direct_answer(
    message: Message, thread: Sequence[Message], by_subject: BySubject, rulings: Mapping[str, Ruling]
) -> Answer | None:
    """Give what answered this very message."""
    ruling = rulings.get(message.ident)
    if ruling is not None and ruling is not Ruling.COUNTS:
        return Answer(message.at, ruling.value, "R18")
    mine = [reply for reply in thread if reply.mine and not reply.robot]
    if any(good(reply) and _replied(reply, message) for reply in mine):
        return Answer(message.at, "reply", "R6")
    # My mail program marks a message when I answer it; if that answer came back, the mark says nothing.
    if message.flagged and not any(reply.bounced and _replied(reply, message) for reply in mine):
        return Answer(message.at, "answered flag", "R7")
    letter = message.letter
    for address in (message.sender, *(() if letter.list_id else letter.reply_to)):
        wrote = by_subject.get((letter.base, address))
        if wrote is not None and wrote > message.at:
            return Answer(message.at, "subject", "R8")
    return None


def answer_for(message: Message, answers: Sequence[Answer]) -> Answer | None:
    """Give the answer that covers a message: its own, else the first given to a later one (R12)."""
    covering = [answer for answer in answers if answer.until >= message.at]
    return min(covering, key=lambda answer: answer.until) if covering else None

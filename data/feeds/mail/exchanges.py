"""One entry for each client and thread (R12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from data.feeds.mail.answers import addressed, good
from data.feeds.mail.identity import Message
from data.feeds.mail.verdict import Exchange


def last_written(messages: Iterable[Message]) -> dict[str, datetime]:
    """Say when I last wrote to each address."""
    found: dict[str, datetime] = {}
    for message in messages:
        if good(message):
            found.update(
                (address, max(message.at, found.get(address, message.at))) for address in message.recipients
            )
    return found


def exchange(
    counted: Sequence[Message],
    waiting: Sequence[Message],
    members: Sequence[Message],
    written: Mapping[str, datetime],
    *,
    answered_flag: bool,
) -> Exchange:
    """Put one client's part of a thread together.

    `counted` are the client's messages that count, oldest first and at least one, `waiting` those that wait,
    `members` all of the client's and mine, `written` what `last_written` says.
    """
    newest = (waiting or counted)[-1]
    first = waiting[0] if waiting else None
    wrote = written.get(newest.sender)
    return Exchange(
        client_id=newest.client_id or 0,
        anchor=counted[0].ident,
        subject=newest.letter.subject,
        who=_who(newest),
        address=newest.sender,
        members=tuple(message.letter.at for message in members),
        newest_at=newest.at,
        newest_id=newest.ident,
        waiting_since=first.at if first else None,
        waiting_since_id=first.ident if first else None,
        count=len(waiting),
        urgent=any(message.letter.urgent for message in waiting),
        answered_flag=answered_flag and not waiting,
        wrote_since=wrote if waiting and wrote is not None and wrote > newest.at else None,
    )


def members_of(theirs: Sequence[Message], thread: Sequence[Message]) -> list[Message]:
    """Give a client's messages in a thread and mine that went to that client."""
    known = set(map(id, theirs))
    return [
        message
        for message in thread
        if id(message) in known or (message.mine and any(addressed(message, one) for one in theirs))
    ]


def _who(message: Message) -> str:
    """Name of whoever wrote it, by R4; the address where there is no name."""
    letter = message.letter
    if message.sender in letter.senders:
        name = letter.name if message.sender == letter.senders[0] else ""
    else:
        name = letter.reply_to_name if message.sender == letter.reply_to[0] else ""
    return name or message.sender

"""From the first bytes of a message to a `Letter`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from data.feeds.mail import ids
from data.feeds.mail.addresses import Mailbox, normal, parse_addresses
from data.feeds.mail.closing import MOST_WORDS, is_closing
from data.feeds.mail.dates import parse_date, parse_received, plausible
from data.feeds.mail.encoded import clean, decode_words
from data.feeds.mail.headers import Headers
from data.feeds.mail.letter import Letter, Role
from data.feeds.mail.own_text import own_text
from data.feeds.mail.robots import content_type, is_bulk, is_urgent, robot_mark
from data.feeds.mail.subjects import base_subject
from data.feeds.mail.text import TEXT_LIMIT, message_text

SUBJECT_LIMIT = 200
_NAME_LIMIT = 100
_KEPT_ADDRESSES = 60
_LONGEST_LIST_NAME = 200


@dataclass(slots=True)
class Head:
    """The beginning of one message, taken apart from where it lay."""

    headers: Headers
    body: bytes
    """Its first bytes."""
    whole: bool
    """Whether `body` is all of it."""


def letter_of(
    blank: Letter,
    head: Head,
    now: datetime,
    fallbacks: Iterable[datetime | None] = (),
    *,
    stamped: datetime | None = None,
) -> Letter:
    """Fill in the letter whose place in the mailbox is known (R13, R15).

    `stamped` is when a server says that it came (INTERNALDATE): only the topmost Received is better.
    `fallbacks` are times to believe when neither Received nor Date can be: the mbox From_ line, the number in
    the file name, the mtime, in this order. A letter without sender or time comes back as skipped.
    """
    headers = head.headers
    senders = parse_addresses(headers.get(b"from"))
    null_sender = not senders and headers.get(b"from").strip() == "<>"
    message_id, ident = _identity(headers)
    if not senders and not null_sender:
        return replace(blank, skipped="no_sender", ident=ident, message_id=message_id)
    date = parse_date(headers.get(b"date"))
    received = parse_received(headers.get(b"received")) if headers.has(b"received") else None
    arrived = next(
        (at for at in (received, stamped, date, *fallbacks) if at is not None and plausible(at, now)), None
    )
    if arrived is None:
        return replace(blank, skipped="no_time", ident=ident, message_id=message_id)
    return _with_contents(
        blank,
        head,
        _normal(senders),
        _shown_name(senders),
        ident=ident,
        message_id=message_id,
        arrived=arrived,
        dated=date if plausible(date, now) else None,
        null_sender=null_sender,
    )


def _with_contents(blank: Letter, head: Head, senders: tuple[str, ...], name: str, **known: Any) -> Letter:
    headers = head.headers
    reply_to = parse_addresses(headers.get(b"reply-to")) if headers.has(b"reply-to") else []
    to, cc, bcc = (_recipients(headers, field) for field in (b"to", b"cc", b"bcc"))
    in_reply_to = ids.named(" ".join(headers.all(b"in-reply-to")))
    references = ids.named(" ".join(headers.all(b"references")))
    subject = decode_words(headers.get(b"subject"))
    robot = robot_mark(headers, head.body[:TEXT_LIMIT])
    if robot == "bounce":
        in_reply_to = in_reply_to or _returned(head.body)
    return Letter(
        blank.folder,
        blank.key,
        blank.file,
        role=blank.role,
        flags=blank.flags,
        senders=senders,
        name=name,
        reply_to=_normal(reply_to),
        reply_to_name=_shown_name(reply_to),
        to=_normal(to[:_KEPT_ADDRESSES]),
        cc=_normal(cc[:_KEPT_ADDRESSES]),
        bcc=_normal(bcc[:_KEPT_ADDRESSES]),
        recipients=len(to) + len(cc),
        has_recipients=bool(headers.get(b"to") or headers.get(b"cc")),
        delivered=tuple(_delivered(headers)),
        in_reply_to=in_reply_to,
        references=references,
        subject=clean(subject, SUBJECT_LIMIT),
        base=base_subject(clean(subject, SUBJECT_LIMIT * 5)),
        robot=robot,
        calendar=content_type(headers) == "text/calendar",
        unsubscribe=headers.has(b"list-unsubscribe"),
        bulk=is_bulk(headers),
        closing=_closing(blank.role, head) if in_reply_to or references else False,
        urgent=is_urgent(headers),
        **_list(headers),
        **known,
    )


def _identity(headers: Headers) -> tuple[str, str]:
    """Give the Message-ID as it came, and what names the message (R13)."""
    message_id = ids.own(headers.get(b"message-id"))
    if message_id:
        return message_id, message_id
    made_up = ids.made_up(
        headers.get(b"from"), headers.get(b"date"), headers.get(b"subject"), headers.get(b"received")
    )
    return "", made_up


def _normal(mailboxes: Iterable[Mailbox]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(normal(mailbox.address) for mailbox in mailboxes))


def _shown_name(mailboxes: list[Mailbox]) -> str:
    return clean(decode_words(mailboxes[0].name), _NAME_LIMIT) if mailboxes else ""


def _recipients(headers: Headers, field: bytes) -> list[Mailbox]:
    return [mailbox for value in headers.all(field) for mailbox in parse_addresses(value)]


def _delivered(headers: Headers) -> Iterable[str]:
    for value in headers.all(b"delivered-to", b"x-original-to", b"envelope-to"):
        if "@" in value and " " not in value:
            yield normal(value.strip("<>"))


def _list(headers: Headers) -> dict[str, Any]:
    """Read the list headers: the list's id, and the addresses under which it takes mail."""
    list_id = headers.get(b"list-id")
    if not list_id:
        return {}
    inner = list_id.rpartition("<")[2].partition(">")[0].strip().lower()[:_LONGEST_LIST_NAME]
    post = headers.get(b"list-post").partition("mailto:")[2].partition(">")[0].partition("?")[0].strip()
    return {"list_id": inner or "-", "list_addresses": (normal(post),) if "@" in post else ()}


def _returned(body: bytes) -> tuple[str, ...]:
    """Give the id of the message a bounce returns, when its text shows it (R14)."""
    place = body[:TEXT_LIMIT].lower().rfind(b"message-id:")
    return ids.named(body[place : place + 300].decode("latin-1"))[:1] if place >= 0 else ()


def _closing(role: Role, head: Head) -> bool:
    """Whether the writer's own text is nothing but thanks; of what lies in Sent nobody asks."""
    if role is Role.SENT:
        return False
    return is_closing(own_text(message_text(head.headers, head.body, whole=head.whole), MOST_WORDS))

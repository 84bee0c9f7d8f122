"""Whose mailbox is it? The addresses that its newest sent messages were written from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from data.feeds.look import Look
from data.feeds.mail.addresses import normal, parse_addresses
from data.feeds.mail.folders import decode_name, usual_role
from data.feeds.mail.headers import read_headers
from data.feeds.mail.letter import Role

_MESSAGES = 30
_HEADER_BYTES = 16_384
_MBOX_BYTES = 400_000
_MOST = 3
_NEXT = re.compile(rb"^From ", re.MULTILINE)


def sent_from_maildir(look: Look, folders: Iterable[Path]) -> tuple[str, ...]:
    """Guess from the Sent folders among the folders of a Maildir."""
    sent = [folder for folder in folders if _is_sent(folder.name)]
    names = [name for folder in sent for name in look.newest_names(folder / "cur", _MESSAGES)]
    return _most_frequent(look.start(name, _HEADER_BYTES) for name in names[:_MESSAGES])


def sent_from_mbox(look: Look, files: Iterable[Path]) -> tuple[str, ...]:
    """Guess from the end of the Sent file among the files of an mbox folder."""
    sent = [file for file in files if _is_sent(file.name)]
    ends = (_NEXT.split(look.end(file, _MBOX_BYTES))[1:] for file in sent)
    return _most_frequent(
        message.partition(b"\n")[2] for messages in ends for message in messages[-_MESSAGES:]
    )


def _is_sent(name: str) -> bool:
    """Whether the last step of a folder's name is what mail programs call what was sent."""
    return usual_role(decode_name(name).lstrip(".").rpartition(".")[2]) is Role.SENT


def _most_frequent(messages: Iterable[bytes]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    for message in messages:
        head = message.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        for mailbox in parse_addresses(read_headers(head).get(b"from"))[:1]:
            address = normal(mailbox.address)
            if address.isprintable() and " " not in address:
                seen[address] += 1
    return tuple(address for address, _ in seen.most_common(_MOST))

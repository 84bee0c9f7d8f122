"""A Maildir of N made-up messages, always the same for the same N: `python -m bench.maildir DIRECTORY [N]`.

Without a directory it makes one in a temporary place, reads it, and prints how long that took.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from data.feeds.mail.addresses import normal
from data.feeds.mail.book import ClientBook
from data.feeds.mail.events import Event, Found, Known
from data.feeds.mail.judge import judge
from data.feeds.mail.letter import Letter
from data.feeds.mail.maildir import read_maildir
from data.model.client import Client

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ME = "jo@studio.example"
CLIENTS = 40
_SHARE_SENT = 0.35
_SHARE_CLIENTS = 0.5
_WORDS = (
    "draft",
    "invoice",
    "logo",
    "page",
    "texts",
    "photos",
    "launch",
    "date",
    "header",
    "contract",
    "map",
)


def _trace(number: int, dice: random.Random) -> str:
    """Header lines such as a mail that came over three servers carries: about 3 KB."""
    noise = "".join(dice.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", k=344))
    seal = "\r\n".join(f"        {noise[start : start + 70]}" for start in range(0, len(noise), 70))
    return (
        f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=mail{number % 90}.example; s=s1;\r\n"
        f"        h=from:to:subject:date:message-id:mime-version;\r\n        b={seal.strip()}\r\n"
        "ARC-Seal: i=1; a=rsa-sha256; t=1793613600; cv=none; d=relay.example;\r\n"
        f"        b={seal.strip()}\r\n"
        "ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=relay.example;\r\n"
        f"        b={seal.strip()}\r\n"
        "Authentication-Results: mx.studio.example; dkim=pass header.d=mail.example; spf=pass;\r\n"
        "        dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=mail.example\r\n"
        "X-Spam-Status: No, score=-2.1 required=5.0 tests=DKIM_SIGNED,DKIM_VALID,SPF_PASS\r\n"
    )


def message(number: int) -> tuple[str, bytes]:
    """Give the folder and the text of message `number`; every third is a reply to the one before."""
    dice = random.Random(number)
    at = NOW - timedelta(minutes=5 * number)
    client = dice.randrange(CLIENTS)
    other = (
        f"Ann {client} <ann@client{client}.example>"
        if dice.random() < _SHARE_CLIENTS
        else f"Somebody <someone{number}@other{number % 500}.example>"
    )
    sent = dice.random() < _SHARE_SENT
    sender, recipient = (f"Jo <{ME}>", other) if sent else (other, f"Jo Miller <{ME}>")
    thread = number - number % 3
    subject = f"{'Re: ' if number % 3 else ''}{_WORDS[thread % len(_WORDS)]} {thread}"
    lines = [] if sent else [
        f"Return-Path: <{number}@bounces.example>",
        f"Received: from relay.example by mx.studio.example with ESMTPS id {number:x}\r\n"
        f"        for <{ME}>; {format_datetime(at)}",
        f"Received: from out.example by relay.example with ESMTPS id {number:x}; {format_datetime(at)}",
    ]  # fmt: skip
    lines += [f"From: {sender}", f"To: {recipient}", f"Subject: {subject}", f"Date: {format_datetime(at)}"]
    lines += [f"Message-ID: <{number}@bench.example>", "MIME-Version: 1.0"]
    if number % 3:
        lines.append(f"In-Reply-To: <{thread}@bench.example>\r\nReferences: <{thread}@bench.example>")
    lines.append('Content-Type: text/plain; charset="utf-8"')
    trace = "" if sent else _trace(number, dice)
    body = "Thanks, that works.\r\n" if number % 7 == 0 else "When can we have it?\r\n" * 40
    return ("Sent" if sent else "INBOX"), (trace + "\r\n".join(lines) + "\r\n\r\n" + body).encode()


def make_maildir(root: Path, count: int) -> None:
    """Write `count` messages below `root`, Verbatim folders INBOX and Sent."""
    for folder in ("INBOX", "Sent"):
        for kind in ("cur", "new", "tmp"):
            (root / folder / kind).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        folder, text = message(number)
        stamp = int((NOW - timedelta(minutes=5 * number)).timestamp())
        (root / folder / "cur" / f"{stamp}.M{number}.bench:2,S").write_bytes(text)


def read(root: Path, known: Known) -> Iterator[Event]:
    """Read the Maildir as frontdesk does."""
    return read_maildir(root, ("INBOX",), ("Sent",), known, None, NOW)


def _timed(root: Path) -> None:
    start = time.perf_counter()
    letters = [event.letter for event in read(root, {}) if isinstance(event, Found)]
    first = time.perf_counter() - start
    known = {letter.at: (letter.file, letter.flags) for letter in letters}
    start = time.perf_counter()
    nothing = list(read(root, known))
    second = time.perf_counter() - start
    book = ClientBook(
        Client(f"Client {number}", id=number + 1, domains=(f"client{number}.example",))
        for number in range(CLIENTS)
    )
    start = time.perf_counter()
    judgement = judge(letters, frozenset({normal(ME)}), book)
    judged = time.perf_counter() - start
    start = time.perf_counter()
    back = [Letter.from_json(letter.to_json()) for letter in letters]
    kept = time.perf_counter() - start
    assert back == letters
    waiting = sum(exchange.waiting_since is not None for exchange in judgement.exchanges)
    print(
        f"{len(letters)} messages read in {first:.2f} s; again, {len(nothing)} new, in {second * 1000:.0f} ms"
    )
    print(f"judged at once in {judged:.2f} s ({waiting} wait); to JSON and back in {kept:.2f} s")


def main(arguments: list[str]) -> None:
    """Make a Maildir, or make one and time its reading."""
    counts = [int(argument) for argument in arguments if argument.isdecimal()]
    places = [Path(argument) for argument in arguments if not argument.isdecimal()]
    count = counts[0] if counts else 50_000
    if places:
        make_maildir(places[0], count)
        return
    with tempfile.TemporaryDirectory() as directory:
        make_maildir(Path(directory), count)
        _timed(Path(directory))


if __name__ == "__main__":
    main(sys.argv[1:])

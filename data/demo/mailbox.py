"""The demo's Maildir: a few exchanges, and the noise every mailbox has."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data.values import frozen

if TYPE_CHECKING:
    from data.demo.when import Hours

ME = "Jo Miller <jo@studio.example>"
MARTA = "Marta Lindqvist <marta@lindqvist.example>"
KOFI = "Kofi Osei <kofi@osei.example>"
ANA = "Ana Bell <ana@cove.example>"
DANA = "Dana Ruiz <dana@harbourbooks.example>"
DUNE = "Office <hello@dune.example>"


@frozen
class Note:
    """One message of the demo."""

    key: str
    sender: str
    to: str
    subject: str
    at: datetime
    text: str
    replies_to: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def write(root: Path, hours: Hours) -> None:
    """Write the Maildir below `root`: what came in, what was sent."""
    for folder in ("INBOX", "Sent"):
        for part in ("cur", "new", "tmp"):
            (root / folder / part).mkdir(parents=True, exist_ok=True)
    for number, note in enumerate([*_waiting(hours), *_answered(hours), *_noise(hours)]):
        folder = "Sent" if note.sender == ME else "INBOX"
        name = f"{int(note.at.timestamp())}.M{number:03}.demo:2,S"
        (root / folder / "cur" / name).write_bytes(_message(note))


def _waiting(hours: Hours) -> list[Note]:
    ago = hours.ago
    return [
        Note(
            "dates-1", MARTA, ME, "Which dates show first?", ago(900), "Which dates show first in the form?"
        ),
        Note("dates-2", ME, MARTA, "Re: Which dates show first?", ago(800), "The next free ones.", "dates-1"),
        Note(
            "dates-3", MARTA, ME, "Re: Which dates show first?", ago(370), "And on Sundays, too?", "dates-2"
        ),
        Note("green-1", KOFI, ME, "Logo: the darker green", ago(185), "Can we see the darker green as well?"),
        Note("gift-1", ANA, ME, "Can we add a gift card to the checkout?", ago(20), "Is it a lot of work?"),
    ]


def _answered(hours: Hours) -> list[Note]:
    day = hours.day
    return [
        Note("inv-1", DUNE, ME, "Invoice 2041", day(-5, "09:40"), "Which account shall we use?"),
        Note("inv-2", ME, DUNE, "Re: Invoice 2041", day(-5, "11:05"), "The one on the invoice.", "inv-1"),
        Note("inv-3", DUNE, ME, "Re: Invoice 2041", day(-5, "11:20"), "Perfect, thank you!", "inv-2"),
        Note("tea-1", DANA, ME, "Opening evening", day(-8, "10:10"), "Will you come to the opening?"),
        Note("tea-2", ME, DANA, "Re: Opening evening", day(-8, "11:30"), "With pleasure.", "tea-1"),
        Note("old-1", ANA, ME, "Some day: a dark theme", day(-40, "15:10"), "Could it have a dark theme?"),
    ]


def _noise(hours: Hours) -> list[Note]:
    ago = hours.ago
    return [
        Note(
            "news",
            "Dune News <news@dune.example>",
            ME,
            "Our autumn news",
            ago(260),
            "All that is new.",
            headers={"List-Unsubscribe": "<mailto:off@dune.example>", "Precedence": "bulk"},
        ),
        Note(
            "away",
            KOFI,
            ME,
            "Out of office",
            ago(170),
            "I am back tomorrow.",
            headers={"Auto-Submitted": "auto-replied"},
        ),
        Note(
            "ines",
            "Ines Aral <ines@aralceramics.example>",
            ME,
            "A small shop for my ceramics",
            ago(140),
            "Dana Ruiz gave me your name. Do you have time in January?",
        ),
    ]


def _message(note: Note) -> bytes:
    message = EmailMessage()
    message["Received"] = (
        f"from demo.example by studio.example; {format_datetime(note.at + timedelta(seconds=2))}"
    )
    message["From"], message["To"], message["Subject"] = note.sender, note.to, note.subject
    message["Date"] = format_datetime(note.at)
    message["Message-ID"] = f"<{note.key}@demo.example>"
    if note.replies_to:
        message["In-Reply-To"] = message["References"] = f"<{note.replies_to}@demo.example>"
    for name, value in note.headers.items():
        message[name] = value
    message.set_content(note.text)
    return message.as_bytes()

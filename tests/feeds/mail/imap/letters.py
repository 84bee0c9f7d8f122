"""Messages in plain words, as bytes that can be appended, and settings that lead to them."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime

from tests.feeds.mail.post import ANN, NOW, QUESTION, at
from tests.servers.dovecot import PASSWORD, Mailbox

__all__ = ["NOW", "ann", "at", "jo", "message", "settings"]


def message(name: str, hour: float = 10, body: str = QUESTION, **headers: str | None) -> bytes:
    """Write a message named <name@x.example>; headers have underscores, one that is None is left out."""
    stamp = format_datetime(at(hour))
    lines: dict[str, str | None] = {
        "Received": f"from a.example by b.example with SMTP id 1; {stamp}",
        "From": ANN,
        "To": "Jo Miller <jo@studio.example>",
        "Subject": f"Case {name}",
        "Date": stamp,
        "Message-ID": f"<{name}@x.example>",
        "Content-Type": "text/plain; charset=utf-8",
    }
    lines |= {key.replace("_", "-"): value for key, value in headers.items()}
    head = "".join(f"{label}: {value}\r\n" for label, value in lines.items() if value is not None)
    return f"{head}\r\n{body}".replace("\r\n", "\n").replace("\n", "\r\n").encode()


def ann(name: str, hour: float = 10, *, answers: str = "", body: str = QUESTION, **more: str | None) -> bytes:
    """Ann writes to me."""
    return message(name, hour, body, **_thread(answers), **more)


def jo(name: str, hour: float = 11, *, answers: str = "", **more: str | None) -> bytes:
    """I write to Ann."""
    mine: dict[str, str | None] = {"From": "Jo Miller <jo@studio.example>", "To": ANN, "Received": None}
    return message(name, hour, "On Friday.\n", **{**mine, **_thread(answers), **more})


def _thread(answers: str) -> dict[str, str | None]:
    ids = [f"<{name}@x.example>" for name in answers.split()]
    return {"In_Reply_To": ids[-1], "References": " ".join(ids)} if ids else {}


def settings(box: Mailbox, more: str = "", *, settle: int = 0, name: str = "studio") -> str:
    """Write the section of a mailbox, over TLS that is checked."""
    return (
        f'[replies]\nsettle_days = {settle}\n\n[[imap]]\nname = "{name}"\nhost = "localhost"\n'
        f'port = {box.server.tls_port}\nuser = "{box.user}"\npassword_command = "echo {PASSWORD}"\n'
        f'ca_file = "{box.server.certificate}"\nme = ["jo@studio.example"]\n{more}'
    )


def day(number: int) -> datetime:
    """That day of November, in the morning."""
    return at(9).replace(day=number)

"""A draft as a mail nobody has sent: an .eml file, a mailto link, or opened in the mail program."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from data.drafts.errors import DraftError
from data.drafts.library import said
from data.drafts.text import lines, one_line
from data.model.letter import Draft
from data.paths import make_private_folder

if TYPE_CHECKING:
    from email.headerregistry import Address

_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\\\"?&]+@[^\s@,;:<>()\[\]\\\"?&]+")
_LONGEST_NAME = 40
_MOST_FILES = 1_000
_PATIENCE = 2.0
"""Seconds within which a mail program that cannot be opened usually says so."""


def as_eml(draft: Draft, sender_name: str, sender_address: str, now: datetime) -> bytes:
    """Write the draft as a mail that mail programs open for editing (`X-Unsent: 1`).

    It is dated, because a mail without a date is none, and the mail program dates it anew when it is sent. It
    has no Message-ID: that is the sending server's to give. `now` is on the sender's own clock.
    """
    from email.message import EmailMessage
    from email.policy import SMTP, SMTPUTF8

    to = [_checked(address) for address in draft.to]
    sender = _checked(sender_address) if one_line(sender_address) else ""
    plain = "".join((*to, sender)).isascii()
    message = EmailMessage(policy=SMTP if plain else SMTPUTF8)
    if sender:
        message["From"] = _mailbox(one_line(sender_name), sender)
    if to:
        message["To"] = [_mailbox("", address) for address in to]
    message["Subject"] = one_line(draft.subject)
    message["Date"] = now
    message["X-Unsent"] = "1"
    message.set_content(lines(draft.body), cte="quoted-printable")
    return message.as_bytes()


def save_eml(
    draft: Draft, folder: Path, *, client: str, sender_name: str, sender_address: str, now: datetime
) -> Path:
    """Write the draft into a new file that only you can read, and give its path. Nothing is overwritten."""
    written = as_eml(draft, sender_name, sender_address, now)
    parts = (f"{now:%Y-%m-%d}", draft.kind.value.replace("_", "-"), _file_word(client))
    stem = "-".join(part for part in parts if part)
    path = folder / f"{stem}.eml"
    try:
        make_private_folder(folder)
        handle, path = _new_file(folder, stem)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(written)
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise
    except OSError as error:
        raise DraftError(
            f"{path} cannot be written: {said(error)}. The draft is still here; copy it instead."
        ) from error
    return path


def mailto(draft: Draft) -> str:
    """Give the link that opens the draft in a mail program."""
    from urllib.parse import quote

    to = ",".join(quote(_checked(address), safe="@") for address in draft.to)
    subject = quote(one_line(draft.subject), safe="")
    body = quote(lines(draft.body).replace("\n", "\r\n"), safe="")
    return f"mailto:{to}?subject={subject}&body={body}"


def open_in_mail_program(draft: Draft, command: Sequence[str] = ()) -> None:
    """Open the draft in the mail program, or in the one that `command` starts; it goes on by itself.

    Waits two seconds at most to hear that it cannot be opened, so call it where nobody waits for it.
    """
    started = [*(command or _usual_command()), mailto(draft)]
    try:
        process = subprocess.Popen(  # noqa: S603 - a list without a shell; the link is percent-encoded
            started,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        why = said(error) if isinstance(error, OSError) else str(error)
        raise DraftError(
            f"The mail program could not be opened ({started[0]}: {why}). "
            "The draft is still here; copy it instead."
        ) from None
    try:
        code = process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        # Somebody has to hear when it ends, or it stays in the process table for as long as we run.
        Thread(target=process.wait, daemon=True, name="mail-program").start()
        return
    if code:
        raise DraftError(
            f"The mail program could not be opened ({started[0]} ended with {code}). "
            "The draft is still here; copy it instead."
        )


def _mailbox(name: str, address: str) -> Address:
    from email.headerregistry import Address

    # In two parts: as one it is refused when there are letters beyond ASCII before the @.
    user, _, domain = address.partition("@")
    return Address(name, user, domain)


def _usual_command() -> tuple[str, ...]:
    return ("open",) if sys.platform == "darwin" else ("xdg-open",)


def _checked(address: str) -> str:
    """Give an address fit for a header; DraftError when it is more, or less, than one address."""
    given = one_line(address)
    if not _ADDRESS.fullmatch(given):
        raise DraftError(
            f"“{given[:80]}” is no e-mail address, so no mail was made. "
            "Put it right with the client, or copy the text."
        )
    return given


def _new_file(folder: Path, stem: str) -> tuple[int, Path]:
    """Create a file that was not there before, numbered when the name is taken."""
    for number in range(1, _MOST_FILES):
        path = folder / (f"{stem}.eml" if number == 1 else f"{stem}-{number}.eml")
        with suppress(FileExistsError):
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), path
    raise FileExistsError(17, "too many drafts of that name", str(folder))


def _file_word(text: str) -> str:
    """Give a name as a part of a file name that every file system takes: small letters, digits, dashes."""
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", flat)[:_LONGEST_NAME].strip("-")

"""Address books to know people by."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from data.settings.declare import key, required
from data.settings.feeds import LocalFeed
from data.settings.kinds import choice, path, text
from data.values import frozen


@frozen(kw_only=True)
class ContactsSettings(LocalFeed):
    """An address book to know senders and callers by; nobody in it becomes a client by himself.

    Nothing is ever written to it. The section stands once for each address book.
    """

    SECTION: ClassVar[str] = "contacts"
    WORD: ClassVar[str] = "address book"

    name: str = key(
        "", text(40), "What you call it.", default_words="the last part of the path", example="contacts"
    )
    kind: str = required(choice("vcard"), "One .vcf file, or a folder of them.", example="vcard")
    path: Path = required(path(), "Where it is.", example=Path("~/contacts.vcf"))

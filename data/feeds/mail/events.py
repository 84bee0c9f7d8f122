"""What reading a mailbox brings to light."""

from __future__ import annotations

from collections.abc import Mapping

from data.feeds.mail.letter import Letter, LetterKey
from data.values import frozen

Known = Mapping[LetterKey, tuple[str, str]]
"""What was read before: (folder, key) → (file, flags). `TooOld` files belong in it as well."""


@frozen
class Found:
    """A message not seen before, or one to be taken anew under a key that is known."""

    letter: Letter


@frozen
class Changed:
    """A known message whose file was renamed or whose flags changed."""

    folder: str
    key: str
    file: str
    flags: str


@frozen
class Gone:
    """A known message that no longer lies in its folder."""

    folder: str
    key: str


@frozen
class TooOld:
    """A file that arrived before the look-back: only its name is kept, so that it is not opened again."""

    folder: str
    key: str
    file: str
    flags: str


@frozen
class Mark:
    """How far an mbox file has been read; hand it back next time. `mark` means something to `mbox` alone."""

    file: str
    mark: str


Event = Found | Changed | Gone | TooOld | Mark

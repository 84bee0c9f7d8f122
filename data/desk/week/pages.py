"""The pages of closed weeks on disk: written beside the store, put away when a close is undone.

A page ends with a line that says what was written above it, so that one the user changed is told from one
that only the program wrote. What the user wrote is never overwritten and never deleted.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from data.errors import StoreError
from data.paths import make_private_folder

FOLDER = "reviews"
"""Where they lie, beside the store."""

_MARK = "<!-- frontdesk wrote this page; what stands above is "
_END = " -->\n"


def write(folder: Path, week: str, page: str) -> Path:
    """Write the page of a week for its owner alone; one that was changed by hand is kept beside it.

    StoreError says that the week is closed all the same.
    """
    path = folder / f"{week}.md"
    try:
        make_private_folder(folder)
        put_away(folder, week)
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="\n"
        ) as file:
            file.write(_marked(page))
    except OSError as error:
        raise StoreError(
            f"{week} is closed, but {path} cannot be written: {(error.strerror or str(error)).lower()}. "
            "`frontdesk review --markdown` prints it."
        ) from error
    return path


def put_away(folder: Path, week: str) -> Path | None:
    """Take the page of a week away; give where it is kept when it was changed by hand.

    OSError when it cannot be read or moved: then it is where it was.
    """
    path = folder / f"{week}.md"
    if not path.exists():
        return None
    if _is_ours(path):
        path.unlink()
        return None
    kept, number = folder / f"{week} yours.md", 1
    while kept.exists():
        number += 1
        kept = folder / f"{week} yours {number}.md"
    path.rename(kept)
    return kept


def reopened(folder: Path, week: str) -> None:
    """Put the page of a week away whose close was undone; where that fails it stays as it is."""
    with suppress(OSError):
        put_away(folder, week)


def _marked(page: str) -> str:
    """Give a page with the line that says what stands above it."""
    text = page if page.endswith("\n") else f"{page}\n"
    return f"{text}\n{_MARK}{_digest(text)}{_END}"


def _is_ours(path: Path) -> bool:
    """Whether a page is as the program wrote it."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    above, _, _ = text.rpartition(f"\n{_MARK}")
    return bool(above) and text == _marked(above)


def _digest(text: str) -> str:
    from hashlib import sha256  # loads OpenSSL, and each undo and each call from a script would wait for it

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

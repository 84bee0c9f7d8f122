"""Where the templates are: built in, or the user's own beside the settings file."""

from __future__ import annotations

import os
from pathlib import Path

from data.drafts.errors import DraftError
from data.model.letter import DraftKind
from data.paths import make_private_folder
from data.values import frozen

_BUILT_IN = Path(__file__).with_name("templates")
_MAX_BYTES = 100_000


@frozen
class Template:
    """The text of one kind of message, before the facts are put in."""

    kind: DraftKind
    path: Path
    yours: bool
    """Whether it is the user's own."""
    source: str


def drafts_folder(settings_path: Path) -> Path:
    """Give the folder for templates of the user's own; it need not be there."""
    return settings_path.parent / "drafts"


def template_path(kind: DraftKind, folder: Path | None) -> Path:
    """Give the file the text comes from: the user's own when `folder` holds one, else the built-in."""
    own = own_path(kind, folder) if folder else None
    return own if own is not None and own.exists() else own_path(kind, _BUILT_IN)


def own_path(kind: DraftKind, folder: Path) -> Path:
    """Give the file that overrides the built-in text, whether it is there or not."""
    return folder / f"{kind.value}.txt"


def load(kind: DraftKind, folder: Path | None) -> Template:
    """Read a template; DraftError when the user's own cannot be read."""
    path = template_path(kind, folder)
    return Template(kind, path, path.parent != _BUILT_IN, _text_of(path))


def adopt(kind: DraftKind, folder: Path) -> Path:
    """Put a copy of the built-in text into `folder`, unless there is one, and give its path."""
    path = own_path(kind, folder)
    try:
        make_private_folder(folder)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path
    except OSError as error:
        raise DraftError(
            f"{path} cannot be written: {said(error)}. The built-in text stays in use."
        ) from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(load(kind, None).source)
    return path


def give_up(kind: DraftKind, folder: Path) -> Path | None:
    """Go back to the built-in text; give where the user's own is kept, or None when there was none."""
    path = own_path(kind, folder)
    kept = path.with_name(f"{path.name}.bak")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.bak{number}")
    try:
        path.rename(kept)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DraftError(f"{path} cannot be moved: {said(error)}. It stays in use.") from error
    return kept


def said(error: OSError) -> str:
    """Say in the system's words why something could not be done."""
    return (error.strerror or str(error)).lower()


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise DraftError(f"{path} is too big to be a template; nothing was read.")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DraftError(f"{path} is not UTF-8 text; save it as UTF-8.") from None
    except OSError as error:
        raise DraftError(f"{path} cannot be read: {said(error)}.") from error

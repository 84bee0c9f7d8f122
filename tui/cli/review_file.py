"""A page as a file that only its owner can read, whole or not there at all."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from data.errors import DiskFull, FrontdeskError

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_private(path: Path, text: str, *, force: bool = False) -> None:
    """Write `text` to `path`, closed to others; what is there is only written over by `force`."""
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        _replace(path, text) if force else _create(path, text)
    except FileExistsError:
        raise FrontdeskError(
            f"{path} is there already and was left as it is. --force writes over it."
        ) from None
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull(
                f"There is no room on the disk for {path}. Nothing was written; free some and try again."
            ) from error
        reason = (error.strerror or str(error)).lower()
        raise FrontdeskError(f"{path} cannot be written: {reason}. Choose another place.") from error


def _create(path: Path, text: str) -> None:
    """Write a new file; a link that leads somewhere is not followed."""
    _write(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), path, text)


def _replace(path: Path, text: str) -> None:
    """Write beside its place and put it there when it is whole, so that what was there is never half gone."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    part = Path(name)
    _write(handle, part, text)
    try:
        part.replace(path)
    except OSError:
        part.unlink()
        raise


def _write(handle: int, path: Path, text: str) -> None:
    """Write all of a file just made, or take it away again."""
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise

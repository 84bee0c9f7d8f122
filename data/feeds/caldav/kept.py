"""What was fetched of an account, kept as a folder of one event a file (a vdir) with an index beside each.

In files and not in the store: every backup of the store would carry thousands of events that the server
has anyway. Folders are 0700, files 0600. All of it can be deleted at any time and is fetched again.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from data.feeds.caldav.server import Home
from data.paths import make_private_folder

_ODD = re.compile(r"[^A-Za-z0-9._-]+")
_INDEX = ".index.json"
_LOCK = ".lock"
_VERSION = 1
"""Of the files; one more has everything fetched anew."""


@dataclass(slots=True)
class KeptCalendar:
    """One calendar as it was fetched last."""

    folder: Path
    path: str
    """What identifies it at its server."""
    name: str = ""
    mark: str = ""
    """What the server said of its state when it was last fetched whole; empty: it never was."""
    token: str = ""
    items: dict[str, str] = field(default_factory=dict)
    """The etag of each item, by path."""

    def put(self, item: str, etag: str, text: str) -> None:
        """Keep one item."""
        _write(self._file(item), text)
        self.items[item] = etag

    def drop(self, item: str) -> None:
        """Let one item go."""
        self.items.pop(item, None)
        self._file(item).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Let go of files that no item stands for, left over from a reading that was cut off."""
        wanted = {self._file(item).name for item in self.items}
        for file in self.folder.glob("*.ics"):
            if file.name not in wanted:
                file.unlink(missing_ok=True)

    def save(self) -> None:
        """Write the index, after the items it speaks of."""
        said = {
            "version": _VERSION,
            "path": self.path,
            "name": self.name,
            "mark": self.mark,
            "token": self.token,
            "items": self.items,
        }
        _write(self.folder / _INDEX, json.dumps(said))

    def _file(self, item: str) -> Path:
        return self.folder / f"{_name_of(item)}.ics"


class Kept:
    """What is kept of one account. `begin` gives it to one reading at a time."""

    def __init__(self, base: Path, name: str, whose: str) -> None:
        """Look at the place below `base`; what was kept of another account than `whose` is let go."""
        self.folder = base / _hash(name)
        self.calendars: dict[str, KeptCalendar] = {}
        self.home: Home | None = None
        self._whose = whose

    @property
    def filled(self) -> bool:
        """Whether anything was ever fetched whole."""
        return (self.folder / _INDEX).is_file()

    @contextmanager
    def begin(self) -> Iterator[bool]:
        """Hold it alone and read the indexes; False when another process reads this account now."""
        make_private_folder(self.folder.parent)
        make_private_folder(self.folder)
        handle = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            self._load()
            yield True
        finally:
            os.close(handle)

    def calendar(self, path: str, name: str) -> KeptCalendar:
        """Give one calendar, an empty one when it is new."""
        if path not in self.calendars:
            folder = self.folder / _name_of(path)
            make_private_folder(folder)
            self.calendars[path] = KeptCalendar(folder, path, name)
        self.calendars[path].name = name
        return self.calendars[path]

    def drop(self, path: str) -> None:
        """Let a calendar go."""
        shutil.rmtree(self.calendars.pop(path).folder, ignore_errors=True)

    def save(self, home: Home) -> None:
        """Remember where the calendars are, and that a reading came to its end."""
        said = {"version": _VERSION, "whose": self._whose, "home": home.url, "depth": home.depth}
        if said != _read(self.folder / _INDEX):
            _write(self.folder / _INDEX, json.dumps(said))

    def _load(self) -> None:
        own = _read(self.folder / _INDEX)
        if own and (own.get("whose"), own.get("version")) != (self._whose, _VERSION):
            for folder in self._folders():
                shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):
                (self.folder / _INDEX).unlink()
            own = {}
        if isinstance(own.get("home"), str) and own.get("depth") in ("0", "1"):
            self.home = Home(own["home"], own["depth"])
        self.calendars = {}
        for folder in self._folders():
            known = _calendar_from(folder, _read(folder / _INDEX))
            if known is None:
                shutil.rmtree(folder, ignore_errors=True)
            else:
                self.calendars[known.path] = known

    def _folders(self) -> list[Path]:
        return [entry for entry in self.folder.iterdir() if entry.is_dir() and not entry.is_symlink()]


def forget(base: Path, name: str) -> None:
    """Let go of an account that is no longer in the settings."""
    shutil.rmtree(base / _hash(name), ignore_errors=True)


def _calendar_from(folder: Path, said: Mapping[str, Any]) -> KeptCalendar | None:
    """Read an index; None when it is damaged, for then everything is fetched anew."""
    texts = {name: said.get(name) for name in ("path", "name", "mark", "token")}
    items = said.get("items")
    if said.get("version") != _VERSION or not all(isinstance(text, str) for text in texts.values()):
        return None
    if not isinstance(items, dict) or not all(isinstance(etag, str) for etag in items.values()):
        return None
    if folder.name != _name_of(str(texts["path"])):
        return None
    return KeptCalendar(folder, **{name: str(text) for name, text in texts.items()}, items=items)


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(file: Path, text: str) -> None:
    """Write a file in one step, for its owner alone."""
    part = file.with_name(f".{file.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as opened:
        opened.write(text)
    part.replace(file)


def _name_of(path: str) -> str:
    """Name a file after the last part of a path, so that a message can speak of it, and the whole of it."""
    last = path.rstrip("/").rpartition("/")[2].removesuffix(".ics")
    return f"{_ODD.sub('-', last)[:40].lstrip('.-') or 'item'}-{_hash(path)}"


def _hash(text: str) -> str:
    return blake2b(text.encode(errors="replace"), digest_size=12).hexdigest()

"""A bounded look at folders and files: so many names, so many bytes, no complaint about what is closed."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

_MAX_NAMES = 10_000
_MAX_LOOKS = 3_000
_MAX_EVENTS_BYTES = 4_000_000


class Look:
    """Lists and peeks until its budget is used up; after that everything is empty."""

    def __init__(self) -> None:
        self._left = _MAX_LOOKS
        self._listed: dict[Path, tuple[list[Path], list[Path]]] = {}

    def folders(self, folder: Path) -> list[Path]:
        """Give the folders in a folder, sorted; links are left out."""
        return self._list(folder)[0]

    def files(self, folder: Path) -> list[Path]:
        """Give the files in a folder, sorted; links are left out."""
        return self._list(folder)[1]

    def is_maildir(self, folder: Path) -> bool:
        """Whether the folder itself holds messages, one a file."""
        names = {each.name for each in self.folders(folder)}
        return {"cur", "new"} <= names

    def is_mbox(self, file: Path) -> bool:
        """Whether a file holds messages one after the other."""
        return file.suffix not in (".msf", ".ics", ".dat") and self.start(file, 5) == b"From "

    def is_calendar(self, file: Path) -> bool:
        """Whether a file is a calendar with more than the one event of an invitation."""
        return file.suffix.lower() == ".ics" and self.events_in(file) > 1

    def events_in(self, file: Path) -> int:
        """Count the events in a calendar file, in its first 4 MB."""
        content = self.start(file, _MAX_EVENTS_BYTES)
        return content.count(b"BEGIN:VEVENT") if b"BEGIN:VCALENDAR" in content[:2000] else 0

    def cards_in(self, file: Path) -> int:
        """Count the vCards in a .vcf file, in its first 4 MB."""
        if file.suffix.lower() not in (".vcf", ".vcard"):
            return 0
        return self.start(file, _MAX_EVENTS_BYTES).upper().count(b"BEGIN:VCARD")

    def count(self, folder: Path) -> int:
        """Count what is in a folder, up to 10,000."""
        if not self._may():
            return 0
        try:
            with os.scandir(folder) as entries:
                return sum(1 for _ in islice(entries, _MAX_NAMES))
        except OSError:
            return 0

    def newest_names(self, folder: Path, most: int) -> list[Path]:
        """Give the files whose names sort last: Maildir names begin with the time."""
        return sorted(self.files(folder), reverse=True)[:most]

    def first_line(self, file: Path) -> str:
        """Give the first line of a small text file, fit for a name; empty when there is none."""
        line = self.start(file, 200).decode("utf-8", "replace").partition("\n")[0].strip()[:40]
        return line if line.isprintable() else ""

    def start(self, file: Path, size: int) -> bytes:
        """Give the first bytes of an ordinary file."""
        return self._read(file, size, end=False)

    def end(self, file: Path, size: int) -> bytes:
        """Give the last bytes of an ordinary file."""
        return self._read(file, size, end=True)

    def identity(self, folder: Path) -> tuple[int, int] | None:
        """Give what tells a folder from others, whatever its name; None when there is none."""
        try:
            found = folder.stat()
        except OSError:
            return None
        return (found.st_dev, found.st_ino) if folder.is_dir() else None

    def _may(self) -> bool:
        self._left -= 1
        return self._left >= 0

    def _list(self, folder: Path) -> tuple[list[Path], list[Path]]:
        if folder not in self._listed:
            self._listed[folder] = self._scan(folder) if self._may() else ([], [])
        return self._listed[folder]

    def _scan(self, folder: Path) -> tuple[list[Path], list[Path]]:
        folders: list[Path] = []
        files: list[Path] = []
        try:
            with os.scandir(folder) as entries:
                for entry in islice(entries, _MAX_NAMES):
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(Path(entry.path))
                    elif entry.is_file(follow_symlinks=False):
                        files.append(Path(entry.path))
        except OSError:
            return [], []
        return sorted(folders), sorted(files)

    def _read(self, file: Path, size: int, *, end: bool) -> bytes:
        if not self._may():
            return b""
        try:
            with file.open("rb") as opened:
                if end:
                    opened.seek(max(0, file.stat().st_size - size))
                return opened.read(size)
        except OSError:
            return b""

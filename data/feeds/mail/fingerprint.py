"""Whether anything moved in a mailbox since the last look, without listing a single message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

from data.feeds.mail import maildir, mbox_tree

_SETTLED_NS = 2_000_000_000
"""A folder that changed within this time may change again without its time of change moving on."""


def fingerprint(kind: str, path: Path, watch: Sequence[str], sent: Sequence[str], now_ns: int) -> str:
    """Give a text that stays the same while no message comes, goes or is renamed; empty when that is unsure.

    A Maildir folder's time of change moves whenever a name in it does; an mbox file's with its content.
    `now_ns` is the present instant in nanoseconds of the epoch. Raises FeedError as a reading would.
    """
    seen = blake2b(
        repr((kind, str(path), tuple(watch), tuple(sent))).encode(errors="replace"), digest_size=16
    )
    for place in _places(kind, path, watch, sent):
        try:
            stat = place.stat()
        except OSError:
            continue
        if now_ns - stat.st_mtime_ns < _SETTLED_NS:
            return ""
        seen.update(f"{place}\0{stat.st_mtime_ns}\0{stat.st_size}\0{stat.st_ino}\n".encode(errors="replace"))
    return seen.hexdigest()


def _places(kind: str, path: Path, watch: Sequence[str], sent: Sequence[str]) -> Iterator[Path]:
    if kind == "maildir":
        for folder in maildir.find_folders(path, watch, sent):
            yield folder.path / "cur"
            yield folder.path / "new"
    else:
        for folder in mbox_tree.find_folders(path, watch, sent):
            yield folder.path

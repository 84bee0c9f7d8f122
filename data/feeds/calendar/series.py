"""Events that belong together: one and the occurrences of it that were changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.feeds.calendar.blocks import Block
from data.feeds.calendar.text import one_line
from data.values import frozen


@frozen
class Series:
    """One event with the changed occurrences of it."""

    uid: str
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """Give its title, to name it in a message."""
        return one_line(self.blocks[0].text("SUMMARY"))


def series_of(blocks: Sequence[Block]) -> Iterator[Series]:
    """Put the events of one file together by their UID."""
    groups: dict[str, list[Block]] = {}
    for block in blocks:
        groups.setdefault(block.uid, []).append(block)
    for uid, group in groups.items():
        yield from _told_apart(uid, group)


def _told_apart(uid: str, group: list[Block]) -> Iterator[Series]:
    """Part different events that share a UID, as some programs write them.

    Versions of one event differ in SEQUENCE, and the highest counts; changed occurrences need their
    event. Where there is neither, each start is an event of its own.
    """
    starts = {block.line("DTSTART") for block in group}
    versions = {block.value("SEQUENCE") for block in group}
    if len(starts) == 1 or len(versions) > 1 or any(block.overrides for block in group):
        yield Series(uid, tuple(group))
    else:
        yield from (
            Series(uid, (block,)) for block in {block.line("DTSTART"): block for block in group}.values()
        )

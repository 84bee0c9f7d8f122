"""What can happen between here and a server, before it becomes a sentence."""

from __future__ import annotations


class Status(Exception):
    """The server answered with a status that is none of success."""

    def __init__(self, status: int) -> None:
        super().__init__(f"it answered with status {status}")
        self.status = status


class NotUnderstood(Exception):
    """An answer is none of a calendar server's; the text continues "the server "."""


class TooBig(Exception):
    """An answer is bigger than anything asked for can be."""

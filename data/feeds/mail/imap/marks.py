"""How far a folder was read: kept between two readings as a line of text."""

from __future__ import annotations

import json
from dataclasses import asdict, astuple

from data.values import frozen


@frozen
class FolderMark:
    """What is remembered of a folder."""

    validity: int
    """UIDVALIDITY: with another, nothing of this holds."""
    scope: str
    """What was read of it and as what; with another, the folder is read anew."""
    next_uid: int = 1
    """Everything below was read, or lies before the look-back."""
    below: int = 0
    """A first reading goes from the newest to the oldest and got down to here; 0: to the end."""
    count: int = -1
    """Messages that were in it; -1: not known."""
    modseq: int = 0
    """Flags are known up to this change; 0: the server does not count changes."""

    @property
    def role(self) -> str:
        """What the folder was for."""
        return self.scope.partition(" ")[0]

    @classmethod
    def read(cls, text: str) -> FolderMark | None:
        """Read a mark; None for one that makes no sense, so that the folder is read anew."""
        try:
            mark = cls(**json.loads(text))
        except (ValueError, TypeError):
            return None
        kinds = (int, str, int, int, int, int)
        return mark if all(map(isinstance, astuple(mark), kinds)) else None

    def written(self) -> str:
        """Give it as text."""
        return json.dumps(asdict(self))

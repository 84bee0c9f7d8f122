"""What screens and workers tell the app."""

from __future__ import annotations

from textual.message import Message

from data.model.today import Today


class Said(Message):
    """One sentence to show for a moment."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class Trouble(Message):
    """One sentence about something that could not be done."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class DayTurned(Message):
    """Another snapshot is shown."""

    def __init__(self, today: Today, version: int) -> None:
        super().__init__()
        self.today = today
        self.version = version
        """What the store's version was before the snapshot was read: what came in since is not in it."""


class ReadNow(Message):
    """Mail and calendars are to be read now."""


class News(Message):
    """One source has something new; sent from the thread that listens to it."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source


class Reading(Message):
    """How far the reading of mail and calendars is, in a few words; empty when it is over."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class ReadingEnded(Message):
    """Mail and calendars were read; `sentence` says what came of it when somebody asked."""

    def __init__(self, sentence: str, *, failed: bool = False, well: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.sentence = sentence
        self.failed = failed
        self.well = well
        """The sources that were read without trouble."""

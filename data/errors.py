"""Every error a person can meet, as one sentence that says what happened, what was kept and what to do."""

from __future__ import annotations


class FrontdeskError(Exception):
    """Base of all errors that are shown to the user as their own text."""


class WrongUse(FrontdeskError):
    """The command line or a form was given something that cannot be meant (exit code 2)."""


class NotFound(FrontdeskError):
    """Nothing, or more than one thing, fits a name or number that was given."""


class SettingsError(FrontdeskError):
    """The settings file cannot be used as it is; the text names file, key and what is allowed."""

    def __init__(self, text: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.problems = problems or (text,)
        """Everything that is wrong, one line each."""


class FeedError(FrontdeskError):
    """An outside source could not be read; everything else keeps working."""


class Offline(FeedError):
    """A source on the net cannot be reached. That is normal and said quietly; it is tried again."""


class Refused(FeedError):
    """A source on the net does not let us in as things are, so trying again and again would do harm."""


class StoreError(FrontdeskError):
    """Base of what can happen to the store."""


class DiskFull(StoreError):
    """No room left on the disk; nothing was half-written."""


class Busy(StoreError):
    """Another frontdesk held the store for longer than the busy timeout."""


class ReadOnly(StoreError):
    """The store can be read but not written."""


class DamagedStore(StoreError):
    """The file is no frontdesk store, or a damaged one. It is left untouched."""


class NewerStore(StoreError):
    """The store was made by a newer frontdesk."""


class Changed(StoreError):
    """What was to be undone has changed since, so it was left as it is."""
